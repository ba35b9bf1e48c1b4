"""Posts that really arrive on the practice servers, as people wrote them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from brandcraft_desktop.domain.media_edit import Box, MediaEdit
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    ErrorKind,
    MediaGone,
    NotSent,
    PermissionMissing,
    RateLimited,
)
from tests.practice.pictures import JPEG, MP4, PNG
from tests.publishers.mastodon.world import MEDIA, STATUSES, World
from tests.publishers.support import Waiting

GIF = b"GIF89a" + b"\x01\x00\x01\x00\x80\x00\x00" + b"\x00" * 40


def test_a_text_as_it_is_written(world: World) -> None:
    text = "Schön 👋 @anna@other.example https://example.com/ä #tag\n\nnext <b>&amp;</b>"
    published = world.publish(world.plan(text, language="de", visibility="unlisted"))
    (made,) = world.made()
    assert made["status"] == text
    assert (made["language"], made["visibility"], made["sensitive"]) == ("de", "unlisted", False)
    (status,) = world.statuses()
    (part,) = published.parts
    assert part.remote_id == status["id"]
    assert part.permalink == f"{world.home}/@practice/{status['id']}"
    assert "spoiler_text" not in made
    assert "poll" not in made


def test_a_permalink_leads_to_a_page(world: World) -> None:
    import httpx

    published = world.publish(world.plan("look at me"))
    page = world.server.origins[world.home] + published.parts[0].permalink[len(world.home) :]
    assert "look at me" in httpx.get(page, trust_env=False).text


def test_a_warning_and_hidden_pictures(world: World) -> None:
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    plan = world.plan(
        "spoken", media, spoiler_text="Beware", sensitive="true", quote_approval_policy="nobody"
    )
    world.publish(plan)
    (made,) = world.made()
    assert (made["spoiler_text"], made["sensitive"]) == ("Beware", True)
    assert made["quote_approval_policy"] == "nobody"


def test_four_pictures_with_words_and_a_focus(world: World) -> None:
    off = MediaEdit(focus_x=0.75, focus_y=0.25)
    cut = MediaEdit(crop=Box(0.5, 0.0, 1.0, 1.0), focus_x=0.75, focus_y=1.0)
    media = [
        world.picture("a.jpg", JPEG, "image/jpeg", alt="first"),
        world.picture("b.png", PNG, "image/png", alt=""),
        replace(world.picture("c.png", PNG + b"c", "image/png", alt="third"), edit=off),
        replace(world.picture("d.jpg", JPEG + b"d", "image/jpeg", alt="vierte ä"), edit=cut),
    ]
    steps = world.steps()
    world.publish(world.plan("pictures", media), steps=steps)
    (status,) = world.statuses()
    told = status["media_attachments"]
    assert [one["description"] for one in told] == ["first", None, "third", "vierte ä"]
    assert [one["meta"].get("focus") for one in told] == [
        None,
        None,
        {"x": 0.5, "y": 0.5},
        {"x": 0.0, "y": -1.0},
    ]
    assert world.calls()[MEDIA] == 4
    assert steps.told[-1][0] == steps.told[-1][1]
    assert "GET /api/v1/media/{id}" not in world.calls()


def test_the_same_picture_twice_is_two_uploads(world: World) -> None:
    picture = world.picture("a.jpg", JPEG, "image/jpeg")
    world.publish(world.plan("twice", [picture, picture]))
    assert len(world.statuses()[0]["media_attachments"]) == 2


def test_a_video_is_waited_for(world: World) -> None:
    film = world.picture("a.mp4", MP4, "video/mp4", duration=4.0, alt="a film")
    steps, session = world.steps(), world.session()
    plan = world.plan("film", [film])
    for _ in range(2):
        with pytest.raises(Waiting) as caught:
            world.publisher.publish(plan, session, steps)
        assert caught.value.seconds > 0
    world.publisher.publish(plan, session, steps)
    (status,) = world.statuses()
    assert status["media_attachments"][0]["type"] == "video"
    assert world.calls()[MEDIA] == 1
    assert world.calls()["GET /api/v1/media/{id}"] == 3


def test_a_moving_picture_and_a_slow_server(world: World) -> None:
    world.server.tell("mastodon/settings", slow_pictures=True)
    media = [
        world.picture("a.gif", GIF, "image/gif", animated=True),
        world.picture("b.png", PNG, "image/png"),
    ]
    world.publish(world.plan("moving", media))
    assert [one["type"] for one in world.statuses()[0]["media_attachments"]] == ["gifv", "image"]


def test_a_file_that_can_not_be_processed(world: World) -> None:
    world.server.tell("mastodon/settings", outcome="failed", polls=0)
    film = world.picture("a.mp4", MP4, "video/mp4", duration=4.0)
    steps = world.steps()
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("film", [film]), steps=steps)
    assert caught.value.kind is ErrorKind.MEDIA_PROCESSING
    assert "error processing" in caught.value.cause
    assert not [name for name in steps.kept if name.startswith("upload")]
    assert world.made() == []


def test_a_server_that_never_ends_gets_the_file_again(world: World) -> None:
    from datetime import timedelta

    world.server.tell("mastodon/settings", polls=1000)
    film = world.picture("a.mp4", MP4, "video/mp4", duration=4.0)
    steps, session, plan = world.steps(), world.session(), world.plan("film", [film])
    with pytest.raises(Waiting):
        world.publisher.publish(plan, session, steps)
    world.clock.moment += timedelta(minutes=61)
    with pytest.raises(MediaGone):
        world.publisher.publish(plan, session, steps)
    world.server.tell("mastodon/settings", polls=0)
    world.publish(plan, session, steps)
    assert world.calls()[MEDIA] == 2


def test_uploads_that_ran_out_are_made_again(world: World) -> None:
    media = [world.picture("a.jpg", JPEG, "image/jpeg"), world.picture("b.png", PNG, "image/png")]
    world.fault(STATUSES, "status", status=429)
    session, steps, plan = world.session(), world.steps(), world.plan("two", media)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.server.tell("mastodon/forget_uploads")
    world.publish(plan, session, steps)
    assert [type(one) for one in world.troubles] == [MediaGone]
    assert world.calls()[MEDIA] == 4
    assert len(world.statuses()[0]["media_attachments"]) == 2


def test_uploads_that_ran_out_in_another_language(world: World) -> None:
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    plan, session, steps = world.plan("one", media), world.session(), world.steps()
    world.fault(STATUSES, "status", status=429)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.server.tell("mastodon/forget_uploads")
    world.fault(STATUSES, "status", status=422, message="Datei wurde nicht gefunden")
    world.publish(plan, session, steps)
    assert [type(one) for one in world.troubles] == [MediaGone]
    assert len(world.made()) == 1


def test_a_refusal_in_another_language_is_final(world: World) -> None:
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    world.fault(STATUSES, "status", status=422, message="Überprüfung fehlgeschlagen")
    with pytest.raises(ContentRefused) as caught:
        world.publish(world.plan("one", media))
    assert caught.value.kind is ErrorKind.INVALID_CONTENT
    assert caught.value.cause == "The server says: Überprüfung fehlgeschlagen."


def test_a_post_that_came_too_early_waits(world: World) -> None:
    world.server.tell("mastodon/settings", slow_pictures=True)
    media = [world.picture("a.jpg", JPEG, "image/jpeg")]
    message = "Cannot attach files that have not finished processing. Try again in a moment!"
    world.fault(STATUSES, "status", status=422, message=message)
    world.publish(world.plan("early", media))
    (trouble,) = world.troubles
    assert isinstance(trouble, NotSent)
    assert trouble.kind is ErrorKind.MEDIA_PROCESSING
    assert len(world.made()) == 1
    assert world.calls()[MEDIA] == 1


def test_words_changed_after_a_failure_go_with_a_new_upload(world: World) -> None:
    picture = world.picture("a.jpg", JPEG, "image/jpeg", alt="old")
    session, steps = world.session(), world.steps()
    world.fault(STATUSES, "status", status=422, message="Validation failed: no")
    with pytest.raises(ContentRefused):
        world.publish(world.plan("hi", [picture]), session, steps)
    world.publish(world.plan("hi", [replace(picture, alt="new")]), session, steps)
    (status,) = world.statuses()
    assert status["media_attachments"][0]["description"] == "new"


def test_a_thread_hangs_together(world: World) -> None:
    first = world.picture("a.jpg", JPEG, "image/jpeg")
    last = replace(world.picture("b.png", PNG, "image/png"), part=2)
    plan = world.plan(
        "one\n---\ntwo\n---\nthree",
        [first, last],
        thread=True,
        spoiler_text="cw",
        visibility="private",
    )
    published = world.publish(plan)
    statuses = world.statuses()
    assert [one["text"] for one in statuses] == ["one", "two", "three"]
    assert [part.remote_id for part in published.parts] == [one["id"] for one in statuses]
    assert [one["in_reply_to_id"] for one in statuses] == [
        None,
        statuses[0]["id"],
        statuses[1]["id"],
    ]
    assert [len(one["media_attachments"]) for one in statuses] == [1, 0, 1]
    assert {one["visibility"] for one in statuses} == {"private"}
    assert {one["spoiler_text"] for one in statuses} == {"cw"}


def test_a_thread_goes_on_with_its_next_part(world: World) -> None:
    world.fault(STATUSES, "status", nth=2, status=429)
    session, steps, plan = world.session(), world.steps(), world.plan("one\n---\ntwo", thread=True)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.publisher.publish(plan, session, steps)
    assert [one["status"] for one in world.made()] == ["one", "two"]


def test_a_thread_whose_beginning_was_deleted(world: World) -> None:
    world.fault(STATUSES, "status", nth=2, status=429)
    session, steps, plan = world.session(), world.steps(), world.plan("one\n---\ntwo", thread=True)
    with pytest.raises(RateLimited):
        world.publisher.publish(plan, session, steps)
    world.server.tell("mastodon/remove", id=world.statuses()[0]["id"])
    with pytest.raises(ContentRefused) as caught:
        world.publish(plan, session, steps)
    assert caught.value.title == "The post that this one continues is gone."


def test_a_poll(world: World) -> None:
    plan = world.plan(
        "Which?\n---\nmore",
        thread=True,
        poll="true",
        poll_choices="Red\n\n Blue \nGreen",
        poll_expires_in="3600",
        poll_multiple="true",
        poll_hide_totals="true",
    )
    world.publish(plan)
    first, second = world.made()
    assert first["poll"] == {
        "options": ["Red", "Blue", "Green"],
        "expires_in": 3600,
        "multiple": True,
        "hide_totals": True,
    }
    assert "poll" not in second


def test_another_server_takes_more(club: World) -> None:
    media = [club.picture(f"{n}.jpg", JPEG + bytes([n]), "image/jpeg") for n in range(6)]
    club.publish(club.plan("é" * 1000, media))
    (status,) = club.statuses()
    assert len(status["media_attachments"]) == 6
    assert status["url"].startswith("https://web.club.example/@practice/")


def test_a_limit_that_shrank_is_told_in_words(world: World) -> None:
    plan = replace(world.plan("x"), parts=(replace(world.plan("x").parts[0], text="y" * 501),))
    with pytest.raises(ContentRefused) as caught:
        world.publish(plan)
    assert caught.value.title == "The text is too long for this Mastodon server."
    assert "character limit of 500" in caught.value.cause


def test_each_message_has_a_key_of_its_own_that_stays(world: World) -> None:
    from brandcraft_desktop.publishers.mastodon.posting import key

    one = world.session("delivery-a")
    assert key(one, 0) == key(world.session("delivery-a"), 0)
    assert len({key(one, 0), key(one, 1), key(world.session("delivery-b"), 0)}) == 3
    assert UUID(key(one, 0)).version == 5


def test_what_the_server_counts_is_waited_for_here(world: World) -> None:
    world.server.tell("mastodon/settings", rate_limits=True, posts=1, post_seconds=600)
    world.publish(world.plan("one"))
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan("two"), world.session(), world.steps())
    assert caught.value.retry_after is not None
    assert 500 < caught.value.retry_after.total_seconds() < 700
    assert world.calls()[STATUSES] == 1


def test_a_limit_of_the_server_names_its_end(world: World) -> None:
    world.server.tell("mastodon/settings", rate_limits=True, posts=0, post_seconds=600)
    with pytest.raises(RateLimited) as caught:
        world.publisher.publish(world.plan("one"), world.session(), world.steps())
    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() > 500


def test_a_disabled_account(world: World) -> None:
    world.server.tell("mastodon/state", did=world.account.did, state="disabled")
    with pytest.raises(PermissionMissing) as caught:
        world.publish(world.plan("one"))
    assert caught.value.title == "Your Mastodon server has disabled this account."


def test_deleting(world: World) -> None:
    published = world.publish(world.plan("gone soon"))
    own = published.parts[0].remote_id
    world.publisher.delete(own, world.account_session)
    assert world.statuses() == []
    world.publisher.delete(own, world.account_session)
    with pytest.raises(BadInput):
        world.publisher.delete("../accounts", world.account_session)
    assert [one["action"] for one in world.journal()] == ["create", "delete"]
