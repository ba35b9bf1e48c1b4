"""Instagram held to the reference: its contract, the official lists, every row of its errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.errors import ErrorKind, NotSent, OutcomeUnknown, PublishingError
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.instagram import fields
from brandcraft_desktop.publishers.instagram.errors import SUBCODES, judge
from brandcraft_desktop.publishers.instagram.info import INFO
from brandcraft_desktop.publishers.instagram.limits import COLLABORATORS
from brandcraft_desktop.publishers.instagram.publisher import Instagram
from brandcraft_desktop.publishers.json_value import Json, JsonObject
from tests.publishers.instagram.spec import Contract
from tests.publishers.support import StandingClock, attached

pytestmark = pytest.mark.contract

# The reference's words -> our kinds (its README). What passes is transient, unless it answers an
# irreversible call.
KINDS = {
    "transient": ErrorKind.TRANSIENT,
    "permission": ErrorKind.PERMISSION,
    "rate_limited": ErrorKind.RATE_LIMITED,
    "auth_expired": ErrorKind.AUTH_EXPIRED,
    "policy_block": ErrorKind.INVALID_CONTENT,
    "invalid_content": ErrorKind.INVALID_CONTENT,
    "media_processing": ErrorKind.MEDIA_PROCESSING,
    "media_fetch": ErrorKind.MEDIA_EXPIRED,
    "needs_user": ErrorKind.NEEDS_USER,
}
AGAIN = ("retry_backoff", "retry_create", "recreate_container", "restage_then_retry", "poll_again")


@pytest.fixture(scope="module")
def contract(reference: Path) -> Contract:
    return Contract(reference)


def rows(reference: Path) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    return [one for one in whole["rows"] if one["platform"] == "instagram"]


def answered(row: Mapping[str, Any], *, commit: bool = False) -> PublishingError | None:
    """What is said of a row, as it comes in an answer."""
    code, transient = row["code"], row["code"] == "is_transient=true"
    if code == "200-299":
        code = 200
    error: dict[str, Json] = {
        "message": "Something.",
        "code": 99 if transient or code is None else code,
        "is_transient": transient,
    }
    if row["subcode"] is not None:
        error["error_subcode"] = row["subcode"]
    told = JsonObject({"error": error}, NotSent)
    failure = Failure(row["http"] or 400, {}, told, "raw", "graph.instagram.com", commit)
    return judge(StandingClock())(failure)


def test_every_row_of_the_errors_has_its_kind(reference: Path) -> None:
    every = rows(reference)
    assert len(every) >= 45
    assert {one["category"] for one in every} == set(KINDS)
    wrong = []
    for row in every:
        found = answered(row)
        assert found is not None, row
        if found.kind is not KINDS[row["category"]]:
            wrong.append(f"{row['code']}/{row['subcode']}: {found.kind}")
        assert all(part.endswith((".", "?")) for part in (found.title, found.action)), row
        assert found.cause == "" or found.cause.endswith("."), row
        if row["action"] in AGAIN:
            assert isinstance(found, NotSent), row
    assert not wrong


def test_every_subcode_of_the_table_is_one_of_the_reference(reference: Path) -> None:
    assert set(SUBCODES) == {
        one["subcode"] for one in rows(reference) if (one["subcode"] or 0) > 2_000_000
    }


def test_what_passes_is_no_answer_to_publishing(reference: Path) -> None:
    passing = [one for one in rows(reference) if one["category"] == "transient"]
    assert len(passing) >= 6
    for row in passing:
        assert isinstance(answered(row, commit=True), OutcomeUnknown), row


def whole(contract: Contract, form: Mapping[str, str], source: str) -> list[str]:
    return contract.judged("media.create", {**form, source: "https://a.b/c"}, {}, "POST")


def test_the_judge_is_strict(contract: Contract) -> None:
    assert whole(contract, {}, "image_url") == []
    for form in ({"captoin": "x"}, {"media_type": "REELS"}, {"caption": "x" * 2201}):
        assert whole(contract, form, "image_url")
    assert contract.judged("media.publish", {}, {}, "POST")
    assert contract.judged("comments.create", {"text": "x"}, {}, "POST")


def planned(text: str, media: list[AttachedMedia], **options: str) -> Plan:
    return Instagram().plan(Composition(text, tuple(media), options))


def picture(number: int = 1, alt: str = "") -> AttachedMedia:
    return attached(f"{number}.jpg", width=1080, height=1080, alt=alt)


def film(number: int = 1) -> AttachedMedia:
    return attached(
        f"{number}.mp4", mime="video/mp4", width=1080, height=1080, duration=20.0, alt=""
    )


def test_golden_requests(contract: Contract) -> None:
    """As the guide and the parameter list have them, key by key."""
    one = fields.single(planned("hi #a", [picture(alt="cat")]))
    assert one == {"caption": "hi #a", "alt_text": "cat"}
    reel = fields.single(
        planned("x", [film()], cover_frame="1000", collaborators="a, b", share_to_feed="true")
    )
    assert reel == {
        "media_type": "REELS",
        "caption": "x",
        "collaborators": '["a", "b"]',
        "share_to_feed": "true",
        "thumb_offset": "1000",
    }
    plan = planned("three", [picture(1, "one"), film(), picture(2)])
    children = [fields.child(item) for item in plan.parts[0].media]
    assert children == [
        {"is_carousel_item": "true", "alt_text": "one"},
        {"is_carousel_item": "true", "media_type": "VIDEO"},
        {"is_carousel_item": "true"},
    ]
    made = fields.carousel(plan, ["1", "2", "3"])
    assert made == {"media_type": "CAROUSEL", "children": "1,2,3", "caption": "three"}
    assert contract.judged("media.create", made, {}, "POST") == []
    story = fields.single(planned("", [film()], kind="story", ai_generated="true"))
    assert story == {"media_type": "STORIES", "is_ai_generated": "true"}


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=2250)


@settings(max_examples=60)
@given(
    text=TEXTS,
    alts=st.lists(st.text(max_size=1010), min_size=1, max_size=11),
    video=st.booleans(),
    kind=st.sampled_from(["post", "reel", "story"]),
    names=st.lists(st.sampled_from("abcd"), max_size=4),
    flags=st.sampled_from(["true", "false"]),
)
def test_whatever_is_planned_keeps_to_the_contract(
    contract: Contract,
    text: str,
    alts: list[str],
    video: bool,
    kind: str,
    names: list[str],
    flags: str,
) -> None:
    media = [picture(number, alt) for number, alt in enumerate(alts, 1)]
    if video:
        media[-1] = film(len(media))
    made = planned(
        text,
        media,
        kind=kind,
        collaborators=",".join(names),
        ai_generated=flags,
        paid_partnership=flags,
        share_to_feed=flags,
    )
    if made.blocked:
        return
    files = made.parts[0].media
    if made.surface == "carousel":
        form = fields.carousel(made, [str(number) for number in range(len(files))])
        assert contract.judged("media.create", form, {}, "POST") == []
        children = [(fields.child(one), one) for one in files]
    else:
        children = [(fields.single(made), files[0])]
    for form, one in children:
        source = "video_url" if one.media.is_video else "image_url"
        assert whole(contract, form, source) == []


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    specs = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    own = {one["surface"]: one for one in specs if one["platform"] == "instagram"}
    assert {one["text"]["max"] for one in own.values() if one.get("text")} <= {INFO.text.limit, 0}
    assert COLLABORATORS == 3


def test_a_moment_gives_way_to_a_picture() -> None:
    plan = planned("x", [film()], cover_frame="1000")
    both = replace(plan, options={**plan.options, "cover": "m"})
    assert "thumb_offset" not in fields.single(both)
