"""Getting things whose address came from outside content: never from inside a private network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from brandcraft_desktop.errors import ContentRefused, NotSent
from brandcraft_desktop.publishers.origins import (
    Origins,
    check_outside_address,
    check_outside_hosts,
    check_outside_names,
)
from brandcraft_desktop.publishers.unpacking import unpacked

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

        from brandcraft_desktop.publishers import deadline

        wanted = _Wanted(mimes, max_bytes, cut)
        deadline.wait_at_most(SECONDS * self.patience)
        try:
            with httpx.Client(
                headers={"User-Agent": self.user_agent, "Accept-Encoding": "identity"},
                timeout=_WAIT * self.patience,
                follow_redirects=False,
                trust_env=False,
                transport=deadline.DeadlineTransport(self.trusted(), httpx.Limits()),
            ) as client:
                for _ in range(MOST_HOPS + 1):
                    found = self._hop(client, url, wanted)
                    if isinstance(found, Fetched):
                        return found
                    url = found
        finally:
            deadline.wait_freely()
        raise ContentRefused(f"{_host(url)} sends us in circles.", "There are too many redirects.")

    def _hop(self, client: httpx.Client, url: str, wanted: _Wanted) -> Fetched | str:
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
        encoding = answer.headers.get("content-encoding", "")
        body = unpacked(answer.iter_raw(), encoding, wanted.max_bytes)
        if body is None:
            raise ContentRefused(f"{host} sent something else.", f"It is packed as “{encoding}”.")
        if len(body) > wanted.max_bytes and not wanted.cut:
            raise ContentRefused(f"{host} sent too much.", "It is larger than can be used.")
        return body[: wanted.max_bytes]


@dataclass(frozen=True)
class _Wanted:
    """What a fetch takes."""

    mimes: tuple[str, ...]
    max_bytes: int
    cut: bool


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
