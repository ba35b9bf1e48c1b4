"""X against the reference: its golden requests, its error answers, and the text of its posts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
)
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x import api, bodies, options
from brandcraft_desktop.publishers.x.errors import judge
from brandcraft_desktop.publishers.x.publisher import X
from tests.contracts.openapi import OpenApi
from tests.publishers.x.flows import official

pytestmark = pytest.mark.contract

REQUEST = "#/components/schemas/CreatePostsRequest"
KINDS: Mapping[str, tuple[type[PublishingError], ErrorKind] | None] = {
    "auth-expired": (SignInExpired, ErrorKind.AUTH_EXPIRED),
    "permission": (PermissionMissing, ErrorKind.PERMISSION),
    "quota": (OwnerNeeded, ErrorKind.QUOTA),
    "invalid-content": (ContentRefused, ErrorKind.INVALID_CONTENT),
    "duplicate": (DuplicateRefused, ErrorKind.DUPLICATE),
    # Their status says it, the same for every platform.
    "rate-limited": None,
    "transient": None,
}


@pytest.fixture(scope="module")
def spec(reference: Path) -> OpenApi:
    return official(reference)


def cases(reference: Path, file: str) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/vectors" / file).read_text(encoding="utf-8"))
    return [case for case in whole["cases"] if case["platform"] == "x"]


def test_the_golden_requests_agree_with_the_specification(reference: Path, spec: OpenApi) -> None:
    """The judge used below is strict enough to be trusted."""
    found = cases(reference, "requests/golden-requests.json")
    assert len(found) >= 13
    for case in found:
        pointer = f"#{case['schema'].partition('#')[2]}"
        assert (spec.wrong_body(pointer, case["body"]) == []) is case["valid"], case["name"]


def test_ours_are_the_golden_requests(reference: Path) -> None:
    golden = {one["name"]: one["body"] for one in cases(reference, "requests/golden-requests.json")}
    plain = options.read({})
    assert bodies.post_body("hello", (), "", plain) == golden["text only"]
    assert bodies.post_body("hello", ("1", "2", "3", "4"), "", plain) == golden["4 images"]
    reply = bodies.post_body("2/2", (), "1346889436626259968", plain)
    assert reply == golden["thread reply"]
    chosen = options.read(
        {"reply_settings": "following", "made_with_ai": "true", "paid_partnership": "true"}
    )
    assert bodies.post_body("x", (), "", chosen) == golden["disclosures"]
    begun = api.begin_upload("video/mp4", 1_048_576, "tweet_video", "token")
    assert begun.json == golden["video"]
    described = api.describe("1880028106020515840", "A cat", "token")
    assert described.json == golden["alt text"]


@given(
    text=st.text(max_size=40),
    files=st.lists(st.integers(0, 10**19 - 1).map(str), max_size=4),
    parent=st.one_of(st.just(""), st.integers(0, 10**19 - 1).map(str)),
    chosen=st.fixed_dictionaries(
        {
            "reply_settings": st.sampled_from(
                ["everyone", "following", "mentionedUsers", "subscribers", "verified", "x"]
            ),
            "made_with_ai": st.sampled_from(["true", "false", "?"]),
            "paid_partnership": st.sampled_from(["true", "false"]),
            "community": st.sampled_from(["", "12", "https://x.com/i/communities/9", "no"]),
        }
    ),
    poll=st.one_of(
        st.none(), st.lists(st.text("abc日", min_size=1, max_size=25), min_size=2, max_size=4)
    ),
    minutes=st.sampled_from(["5", "1440", "10080", "7"]),
)
def test_every_body_keeps_to_the_specification(
    spec: OpenApi,
    text: str,
    files: list[str],
    parent: str,
    chosen: dict[str, str],
    poll: list[str] | None,
    minutes: str,
) -> None:
    if poll is not None:
        answers = {f"poll_{number}": one for number, one in enumerate(poll, 1)}
        chosen = {**chosen, "poll": "true", "poll_minutes": minutes, **answers}
    body = bodies.post_body(text, files, parent, options.read(chosen))
    assert spec.wrong_body(REQUEST, body) == []
    assert not ("poll" in body and "media" in body)


def test_every_error_answer_has_its_class(reference: Path) -> None:
    told = 0
    for case in cases(reference, "errors/error-responses.json"):
        if case["category"] in KINDS and case["status"] >= 400:
            body = JsonObject(case["body"], PublishingError)
            failure = Failure(
                case["status"], case["headers"], body, "raw", "api.x.com", commit=True
            )
            error, wanted = judge(failure), KINDS[case["category"]]
            told += 1
            if wanted is None:
                assert error is None, case
                continue
            assert error is not None
            assert isinstance(error, wanted[0]), case
            assert error.kind is wanted[1], case
            assert error.title.endswith(".")
            assert error.action.endswith(".")
            assert error.raw == "raw"
    assert told == 9


@pytest.mark.parametrize("text", ["日" * 140, "👩‍👩‍👧" * 140, "x" * 280])
def test_a_plan_that_is_allowed_is_one_that_fits(text: str) -> None:
    assert not X().plan(Composition(text)).blocked
    assert X().plan(Composition(f"{text}x")).blocked
