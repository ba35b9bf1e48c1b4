"""The port to which browsers bring the answer: whom it hears, what it says, and that it goes."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest

from brandcraft_desktop.accounts.callback import Awaited, new_state, new_verifier
from brandcraft_desktop.accounts.callback_page import BACK
from brandcraft_desktop.accounts.loopback import (
    DEFAULT_PORT,
    PORT_VARIABLE,
    Loopback,
    callback_port,
)
from brandcraft_desktop.errors import BadInput, PortInUse
from tests.services.ports import free_port

CODE = "the-code-nobody-may-see"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def awaited(port: int) -> Awaited:
    return Awaited(new_state(port))


@pytest.fixture
def listening(port: int, awaited: Awaited) -> Iterator[Loopback]:
    made = Loopback(port, "Harbour", awaited.offer)
    yield made
    made.close()


def ask(
    port: int, path: str, *, method: str = "GET", host: str = "", address: str = "127.0.0.1"
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(address, port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def callback(**fields: str) -> str:
    return f"/callback?{urlencode(fields)}"


@pytest.mark.usefixtures("listening")
def test_an_answer_is_taken_once(port: int, awaited: Awaited) -> None:
    good = callback(code=CODE, state=awaited.state)
    answer, page = ask(port, good)
    assert (answer.status, BACK in page) == (200, True)
    assert "has let Brandcraft in" in page
    second, page = ask(port, callback(code="another", state=awaited.state))
    assert (second.status, "done already" in page, BACK in page) == (200, True, True)
    taken = awaited.wait(0)
    assert taken is not None
    assert taken.code == CODE
    assert CODE not in repr(taken) + str(taken)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    ("error", "says"),
    [("access_denied", "You said no on Harbour."), ("server_error", "Harbour refused")],
)
def test_a_refusal_is_told_and_taken(port: int, awaited: Awaited, error: str, says: str) -> None:
    _, page = ask(port, callback(error=error, state=awaited.state, error_description="<b>no</b>"))
    assert says in page
    assert "<b>" not in page
    taken = awaited.wait(0)
    assert taken is not None
    assert (taken.error, taken.code, taken.words) == (error, "", "<b>no</b>")


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize(
    "path",
    [
        callback(code=CODE, state="47824.guessed"),
        callback(code=CODE),
        callback(state="47824.guessed"),
        "/callback",
        "/callback?code=%ff&state=%ff",
        "/callback?code=a&code=b&state=c",
        "/callback?" + "a" * 9000,
        callback(code="<script>alert(1)</script>", state="<script>alert(1)</script>"),
        callback(error="<script>", error_description="<script>alert(1)</script>", state="x"),
    ],
)
def test_what_is_no_answer_of_ours_changes_nothing(port: int, awaited: Awaited, path: str) -> None:
    answer, page = ask(port, path)
    assert answer.status == 400
    assert "No sign-in waits for this" in page
    assert BACK in page
    assert "<script" not in page
    assert CODE not in page
    assert awaited.wait(0) is None
    assert ask(port, callback(code=CODE, state=awaited.state))[0].status == 200


@pytest.mark.usefixtures("listening")
def test_pages_keep_to_themselves(port: int, awaited: Awaited) -> None:
    for path in (callback(code=CODE, state=awaited.state), "/callback", "/", "/favicon.ico"):
        answer, page = ask(port, path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Server"] == "Brandcraft"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"<script|https?://|src=|url\(", page)
        assert "prefers-color-scheme: dark" in page
        assert CODE not in page
        assert awaited.state not in page


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "[::1]:1"])
def test_other_names_for_this_computer_are_not_heard(
    port: int, awaited: Awaited, host: str
) -> None:
    """Against rebinding of names: only the names we gave out ourselves."""
    named = host.format(port=port)
    answer, _ = ask(port, callback(code=CODE, state=awaited.state), host=named)
    assert answer.status == 421
    assert awaited.wait(0) is None


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "OPTIONS", "DELETE"])
def test_only_a_browser_that_goes_there_is_heard(port: int, awaited: Awaited, method: str) -> None:
    """A page elsewhere may post a form or look ahead; neither brings an answer."""
    answer, _ = ask(port, callback(code=CODE, state=awaited.state), method=method)
    assert answer.status == 501
    assert awaited.wait(0) is None


@pytest.mark.usefixtures("listening")
def test_both_loopback_addresses_and_no_other(port: int, awaited: Awaited) -> None:
    answer, _ = ask(port, "/", host=f"localhost:{port}")
    assert answer.status == 404
    if socket.has_ipv6:
        answer, _ = ask(
            port,
            callback(code=CODE, state=awaited.state),
            host=f"[::1]:{port}",
            address="::1",
        )
        assert answer.status == 200
    # Every address of 127/8 leads here, but only the one is listened on.
    with pytest.raises(OSError, match="refused"):
        ask(port, "/", address="127.0.0.2")


def test_a_taken_port_is_told_with_its_number(port: int, awaited: Awaited) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(PortInUse) as caught:
            Loopback(port, "Harbour", awaited.offer)
    assert str(port) in caught.value.message
    assert PORT_VARIABLE in caught.value.message
    assert "paste" in caught.value.message


@pytest.mark.skipif(not socket.has_ipv6, reason="this system has no IPv6")
def test_somebody_on_the_other_loopback_address_is_not_trusted(port: int, awaited: Awaited) -> None:
    """A browser that is sent to "localhost" would ask them first."""
    with socket.socket(socket.AF_INET6) as other:
        other.bind(("::1", port))
        other.listen()
        with pytest.raises(PortInUse):
            Loopback(port, "Harbour", awaited.offer)
    Loopback(port, "Harbour", awaited.offer).close()


def test_the_port_is_free_at_once_even_from_silent_browsers(port: int, awaited: Awaited) -> None:
    """Browsers open connections ahead, on which nothing ever comes."""
    for _ in range(3):
        made = Loopback(port, "Harbour", awaited.offer)
        with socket.create_connection(("127.0.0.1", port)) as silent:
            assert ask(port, "/")[0].status == 404
            made.close()
            made.close()
            assert silent.recv(10) == b""
    assert not [one for one in threading.enumerate() if one.name.startswith("callback")]


def test_the_browser_is_led_on_once(listening: Loopback, port: int) -> None:
    target = "https://harbour.example/oauth?state=secret"
    address = listening.lead_to(target)
    assert "secret" not in address
    path = address.removeprefix(f"http://127.0.0.1:{port}")
    assert ask(port, path + "x")[0].status == 404
    answer, _ = ask(port, path)
    assert (answer.status, answer.headers["Location"]) == (303, target)
    answer, page = ask(port, path)
    assert (answer.status, "opened already" in page) == (404, True)
    assert ask(port, "/begin/")[0].status == 404


@pytest.mark.parametrize("bad", ["", "0", "80", "65536", "1e4", "-5", "４７８２４", "9" * 5000])
def test_the_port_of_the_environment(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PORT_VARIABLE, bad)
    if not bad:
        assert callback_port() == DEFAULT_PORT
        return
    with pytest.raises(BadInput) as caught:
        callback_port()
    assert caught.value.field == PORT_VARIABLE
    monkeypatch.setenv(PORT_VARIABLE, " 50000 ")
    assert callback_port() == 50000


def test_states_and_verifiers_are_new_each_time() -> None:
    states = {new_state(47824) for _ in range(100)}
    assert len(states) == 100
    assert all(re.fullmatch(r"47824\.[A-Za-z0-9_-]{43}", one) for one in states)
    verifiers = {new_verifier() for _ in range(100)}
    assert len(verifiers) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{64}", one) for one in verifiers)  # RFC 7636 4.1


def test_only_one_of_many_at_once_is_taken(awaited: Awaited) -> None:
    from brandcraft_desktop.accounts.callback import CallbackAnswer, Reception

    start, got = threading.Barrier(8), []

    def offer(number: int) -> None:
        start.wait()
        got.append(awaited.offer(CallbackAnswer(code=str(number), state=awaited.state)))

    threads = [threading.Thread(target=offer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.value for one in got) == ["again"] * 7 + [Reception.TAKEN.value]
