"""What LinkedIn's publisher builds and understands, against the reference's schema and vectors.

The calls themselves are held against the schema in `tests/contracts/suite`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
    MediaGone,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.practice.platforms.linkedin.little_text import plain, words_of
from brandcraft_desktop.publishers import border
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.linkedin import errors, message, options
from brandcraft_desktop.publishers.linkedin.cards import Card
from brandcraft_desktop.publishers.linkedin.info import INFO
from brandcraft_desktop.publishers.linkedin.publisher import LinkedIn
from tests.publishers.linkedin.spec import Rest
from tests.publishers.support import StandingClock

pytestmark = pytest.mark.contract

NOW = datetime(2026, 11, 22, 6, 39, tzinfo=UTC)
AUTHOR = "urn:li:person:abC_1-x"
CHOSEN = options.read({"visibility": "PUBLIC", "reshares": "true"})


@dataclass(frozen=True)
class Contracts:
    """The reference data about LinkedIn."""

    spec: Rest
    golden: list[dict[str, Any]]
    errors: list[dict[str, Any]]

    def body(self, name: str) -> dict[str, Any]:
        """One golden request."""
        return next(dict(case["body"]) for case in self.golden if case["name"] == name)


@pytest.fixture(scope="module")
def contracts(reference: Path) -> Contracts:
    def ours(path: str) -> list[dict[str, Any]]:
        text = (reference / "platforms/vectors" / path).read_text(encoding="utf-8")
        return [case for case in json.loads(text)["cases"] if case["platform"] == "linkedin"]

    return Contracts(
        Rest(reference),
        ours("requests/golden-requests.json"),
        ours("errors/error-responses.json"),
    )


def test_the_golden_requests_agree_with_the_schema(contracts: Contracts) -> None:
    """The validator used in the suite is strict enough to be trusted."""
    assert len(contracts.golden) >= 11
    for case in contracts.golden:
        name = case["schema"].rpartition("/")[2]
        assert (contracts.spec.judged(name, case["body"]) == []) is case["valid"], case["name"]


def test_our_bodies_are_the_golden_ones(contracts: Contracts) -> None:
    def made(content: message.Body | None) -> dict[str, object]:
        return message.post(AUTHOR, "hi", CHOSEN, content)

    assert made(None) == contracts.body("text")
    one = contracts.body("one image")["content"]["media"]
    assert made(message.picture(one["id"], one["altText"])) == contracts.body("one image")
    four = contracts.body("four images")
    urns = [image["id"] for image in four["content"]["multiImage"]["images"]]
    for image in four["content"]["multiImage"]["images"]:
        del image["altText"]  # ours leaves an empty one away
    assert made(message.pictures(urns, [""] * 4)) == four
    film = contracts.body("video")
    del film["content"]["media"]["title"]
    assert made(message.video(film["content"]["media"]["id"])) == film
    article = contracts.body("article")["content"]["article"]
    card = Card(article["source"], article["title"], "", article["thumbnail"])
    assert made(message.article(card)) == contracts.body("article")


@given(
    text=st.text(
        st.one_of(
            st.characters(codec="utf-8", exclude_categories=["Cc"]),
            st.sampled_from("#@[](){}|<>*_~\\ \n"),
        ),
        min_size=1,
        max_size=200,
    )
)
def test_whatever_is_planned_keeps_to_the_schema_and_arrives_whole(
    contracts: Contracts, text: str
) -> None:
    plan = LinkedIn().plan(Composition(text))
    if plan.blocked:
        return
    (part,) = plan.parts
    body = message.post(AUTHOR, part.text, options.read(plan.options), None)
    assert contracts.spec.judged("createPost", body) == []
    written = str(body["commentary"])
    assert not words_of(written)[1]
    assert plain(written) == part.text


def test_what_else_we_build_keeps_to_the_schema(contracts: Contracts) -> None:
    asked = options.Poll("Tea?", ("Yes", "No"), "FOURTEEN_DAYS")
    for content in (
        message.poll(asked),
        message.document("urn:li:document:D4", "Pages"),
        message.article(Card("https://a.example/b", "t", "d", "")),
    ):
        body = message.post("urn:li:organization:1", "", CHOSEN, content)
        assert contracts.spec.judged("createPost", body) == []
    durations = next(one for one in INFO.options if one.name == "poll_duration").choices
    for choice in durations:
        poll = message.poll(options.Poll("q", ("a", "b"), choice.value))
        body = message.post(AUTHOR, "", CHOSEN, poll)
        assert contracts.spec.judged("createPost", body) == []


EXPECTED: dict[str, type[PublishingError]] = {
    "auth-expired": SignInExpired,
    "permission": PermissionMissing,
    "api-version-retired": ContentRefused,
    "media-expired": MediaGone,
    "duplicate": DuplicateRefused,
    "invalid-content": ContentRefused,
    "rate-limited": RateLimited,
}
KINDS: dict[str, ErrorKind] = {
    "api-version-retired": ErrorKind.API_RETIRED,
    "invalid-content": ErrorKind.INVALID_CONTENT,
    "media-processing": ErrorKind.MEDIA_PROCESSING,
    "media-expired": ErrorKind.MEDIA_EXPIRED,
    "rate-limited": ErrorKind.RATE_LIMITED,
    "duplicate": ErrorKind.DUPLICATE,
    "permission": ErrorKind.PERMISSION,
    "auth-expired": ErrorKind.AUTH_EXPIRED,
}


def judged(case: dict[str, Any]) -> PublishingError:
    clock = StandingClock(NOW)
    by_operation: dict[str, Judge] = {
        "upload": errors.judge_upload,
        "refresh": errors.judge_sign_in(clock, "202609"),
    }
    judge = by_operation.get(case["operation"], errors.judge(clock, "202609"))
    body = json.dumps(case["body"]) if case["body"] else ""
    told = parse_object(body, PublishingError) if body else None
    raw = f"{case['status']}\n{body}"
    failure = Failure(case["status"], case["headers"], told, raw, "api.linkedin.com", commit=True)
    return judge(failure) or border.refusal(failure, NOW)


def test_every_error_row_has_its_class_and_words(contracts: Contracts) -> None:
    assert len(contracts.errors) >= 12
    for case in contracts.errors:
        error = judged(case)
        assert error.kind is KINDS[case["category"]], case
        if case["category"] in EXPECTED:
            assert isinstance(error, EXPECTED[case["category"]]), case
        assert error.title.endswith(".")
        assert error.action.endswith("."), case
        assert str(case["status"]) in error.raw


def one(contracts: Contracts, word: str) -> PublishingError:
    return next(judged(case) for case in contracts.errors if word in json.dumps(case["body"]))


def test_what_each_answer_says(contracts: Contracts) -> None:
    assert isinstance(one(contracts, "REVOKED"), SignInRevoked)
    assert not isinstance(one(contracts, "EXPIRED_ACCESS"), SignInRevoked)
    assert isinstance(one(contracts, "WAITING_UPLOAD"), errors.StillProcessing)
    assert isinstance(one(contracts, "PROCESSING_FAILED"), ContentRefused)
    duplicate = one(contracts, "duplicate of")
    assert isinstance(duplicate, errors.Duplicate)
    assert duplicate.urn == "urn:li:share:7123456789012345678"
    assert "/commentary" in one(contracts, "ERROR ::").cause
    assert "partnerApiSocialActions" in one(contracts, "partnerApi").cause
    limited = one(contracts, "TOO_MANY")
    assert limited.retry_after == timedelta(hours=17, minutes=21)
    retired = one(contracts, "NONEXISTENT")
    assert "“API version” of LinkedIn says 202609" in retired.cause


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    text = (reference / "platforms/capabilities.json").read_text(encoding="utf-8")
    known = json.loads(text)["linkedin"]
    assert INFO.text.limit == known["text_max"]
    assert INFO.media.max_images == known["images_max"]
    assert INFO.media.image is not None
    assert INFO.media.image.mimes == set(known["image_mimes"])
