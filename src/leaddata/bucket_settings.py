"""
What the usual variables say of a bucket's store: endpoint, region and credentials, checked before anybody is asked.

obstore reads them itself, and panics at some that are none. One that is set but empty, as a variable of GitHub's that
nobody has set, is as one that is not set.
"""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Address
from urllib.parse import urlsplit

from leaddata.errors import LeadDataError

__all__ = ["check_settings", "endpoint", "is_plain_allowed", "variables_that_say"]

_YES = frozenset({"1", "true", "yes", "on"})
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
# Any one of these says with what to ask; without one obstore would look for a service of Amazon's own machines.
_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
_SECRETS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
_SENT = ("AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN")  # as they are, in a header
_HEADER = re.compile(r"[!-~]+")
_REGION = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*")
_SERVER = re.compile(
    r"https?://(?:[0-9A-Za-z][0-9A-Za-z_.-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[0-9A-Za-z_.~/-]*)?"
)


def endpoint() -> str:
    """Return the address of the store that is asked; empty for Amazon's own. Two stores may have buckets of one name."""
    return _endpoint()[1]


def _endpoint() -> tuple[str, str]:
    """Return the variable that names the store, and what it says."""
    return next(((name, said) for name in _ENDPOINTS if (said := os.environ.get(name, "").strip())), ("", ""))


def is_plain_allowed() -> bool:
    """Return whether the store may be asked without encryption."""
    return os.environ.get("AWS_ALLOW_HTTP", "").lower() in _YES


def check_settings(address: str, failure: type[LeadDataError]) -> None:
    """
    Check what is set. What is set but empty is taken out of the environment of this process: obstore would take it as said.

    Raises:
        LeadDataError: *failure*, if there is nothing to be let in with, or a variable says what it cannot.
    """
    for name in [name for name, said in os.environ.items() if name.startswith("AWS_") and not said.strip()]:
        del os.environ[name]
    _check_credentials(address, failure)
    _check_endpoint(address, failure)
    for name in _REGIONS:
        if (said := os.environ.get(name)) and not _REGION.fullmatch(said):
            msg = f"expected the name of a region, such as eu-west-2, in {name}, got {said!r}"
            raise failure(msg, at=address, next_step="correct it")


def _check_credentials(address: str, failure: type[LeadDataError]) -> None:
    for name in _SENT:
        if (said := os.environ.get(name)) and not _HEADER.fullmatch(said):
            msg = (
                f"expected letters, digits and signs in {name}, got a blank, a line end or another character among them"
            )
            raise failure(msg, at=address, next_step="set it again without")
    is_open = os.environ.get("AWS_SKIP_SIGNATURE", "").lower() in _YES
    has_machine = os.environ.get("AWS_EC2_METADATA_DISABLED", "").lower() == "false"
    if is_open or has_machine or any(os.environ.get(name) for name in _CREDENTIALS):
        return
    msg = "expected credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, got none"
    step = (
        "set them, or AWS_SKIP_SIGNATURE=true for a bucket that anybody may read, or AWS_EC2_METADATA_DISABLED=false for "
        "the role of a machine"
    )
    raise failure(msg, at=address, next_step=step)


def _check_endpoint(address: str, failure: type[LeadDataError]) -> None:
    name, asked = _endpoint()
    # What stands before an @ may be a password.
    shown = "one with an @" if "@" in asked else repr(asked)
    if asked and not asked.startswith("https://") and not (is_plain_allowed() and asked.startswith("http://")):
        msg = f"expected an endpoint that begins with https:// in {name}, got {shown}"
        raise failure(msg, at=address, next_step="correct it, or set AWS_ALLOW_HTTP=true where nobody else can listen")
    if asked and not _is_server(asked):
        msg = f"expected the address of a server, such as https://s3.example.org, in {name}, got {shown}"
        raise failure(msg, at=address, next_step="correct it, or leave it out for Amazon's own")


def _is_server(asked: str) -> bool:
    """
    Return whether an address of ``https://`` names a server.

    Examples:
        >>> [_is_server(one) for one in ("https://s3.example.org", "http://127.0.0.1:9000", "http://[::1]:9000/s3")]
        [True, True, True]
        >>> [_is_server(one) for one in ("https://", "https://a b", "http://1.2.3.999", "http://[::", "https://a:99999")]
        [False, False, False, False, False]
    """
    if not _SERVER.fullmatch(asked):
        return False
    try:
        place = urlsplit(asked)
        _ = place.port  # raises where it is no port
        host = (place.hostname or "").rstrip(".")
        if host.rpartition(".")[2].isdigit():
            IPv4Address(host)
    except ValueError:
        return False
    return True


def variables_that_say(text: str) -> list[str]:
    """Return the names of the ``AWS_`` variables whose value an error message repeats, but for what is secret."""
    settings = {name: said for name, said in os.environ.items() if name.startswith("AWS_") and name not in _SECRETS}
    return sorted(name for name, said in settings.items() if f'"{said}"' in text or f": {said}." in text)
