"""What Meta's platforms share: which of several meanings counts, and how full a count is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers import graph, usage
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.graph import Meaning
from brandcraft_desktop.publishers.json_value import JsonObject
from tests.publishers.support import StandingClock

CLOCK = StandingClock()
OWN = {77: Meaning(OwnerNeeded, "Only you can do this.", "", "Do it.")}


def _failure(
    status: int = 400, commit: bool = False, headers: dict[str, str] | None = None, **error: Any
) -> Failure:
    told = JsonObject({"error": error}, ContentRefused)
    return Failure(status, headers or {}, told, "raw", "graph.facebook.com", commit)


def _judged(**more: Any) -> PublishingError | None:
    return graph.judge("Meta", CLOCK, OWN)(_failure(**more))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 190, "error_subcode": 77}, OwnerNeeded),
        ({"code": 4, "is_transient": True}, RateLimited),
        ({"code": 100, "is_transient": True}, NotSent),
        ({"code": 190}, SignInExpired),
        ({"code": 4711}, ContentRefused),
    ],
)
def test_the_most_specific_counts(error: dict[str, Any], kind: type[PublishingError]) -> None:
    assert type(_judged(**error)) is kind


def test_what_is_no_answer_of_the_graph_api_is_left_to_the_status() -> None:
    judged = graph.judge("Meta", CLOCK, OWN)
    assert judged(Failure(502, {}, None, "raw", "host", False)) is None
    assert judged(Failure(400, {}, JsonObject({"x": 1}, ContentRefused), "", "", False)) is None


def test_passing_trouble_leaves_an_irreversible_call_open() -> None:
    assert type(_judged(code=2, commit=True)) is OutcomeUnknown
    assert type(_judged(code=2)) is NotSent


def test_metas_words_for_people_come_before_those_for_programs() -> None:
    told = _judged(code=100, message="(#100) x", error_user_msg="The picture is too dark.")
    assert told is not None
    assert told.cause == "Meta says: The picture is too dark."


def test_wrong_keys_and_used_codes_are_told_apart() -> None:
    judged = graph.judge_sign_in("Meta", graph.judge("Meta", CLOCK, OWN))
    keys = judged(_failure(code=1, message="Error validating client secret."))
    assert isinstance(keys, AppKeysRefused)
    code = judged(_failure(code=100, message="This authorization code has been used."))
    assert isinstance(code, OwnerNeeded)
    assert isinstance(judged(_failure(code=190, message="x")), SignInExpired)


def _business(**count: int) -> dict[str, str]:
    return {usage.BUSINESS: json.dumps({"1": [{"call_count": 10, **count}]})}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        ({usage.APP: '{"call_count":99}'}, None),
        ({usage.APP: '{"call_count":100}'}, timedelta(hours=1)),
        ({usage.APP: '{"total_time":100.5}'}, timedelta(hours=1)),
        (_business(), None),
        (_business(estimated_time_to_regain_access=19), timedelta(minutes=19)),
        (_business(total_cputime=100), timedelta(hours=1)),
        ({usage.APP: '{"call_count":100}', **_business()}, timedelta(hours=1)),
    ],
)
def test_how_long_a_full_count_lasts(headers: dict[str, str], wait: timedelta | None) -> None:
    assert usage.wait_of(headers) == wait


@given(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_a_header_that_can_not_be_read_holds_nobody_up(text: str, value: object) -> None:
    for header in (text, json.dumps(value), json.dumps({"1": value})):
        found = usage.wait_of({usage.APP: header, usage.BUSINESS: header})
        assert found is None or found <= timedelta(days=1)


def test_what_meta_says_of_the_count_is_kept_to() -> None:
    told = _judged(code=32, headers=_business(estimated_time_to_regain_access=7))
    assert isinstance(told, RateLimited)
    assert told.retry_after == timedelta(minutes=7)
