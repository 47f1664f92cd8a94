"""An HTTP transport for language models: one server, no redirect elsewhere, a size and a time for the whole reply."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx

MOST_BYTES = 1_000_000


class GuardedTransport(httpx.HTTPTransport):
    """Speaks to the one server named in the settings and stops reading a reply that is too long or too slow."""

    def __init__(self, server: httpx.URL, timeout_s: float) -> None:
        """Take the only server that may be asked, and the time from now for all that is read from it."""
        super().__init__()
        self._server = (server.scheme, server.host, server.port)
        self._ends_at = time.monotonic() + timeout_s

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the one server. Raises httpx.ConnectError for any other."""
        if (request.url.scheme, request.url.host, request.url.port) != self._server:
            raise httpx.ConnectError(f"not the server of the settings: {request.url.host}", request=request)
        response = super().handle_request(request)
        stream = response.stream
        if isinstance(stream, httpx.SyncByteStream):
            response.stream = _Bounded(stream, self._ends_at)
        return response


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, ends_at: float) -> None:
        self._stream = stream
        self._ends_at = ends_at

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > MOST_BYTES:
                raise httpx.ReadError("the reply is too long")
            if time.monotonic() > self._ends_at:
                raise httpx.ReadTimeout("the reply takes too long")
            yield chunk

    def close(self) -> None:
        self._stream.close()
