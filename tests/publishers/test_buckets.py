"""A count that is used up holds its calls back here, and no others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.errors import RateLimited
from brandcraft_desktop.publishers.border import retry_after
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import StandingClock

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
RESET = int((NOW + timedelta(minutes=15)).timestamp())


@pytest.mark.parametrize(
    "headers",
    [
        ("x-rate-limit-remaining: 0", f"x-rate-limit-reset: {RESET}"),
        ("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 2026-11-22T06:15:00.000000Z"),
        ("X-RateLimit-Remaining: 0", "X-RateLimit-Reset-After: 900.0"),
        ("RateLimit-Remaining: 0", "RateLimit-Reset: 900"),
    ],
    ids=["x", "mastodon", "discord", "draft"],
)
def test_the_next_call_of_the_same_count_waits(headers: tuple[str, str]) -> None:
    clock = StandingClock(NOW)
    http = Http(clock)

    def act(line: Line) -> None:
        line.read_request()
        line.answer(200, b"{}", *headers)

    with serving(act) as server:
        http.send(Request("POST", f"{server.url}/a", bucket="posts"))
        with pytest.raises(RateLimited) as caught:
            http.send(Request("POST", f"{server.url}/a", bucket="posts"))
        assert caught.value.retry_after == timedelta(minutes=15)
        assert server.connections == 1
        http.close()
        http.send(Request("POST", f"{server.url}/b", bucket="media"))
        http.close()
        http.send(Request("GET", f"{server.url}/c"))
        http.close()
        clock.moment = NOW + timedelta(minutes=15)
        http.send(Request("POST", f"{server.url}/a", bucket="posts"))
        assert server.connections == 4
    http.close()


@pytest.mark.parametrize(
    ("header", "value", "seconds"),
    [
        ("x-rate-limit-reset", str(RESET), 900),
        ("x-ratelimit-reset", "2026-11-22T06:15:00.000000Z", 900),
        ("x-ratelimit-reset-after", "0.3", 0.3),
        ("retry-after", "35", 35),
        ("retry-after", "Sun, 22 Nov 2026 06:15:00 GMT", 900),
        ("ratelimit-reset", "900", 900),
        ("x-rate-limit-reset", "never", None),
        ("x-ratelimit-reset", "2026-99-99", None),
        ("x-ratelimit-reset", "١٢٣", None),
        ("x-rate-limit-reset", "99999999999999999", None),
    ],
)
def test_every_spelling_of_a_reset(header: str, value: str, seconds: float | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after({header: value}, NOW) == expected
