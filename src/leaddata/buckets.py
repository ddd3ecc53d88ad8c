"""
Objects of a bucket that speaks S3: read, listed, written (if nobody was faster) and removed.

Endpoint, region and credentials are those of the usual variables (``AWS_ENDPOINT_URL``, ``AWS_REGION``,
``AWS_ACCESS_KEY_ID`` and their like). obstore, which the extra ``s3`` brings, does the work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NoReturn

from leaddata.bucket_settings import check_settings, endpoint, is_plain_allowed, variables_that_say
from leaddata.errors import LeadDataError, ReleaseError, TamperedError

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import S3Store

__all__ = [
    "Bucket", "Entry", "Stored", "created", "fetched", "is_bucket", "listed", "opened", "put", "read", "removed",
    "replaced",
]  # fmt: skip

_SCHEME = "s3:"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[\w!'()*. -]+(?:/[\w!'()*. -]+)*")
_SMALL = 64 * 2**20  # bytes of a file that is sent in one request: a killed one leaves nothing behind
_REFUSED = re.compile(r"\b40[13]\b|InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied|InvalidToken|ExpiredToken")
_NO_BUCKET = "NoSuchBucket"
# What obstore says of a list with a key that it has no form for; it gives up the whole list.
_ODD_KEY = re.compile(r'invalid path: (?:Error parsing )?Path "(?P<key>.*)"(?: contained |: Encountered )', re.DOTALL)
_CODE = re.compile(r"status code: (\d{3})|<Code>(\w+)</Code>")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bucket:
    """
    A bucket, or what lies below a prefix of it.

    Attributes:
        address: ``s3://bucket/prefix``.
        failure: The error that is raised where it cannot be read or written.
    """

    address: str
    store: S3Store
    failure: type[LeadDataError]

    def at(self, key: str) -> str:
        """Return the address of an object."""
        return f"{self.address}/{key}"


@dataclass(frozen=True, slots=True)
class Stored:
    """What an object holds, and the mark that changes with it."""

    data: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An object in a list: its key below the prefix, its size and mark, and when it was written by the store's clock."""

    key: str
    size: int
    etag: str
    written: datetime


def is_bucket(place: object) -> bool:
    """
    Return whether a place is in a bucket.

    Examples:
        >>> is_bucket("s3://bucket/releases"), is_bucket("data/processed")
        (True, False)
    """
    return str(place).startswith(_SCHEME)


def opened(address: str | PurePath, failure: type[LeadDataError] = ReleaseError) -> Bucket:
    """
    Return what reads and writes below an address. Nothing is asked yet.

    Args:
        address: ``s3://bucket`` or ``s3://bucket/prefix``.
        failure: The error to raise wherever it cannot be read or written.

    Raises:
        LeadDataError: *failure*, if it is no such address, or what the variables say of the store is none, or nothing.
        ModuleNotFoundError: If the extra ``s3`` is missing.
    """
    # A path has lost one of the two strokes.
    name, _, prefix = str(address).removeprefix(_SCHEME).lstrip("/").rstrip("/").partition("/")
    parts = prefix.split("/")
    if not _BUCKET.fullmatch(name) or (prefix and not _PREFIX.fullmatch(prefix)) or {".", ".."} & set(parts):
        msg = "expected s3://bucket or s3://bucket/prefix, of letters, digits, points and dashes, got another address"
        # What stands before an @ may be a password.
        raise failure(msg, at=None if "@" in str(address) else str(address), next_step="correct it")
    whole = "/".join([f"s3://{name}", *([prefix] if prefix else [])])
    try:
        from obstore.store import S3Store
    except ModuleNotFoundError as error:
        msg = "expected the extra 's3', got an installation without obstore"
        raise failure(msg, at=whole, next_step="install it with `pip install 'leaddata[s3]'`") from error
    check_settings(whole, failure)
    try:
        return Bucket(address=whole, store=_store(S3Store, name, prefix), failure=failure)
    except _errors() as error:
        said = str(error).splitlines()[0]
        msg = f"expected settings of the store that can be understood, got: {said}"
        names = " and ".join(variables_that_say(said)) or "the variables whose names begin with AWS_"
        raise failure(msg, at=whole, next_step=f"correct or unset {names}") from error


def _store(kind: type[S3Store], name: str, prefix: str) -> S3Store:
    from leaddata import __version__

    asked = endpoint()
    return kind(
        name,
        prefix=prefix or None,
        client_options={
            "allow_http": is_plain_allowed(),
            "connect_timeout": timedelta(seconds=10),
            "read_timeout": timedelta(seconds=30),
            "timeout": timedelta(minutes=30),
            "user_agent": f"leaddata/{__version__}",
        },
        retry_config={"max_retries": 4, "retry_timeout": timedelta(minutes=2)},
        config={"endpoint": asked} if asked else None,
    )


