"""Mastodon's bodies and errors against the reference's golden requests and error answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInRevoked,
)
from brandcraft_desktop.publishers import border
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.mastodon import errors
from brandcraft_desktop.publishers.mastodon.publisher import Mastodon
from brandcraft_desktop.publishers.mastodon.statuses import Message, body
from tests.contracts.openapi import OpenApi
from tests.publishers.mastodon.flows import spec

pytestmark = pytest.mark.contract

CREATE = "#/paths/~1api~1v1~1statuses/post/requestBody/content/application~1json/schema"
KINDS = {
    "auth-expired": (SignInRevoked, ErrorKind.AUTH_EXPIRED),
    "permission": (PermissionMissing, ErrorKind.PERMISSION),
    "invalid-content": (ContentRefused, ErrorKind.INVALID_CONTENT),
    "media-processing": (NotSent, ErrorKind.MEDIA_PROCESSING),
    "media-expired": (MediaGone, ErrorKind.MEDIA_EXPIRED),
    "rate-limited": (RateLimited, ErrorKind.RATE_LIMITED),
}
JUDGES: dict[str, Callable[[Failure], PublishingError | None]] = {
    "create": errors.judge_post,
    "media upload": errors.judge,
    "token": errors.judge_token,
    "any": errors.judge,
}


@pytest.fixture(scope="session")
def document(reference: Path) -> OpenApi:
    return spec(reference)


@pytest.fixture(scope="session")
def golden(reference: Path) -> list[dict[str, Any]]:
    return _cases(reference, "requests/golden-requests.json")


def _cases(reference: Path, name: str) -> list[dict[str, Any]]:
    text = (reference / "platforms/vectors" / name).read_text(encoding="utf-8")
    return [one for one in json.loads(text)["cases"] if one["platform"] == "mastodon"]


def sent(text: str, *files: str, parent: str = "", **options: str) -> dict[str, object]:
    """The body of a post as the program writes it."""
    plan = Mastodon().plan(Composition(text, options=options))
    return body(Message(plan.parts[0], plan.options, files, first=True, parent=parent))


def test_the_golden_requests_agree_with_the_schema(
    document: OpenApi, golden: list[dict[str, Any]]
) -> None:
    """The validator used below is strict enough to be trusted."""
    assert len(golden) >= 4
    for case in golden:
        assert case["schema"].endswith(CREATE)
        assert (document.wrong_body(CREATE, case["body"]) == []) is case["valid"], case["name"]


def test_our_bodies_are_the_golden_ones(golden: list[dict[str, Any]]) -> None:
    ours = {
        "text": sent(
            "hi", visibility="unlisted", language="en", spoiler_text="cw", sensitive="true"
        ),
        "media": sent("hi", "22348641"),
        "poll": sent("?", poll="true", poll_choices="a\nb", poll_expires_in="86400"),
    }
    for case in golden:
        if case["valid"]:
            assert ours[case["name"]] == {"visibility": "public", **case["body"]}, case["name"]


CHOSEN = st.fixed_dictionaries(
    {
        "visibility": st.sampled_from(["public", "unlisted", "private", "direct"]),
        "spoiler_text": st.sampled_from(["", "cw"]),
        "sensitive": st.sampled_from(["true", "false"]),
        "language": st.sampled_from(["", "de", "zh"]),
        "quote_approval_policy": st.sampled_from(["", "public", "followers", "nobody"]),
        "poll": st.sampled_from(["true", "false"]),
        "poll_choices": st.sampled_from(["a\nb", "a\n\n b \nc"]),
        "poll_multiple": st.sampled_from(["true", "false"]),
    }
)


@given(
    options=CHOSEN,
    files=st.lists(st.just("22348641"), max_size=4),
    parent=st.sampled_from(["", "9"]),
)
def test_whatever_is_chosen_keeps_to_the_schema(
    document: OpenApi, options: dict[str, str], files: list[str], parent: str
) -> None:
    if files:
        options = {**options, "poll": "false"}
    made = sent("hello @anna@b.example", *files, parent=parent, **options)
    assert document.wrong_body(CREATE, made) == []
    assert ("poll" in made) is (options["poll"] == "true")


def test_every_error_answer_has_its_meaning(reference: Path) -> None:
    cases = _cases(reference, "errors/error-responses.json")
    assert len(cases) >= 11
    for case in cases:
        if case["operation"] == "media-status":
            continue  # a 206 is no refusal: the suite serves it while a video is posted
        text = json.dumps(case["body"])
        told = parse_object(text, PublishingError)
        failure = Failure(case["status"], case["headers"], told, text, "a.example", commit=True)
        error = JUDGES[case["operation"]](failure) or border.refusal(failure, datetime.now(UTC))
        kind, name = KINDS[case["category"]]
        assert isinstance(error, kind), (case["body"], error)
        assert error.kind is name, case["body"]
        assert error.action, case["body"]
        assert error.title[0].isupper() or error.title.startswith("a.example")


@pytest.mark.parametrize(
    ("status", "told", "kind"),
    [
        (401, "This method requires an authenticated user", SignInRevoked),
        (403, "Your login is currently disabled", PermissionMissing),
        (403, "Your login is missing a confirmed e-mail address", PublishingError),
        (403, "This action is not allowed", PermissionMissing),
        (404, "Record not found", ContentRefused),
        (410, "Gone", ContentRefused),
        (413, "", ContentRefused),
        (422, "Validation failed: Options can't contain more than 4 items", ContentRefused),
        (422, "Anhänge fehlen", ContentRefused),
    ],
)
def test_the_sheets_other_rows(status: int, told: str, kind: type[PublishingError]) -> None:
    text = json.dumps({"error": told})
    found = parse_object(text, PublishingError)
    failure = Failure(status, {}, found, text, "a.example", commit=True)
    error = errors.judge_post(failure) or border.refusal(failure, datetime.now(UTC))
    assert isinstance(error, kind)
    assert not isinstance(error, NotSent)
    assert error.title.endswith(".")
    assert error.action.endswith(".")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_trouble_of_the_server_tells_nothing_of_the_outcome(status: int) -> None:
    failure = Failure(status, {}, None, "", "a.example", commit=True)
    assert errors.judge_post(failure) is None
    assert border.refusal(failure, datetime.now(UTC)).kind is ErrorKind.OUTCOME_UNKNOWN
