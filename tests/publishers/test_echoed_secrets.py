"""A platform that repeats the token of a call in a success: no error may carry it on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

import pytest

from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers.base import AccountSession, Identity
from brandcraft_desktop.publishers.bearer import ACCESS
from brandcraft_desktop.publishers.exchange import Answer, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.linkedin import own_posts
from brandcraft_desktop.publishers.linkedin.uploads import wait_until_ready
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.telegram import Bot
from brandcraft_desktop.publishers.tiktok import api as tiktok
from brandcraft_desktop.publishers.x.api import data_of
from brandcraft_desktop.publishers.x.processing import _failed as x_failed
from brandcraft_desktop.publishers.youtube.settling import unusable
from tests.publishers.raw_server import Line, serving
from tests.publishers.support import MemorySecrets, MemorySteps, StandingClock

TOKEN = "plainly-no-pattern-8417"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def http() -> Iterator[Http]:
    door = Http(StandingClock(NOW), patience=0.1)
    yield door
    door.close()


def answered(http: Http, told: Mapping[str, object], *headers: str) -> Answer:
    """What a platform says to a call that had the token."""

    def script(line: Line) -> None:
        line.read_request()
        line.answer(200, json.dumps(told).encode(), *headers)

    with serving(script) as server:
        return http.send(Request("GET", f"{server.url}/a", bearer=TOKEN))


def told_by(act: Callable[[], object]) -> PublishingError:
    with pytest.raises(PublishingError) as caught:
        act()
    return caught.value


def test_an_answer_cleans_what_is_made_of_it(http: Http) -> None:
    found = answered(http, {"a": f"no {TOKEN}", "b": {"c": [{"d": TOKEN}]}})
    inner = found.json.child("b").items("c")[0]
    for text in (found.json.words("a"), inner.words("d"), found.json.shown(), inner.shown()):
        assert TOKEN not in text
        assert "[hidden]" in text
    assert found.json.text("a") == f"no {TOKEN}"  # what is no error stays as it is
    assert found.clean(f"x{TOKEN}") == "x[hidden]"


def test_a_problem_of_x_that_comes_with_a_success(http: Http) -> None:
    said = {"errors": [{"title": "No", "detail": f"{TOKEN} may not", "status": 403}]}
    error = told_by(lambda: data_of(answered(http, said)))
    assert "X says: [hidden] may not." in error.message
    assert TOKEN not in error.message + error.raw


def test_a_file_that_x_can_not_process(http: Http) -> None:
    error = x_failed(answered(http, {"error": {"message": f"bad {TOKEN}"}}).json)
    assert "bad [hidden]" in error.message
    assert TOKEN not in error.message + error.raw


def test_the_header_in_which_linkedin_names_a_post(http: Http) -> None:
    told = answered(http, {}, f"x-restli-id: {TOKEN}")
    error = told_by(lambda: own_posts.checked_urn(told))
    assert "[hidden]" in error.raw
    assert TOKEN not in error.message + error.raw


def test_a_video_that_youtube_rejects(http: Http) -> None:
    error = unusable("v", "rejected", answered(http, {"rejectionReason": TOKEN}).json)
    assert "[hidden]" in error.raw
    assert TOKEN not in error.message + error.raw


def door_to(server: str, official: str) -> Http:
    return Http(StandingClock(NOW), Origins({official: server}), patience=0.1)


def test_a_file_that_linkedin_can_not_process() -> None:
    def script(line: Line) -> None:
        line.read_request()
        told = {"status": "PROCESSING_FAILED", "processingFailureReason": f"bad {TOKEN}"}
        line.answer(200, json.dumps(told).encode())

    with serving(script) as server:
        account = AccountSession(
            door_to(server.url, "https://api.linkedin.com"),
            Identity("a", "urn:li:person:p", "p", "https://www.linkedin.com"),
            MemorySecrets({ACCESS: TOKEN}),
            StandingClock(NOW),
        )
        error = told_by(
            lambda: wait_until_ready(
                account, "videos", ["urn:li:video:v"], MemorySteps(StandingClock(NOW))
            )
        )
        account.http.close()
    assert "LinkedIn says: bad [hidden]." in error.message
    assert TOKEN not in error.message + error.raw


def test_a_refusal_of_tiktok_that_says_200() -> None:
    def script(line: Line) -> None:
        line.read_request()
        told = {"error": {"code": "odd", "message": f"not with {TOKEN}"}}
        line.answer(200, json.dumps(told).encode())

    with serving(script) as server:
        http = door_to(server.url, "https://open.tiktokapis.com")
        error = told_by(lambda: tiktok.with_bearer(http, TOKEN).post("/post/a/", {}))
        http.close()
    assert "not with [hidden]" in error.message
    assert TOKEN not in error.message + error.raw


def test_what_telegram_calls_a_chat() -> None:
    def script(line: Line) -> None:
        line.read_request()
        told = {"ok": True, "result": {"id": 1, "type": f"group {TOKEN}"}}
        line.answer(200, json.dumps(told).encode())

    with serving(script) as server:
        http = door_to(server.url, "https://api.telegram.org")
        error = told_by(lambda: Bot(http, TOKEN).channel("@a"))
        http.close()
    assert "group [hidden]" in error.message
    assert TOKEN not in error.message + error.raw
