"""Troubles happen to exactly the call they were planned for, and say truly what was accepted."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.practice.process import PracticeServer
from tests.practice.conftest import PDS, Client, record

PUT = "com.atproto.repo.putRecord"
RKEY = "3k4duaz5vfs2b"


def journal(server: PracticeServer) -> int:
    entries = server.ask("bluesky/journal")["journal"]
    return len(entries) if isinstance(entries, list) else -1


def test_status_hits_only_the_nth_call(client: Client) -> None:
    client.server.tell("faults", endpoint=PUT, kind="status", nth=2, status=503)
    statuses = [client.put(RKEY, record(text=str(n))).status_code for n in range(3)]
    assert statuses == [200, 503, 200]
    assert journal(client.server) == 2


def test_rate_limit_headers(client: Client) -> None:
    client.server.tell(
        "faults", endpoint=PUT, kind="status", status=429, retry_after="7", rate_limit_reset_in=60
    )
    answer = client.put(RKEY, record())
    assert answer.status_code == 429
    assert answer.json()["error"] == "RateLimitExceeded"
    assert answer.headers["Retry-After"] == "7"
    assert int(answer.headers["RateLimit-Reset"]) == pytest.approx(time.time() + 60, abs=3)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("reset", httpx.ReadError),
        ("close", httpx.RemoteProtocolError),
        ("cut", httpx.RemoteProtocolError),
    ],
)
@pytest.mark.parametrize("accepted", [True, False])
def test_answer_lost(client: Client, kind: str, seen: type[Exception], accepted: bool) -> None:
    client.server.tell("faults", endpoint=PUT, kind=kind, accepted=accepted)
    with pytest.raises(seen):
        client.put(RKEY, record())
    # A cut answer is an answer: it was carried out in any case.
    assert journal(client.server) == int(accepted or kind == "cut")
    assert client.put(RKEY, record()).status_code == 200
    assert journal(client.server) == 1


def test_reset_in_the_middle_of_an_upload(client: Client) -> None:
    upload = "com.atproto.repo.uploadBlob"
    client.server.tell("faults", endpoint=upload, kind="reset", after_bytes=100_000)
    with pytest.raises(httpx.TransportError):
        client.upload(b"\x89PNG\r\n\x1a\n" + bytes(8_000_000), "image/png")
    assert client.server.ask("bluesky/blobs") == {"blobs": []}


def test_error_although_accepted(client: Client) -> None:
    client.server.tell("faults", endpoint=PUT, kind="status", status=500, accepted=True)
    assert client.put(RKEY, record()).status_code == 500
    assert journal(client.server) == 1


def test_garbage_is_no_json(client: Client) -> None:
    client.server.tell("faults", endpoint=PUT, kind="garbage")
    answer = client.put(RKEY, record())
    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()


@pytest.mark.parametrize(
    ("kind", "error"), [("expired_token", "ExpiredToken"), ("revoked", "InvalidToken")]
)
def test_token_troubles(client: Client, kind: str, error: str) -> None:
    client.server.tell("faults", endpoint=PUT, kind=kind)
    answer = client.put(RKEY, record())
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert journal(client.server) == 0


@pytest.mark.parametrize(("where", "written"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("then", ["go", "reset"])
def test_barrier_holds_a_call_at_its_step(
    client: Client, where: str, written: int, then: str
) -> None:
    server, outcome = client.server, []

    def call() -> None:
        try:
            outcome.append(str(client.put(RKEY, record()).status_code))
        except httpx.ReadError:
            outcome.append("reset")

    server.tell("faults", endpoint=PUT, hold="step", where=where)
    thread = threading.Thread(target=call)
    thread.start()
    assert server.tell("wait", hold="step", timeout=10) == {"arrived": True}
    assert journal(server) == written
    server.tell("release", hold="step", then=then)
    thread.join(10)
    assert outcome == ["200" if then == "go" else "reset"]
    assert journal(server) == (1 if then == "go" else written)


def test_delays(client: Client) -> None:
    client.server.tell("faults", endpoint=PUT, before_ms=60, after_ms=60)
    client.put(RKEY, record())
    calls = client.server.ask("calls")["calls"]
    assert isinstance(calls, list)
    took = [call["took_ms"] for call in calls if isinstance(call, dict)]
    assert isinstance(took[-1], float)
    assert took[-1] >= 120


def test_calls_are_counted_with_their_outcome(client: Client) -> None:
    client.server.tell("faults", endpoint=PUT, kind="reset", accepted=True)
    with pytest.raises(httpx.ReadError):
        client.put(RKEY, record())
    client.put(RKEY, record())
    answer = client.server.ask("calls")
    assert answer["counts"] == {PUT: 2}
    calls = answer["calls"]
    assert isinstance(calls, list)
    told = [
        (call["fault"], call["accepted"], call["status"], call["origin"])
        for call in calls
        if isinstance(call, dict)
    ]
    assert told == [("reset", True, 0, PDS), ("", True, 200, PDS)]
    assert client.server.tell("wait", endpoint=PUT, count=2, timeout=0) == {"arrived": True}
    assert client.server.tell("wait", endpoint=PUT, count=3, timeout=0) == {"arrived": False}


def test_origin_down_and_up_again(client: Client) -> None:
    client.server.tell("origins", origin=PDS, up=False)
    with pytest.raises(httpx.ConnectError):
        client.put(RKEY, record())
    client.server.tell("origins", origin=PDS, up=True)
    assert client.put(RKEY, record()).status_code == 200


def test_nonsense_is_refused(practice: PracticeServer) -> None:
    for fields in ({}, {"endpoint": PUT, "kind": "magic"}, {"endpoint": PUT, "nth": 0}):
        with pytest.raises(BadInput):
            practice.tell("faults", **fields)
    with pytest.raises(BadInput):
        practice.tell("faults", endpoint=PUT, colour="red")


def test_control_port_is_for_this_machine_only(practice: PracticeServer) -> None:
    with httpx.Client(trust_env=False) as http:
        answer = http.get(practice.control + "/_practice/calls", headers={"Host": "evil.example"})
    assert answer.status_code == 403
