"""YouTube against its official discovery document and the reference's contract and error rows."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.publishers.border import refusal
from brandcraft_desktop.publishers.exchange import Failure, Judge
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube.errors import (
    judge_token,
    judged_at,
    judged_session,
    judged_thumbnail,
)
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.limits import (
    DAILY_UPLOADS,
    DESCRIPTION_BYTES,
    HASHTAGS,
    TAG_CHARACTERS,
    TITLE,
)
from brandcraft_desktop.publishers.youtube.metadata import insert
from brandcraft_desktop.publishers.youtube.publisher import YouTube
from brandcraft_desktop.publishers.youtube.quota import day_of, until_midnight
from brandcraft_desktop.publishers.youtube.settling import unusable
from brandcraft_desktop.publishers.youtube.surfaces import SHORT, THUMBNAIL, VIDEO
from tests.contracts.youtube_spec import YouTubeSpec
from tests.publishers.support import attached

pytestmark = pytest.mark.contract

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
CLIP = attached("v.mp4", mime="video/mp4", width=1920, height=1080, duration=20.0)


@pytest.fixture(scope="session")
def official(reference: Path) -> YouTubeSpec:
    return YouTubeSpec.read(reference)


def plan(text: str = "", **options: str) -> Plan:
    given_ones = {"title": "t", "made_for_kids": "no", **options}
    return YouTube().plan(Composition(text, (CLIP,), given_ones))


def test_the_judge_is_strict(official: YouTubeSpec) -> None:
    """What is wrong is found: the judge used below can be trusted."""
    right = {"snippet": {"title": "t"}, "status": {"privacyStatus": "private"}}
    assert [*official.typed("Video", right)] == []
    every: tuple[object, ...] = (
        {"snippet": {"name": "t"}},
        {"status": {"privacyStatus": "everybody"}},
        {"status": {"embeddable": "true"}},
        {"recordingDetails": {"location": {"latitude": "1"}}},
        {"tags": []},
    )
    for wrong in every:
        assert [*official.typed("Video", wrong)]
    start = "videos.insert.start"
    late = {**right, "status": {"privacyStatus": "public", "publishAt": "2026-11-24T10:00:00Z"}}
    assert official.validate(official.contract, start, late)
    assert official.validate(official.contract, start, right, {}, {"uploadType": "x", "y": "z"})


def test_the_golden_request_of_a_scheduled_video() -> None:
    """As developers.google.com shows it for videos.insert, part by part."""
    made = insert(
        plan(
            "Grüße",
            title="Summer vacation in California",
            tags="surfing, Santa Cruz",
            native="true",
        ),
        datetime(2026, 11, 24, 11, 30, tzinfo=UTC) - timedelta(hours=1),
    )
    assert made.query == (
        ("uploadType", "resumable"),
        ("part", "snippet,status"),
        ("notifySubscribers", "true"),
    )
    assert made.body == {
        "snippet": {
            "title": "Summer vacation in California",
            "description": "Grüße",
            "tags": ["surfing", "Santa Cruz"],
            "categoryId": "22",
        },
        "status": {
            "privacyStatus": "private",
            "publishAt": "2026-11-24T10:30:00Z",
            "selfDeclaredMadeForKids": False,
            "license": "youtube",
            "embeddable": True,
            "publicStatsViewable": True,
            "containsSyntheticMedia": False,
        },
    }


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=110)
FLAG = st.sampled_from(["true", "false"])


@settings(max_examples=30)
@given(
    text=TEXTS,
    title=TEXTS,
    tags=st.lists(TEXTS, max_size=6),
    visibility=st.sampled_from(["public", "unlisted", "private"]),
    flags=st.dictionaries(
        st.sampled_from(
            ["native", "notify", "embedding", "statistics", "ai_generated", "paid_promotion"]
        ),
        FLAG,
    ),
    place=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    location=FLAG,
    at=st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1)),  # noqa: DTZ001
)
def test_whatever_is_planned_keeps_to_the_document(
    official: YouTubeSpec,
    text: str,
    title: str,
    tags: list[str],
    visibility: str,
    flags: dict[str, str],
    place: tuple[float, float],
    location: str,
    at: datetime | None,
) -> None:
    point = f"{place[0]:.5f}, {place[1]:.5f}"
    made = plan(
        text,
        title=title,
        tags=",".join(tags),
        visibility=visibility,
        location=location,
        coordinates=point,
        recorded_on="2026-11-20",
        **flags,
    )
    if made.blocked:
        return
    said = insert(made, at)
    assert [*official.typed("Video", said.body)] == []
    query = dict(said.query)
    wrong = official.validate(official.contract, "videos.insert.start", said.body, {}, query)
    assert wrong == []
    assert query["part"].split(",") == [*said.body]
    assert ("recordingDetails" in said.body) is (location == "true")


KINDS: dict[str, type[PublishingError]] = {
    "auth_expired": SignInExpired,
    "needs_user": OwnerNeeded,
    "app_config": OwnerNeeded,
    "permission": PermissionMissing,
    "rate_limited": RateLimited,
    "invalid_content": ContentRefused,
    "policy_block": ContentRefused,
    "state": NotSent,
    "transient": NotSent,
    "media_processing": MediaGone,  # an upload's address that is no more: it is begun anew
    "duplicate": ContentRefused,
}


def rows(reference: Path) -> list[dict[str, Any]]:
    """Ours in specs/errors.json."""
    table = json.loads((reference / "platforms/specs/errors.json").read_text(encoding="utf-8"))
    return [one for one in table["rows"] if one["platform"] == "youtube"]


def test_every_error_row_has_its_kind_and_its_words(reference: Path) -> None:
    ours = rows(reference)
    assert len(ours) >= 28
    for row in ours:
        if row["code"] == "oauth.access_denied":
            continue  # comes back to the browser and no publisher sees it: services.sign_in
        found = meant(row)
        wanted = KINDS[row["category"]]
        assert type(found) in (wanted, *wanted.__subclasses__()), row
        assert found.title.endswith("."), row
        assert found.action.endswith("."), row
        assert found.cause.endswith("."), row
        assert (found.kind is ErrorKind.DUPLICATE) is (row["category"] == "duplicate"), row
        if row["action"] == "wait_24h":
            assert found.retry_after == timedelta(hours=24)
        if row["action"] == "wait_midnight_pacific":
            assert found.retry_after == timedelta(hours=22)  # 02:00 there, in winter
        if row["action"] == "verify_phone_optional":
            assert "youtube.com/verify" in found.action


def meant(row: dict[str, Any]) -> PublishingError:
    """What a row becomes; some are a video's status, or the answer to an upload's address."""
    said, _, why = row["code"].partition("=")
    if said.startswith("status."):
        name = said.removeprefix("status.")
        uploaded = "failed" if name == "failureReason" else "rejected"
        return unusable("v", uploaded, JsonObject({name: why}, ContentRefused))
    if said == "oauth.invalid_grant":
        told = JsonObject({"error": "invalid_grant"}, ContentRefused)
        failure = Failure(400, {}, told, "raw", "oauth2.googleapis.com", commit=False)
        found = judge_token(failure)
        assert found is not None
        return found
    reason, _, special = row["code"].partition(" (")
    if row["http"] == "404/410":
        gone, forgotten = (judged(one, reason, judged_session(NOW)) for one in (404, 410))
        assert type(gone) is type(forgotten)
        return gone
    status = 503 if row["http"] == "5xx" else row["http"]
    return judged(status, reason, judged_thumbnail(NOW) if special else judged_at(NOW))


def judged(status: int, reason: str, judge: Judge) -> PublishingError:
    """What a refusal becomes at the border."""
    one = {"reason": reason, "domain": "youtube", "message": "m"}
    body = {"error": {"code": status, "message": "Something was said", "errors": [one]}}
    told = JsonObject(json.loads(json.dumps(body)), ContentRefused)
    failure = Failure(status, {}, told, "raw", "www.googleapis.com", commit=False)
    return judge(failure) or refusal(failure, NOW)


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    table = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    own = {one["surface"]: one for one in table if one["platform"] == "youtube"}
    assert set(own) == {VIDEO.name, SHORT.name}
    for one in own.values():
        words = one["text"]
        assert words["max"] == INFO.text.limit == DESCRIPTION_BYTES
        assert words["title_max"] == TITLE
        assert words["tags_max_total"] == TAG_CHARACTERS
        assert words["max_hashtags"] == HASHTAGS
    cover = own["video"]["cover"]
    assert (THUMBNAIL.max_bytes, THUMBNAIL.safe_bytes) == (cover["max_bytes"], cover["safe_bytes"])
    assert set(cover["formats"]) == THUMBNAIL.mimes


def test_the_uploads_a_day_are_those_of_the_sheet(official: YouTubeSpec) -> None:
    told = official.contract["ops"]["videos.insert.start"]["quota"]
    found = re.search(r"(\d+)/day", told)
    assert found is not None
    assert int(found[1]) == DAILY_UPLOADS


@pytest.mark.parametrize(
    ("now", "day", "hours"),
    [
        ("2026-11-22T10:00:00+00:00", "2026-11-22", 22),
        ("2026-11-22T07:59:59+00:00", "2026-11-21", 0),
        ("2026-07-01T06:00:00+00:00", "2026-06-30", 1),
        # Both days on which the clocks there are changed.
        ("2026-03-08T08:00:00+00:00", "2026-03-08", 23),
        ("2026-11-01T07:00:00+00:00", "2026-11-01", 25),
    ],
)
def test_the_day_of_the_quota_ends_at_midnight_in_california(
    now: str, day: str, hours: int
) -> None:
    moment = datetime.fromisoformat(now)
    assert day_of(moment) == day
    assert until_midnight(moment) // timedelta(hours=1) == hours
    assert day_of(moment + until_midnight(moment)) > day
