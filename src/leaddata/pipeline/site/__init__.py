"""The site: a static folder of pages about one release, for a browser with or without a server."""

from leaddata.pipeline.site.build import build_site
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["Asset", "Inputs", "Page", "build_site"]
