"""In which module each name of the package stands that is no table's, so that `import leaddata` reads none of them."""

__all__ = ["FOUND_IN", "MODULES"]

FOUND_IN = {
    "LeadDataError": "errors",
    "UnknownTableError": "errors",
    "cite": "loader",
    "describe": "loader",
    "diff": "releases",
    "export": "exporting",
    "load": "loader",
    "scan": "loader",
    "tables": "loader",
    "trace": "loader",
    "verify": "releases",
}
MODULES = ("errors",)
