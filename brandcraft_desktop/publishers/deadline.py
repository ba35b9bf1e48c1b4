"""A way to the network where all comes to an end: a deadline for the whole, not for each wait.

The waits of the network library are each for one piece: a server that sends, or takes, a byte
every few seconds would never meet them, neither in the headers nor in the body. Here every read and
write of a connection asks how much time is left for what its thread is waiting for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl

_PIECE = 16 * 1024  # bytes written between two looks at the clock
_waiting = threading.local()


def wait_at_most(seconds: float) -> None:
    """From now on what this thread reads and writes must be done within that time, all together."""
    _waiting.end = time.monotonic() + seconds


def wait_freely() -> None:
    """The answer is there: nothing is waited for."""
    _waiting.end = None


def _left() -> float | None:
    end: float | None = getattr(_waiting, "end", None)
    return None if end is None else end - time.monotonic()


def _shortest(
    timeout: float | None, late: type[httpcore.TimeoutException] = httpcore.ReadTimeout
) -> float | None:
    """The wait for one piece: as long as it may be, and as is left of the whole."""
    left = _left()
    if left is None:
        return timeout
    if left <= 0:
        raise late("the whole took too long")
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps the deadline of the thread that uses it."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _shortest(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            wait = _shortest(timeout, httpcore.WriteTimeout)
            self._inner.write(buffer[start : start + _PIECE], wait)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _shortest(timeout)))

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Makes such connections."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(
            self._inner.connect_tcp(host, port, _shortest(timeout), local_address, socket_options)
        )

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(path, timeout, socket_options))


@contextmanager
def _in_their_words() -> Iterator[None]:
    """The lower library's errors as those of the upper one, which has the same names."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    ) as error:
        kind = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise kind(str(error)) from error


class _Body(httpx.SyncByteStream):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        with _in_their_words():
            yield from self._pieces

    def close(self) -> None:
        end = getattr(self._pieces, "close", None)
        if callable(end):
            end()


class DeadlineTransport(httpx.BaseTransport):
    """`httpx.HTTPTransport` on connections that keep the deadline, straight or through a proxy."""

    def __init__(
        self, verify: ssl.SSLContext, limits: httpx.Limits, proxy: httpx.Proxy | None = None
    ) -> None:
        if proxy is None:
            self._pool = httpcore.ConnectionPool(
                ssl_context=verify,
                max_connections=limits.max_connections,
                max_keepalive_connections=limits.max_keepalive_connections,
                keepalive_expiry=limits.keepalive_expiry,
                network_backend=_Backend(),
            )
            return
        self._pool = httpcore.HTTPProxy(
            _lower(proxy.url),
            proxy_auth=proxy.raw_auth,
            proxy_headers=proxy.headers.raw,
            ssl_context=verify,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange. Raises `httpx.TransportError`."""
        lower = httpcore.Request(
            method=request.method,
            url=_lower(request.url),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _in_their_words():
            answer = self._pool.handle_request(lower)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(_iterable(answer.stream)),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """End the connections."""
        self._pool.close()


def _lower(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _iterable(stream: object) -> Iterable[bytes]:
    if not isinstance(stream, Iterable):
        raise TypeError("an answer that cannot be read in turn")
    return stream
