"""Pins that really arrive on the practice server, as people made them."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    RateLimited,
)
from brandcraft_desktop.publishers.pinterest import pins
from brandcraft_desktop.publishers.pinterest.info import SANDBOX
from brandcraft_desktop.publishers.pinterest.video import POLL_SECONDS
from tests.practice.pictures import MP4
from tests.publishers.pinterest.world import World, png
from tests.publishers.support import MemorySteps, Waiting, rendition

LINK = "https://example.com/soup?a=b&c=d"


def test_a_picture_with_everything(world: World) -> None:
    section = world.board("Recipes › Soups")
    plan = world.plan(
        "Schön 👋 #tag", [world.picture(alt="a bowl")], board=section, title="Soup", link=LINK
    )
    steps = world.steps()
    published = world.publish(plan, steps=steps)
    (pin,) = world.pins()
    assert f"{pin['board']}/{pin['section']}" == section
    value = pin["value"]
    assert (value["title"], value["description"], value["link"], value["alt_text"]) == (
        *("Soup", "Schön 👋 #tag"),
        *(LINK, "a bowl"),
    )
    (item,) = value["source"]["items"]
    assert (item["content_type"], item["width"], item["height"]) == ("image/png", 60, 90)
    assert world.server.fetch(f"pinterest/file?name={item['file']}") == png(1)
    (part,) = published.parts
    assert part.remote_id == pin["id"]
    assert part.permalink == f"https://www.pinterest.com/pin/{pin['id']}/"
    assert steps.told[-1] == (len(png(1)), len(png(1)), "Uploading the picture")
    assert len(world.journal()) == 1


def test_a_bare_picture(world: World) -> None:
    world.publish(world.plan("", [world.picture(alt="")]))
    value = world.pins()[0]["value"]
    assert not any(value[name] for name in ("title", "description", "link", "alt_text"))
    assert world.pins()[0]["section"] == ""


def test_a_carousel_in_its_order(world: World) -> None:
    media = [world.picture(number, alt=f"sketch {number}") for number in (3, 1, 2)]
    steps = world.steps()
    world.publish(world.plan("three", media), steps=steps)
    value = world.pins()[0]["value"]
    kept = [
        world.server.fetch(f"pinterest/file?name={one['file']}") for one in value["source"]["items"]
    ]
    assert kept == [png(3), png(1), png(2)]
    assert value["source"]["index"] == 0
    assert value["alt_text"] == "Picture 1: sketch 3\nPicture 2: sketch 1\nPicture 3: sketch 2"
    total = sum(map(len, kept))
    assert [sent for sent, _, _ in steps.told] == sorted(sent for sent, _, _ in steps.told)
    assert steps.told[-1] == (total, total, "Uploading picture 3 of 3")


def test_a_video_with_its_cover(world: World) -> None:
    film = world.video()
    cover = rendition(world.folder, "cover.jpg", png(9), "image/png")
    world.renditions.files["film.mp4@2500"] = cover
    session, steps = world.session(), world.steps()
    plan = world.plan("film", [film], cover_frame="2500")
    with pytest.raises(Waiting) as waiting:
        world.publisher.publish(plan, session, steps)
    assert waiting.value.seconds == POLL_SECONDS
    assert waiting.value.reason == "Pinterest is processing the video."
    world.publish(plan, session, steps)
    source = world.pins()[0]["value"]["source"]
    assert world.server.fetch(f"pinterest/file?name={source['file']}") == MP4
    assert world.server.fetch(f"pinterest/file?name={source['cover']['file']}") == png(9)
    assert world.calls()["upload"] == 1
    assert world.calls()["media/create"] == 1
    assert world.calls()["media/get"] == 2
    assert not [kept for kept in steps.kept.values() if "amz" in kept or "policy" in kept]


def test_a_frame_that_can_not_be_drawn_is_named_by_its_second(world: World) -> None:
    world.publish(world.plan("film", [world.video()], cover_frame="2500"))
    source = world.pins()[0]["value"]["source"]
    assert (source["cover"], source["moment"]) == (None, 2)


def test_a_video_that_pinterest_can_not_process(world: World) -> None:
    world.tell("settings", media_outcome="failed")
    plan, steps = world.plan("film", [world.video()]), world.steps()
    with pytest.raises(ContentRefused) as caught:
        world.publish(plan, steps=steps)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    world.tell("settings", media_outcome="succeeded")
    world.publish(plan, steps=steps)
    assert len(world.journal()) == 1
    assert world.calls()["upload"] == 2


def test_an_upload_that_was_forgotten_is_made_again(world: World) -> None:
    plan, session, steps = world.plan("film", [world.video()]), world.session(), world.steps()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.tell("forget-uploads")
    with pytest.raises(MediaGone):
        world.publisher.publish(plan, session, steps)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 1
    assert world.calls()["upload"] == 2


def test_an_upload_that_ran_out_before_its_pin_is_made_again(world: World) -> None:
    world.fault("pins/create", "status", status=503)
    plan, session, steps = world.plan("film", [world.video()]), world.session(), world.steps()
    for _ in range(2):
        with pytest.raises((Waiting, OutcomeUnknown)):
            world.publisher.publish(plan, session, steps)
    steps.armed.clear()  # the person said: it is not live, post again
    world.tell("forget-uploads")
    world.publish(plan, session, steps)
    assert [type(error) for error in world.troubles] == [MediaGone]
    assert len(world.journal()) == 1


def test_a_video_that_never_arrives_is_uploaded_again(world: World) -> None:
    world.fault("upload", "status", status=204)  # taken, and lost on the way
    plan, session, steps = world.plan("film", [world.video()]), world.session(), world.steps()
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(hours=2)
    world.publish(plan, session, steps)
    assert [type(error) for error in world.troubles] == [MediaGone]
    assert len(world.journal()) == 1


def test_a_permission_to_upload_that_ran_out_is_asked_for_again(world: World) -> None:
    world.fault("upload", "status", status=403, error="AccessDenied", message="Policy expired.")
    world.publish(world.plan("film", [world.video()]))
    assert [type(error) for error in world.troubles] == [NotSent]
    assert world.calls()["media/create"] == 2


def test_a_video_that_is_too_large_for_the_store(world: World) -> None:
    world.fault("upload", "status", status=400, error="EntityTooLarge")
    with pytest.raises(ContentRefused, match="too large"):
        world.publish(world.plan("film", [world.video()]))


@pytest.mark.parametrize("kind", ["reset", "close", "garbage", "cut"])
@pytest.mark.parametrize("accepted", [True, False])
def test_an_answer_that_is_lost(world: World, kind: str, accepted: bool) -> None:
    """Found, it counts; not found proves nothing, and nothing is sent again."""
    world.fault("pins/create", kind, accepted=accepted)
    plan = world.plan("lost", [world.picture()], title="Title", link=LINK)
    if accepted or kind == "cut":  # a cut answer was carried out before
        published = world.publish(plan)
        assert published.parts[0].remote_id == world.pins()[0]["id"]
        assert len(world.journal()) == 1
    else:
        with pytest.raises(OutcomeUnknown):
            world.publish(plan)
        assert world.journal() == []
    assert world.calls()["pins/create"] == 1


def test_an_older_pin_with_the_same_words_is_not_ours(world: World) -> None:
    plan = world.plan("twice", [world.picture()])
    world.publish(plan)
    world.clock.moment += timedelta(minutes=5)
    world.fault("pins/create", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publish(plan)
    assert len(world.journal()) == 1


def test_a_list_that_is_late_ends_unconfirmed(world: World) -> None:
    world.tell("settings", lag=60)
    world.fault("pins/create", "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("late", [world.picture()]))
    assert len(world.journal()) == 1


def looked_for(world: World, text: str = "words", **options: str) -> Verdict:
    plan = world.plan(text, [world.picture(alt=options.pop("alt", "alt"))], **options)
    since = world.clock.now()
    return world.publisher.find(plan, world.session(), since).verdict


def test_what_tells_a_pin_from_others(world: World) -> None:
    options = {"title": "T", "link": LINK}
    world.publish(world.plan("some  words", [world.picture()], **options))
    assert looked_for(world, "some words", **options) is Verdict.FOUND
    assert looked_for(world, "other", **options) is Verdict.UNKNOWN
    assert looked_for(world, "some words", title="t", link=LINK) is Verdict.UNKNOWN
    assert looked_for(world, "some words", title="T") is Verdict.UNKNOWN
    elsewhere = world.board("Recipes")
    assert looked_for(world, "some words", board=elsewhere, **options) is Verdict.UNKNOWN


def test_without_words_the_alt_text_tells_a_pin(world: World) -> None:
    world.publish(world.plan("", [world.picture(alt="a bowl")]))
    assert looked_for(world, "", alt="a bowl") is Verdict.FOUND
    assert looked_for(world, "", alt="a cup") is Verdict.UNKNOWN
    world.publish(world.plan("", [world.picture(alt="")]))
    assert looked_for(world, "", alt="") is Verdict.UNKNOWN


@pytest.mark.parametrize("zoned", [True, False])
def test_find_tells_the_parts(world: World, zoned: bool) -> None:
    world.tell("settings", zoned=zoned)
    plan, since = world.plan("found", [world.picture()]), world.clock.now()
    (part,) = world.publish(plan).parts
    finding = world.publisher.find(plan, world.session(), since)
    assert finding.verdict is Verdict.FOUND
    assert finding.result == f'[["{part.remote_id}", "{part.permalink}"]]'


def test_a_pin_is_found_below_many_newer_ones(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins, "PAGE", 2)
    plan, since = world.plan("first", [world.picture()]), world.clock.now()
    world.publish(plan)
    for number in range(4):
        world.publish(world.plan(f"newer {number}", [world.picture()]))
    finding = world.publisher.find(plan, world.session(), since)
    assert finding.verdict is Verdict.FOUND
    world.clock.moment += timedelta(minutes=1)
    world.server.tell("calls/clear")
    assert world.publisher.find(plan, world.session(), world.clock.now()).verdict is Verdict.UNKNOWN
    assert world.calls() == {"boards/list_pins": 1, "pins/list": 1}


def test_a_board_that_is_gone_is_looked_past(world: World) -> None:
    plan, since = world.plan("gone", [world.picture()]), world.clock.now()
    world.publish(plan)
    world.fault("boards/list_pins", "status", status=404)
    assert world.publisher.find(plan, world.session(), since).verdict is Verdict.FOUND


def test_deleting(world: World) -> None:
    (part,) = world.publish(world.plan("short-lived", [world.picture()])).parts
    world.publisher.delete(part.remote_id, world.account_session)
    assert world.pins() == []
    world.publisher.delete(part.remote_id, world.account_session)
    assert len(world.journal("delete")) == 1
    with pytest.raises(BadInput):
        world.publisher.delete("../boards/1", world.account_session)


def test_an_app_on_trial_is_told_what_to_do(world: World) -> None:
    world.tell("settings", trial="refused")
    plan = world.plan("trial", [world.picture()])
    with pytest.raises(OwnerNeeded) as caught:
        world.publish(plan)
    assert caught.value.cause.startswith("It has Trial access")
    assert "Standard access" in caught.value.action
    world.settings = {"api": SANDBOX}
    world.publish(plan)
    assert len(world.journal()) == 1


def test_a_board_that_was_deleted(world: World) -> None:
    world.fault("pins/create", "status", status=404)
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("x", [world.picture()]))
    assert caught.value.title == "Pinterest no longer has this board."
    assert "Refresh the account" in caught.value.action


def test_a_section_that_was_deleted(world: World) -> None:
    world.fault("pins/create", "status", status=404, error="2031", message="Section not found.")
    with pytest.raises(ContentRefused, match="no longer has this board"):
        world.publish(world.plan("x", [world.picture()]))


def test_a_token_without_the_right_is_not_renewed_in_vain(world: World) -> None:
    message = "Your token does not have sufficient permissions to perform this operation."
    world.fault("pins/create", "status", status=401, error="3", message=message)
    with pytest.raises(PermissionMissing):
        world.publish(world.plan("x", [world.picture()]))
    assert world.secrets.renewals == 0


def test_a_token_that_ran_out_costs_no_second_pin(world: World) -> None:
    world.tell("expire")
    world.publish(world.plan("x", [world.picture()]))
    assert world.secrets.renewals == 1
    assert len(world.journal()) == 1


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("[] is too long: constraint: maxItems=5", "A carousel takes at most 5 pictures."),
        ("'x' is too long: constraint: maxLength=100", "Title may have at most 100 characters."),
        (
            "'x' is too long: constraint: maxLength=800",
            "Description may have at most 800 characters.",
        ),
        ("'x' does not match '^\\\\d+$'", "It does not know the board that was chosen."),
        ("'x' does not match '^\\d+$'", "It does not know the board that was chosen."),
        ("Unable to reach the URL", "It can't open the link."),
        (
            "Sorry! We blocked this link because it may lead to spam.",
            "It blocks this link as spam.",
        ),
        ("cover_image_url or cover_image_content_type is needed", "The video has no cover."),
        ("Something else.", "Pinterest says: Something else."),
    ],
)
def test_refusals_in_words(world: World, message: str, cause: str) -> None:
    world.fault("pins/create", "status", status=400, message=message)
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("x", [world.picture()]))
    assert caught.value.cause == cause
    assert caught.value.action.endswith("try again.")
    assert caught.value.kind is ErrorKind.INVALID_CONTENT


def test_too_large(world: World) -> None:
    world.fault("pins/create", "status", status=413)
    with pytest.raises(ContentRefused, match="too large"):
        world.publish(world.plan("x", [world.picture()]))


def test_a_limit_is_waited_for_here(world: World) -> None:
    """Once the count is used up, no call is made until it begins anew."""
    world.tell("settings", rate_limits=True, writes_a_minute=1)
    world.publish(world.plan("one", [world.picture()]))
    plan, session, steps = world.plan("two", [world.picture()]), world.session(), world.steps()
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(plan, session, steps)
    assert caught.value.retry_after is not None
    assert timedelta(seconds=50) < caught.value.retry_after <= timedelta(seconds=60)
    assert world.calls()["pins/create"] == 1
    world.clock.moment += timedelta(seconds=61)
    world.server.tell("clock", advance_seconds=61)
    world.publish(plan, session, steps)
    assert len(world.journal()) == 2


def test_a_limit_that_is_refused_there(world: World) -> None:
    world.fault("pins/create", "status", status=429, retry_after="30")
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(
            world.plan("x", [world.picture()]), world.session(), MemorySteps(world.clock)
        )
    assert caught.value.retry_after == timedelta(seconds=30)


def test_a_worker_that_lost_its_lease_sends_nothing(world: World) -> None:
    steps = world.steps()
    steps.guard.allowed = 1  # after the headers, before the body
    with pytest.raises(NotSent):
        world.publisher.publish(world.plan("x", [world.picture()]), world.session(), steps)
    assert world.journal() == []


def test_what_arrived_can_be_looked_at(world: World) -> None:
    section = world.board("Recipes › Soups")
    (part,) = world.publish(
        world.plan("<b>words</b>", [world.picture(alt="a bowl")], board=section, title="Soup")
    ).parts
    origin = "https://www.pinterest.com"
    at = world.server.origins[origin] + part.permalink.removeprefix(origin)
    for address in (world.server.page, at):
        page = httpx.get(address, trust_env=False).text
        for text in ("&lt;b&gt;words", "a bowl", "Soup", "Recipes", "Soups", part.permalink):
            assert text in page
