"""The border: what leaves, what comes back, and which error each trouble becomes."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    NotReached,
    NotSent,
    OutcomeUnknown,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.border import retry_after
from brandcraft_desktop.publishers.exchange import Failure, Judge, Request, Upload
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.unpacking import unpacked
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import CountingGuard, StandingClock

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECRET = "kept-under-the-hat"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOngifQ.c2lnbmF0dXJl"


@pytest.fixture
def http() -> Iterator[Http]:
    door = Http(StandingClock(NOW), patience=0.05)
    yield door
    door.close()


def post(url: str, judge: Judge | None = None) -> Request:
    return Request(
        "POST",
        f"{url}/xrpc/a.b",
        json={"password": SECRET},
        bearer=JWT,
        secrets=(SECRET,),
        judge=judge,
    )


def trouble(http: Http, request: Request, *, commit: bool) -> PublishingError:
    def call() -> None:
        if commit:
            http.commit(request, CountingGuard())
        else:
            http.send(request)

    with pytest.raises(PublishingError) as caught:
        call()
    shown = repr(caught.value) + caught.value.message + caught.value.raw
    assert SECRET not in shown
    assert JWT not in shown
    assert caught.value.__cause__ is None
    return caught.value


def reset_at_once(line: Line) -> None:
    line.reset()


def read_and_reset(line: Line) -> None:
    line.read_request()
    line.reset()


def read_and_close(line: Line) -> None:
    line.read_request()


def read_and_hang(line: Line) -> None:
    line.read_request()
    line.wait_for_the_end()


def half_an_answer(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


def not_http(line: Line) -> None:
    line.read_request()
    line.send(b"220 mail.example ESMTP\r\n\r\n")


def drips_its_headers(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\n")
    line.drip(b"X-More: nothing\r\n")


def drips_its_body(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    line.drip(b" ")


def never_ends_its_gzip_header(line: Line) -> None:
    line.read_request()
    line.send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9999999\r\n\r\n")
    line.send(b"\x1f\x8b\x08\x08\0\0\0\0\0\x03")
    line.drip(b"n")


ENDLESS = (read_and_hang, drips_its_headers, drips_its_body, never_ends_its_gzip_header)


def says(status: int, body: bytes = b"{}", *headers: str) -> Callable[[Line], None]:
    def script(line: Line) -> None:
        line.read_request()
        line.answer(status, body, *headers)

    return script


def sips(rests: int) -> Callable[[Line], None]:
    """Takes 20 MB in that many sips, each of which comes in time."""

    def script(line: Line) -> None:
        line.sip(20_000_000, rests=rests)
        line.answer(200)

    return script


def packed(times: int, size: int) -> Callable[[Line], None]:
    """Spaces and an empty object, packed several times over."""
    body = b" " * size + b"{}"
    for _ in range(times):
        body = gzip.compress(body)
    return says(200, body, f"Content-Encoding: {', '.join(['gzip'] * times)}")


@pytest.mark.parametrize(
    ("script", "sent", "committed"),
    [
        (read_and_reset, NotSent, OutcomeUnknown),
        (read_and_close, NotSent, OutcomeUnknown),
        (read_and_hang, NotSent, OutcomeUnknown),
        (half_an_answer, NotSent, OutcomeUnknown),
        (not_http, NotSent, OutcomeUnknown),
        (drips_its_headers, NotSent, OutcomeUnknown),
        (drips_its_body, NotSent, OutcomeUnknown),
        (never_ends_its_gzip_header, NotSent, OutcomeUnknown),
        (packed(1, 20_000_000), NotSent, OutcomeUnknown),
        (packed(3, 20_000_000), NotSent, OutcomeUnknown),
        (says(200, b"<html>"), NotSent, OutcomeUnknown),
        (says(200, b"[]"), NotSent, OutcomeUnknown),
        (says(200, b"[" * 100_000), NotSent, OutcomeUnknown),
        (says(500), NotSent, OutcomeUnknown),
        (says(503, b"<html>"), NotSent, OutcomeUnknown),
        (says(504), NotSent, OutcomeUnknown),
        (says(408), NotSent, OutcomeUnknown),
        (says(429), RateLimited, RateLimited),
        (says(302, b"", "Location: http://login.example/"), NotReached, OutcomeUnknown),
        (says(401), SignInExpired, SignInExpired),
        (says(403), PermissionMissing, PermissionMissing),
        (says(400), ContentRefused, ContentRefused),
        (says(404), ContentRefused, ContentRefused),
        (says(422, b"<html>"), ContentRefused, ContentRefused),
    ],
)
def test_each_trouble_has_its_class(
    http: Http,
    script: Callable[[Line], None],
    sent: type[PublishingError],
    committed: type[PublishingError],
) -> None:
    with serving(script) as server:
        # Waits are for those only who never come to an end.
        seconds = 6.0 if script in ENDLESS else 30.0
        request = replace(post(server.url), seconds=seconds)
        assert type(trouble(http, request, commit=False)) is sent
        http.close()
        assert type(trouble(http, request, commit=True)) is committed


def test_one_layer_of_gzip_is_read_although_nobody_asked_for_it(http: Http) -> None:
    with serving(packed(1, 0)) as server:
        assert http.send(post(server.url)).body == b"{}"
        assert b"Accept-Encoding: identity" in server.heard[0]


def test_a_packed_answer_never_fills_the_memory(http: Http) -> None:
    with serving(packed(1, 200_000_000)) as server:
        tracemalloc.start()
        try:
            trouble(http, post(server.url), commit=False)
            assert tracemalloc.get_traced_memory()[1] < 40_000_000
        finally:
            tracemalloc.stop()


def test_what_follows_the_end_of_a_packed_answer_is_not_kept() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[bytes]:
        yield gzip.compress(b"{}")
        for number in range(1000):
            taken.append(number)
            yield bytes(65_536)

    assert unpacked(pieces(), "gzip", 1_000_000) is None
    assert len(taken) < 20
    assert unpacked([gzip.compress(b"{}"), b"  "], "GZIP", 1_000_000) == b"{}"


@pytest.mark.parametrize("commit", [False, True])
def test_a_server_that_takes_an_upload_by_sips_is_left(
    http: Http, monkeypatch: pytest.MonkeyPatch, commit: bool
) -> None:
    """Each piece goes out in time; the whole would take four seconds, half of one is allowed."""
    monkeypatch.setattr("brandcraft_desktop.publishers.http._SLOWEST", 1 << 40)

    with serving(sips(80)) as server:
        upload = Upload(bytes(20_000_000), "video/mp4", 20_000_000)
        error = trouble(
            http, Request("POST", server.url, upload=upload, seconds=5.0), commit=commit
        )
    assert type(error) is (OutcomeUnknown if commit else NotSent)


def test_an_upload_has_time_that_grows_with_it(http: Http) -> None:
    with serving(sips(60)) as server:
        upload = Upload(bytes(20_000_000), "video/mp4", 20_000_000)
        answer = http.send(Request("POST", server.url, upload=upload, seconds=20.0))
    assert answer.status == 200


def test_nobody_there(http: Http) -> None:
    with serving(reset_at_once) as server:
        gone = server.url
    for commit in (False, True):
        error = trouble(http, post(gone), commit=commit)
        assert type(error) is NotReached
        assert error.kind is ErrorKind.TRANSIENT
        assert "could not be reached" in error.title


def test_an_untrusted_certificate_is_not_sent(http: Http) -> None:
    with serving(lambda line: line.send(b"\x15\x03\x01\x00\x02\x02\x28")) as server:
        https = server.url.replace("http:", "https:")
        assert type(trouble(http, post(https), commit=True)) is NotReached


def test_an_answer_arrives(http: Http) -> None:
    with serving(says(200, b'{"did": "did:plc:x", "n": 3}', "X-A: b")) as server:
        answer = http.send(Request("GET", f"{server.url}/x", query=(("a", "b c&d"),), bearer="t"))
        http.close()
    assert answer.json.text("did") == "did:plc:x"
    assert answer.json.number("n") == 3
    assert answer.headers["x-a"] == "b"
    head = server.heard[0].decode()
    assert head.startswith("GET /x?a=b+c%26d HTTP/1.1\r\n")
    assert "User-Agent: Brandcraft Desktop/" in head
    assert "Authorization: Bearer t" in head
    assert "did:plc:x" not in repr(answer)
    assert "content-type" not in head.lower()


def test_a_post_without_body_says_nothing_of_one(http: Http) -> None:
    with serving(says(200, b"")) as server:
        assert http.send(Request("POST", f"{server.url}/x")).json.optional("a") == ""
        http.close()
    assert b"content-type" not in server.heard[0].lower()


def test_a_wrong_shape_is_an_error_of_the_right_class(http: Http) -> None:
    with serving(says(200, b'{"uri": 3}')) as server:
        sent = http.send(post(server.url)).json
        http.close()
        committed = http.commit(post(server.url), CountingGuard()).json
        http.close()
    with pytest.raises(NotSent):
        sent.text("uri")
    with pytest.raises(OutcomeUnknown):
        committed.text("uri")
    with pytest.raises(OutcomeUnknown):
        committed.child("uri")


def test_an_upload_streams_and_tells_how_far_it_is(http: Http, tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(256)) * 1000)
    told: list[tuple[int, int]] = []
    upload = Upload(file, "image/png", 256_000, lambda sent, total: told.append((sent, total)))
    with serving(says(200)) as server:
        http.send(Request("POST", f"{server.url}/up", upload=upload))
        http.close()
    assert server.heard[0].endswith(file.read_bytes())
    assert b"Content-Length: 256000" in server.heard[0]
    assert told[-1] == (256_000, 256_000)
    assert [sent for sent, _ in told] == sorted(sent for sent, _ in told)


def test_a_file_that_went_away_is_told(http: Http, tmp_path: Path) -> None:
    upload = Upload(tmp_path / "none", "image/png", 3)
    with serving(read_and_close) as server:
        assert isinstance(
            trouble(http, Request("POST", server.url, upload=upload), commit=False), ContentRefused
        )


def test_too_large_an_answer_is_none(http: Http) -> None:
    with serving(says(200, b'{"a": "' + b"x" * 5_000_000 + b'"}')) as server:
        assert "too large" in trouble(http, post(server.url), commit=False).cause


def test_the_guard_is_asked_after_connecting_and_before_the_body(http: Http) -> None:
    guard = CountingGuard()
    with serving(says(200)) as server:
        http.commit(post(server.url), guard)
        http.close()
    assert guard.checks == 2
    assert len(server.heard) == 1


@pytest.mark.parametrize("allowed", [0, 1])
def test_a_guard_that_raises_keeps_the_call_here(http: Http, allowed: int) -> None:
    with serving(read_and_close) as server, pytest.raises(NotSent, match="taken this over"):
        http.commit(post(server.url), CountingGuard(allowed))
    assert not any(SECRET.encode() in one for one in server.heard)


def test_the_platforms_own_table_decides_first(http: Http) -> None:
    def judge(failure: Failure) -> PublishingError | None:
        assert failure.json is not None
        if failure.json.optional("error") == "Twice":
            return DuplicateRefused("There already.", raw=failure.raw)
        return None

    with serving(says(500, b'{"error": "Twice", "accessJwt": "%s"}' % JWT.encode())) as server:
        error = trouble(http, post(server.url, judge=judge), commit=True)
    assert type(error) is DuplicateRefused
    assert error.raw.startswith(f"POST {server.url.removeprefix('http://')}/xrpc/a.b: 500\n")
    assert '"error": "Twice"' in error.raw
    assert len(error.raw) < 2200


def test_the_raw_answer_is_cut_and_clean(http: Http) -> None:
    body = f'{{"message": "{SECRET} and {JWT} {"x" * 5000}"}}'.encode()
    with serving(says(400, body)) as server:
        raw = trouble(http, post(server.url), commit=False).raw
    assert len(raw) < 2200
    assert "[hidden] and [hidden]" in raw


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:00 GMT"}, 60),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0),
        ({"ratelimit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        ({"ratelimit-reset": "30"}, 30),
        ({"retry-after": "7", "ratelimit-reset": "30"}, 7),
        ({"retry-after": "999999999"}, 86_400),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "999999999999"}, 86_400),
        ({"retry-after": "9" * 5000}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "0001-01-01T00:00:00+23:59"}, 0),
        ({"retry-after": "9999-12-31T23:59:59-23:59"}, 86_400),
        ({"retry-after": "Mon, 23 Nov 99999999999999999999 12:01:00 GMT"}, None),
        ({"retry-after": f"Mon, 23 Nov {'9' * 5000} 12:01:00 GMT"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 12:01:00 +99999999999999"}, None),
        ({"retry-after": "Mon, 99 Nov 2026 99:99:99 GMT"}, None),
        ({"retry-after": "²"}, None),
        ({}, None),
    ],
)
def test_when_to_come_again(headers: dict[str, str], wait: int | None) -> None:
    expected = None if wait is None else timedelta(seconds=wait)
    assert retry_after(headers, NOW) == expected


def test_a_rate_limit_carries_its_wait(http: Http) -> None:
    with serving(says(429, b"{}", "Retry-After: 11")) as server:
        error = trouble(http, post(server.url), commit=True)
    assert error.retry_after == timedelta(seconds=11)
    assert error.kind is ErrorKind.RATE_LIMITED


def test_the_map_decides_where_requests_go() -> None:
    with serving(says(200)) as server:
        http = Http(StandingClock(NOW), Origins({"https://bsky.social": server.url}))
        http.send(Request("GET", "https://bsky.social/xrpc/x"))
        http.close()
        with pytest.raises(PublishingError):
            http.send(Request("GET", "https://plc.directory/x"))
    assert len(server.heard) == 1


def test_requests_show_no_secret() -> None:
    assert SECRET not in repr(post("https://a.example"))
    assert JWT not in repr(post("https://a.example"))


def test_the_module_loads_without_the_network_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys, brandcraft_desktop.publishers.registry;"
        "print([name for name in ('httpx', 'regex', 'certifi') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
