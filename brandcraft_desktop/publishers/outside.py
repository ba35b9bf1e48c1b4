"""Getting things whose address came from outside content: never from inside a private network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, Timer
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.publishers.origins import (
    Origins,
    check_outside_address,
    check_outside_hosts,
    check_outside_names,
)

if TYPE_CHECKING:
    import ssl

    import httpx

MOST_HOPS = 5
SECONDS = 10.0  # for everything, all hops together
_WAIT = 5.0  # seconds for each single wait


@dataclass(frozen=True)
class Fetched:
    """What was found at the end of all redirects; `mime` without parameters, in lower case."""

    url: str
    mime: str
    charset: str
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Outside:
    """Fetches foreign addresses without any secret; `trusted` are the certificates to believe."""

    origins: Origins | None
    clock: Clock
    user_agent: str
    trusted: Callable[[], ssl.SSLContext]
    patience: float = 1.0

    def fetch(self, url: str, *, mimes: tuple[str, ...], max_bytes: int, cut: bool) -> Fetched:
        """GET an address, following at most five redirects, in ten seconds at most.

        Each hop's official address is judged before the practice map is applied, its resolved
        addresses before connecting, and the connected one again before anything is sent. `mimes`
        are whole types or their first halves ("image"). `cut` keeps the first `max_bytes` of a
        longer body instead of refusing it. Raises `errors.PublishingError`.
        """
        import httpx

        wanted = _Wanted(mimes, max_bytes, cut, self.clock.monotonic() + SECONDS * self.patience)
        with (
            _Cutter(SECONDS * self.patience) as cutter,
            httpx.Client(
                headers={"User-Agent": self.user_agent},
                timeout=_WAIT * self.patience,
                follow_redirects=False,
                trust_env=False,
                verify=self.trusted(),
            ) as client,
        ):
            for _ in range(MOST_HOPS + 1):
                found = self._hop(client, url, wanted, cutter)
                if isinstance(found, Fetched):
                    return found
                url = found
        raise ContentRefused(f"{_host(url)} sends us in circles.", "There are too many redirects.")

    def _hop(
        self, client: httpx.Client, url: str, wanted: _Wanted, cutter: _Cutter
    ) -> Fetched | str:
        """One request: what was found, or the address of the next hop."""
        import httpx

        check_outside_address(url)
        host = _host(url)
        if self.origins is None:
            check_outside_names(url)
        target = url if self.origins is None else self.origins.map(url)

        def follow(event: str, info: Mapping[str, object]) -> None:
            if self.origins is None:
                _check_peer(event, info)
            cutter.follow(event, info)

        try:
            with client.stream("GET", target, extensions={"trace": follow}) as answer:
                if answer.has_redirect_location:
                    return urljoin(url, answer.headers["location"])
                mime = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
                if answer.status_code != 200:
                    raise ContentRefused(
                        f"{host} has nothing there.", f"It says {answer.status_code}."
                    )
                if not any(mime == one or mime.startswith(f"{one}/") for one in wanted.mimes):
                    raise ContentRefused(f"{host} sent something else.", f"It is “{mime}”.")
                body = self._read(answer, host, wanted)
                return Fetched(url, mime, answer.charset_encoding or "", body)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            raise NotSent(f"{host} could not be reached.", raw=type(error).__name__) from None

    def _read(self, answer: httpx.Response, host: str, wanted: _Wanted) -> bytes:
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > wanted.max_bytes:
                if wanted.cut:
                    break
                raise ContentRefused(f"{host} sent too much.", "It is larger than can be used.")
            if self.clock.monotonic() > wanted.end:
                raise NotSent(f"{host} is too slow.")
        return bytes(body[: wanted.max_bytes])


@dataclass(frozen=True)
class _Wanted:
    """What a fetch takes; `end` is a moment of the monotonic clock."""

    mimes: tuple[str, ...]
    max_bytes: int
    cut: bool
    end: float


class _Cutter:
    """Ends the connections of one fetch when its time is up, even in the middle of a line.

    The waits of the network library are each for one piece: a page that sends a byte every few
    seconds would never meet them.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True
        self._lock = Lock()
        self._streams: list[object] = []
        self._over = False

    def __enter__(self) -> _Cutter:
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def follow(self, event: str, info: Mapping[str, object]) -> None:
        """Learn of a new connection (the `trace` extension of httpcore)."""
        if not event.endswith(("connect_tcp.complete", "start_tls.complete")):
            return
        with self._lock:
            self._streams.append(info.get("return_value"))
            over = self._over
        if over:
            self._cut()

    def _cut(self) -> None:
        import socket
        from contextlib import suppress

        with self._lock:
            self._over = True
            streams = list(self._streams)
        for stream in streams:
            ask = getattr(stream, "get_extra_info", None)
            line = ask("socket") if callable(ask) else None
            if isinstance(line, socket.socket):
                with suppress(OSError):  # gone already
                    line.shutdown(socket.SHUT_RDWR)


def _check_peer(event: str, info: Mapping[str, object]) -> None:
    """Judge the address really connected to: a name may resolve differently a moment later."""
    if not event.endswith("connect_tcp.complete"):
        return
    stream = info.get("return_value")
    ask = getattr(stream, "get_extra_info", None)
    peer = ask("server_addr") if callable(ask) else None
    address = str(peer[0]) if isinstance(peer, tuple) and peer else ""
    try:
        check_outside_hosts(address, [address])
    except ContentRefused:
        end = getattr(stream, "close", None)
        if callable(end):
            end()  # nobody else knows this connection yet
        raise


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