def read(bucket: Bucket, key: str, most: int) -> Stored | None:
    """Return what a small object holds; None where there is none. *most* bytes are taken."""
    import obstore

    try:
        found = obstore.get(bucket.store, key)
        if found.meta["size"] > most:
            msg = f"expected at most {most:,} bytes, got {found.meta['size']:,}"
            raise bucket.failure(msg, at=bucket.at(key), next_step="see what was put there")
        return Stored(bytes(found.bytes()), str(found.meta["e_tag"]))
    except _errors() as error:
        _absent(bucket, key, error)
    return None


def fetched(bucket: Bucket, key: str, target: Path, most: int) -> tuple[str, str] | None:
    """
    Write an object to a file, and return its sha256 and its mark; None where there is none.

    Raises:
        TamperedError: If it has more than *most* bytes.
    """
    import obstore

    try:
        found = obstore.get(bucket.store, key)
        if found.meta["size"] > most:
            msg = f"expected at most {most:,} bytes, got {found.meta['size']:,}"
            raise TamperedError(msg, at=bucket.at(key), next_step="see what was put there")
        digest = hashlib.sha256()
        with target.open("wb") as file:
            for piece in found.stream():
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest(), str(found.meta["e_tag"])
    except _errors() as error:
        _absent(bucket, key, error)
    return None


def listed(bucket: Bucket, prefix: str = "") -> list[Entry]:
    """
    Return the objects below a prefix, in order of their keys.

    Raises:
        LeadDataError: The bucket's *failure*, if it cannot be read, or a key there is none that a file could have.
    """
    import obstore

    found: list[Entry] = []
    try:
        for batch in obstore.list(bucket.store, prefix or None):
            found += [Entry(one["path"], one["size"], str(one["e_tag"]), one["last_modified"]) for one in batch]
    except _errors() as error:
        _absent(bucket, prefix, error)
    return sorted(found, key=lambda one: one.key)


def put(bucket: Bucket, key: str, content: bytes | Path) -> str:
    """Write an object, whole or not at all, whatever was there, and return its mark."""
    etag = _put(bucket, key, content, "overwrite")
    assert etag is not None
    return etag


def created(bucket: Bucket, key: str, content: bytes) -> str | None:
    """Write an object where there is none (``If-None-Match: *``) and return its mark; None where there was one."""
    return _put(bucket, key, content, "create")


def replaced(bucket: Bucket, key: str, content: bytes, etag: str) -> str | None:
    """Write an object in place of the one of this mark (``If-Match``) and return the new one; None where it is gone."""
    return _put(bucket, key, content, {"e_tag": etag})


def _put(bucket: Bucket, key: str, content: bytes | Path, mode: PutMode) -> str | None:
    import obstore
    from obstore.exceptions import AlreadyExistsError, PreconditionError

    is_large = isinstance(content, Path) and content.stat().st_size > _SMALL
    try:
        return str(obstore.put(bucket.store, key, content, mode=mode, use_multipart=is_large)["e_tag"])
    except (AlreadyExistsError, PreconditionError) as error:
        return _fail(bucket, key, error) if _NO_BUCKET in str(error) else None
    except _errors() as error:
        return _fail(bucket, key, error)


def removed(bucket: Bucket, keys: Iterable[str]) -> None:
    """Remove objects; one that is gone already is no matter."""
    import obstore

    for key in keys:
        try:
            obstore.delete(bucket.store, key)
        except _errors() as error:
            _absent(bucket, key, error)


def _errors() -> tuple[type[Exception], ...]:
    """Return what obstore raises; of an object that is not there, an OSError."""
    from obstore.exceptions import BaseError

    return BaseError, OSError


def _absent(bucket: Bucket, key: str, error: Exception) -> None:
    """Pass over that there is no such object; tell of anything else by the bucket's own error."""
    if not isinstance(error, FileNotFoundError) or error.errno is not None or _NO_BUCKET in str(error):
        _fail(bucket, key, error)


def _fail(bucket: Bucket, key: str, error: Exception) -> NoReturn:
    if isinstance(error, OSError) and error.errno is not None:
        raise error  # of a file of this machine
    said = str(error)
    at = bucket.at(key)
    codes = list(dict.fromkeys(number or word for number, word in _CODE.findall(said)))
    if odd := _ODD_KEY.search(said):
        at = bucket.address
        msg = f"expected keys whose parts are names of files, got an object whose key in the bucket is {odd['key']!r}"
        step = "remove or rename that object: until then nothing can be listed there"
    elif _NO_BUCKET in said:
        msg, step = "expected a bucket, got none of that name", "make it, or correct the address"
    elif _REFUSED.search(said):
        msg = f"expected to be let in, got {' '.join(codes) or 'a refusal'}"
        step = "see AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, and what they may do with this bucket"
    elif codes:
        msg, step = (
            f"expected an answer of success, got {' '.join(codes)}",
            "try again later, or ask who keeps the bucket",
        )
    else:
        msg = f"expected an answer, got {said.splitlines()[0].rpartition(' - ')[2]}"
        step = "see AWS_ENDPOINT_URL, and whether the network is there"
    raise bucket.failure(msg, at=at, next_step=step) from error
