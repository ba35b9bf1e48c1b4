"""The computer's own proxies: used, spared where it says so, and never waited for without end."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpx
import pytest

from brandcraft_desktop.errors import NotSent, OutcomeUnknown, OwnerNeeded
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.system_proxy import proxies
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import CountingGuard, StandingClock


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy but the ones a test names."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def http() -> Iterator[Http]:
    door = Http(StandingClock(), patience=0.05)
    yield door
    door.close()


def says_yes(line: Line) -> None:
    line.read_request()
    line.answer(200)


def drips(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\n")
    line.drip(b"X-More: nothing\r\n")


def test_a_request_goes_through_the_proxy(http: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says_yes) as proxy, serving(says_yes) as server:
        monkeypatch.setenv("ALL_PROXY", proxy.url.replace("//", "//name:word@"))
        http.send(Request("GET", "http://a.example/x"))
        http.send(Request("GET", f"{server.url}/here"))
        http.close()
    (head,) = proxy.heard
    assert head.startswith(b"GET http://a.example/x HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic " in head
    assert server.heard[0].startswith(b"GET /here ")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_drips_is_left(
    http: Http, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with serving(drips) as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        request = Request("POST", f"{scheme}://a.example/x", seconds=6.0)
        with pytest.raises(NotSent):
            http.send(request)
        http.close()
        # Behind https nothing of the call itself was out: the tunnel was never there.
        with pytest.raises(OutcomeUnknown if scheme == "http" else NotSent):
            http.commit(request, CountingGuard())


def test_a_proxy_that_refuses_is_told(http: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(line: Line) -> None:
        line.read_request()
        line.answer(407)

    with serving(refuses) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(NotSent):
            http.commit(Request("POST", "https://a.example/x"), CountingGuard())


def test_a_practice_map_spares_every_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    from brandcraft_desktop.publishers.origins import Origins

    with serving(says_yes) as proxy, serving(says_yes) as server:
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        http = Http(StandingClock(), Origins({"https://a.example": server.url}))
        http.send(Request("GET", "https://a.example/x"))
        http.close()
    assert (len(proxy.heard), len(server.heard)) == (0, 1)


@pytest.mark.parametrize("named", ["socks5://127.0.0.1:1080", "ftp://u:secret@h", "http://"])
def test_a_proxy_of_another_kind_is_told_in_words(
    http: Http, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", named)
    with pytest.raises(OwnerNeeded, match="proxy of this computer") as caught:
        http.send(Request("GET", "http://a.example/x"))
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("word", "url", "spared"),
    [
        ("inside.example", "https://inside.example/", True),
        ("inside.example", "https://a.inside.example/", True),
        (".inside.example", "https://a.inside.example/", True),
        ("*.inside.example", "https://inside.example/", True),
        ("inside.example", "https://outside.example/", False),
        ("10.1.2.3", "https://10.1.2.3/", True),
        ("fd00::1", "https://[fd00::1]/", True),
        ("", "https://localhost/", True),
        ("", "https://[::1]:8080/", True),
        ("*", "https://outside.example/", True),
        ("::, [, *., a b:c:d", "https://outside.example/", False),
    ],
)
def test_who_is_spared(monkeypatch: pytest.MonkeyPatch, word: str, url: str, spared: bool) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", word)
    ways = proxies(ssl.create_default_context(), httpx.Limits())
    direct = httpx.MockTransport(lambda request: httpx.Response(200))
    through = httpx.MockTransport(lambda request: httpx.Response(502))
    named = {pattern: way and through for pattern, way in ways.items()}
    with httpx.Client(transport=direct, mounts=named, trust_env=False) as client:
        assert client.get(url).status_code == (200 if spared else 502)
