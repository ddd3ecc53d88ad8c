"""Connections to checked addresses alone, and none that is kept open without end."""

from __future__ import annotations

import math
import ssl
from collections.abc import Iterable
from typing import Any, cast

import httpcore2
import httpx2

from leaddata.errors import FetchError
from leaddata.pipeline.fetching.addresses import checked_addresses
from leaddata.pipeline.fetching.options import FetchOptions

__all__ = ["CheckedTransport"]


class CheckedTransport(httpx2.HTTPTransport):
    """
    Sends requests. A host is resolved once for each connection, checked, and connected to at the address that was checked.

    No proxy of the environment is used: it would resolve names where we cannot check them.
    """

    def __init__(self, options: FetchOptions) -> None:
        context = httpx2.create_ssl_context()
        super().__init__(verify=context)
        self._backend = _CheckedBackend(options)
        # The one way to bring a backend of one's own; a test holds that it is used.
        self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=self._backend)

    def end_after(self, seconds: float, at: str) -> None:
        """Have everything from now on end in so many seconds, however slowly the server *at* that address sends."""
        self._backend.end_after(seconds, at)


class _CheckedBackend(httpcore2.NetworkBackend):
    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._inner = httpcore2.SyncBackend()
        self._at = ""
        self._seconds = math.inf
        self._deadline = math.inf

    def end_after(self, seconds: float, at: str) -> None:
        self._at = at
        self._seconds = seconds
        self._deadline = self._options.clock.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Return how long the next wait may be. Raises FetchError."""
        left = self._deadline - self._options.clock.monotonic()
        if left <= 0:
            msg = f"expected an answer that ends within {self._seconds:g} s, got a slower one"
            raise FetchError(msg, at=self._at, next_step="run again later; if it is as slow again, tell the site")
        return min(left, math.inf if timeout is None else timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError("no address")
        allowed = self._options.allow_private
        try:
            addresses = checked_addresses(host, port, self._options.resolve, allow_private=allowed)
        except OSError as error:
            msg = f"the name {host} is not known: {error.strerror or error}"
            raise httpcore2.ConnectError(msg) from error
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _watched(stream, self)
        raise failure


def _watched(stream: httpcore2.NetworkStream, backend: _CheckedBackend) -> httpcore2.NetworkStream:
    return cast("httpcore2.NetworkStream", _WatchedStream(stream, backend))


class _WatchedStream:
    """A stream whose every read counts against the time of the whole answer; all else is the stream's own."""

    def __init__(self, inner: httpcore2.NetworkStream, backend: _CheckedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._backend.left(timeout))
        except httpcore2.ReadTimeout:
            self._backend.left(timeout)
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _watched(stream, self._backend)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
