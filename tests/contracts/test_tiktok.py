"""TikTok against the reference: its contract, official samples, and specs/errors.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    NotSent,
    OutcomeUnknown,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers import border
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pieces import Partly, Whole
from brandcraft_desktop.publishers.tiktok import bodies
from brandcraft_desktop.publishers.tiktok.errors import (
    failed,
    judge,
    judge_token,
    judge_upload,
    refused,
)
from brandcraft_desktop.publishers.tiktok.info import INFO
from brandcraft_desktop.publishers.tiktok.limits import PHOTO_DESCRIPTION, PHOTO_TITLE
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from brandcraft_desktop.publishers.tiktok.uploads import CHUNK, whole_of
from tests.publishers.support import StandingClock
from tests.publishers.tiktok.creator import CREATOR
from tests.publishers.tiktok.plans import clip, photo, plan
from tests.publishers.tiktok.spec import Contract

pytestmark = pytest.mark.contract
EVERYONE = "PUBLIC_TO_EVERYONE"
LEVELS = st.sampled_from([EVERYONE, "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"])

# The reference's words -> our kinds (its README); `None`: no error of ours, it is gone on with.
KINDS: dict[str, ErrorKind] = {
    "auth_expired": ErrorKind.AUTH_EXPIRED,
    "permission": ErrorKind.PERMISSION,
    "rate_limited": ErrorKind.RATE_LIMITED,
    "invalid_content": ErrorKind.INVALID_CONTENT,
    "policy_block": ErrorKind.INVALID_CONTENT,
    "media_processing": ErrorKind.MEDIA_PROCESSING,
    "media_fetch": ErrorKind.MEDIA_EXPIRED,
    "needs_user": ErrorKind.NEEDS_USER,
    "cancelled": ErrorKind.NEEDS_USER,
    "user_cancelled": ErrorKind.NEEDS_USER,
    "app_config": ErrorKind.NEEDS_USER,
    "transient": ErrorKind.TRANSIENT,
    "state": ErrorKind.TRANSIENT,
}
# What TikTok says of a file that was taken is about the file, and the post must be edited.
MEDIA_REASONS = {
    "file_format_check_failed",
    "duration_check_failed",
    "frame_rate_check_failed",
    "picture_size_check_failed",
}


@pytest.fixture(scope="session")
def contract(reference: Path) -> Contract:
    return Contract(reference)


def rows(reference: Path) -> list[dict[str, Any]]:
    whole = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    every = whole if isinstance(whole, list) else whole["rows"]
    return [one for one in every if one["platform"] == "tiktok"]


def failure(status: int, body: dict[str, Any] | None, *, commit: bool = False) -> Failure:
    told = None if body is None else JsonObject(body, ContentRefused)
    return Failure(status, {}, told, "raw", "open.tiktokapis.com", commit)


def enveloped(code: str) -> dict[str, Any]:
    return {"data": {}, "error": {"code": code, "message": "Some words.", "log_id": "1"}}


def became(row: dict[str, Any]) -> PublishingError:
    """What the publisher makes of one row of the table."""
    code = str(row["code"])
    status = 503 if row["http"] == "5xx" else int(row["http"])
    now = StandingClock().now()
    if code.startswith("PUT "):
        asked = failure(status, {"error": "x"})
        return judge_upload(asked) or border.refusal(asked, now)
    if code.startswith("oauth."):
        flat = {"error": code.removeprefix("oauth."), "error_description": "d", "log_id": "1"}
        judged = judge_token(failure(status, flat))
        assert judged is not None, row
        return judged
    if code.startswith("status.fail_reason="):
        return failed(code.partition("=")[2], "raw")
    asked = failure(status, enveloped(code))
    return judge(asked) or border.refusal(asked, now)


def test_every_row_of_the_error_table_has_its_kind_and_words(reference: Path) -> None:
    known = rows(reference)
    assert len(known) >= 43
    for row in known:
        found = became(row)
        assert found.kind is KINDS[row["category"]], row
        assert found.title.endswith("."), row
        assert found.cause.endswith("."), row
        assert found.action.endswith("."), row
        assert found.title != "open.tiktokapis.com refused this.", row


def test_codes_mean_the_same_with_the_status_200(reference: Path) -> None:
    """creator_info refuses so."""
    for row in rows(reference):
        if row["http"] not in (400, 401, 403, 429) or not str(row["code"]).islower():
            continue
        if str(row["code"]).startswith("oauth."):
            continue
        found = refused(failure(200, enveloped(row["code"])))
        assert found.kind is KINDS[row["category"]], row


def test_a_limit_without_a_time_is_waited_for_a_minute() -> None:
    found = judge(failure(429, enveloped("rate_limit_exceeded")))
    assert isinstance(found, RateLimited)
    assert found.retry_after is not None
    assert found.retry_after.total_seconds() == 60


def test_what_nobody_knows_is_no_success_and_no_loss() -> None:
    assert isinstance(refused(failure(200, enveloped("brand_new"))), ContentRefused)
    assert isinstance(refused(failure(200, enveloped("spam_risk_new"))), ContentRefused)
    internal = enveloped("internal_error")
    assert isinstance(refused(failure(200, internal)), NotSent)
    assert isinstance(refused(failure(200, internal, commit=True)), OutcomeUnknown)


@pytest.mark.parametrize(
    ("there", "wanted"), [("bytes 0-4999999/12000000", 5_000_000), ("bytes */12000000", 0)]
)
def test_another_byte_is_wanted(there: str, wanted: int) -> None:
    asked = Failure(416, {"content-range": there}, None, "raw", "upload", commit=False)
    found = judge_upload(asked)
    assert isinstance(found, Partly)
    assert found.next == wanted
    silent = judge_upload(Failure(416, {}, None, "raw", "upload", commit=False))
    assert isinstance(silent, NotSent)
    assert not isinstance(silent, Partly)


def test_the_official_sample_of_pieces(contract: Contract, tmp_path: Path) -> None:
    """ "Media Transfer Guide": 50,000,123 bytes in pieces of 10,000,000 are five."""
    whole = Whole(tmp_path, "video/mp4", 50_000_123, 10_000_000, rest_joins=True)
    assert whole.count == 5
    pieces = [whole.piece(number * 10_000_000) for number in range(5)]
    assert [one.content_range for one in pieces][-1] == "bytes 40000000-50000122/50000123"
    made = plan(
        "this will be a funny #cat video on your @tiktok #fyp",
        [clip()],
        facts=CREATOR,
        privacy="MUTUAL_FOLLOW_FRIENDS",
        allow_duet="true",
        allow_stitch="true",
        cover_frame="1000",
    )
    body = bodies.video_post(made, whole)
    assert contract.judged("video.direct.init", body) == []
    sample = {
        "title": "this will be a funny #cat video on your @tiktok #fyp",
        "privacy_level": "MUTUAL_FOLLOW_FRIENDS",
        "disable_duet": False,
        "disable_comment": True,
        "disable_stitch": False,
        "video_cover_timestamp_ms": 1000,
    }
    info = body["post_info"]
    assert isinstance(info, dict)
    assert {name: info[name] for name in sample} == sample
    assert body["source_info"] == {
        "source": "FILE_UPLOAD",
        "video_size": 50_000_123,
        "chunk_size": 10_000_000,
        "total_chunk_count": 5,
    }


def test_the_official_sample_of_photos(contract: Contract) -> None:
    made = plan(
        "d",
        [photo("1.jpg"), photo("2.jpg")],
        facts=CREATOR,
        privacy=EVERYONE,
        title="funny cat",
        auto_music="true",
    )
    addresses = ["https://tiktokcdn.com/obj/example-image-01.webp"] * 2
    body = bodies.photo_post(made, addresses)
    assert contract.judged("photo.init", body) == []
    assert body == {
        "media_type": "PHOTO",
        "post_mode": "DIRECT_POST",
        "post_info": {
            "title": "funny cat",
            "description": "d",
            "privacy_level": EVERYONE,
            "disable_comment": True,
            "auto_add_music": True,
            "brand_content_toggle": False,
            "brand_organic_toggle": False,
        },
        "source_info": {
            "source": "PULL_FROM_URL",
            "photo_images": addresses,
            "photo_cover_index": 0,
        },
    }


@settings(max_examples=40)
@example(size=4_999_999)
@example(size=CHUNK)
@example(size=CHUNK + 1)
@example(size=2 * CHUNK - 1)
@example(size=2 * CHUNK)
@example(size=4_294_967_296)
@given(size=st.integers(1, 4_294_967_296))
def test_any_file_is_cut_as_the_contract_wants(contract: Contract, size: int) -> None:
    whole = whole_of(Rendition(Path("film.mp4"), "video/mp4", size, 1080, 1920))
    last = whole.piece((whole.count - 1) * (whole.size or size))
    assert last.last
    assert last.upload.bytes <= 128_000_000
    made = plan("", [clip()], facts=CREATOR, mode="inbox")
    assert contract.judged("video.inbox.init", bodies.video_post(made, whole)) == []


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=20)
TEXTS = st.builds(str.__mul__, LETTERS, st.sampled_from([0, 1, 4, 5, 110, 111, 250]))
FLAG = st.sampled_from(["true", "false"])


@settings(max_examples=50)
@given(
    text=TEXTS,
    title=TEXTS,
    level=LEVELS,
    flags=st.lists(FLAG, min_size=7, max_size=7),
    video=st.booleans(),
)
def test_whatever_is_planned_keeps_to_the_contract(
    contract: Contract, text: str, title: str, level: str, flags: list[str], video: bool
) -> None:
    names = (
        "allow_comment",
        "allow_duet",
        "allow_stitch",
        "disclose",
        "your_brand",
        "branded_content",
        "ai_generated",
    )
    options = {"privacy": level, "title": title, **dict(zip(names, flags, strict=True))}
    made = _planned(text, options, video=video)
    if made is None:
        return
    branded = made.options.get("disclose") == made.options.get("branded_content") == "true"
    assert not (branded and level == "SELF_ONLY")
    if video:
        whole = Whole(Path("film.mp4"), "video/mp4", 1000, rest_joins=True)
        assert contract.judged("video.direct.init", bodies.video_post(made, whole)) == []
    else:
        body = bodies.photo_post(made, ["https://media.example/1.jpg"])
        assert contract.judged("photo.init", body) == []


def _planned(text: str, options: dict[str, str], *, video: bool) -> Plan | None:
    media = (clip() if video else photo(),)
    made = TikTok().plan(Composition(text, media, options, facts=CREATOR))
    return None if made.blocked else made


def test_the_limits_are_those_of_the_reference(contract: Contract) -> None:
    video = contract.document["ops"]["video.direct.init"]["params"]["post_info"]["props"]
    photos = contract.document["ops"]["photo.init"]["params"]["post_info"]["props"]
    assert video["title"]["max"] == INFO.text.limit
    assert photos["title"]["max"] == PHOTO_TITLE
    assert photos["description"]["max"] == PHOTO_DESCRIPTION
