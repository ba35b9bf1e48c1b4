"""Ids that no honest platform has: strange at a sign-in, an unknown outcome on a commit."""

from __future__ import annotations

import json
import re

import pytest

from brandcraft_desktop.errors import NotSent, OutcomeUnknown
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.mastodon import api as mastodon
from brandcraft_desktop.publishers.mastodon.statuses import written
from brandcraft_desktop.publishers.pinterest import pins
from brandcraft_desktop.publishers.x import api as x
from brandcraft_desktop.publishers.youtube import videos
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import CountingGuard, StandingClock


@pytest.mark.parametrize(
    ("form", "fine", "strange"),
    [
        (x.ID, ["1", "1234567890123456789"], ["12a", "1\n", "../1", "1" * 20, "\u0661"]),
        (pins.ID, ["813744226420795884"], ["1/2", "a", "1" * 33]),
        (videos.ID, ["dQw4w9WgXcQ", "a_-b_-c_-d0"], ["../1", "a", "a" * 21, "a b c d e", "ä" * 11]),
        (mastodon.ID, ["1", "01FBVD42CQ3ZEEVMW180SBX03B"], ["a/b", "a@b", "a" * 65, "ä"]),
    ],
)
def test_forms(form: re.Pattern[str], fine: list[str], strange: list[str]) -> None:
    assert all(form.fullmatch(one) for one in fine)
    assert not any(form.fullmatch(one) for one in strange)


def test_a_strange_id_is_no_answer() -> None:
    def script(line: Line) -> None:
        line.read_request()
        line.answer(200, json.dumps({"id": "../1", "url": "https://a.example/1"}).encode())

    http = Http(StandingClock(), patience=0.1)
    with serving(script) as server:
        call = Request("POST", f"{server.url}/api/v1/statuses", json={})
        with pytest.raises(NotSent, match="strange answer"):
            written(http.send(call).json)
        with pytest.raises(OutcomeUnknown):
            written(http.commit(call, CountingGuard()).json)
    http.close()
