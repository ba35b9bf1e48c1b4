"""Facebook against the reference: requests as they go out, golden ones, errors and limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
)
from brandcraft_desktop.practice.process import start
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.facebook.errors import judge
from brandcraft_desktop.publishers.facebook.info import INFO, MOST_AHEAD_REEL
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS, VIDEO_TITLE
from brandcraft_desktop.publishers.json_value import JsonObject
from tests.contracts.recorded import Exchange
from tests.publishers.facebook.spec import OFFICIAL, Contract, parameters
from tests.publishers.support import StandingClock

pytestmark = pytest.mark.contract

# Category of the reference -> what may come of it (its README: policy_block is invalid content;
# what the account must do first needs its owner).
EXPECTED: dict[str, tuple[type[PublishingError], ...]] = {
    "transient": (NotSent,),
    "permission": (PermissionMissing,),
    "rate_limited": (RateLimited,),
    "auth_expired": (SignInExpired,),
    "policy_block": (ContentRefused, OwnerNeeded),
    "invalid_content": (ContentRefused,),
    "duplicate": (DuplicateRefused,),
    "needs_user": (OwnerNeeded,),
}


@pytest.fixture(scope="module")
def contract(reference: Path) -> Contract:
    return Contract(reference)


def _rows(reference: Path) -> list[dict[str, Any]]:
    rows = json.loads((reference / "platforms/specs/errors.json").read_text())["rows"]
    return [one for one in rows if one["platform"] == "facebook"]


def _failures(row: dict[str, Any], *, commit: bool) -> Iterator[Failure]:
    """The answers a row tells of."""
    codes = [row["code"]]
    if codes == ["200-299"]:
        codes = [200, 201, 250, 299]
    transient = codes == ["is_transient=true"]
    for code in codes:
        number = code if isinstance(code, int) else 100
        error: dict[str, Any] = {"message": "(#1) Practice words", "code": number}
        if row["subcode"] is not None:
            error["error_subcode"] = row["subcode"]
        if transient:
            error["is_transient"] = True
        told = JsonObject({"error": error}, ContentRefused)
        yield Failure(row["http"] or 400, {}, told, "raw", "graph.facebook.com", commit)


def test_every_error_row_has_its_kind_and_its_words(reference: Path) -> None:
    rows, judged = _rows(reference), judge(StandingClock())
    assert len(rows) > 40
    for row in rows:
        for failure in _failures(row, commit=False):
            found = judged(failure)
            assert isinstance(found, EXPECTED[row["category"]]), (row, found)
            for part in (found.title, found.action):
                assert part.endswith("."), (row, part)
            assert found.cause.endswith("."), row


def test_a_passing_trouble_of_the_call_that_posts_is_no_proof(reference: Path) -> None:
    judged = judge(StandingClock())
    for row in _rows(reference):
        for failure in _failures(row, commit=True):
            found = judged(failure)
            passing = row["subcode"] in (1363030, 1363047, 1609010)
            unsure = passing or row["code"] in (1, 2, "is_transient=true")
            assert isinstance(found, OutcomeUnknown) is unsure, row


@pytest.mark.parametrize(
    ("subcode", "kind"),
    [
        (1363030, MediaGone),
        (1363037, NotSent),
        (1404078, OwnerNeeded),
        (1404112, OwnerNeeded),
        (1346003, ContentRefused),
    ],
)
def test_the_rows_that_want_something_of_their_own(
    subcode: int, kind: type[PublishingError]
) -> None:
    row = {"code": None, "subcode": subcode, "http": None}
    (failure,) = _failures(row, commit=False)
    assert type(judge(StandingClock())(failure)) is kind


def test_a_retired_version_is_told_as_one() -> None:
    row = {"code": 2635, "subcode": None, "http": None}
    (failure,) = _failures(row, commit=True)
    found = judge(StandingClock())(failure)
    assert found is not None
    assert found.kind is ErrorKind.API_RETIRED


def test_the_limits_are_those_of_the_reference(reference: Path) -> None:
    rows = json.loads((reference / "platforms/media_specs.json").read_text())["rows"]
    own = {one["surface"]: one for one in rows if one["platform"] == "facebook"}
    assert own["feed_text_or_link"]["text"]["max"] == CHARACTERS
    assert own["video"]["text"]["title_max"] == VIDEO_TITLE
    native = INFO.native
    assert native is not None
    assert (native.least, native.most) == (timedelta(minutes=10), timedelta(days=30))
    assert timedelta(days=29) == MOST_AHEAD_REEL


def test_the_version_is_the_one_the_contracts_are_of(contract: Contract) -> None:
    assert INFO.settings[0].default == contract.document["version"]


def _call(path: str, form: dict[str, str], query: str = "") -> Exchange:
    return Exchange(
        "https://graph.facebook.com",
        "POST",
        f"/v26.0/{path}",
        query,
        {"content-type": "application/x-www-form-urlencoded"},
        urlencode(form).encode(),
        200,
        {},
        b'{"id":"1","success":true}',
    )


def test_the_judge_knows_right_from_wrong(contract: Contract) -> None:
    """It must refuse what the contracts refuse, or the suite would prove nothing."""
    fine = _call("1/feed", {"message": "x", "fields": "id"})
    assert contract.wrong(fine) == []
    for wrong in (
        _call("1/feed", {}),
        _call("1/feed", {"mesage": "x", "message": "y"}),
        _call("1/feed", {"message": "x", "scheduled_publish_time": "1"}),
        _call("1/video_reels", {"video_id": "1", "video_state": "PUBLIC"}, "upload_phase=finish"),
        _call("1/photo_stories", {}),
        _call("1/comments", {"message": "x", "text": "y"}),
    ):
        assert contract.wrong(wrong), wrong


# Calls as the sheet's sources write them; ours (see `caught`) must say exactly this.
GOLDEN: dict[str, dict[str, Any]] = {
    "words": {
        "message": "Hello https://example.com/a",
        "link": "https://example.com/a",
        "fields": "id,permalink_url",
    },
    "photos": {
        "message": "Two",
        "attached_media": [{"media_fbid": "PHOTO"}, {"media_fbid": "PHOTO"}],
        "fields": "id,permalink_url",
    },
    "reel": {
        "upload_phase": "finish",
        "video_id": "VIDEO",
        "video_state": "PUBLISHED",
        "title": "A film",
        "description": "Reel",
    },
    "planned": {
        "message": "Later",
        "published": "false",
        "scheduled_publish_time": "TIME",
        "unpublished_content_type": "SCHEDULED",
        "fields": "id,permalink_url",
    },
    "planned photos": {
        "message": "Photos later",
        "attached_media": [{"media_fbid": "PHOTO"}, {"media_fbid": "PHOTO"}],
        "published": "false",
        "scheduled_publish_time": "TIME",
        "unpublished_content_type": "SCHEDULED",
        "fields": "id,permalink_url",
    },
    "planned video": {
        "description": "Film later",
        "published": "false",
        "scheduled_publish_time": "TIME",
        "unpublished_content_type": "SCHEDULED",
        "fbuploader_video_file_chunk": "HANDLE",
    },
    "planned reel": {
        "upload_phase": "finish",
        "video_id": "VIDEO",
        "video_state": "SCHEDULED",
        "scheduled_publish_time": "TIME",
        "description": "Reel later",
    },
    "photo story": {"photo_id": "PHOTO"},
    "video story": {"upload_phase": "finish", "video_id": "VIDEO"},
}


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """Every call of one post of each golden kind, as it went over the wire."""
    from tests.publishers.facebook.world import World, connect
    from tests.publishers.stand import RECORDED, _exchange
    from tests.publishers.support import Waiting

    server = start(
        tmp_path_factory.mktemp("practice"),
        accounts=1,
        platforms=["facebook", "recorder"],
        launcher=RECORDED,
    )
    try:
        server.tell("facebook/settings", polls=1)
        world: World = connect(server, tmp_path_factory.mktemp("files"))

        def publish(text: str, *media: AttachedMedia, **options: str) -> None:
            world.publish(world.plan(text, media, **options))

        publish("Hello https://example.com/a")
        publish("Two", world.picture(1), world.picture(2))
        publish("Reel", world.video(), kind="reel", title="A film")
        publish("", world.picture(3), kind="story")
        publish("", world.video(), kind="story")
        for text, media, kind in (
            ("Later", [], "post"),
            ("Photos later", [world.picture(4), world.picture(5)], "post"),
            ("Film later", [world.video()], "post"),
            ("Reel later", [world.video()], "reel"),
        ):
            later = world.session(world.clock.now() + timedelta(hours=3))
            plan = world.plan(text, media, kind=kind, native="true")
            with pytest.raises(Waiting):
                world.publisher.publish(plan, later, world.steps())
        world.http.close()
        found = server.ask("recorder/exchanges")["exchanges"]
        assert isinstance(found, list)
        return [_exchange(one) for one in found if isinstance(one, dict)]
    finally:
        server.stop()


def test_every_call_keeps_to_the_contracts(contract: Contract, caught: list[Exchange]) -> None:
    wrong = [problem for one in caught for problem in contract.wrong(one)]
    assert wrong == []
    seen = {contract.operation(one) for one in caught}
    assert set(OFFICIAL) <= seen


@pytest.mark.parametrize("name", GOLDEN)
def test_the_calls_that_publish_say_exactly_what_they_should(
    caught: list[Exchange], name: str
) -> None:
    wanted = GOLDEN[name]
    said = [_without_numbers(parameters(one)) for one in caught if one.method == "POST"]
    assert wanted in said, json.dumps(said, indent=1, default=str)


def _without_numbers(params: dict[str, Any]) -> dict[str, Any]:
    names = {"video_id": "VIDEO", "photo_id": "PHOTO", "scheduled_publish_time": "TIME"}
    names["fbuploader_video_file_chunk"] = "HANDLE"
    found = {name: names.get(name, value) for name, value in params.items()}
    if "attached_media" in found:
        found["attached_media"] = [{"media_fbid": "PHOTO"} for _ in found["attached_media"]]
    return found
