"""Foreign addresses: never into a private network, not even by a name that changes its mind."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from brandcraft_desktop.errors import ContentRefused, NotSent, PublishingError
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.link_card import read_card
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.outside import Fetched
from tests.publishers.raw_server import Line, RawServer, serving
from tests.publishers.support import StandingClock

PAGE = b"<html><head><title>A page</title></head></html>"


def page(line: Line) -> None:
    line.read_request()
    line.answer(200, PAGE, "Content-Type: text/html; charset=utf-8", "Connection: close")


@pytest.fixture
def server() -> Iterator[RawServer]:
    with serving(page) as server:
        yield server


def get(http: Http, url: str) -> Fetched:
    return http.fetch(url, mimes=("text/html",), max_bytes=1000, cut=False)


def test_this_machine_is_out_of_reach(server: RawServer) -> None:
    http = Http(StandingClock())
    for url in (server.url, server.url.replace("127.0.0.1", "localhost")):
        with pytest.raises(ContentRefused):
            get(http, url)
    assert server.heard == []


def resolves_to(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Each look-up of a name gives the next answer, the last one for ever."""
    left = list(answers)
    real = socket.getaddrinfo

    def look_up(host: object, port: object, *rest: int, **more: int) -> object:
        if host not in ("a.example", b"a.example"):
            return real(host, port, *rest, **more)  # type: ignore[arg-type]
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_name_that_leads_inside_is_refused(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves_to(monkeypatch, "127.0.0.1")
    with pytest.raises(ContentRefused):
        get(Http(StandingClock()), server.url.replace("127.0.0.1", "a.example"))
    assert server.connections == 0


def test_a_name_that_changes_its_mind_is_refused_before_anything_is_sent(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolves_to(monkeypatch, "93.184.215.14", "127.0.0.1")
    with pytest.raises(ContentRefused):
        get(Http(StandingClock()), server.url.replace("127.0.0.1", "a.example"))
    assert not any(server.heard)


def test_an_address_is_judged_before_the_map_is_applied(server: RawServer) -> None:
    origins = Origins({"http://169.254.169.254": server.url, "https://a.example": server.url})
    http = Http(StandingClock(), origins)
    assert get(http, "https://a.example/x").body == PAGE
    with pytest.raises(ContentRefused):
        get(http, "http://169.254.169.254/latest")
    assert len(server.heard) == 1


def test_no_secret_goes_along(server: RawServer) -> None:
    http = Http(StandingClock(), Origins({"https://a.example": server.url}))
    get(http, "https://a.example/x")
    head = server.heard[0].decode().lower()
    assert "authorization" not in head
    assert "cookie" not in head


def answers(
    status: int = 200, body: bytes = PAGE, *headers: str, mime: str = "text/html"
) -> Callable[[Line], None]:
    def script(line: Line) -> None:
        line.read_request()
        line.answer(status, body, f"Content-Type: {mime}", "Connection: close", *headers)

    return script


def drip(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n")
    import time

    for _ in range(40):
        line.send(b"x")
        time.sleep(0.02)


def slow_head(line: Line) -> None:
    """Each piece comes in time; the whole never ends."""
    import time

    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\n")
    for _ in range(60):
        line.send(b"X-Slow: x\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answers(404), ContentRefused),
        (answers(500), ContentRefused),
        (answers(mime="application/zip"), ContentRefused),
        (answers(body=b"x" * 1001), ContentRefused),
        (answers(302, b"", "Location: /again"), ContentRefused),
        (answers(302, b"", "Location: http://127.0.0.1:1/"), ContentRefused),
        (answers(302, b"", "Location: file:///etc/passwd"), ContentRefused),
        (answers(302, b"", "Location: http://[bad"), PublishingError),
        (drip, NotSent),
        (slow_head, NotSent),
        (lambda line: line.reset(), NotSent),
    ],
)
def test_what_is_not_taken(script: Callable[[Line], None], error: type[PublishingError]) -> None:
    with serving(script) as server:
        origins = Origins({"https://a.example": server.url})
        http = Http(StandingClock(), origins, patience=0.05)
        with pytest.raises(error):
            get(http, "https://a.example/x")


def test_a_long_page_may_be_cut() -> None:
    with serving(answers(body=b"x" * 5000)) as server:
        http = Http(StandingClock(), Origins({"https://a.example": server.url}))
        found = http.fetch("https://a.example", mimes=("text",), max_bytes=1000, cut=True)
    assert len(found.body) == 1000


HOSTILE = [
    b"<title>" + b"<" * 200_000,
    b"<meta " + b"a=b " * 100_000 + b">",
    b"<!--" * 100_000,
    b"<![CDATA[" * 1000 + b"<title>x",
    b"<!doctype [" * 1000,
    b"<title>A page</title><![foo",
    b"<title>A page</title><![x]>",
    b"\xff\xfe\x00" * 1000,
    b"<meta charset=base64><title>x</title>",
    b"<meta charset=rot13><title>x</title>",
    b"<meta charset=utf-7><title>+ADw-x</title>",
    b"<meta charset=idna><title>x</title>",
    b"<title>\x00\x1b[31m\xe2\x80\xae</title>",
    b'<meta property="og:title" content="ok"><meta property="og:image" content="http://[">',
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_page_breaks_the_card(number: int) -> None:
    with serving(answers(body=HOSTILE[number])) as server:
        http = Http(StandingClock(), Origins({"https://a.example": server.url}))
        card = read_card(http, "https://a.example/x", largest_picture=1000)
    if card is not None:
        assert card.title.isprintable()
        assert card.picture is None
