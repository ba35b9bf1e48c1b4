"""A way to the network whose answers come to an end: a deadline for the whole, not for each wait.

The waits of the network library are each for one piece: a server that sends a byte every few
seconds would never meet them, neither in its headers nor in its body. Here every read of a
connection asks how much time is left for the answer its thread is waiting for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import getproxies

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl

_waiting = threading.local()


def wait_at_most(seconds: float) -> None:
    """From now on what this thread reads must be there within that time, all together."""
    _waiting.end = time.monotonic() + seconds


def wait_freely() -> None:
    """The answer is there: nothing is waited for."""
    _waiting.end = None


def _left() -> float | None:
    end: float | None = getattr(_waiting, "end", None)
    return None if end is None else end - time.monotonic()


def _shortest(timeout: float | None) -> float | None:
    """The wait for one piece: as long as it may be, and as is left of the whole."""
    left = _left()
    if left is None:
        return timeout
    if left <= 0:
        raise httpcore.ReadTimeout("the answer took too long")
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps the deadline of the thread that reads it."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _shortest(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

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
    """`httpx.HTTPTransport` without proxies, on connections that keep the deadline."""

    def __init__(self, verify: ssl.SSLContext, limits: httpx.Limits) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=verify,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange. Raises `httpx.TransportError`."""
        url = request.url
        lower = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
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


def proxies(verify: ssl.SSLContext) -> dict[str, httpx.BaseTransport | None]:
    """The proxies the system is set up for, by the addresses they are for.

    A transport of one's own switches the library's look at the environment off. Answers through
    a proxy keep the single waits only.
    """
    found = getproxies()
    spared = [one.strip() for one in found.get("no", "").split(",") if one.strip()]
    if "*" in spared:
        return {}
    mounts: dict[str, httpx.BaseTransport | None] = {}
    for scheme in ("http", "https"):
        proxy = found.get(scheme) or found.get("all")
        if proxy:
            address = proxy if "://" in proxy else f"http://{proxy}"
            mounts[f"{scheme}://"] = httpx.HTTPTransport(verify=verify, proxy=address)
    if mounts:
        for host in (*spared, "localhost", "127.0.0.1", "[::1]"):
            mounts[f"all://{host.lstrip('.*')}"] = None
            if host.startswith((".", "*.")):
                mounts[f"all://*.{host.lstrip('.*')}"] = None
    return mounts


def _iterable(stream: object) -> Iterable[bytes]:
    if not isinstance(stream, Iterable):
        raise TypeError("an answer that cannot be read in turn")
    return stream
