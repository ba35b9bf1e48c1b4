"""Posts of words, links and photos, and what becomes of trouble on their way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import (
    BadInput,
    DuplicateRefused,
    ErrorKind,
    OutcomeUnknown,
    OwnerNeeded,
    PermissionMissing,
    RateLimited,
    SignInRevoked,
)
from tests.publishers.facebook.world import World

LINK = "https://example.com/a?b=c"


def test_words_with_a_link(world: World) -> None:
    made = world.publish(world.plan(f"Hello {LINK}"))
    (post,) = world.things()
    assert post["value"]["message"] == f"Hello {LINK}"
    assert post["value"]["link"] == LINK
    (part,) = made.parts
    assert part.remote_id == post["id"]
    number = post["id"].partition("_")[2]
    assert part.permalink == f"https://www.facebook.com/{world.page.handle}/posts/{number}"


def test_photos_are_up_before_the_post_and_keep_their_order_and_alt_texts(world: World) -> None:
    media = [world.picture(number, alt=f"Sketch {number}") for number in (1, 2, 3)]
    world.publish(world.plan("Three", media))
    (post,) = world.things()
    photos = {one["id"]: one["value"] for one in world.things("photo")}
    assert [photos[one]["alt"] for one in post["value"]["photos"]] == [
        "Sketch 1",
        "Sketch 2",
        "Sketch 3",
    ]
    assert not any(one["published"] for one in photos.values())
    assert world.calls()["feed"] == 1


def test_a_broken_upload_goes_on_without_sending_the_others_again(world: World) -> None:
    world.fault("photos", "reset", nth=2)
    world.publish(world.plan("Two", [world.picture(1), world.picture(2)]))
    assert world.calls()["photos"] == 3
    assert len(world.journal()) == 1


def test_the_first_comment_follows_and_is_never_there_twice(world: World) -> None:
    world.fault("comments", "reset", accepted=True)
    session, steps = world.session(), world.steps()
    plan = world.plan("Hello", first_comment="More below")
    made = world.publish(plan, session, steps)
    assert set(steps.left) == {"first comment"}
    assert world.publish(plan, session, steps) == made
    assert steps.left == {}
    (comment,) = world.things("comment")
    assert comment["value"] == {"message": "More below", "under": made.parts[0].remote_id}
    assert len(world.journal()) == 1


def test_without_the_permission_only_the_comment_is_missing(world: World) -> None:
    scopes = "pages_show_list pages_manage_posts pages_read_engagement"
    token = world.tell("grant", person=world.page.remote_id, scopes=scopes)["access_token"]
    world.secrets.values["access"] = token
    steps = world.steps()
    world.publish(world.plan("Hello", first_comment="More"), steps=steps)
    assert isinstance(steps.left["first comment"], PermissionMissing)
    assert len(world.things()) == 1


@pytest.mark.parametrize("trouble", ["reset", "garbage"])
def test_a_lost_answer_is_looked_for_and_nothing_goes_out_twice(world: World, trouble: str) -> None:
    world.fault("feed", trouble, accepted=True)
    made = world.publish(world.plan("Hello  there\nagain"))
    assert [one["thing"] for one in world.journal()] == [made.parts[0].remote_id]


def test_what_is_not_seen_may_be_there_all_the_same(world: World) -> None:
    world.fault("feed", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("Hello"))
    assert world.journal() == []


def test_an_older_post_with_the_same_words_is_not_taken_for_this_one(world: World) -> None:
    world.publish(world.plan("Hello"))
    world.clock.moment += timedelta(hours=1)
    world.server.tell("clock", advance_seconds=3600)
    world.fault("feed", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publish(world.plan("Hello"))


def test_a_post_of_another_app_is_not_taken_for_this_one(world: World) -> None:
    world.publish(world.plan("Hello"))
    world.secrets.values["client_id"] = "another"
    found = world.publisher.find(world.plan("Hello"), world.session(), world.clock.now())
    assert found.verdict is Verdict.UNKNOWN


def test_a_repetition_is_told_as_one(world: World) -> None:
    world.publish(world.plan("Hello"))
    world.tell("settings", repeats=True)
    world.clock.moment += timedelta(minutes=10)
    with pytest.raises(DuplicateRefused):
        world.publish(world.plan("Hello"))
    assert len(world.journal()) == 1


def test_a_repetition_of_our_own_lost_post_is_this_post(world: World) -> None:
    world.tell("settings", repeats=True)
    session, steps = world.session(), world.steps()
    made = world.publish(world.plan("Hello"), session, steps)
    again = world.steps()
    again.kept["first try"] = steps.kept["first try"]
    assert world.publish(world.plan("Hello"), session, again) == made


def test_after_a_restore_the_post_is_found(world: World) -> None:
    made = world.publish(world.plan("Hello"))
    found = world.publisher.find(world.plan("Hello"), world.session(), world.clock.now())
    assert found.verdict is Verdict.FOUND
    assert json.loads(found.result) == [[made.parts[0].remote_id, made.parts[0].permalink]]


def test_a_full_count_waits_as_long_as_facebook_says(world: World) -> None:
    world.fault("feed", "status", status=400, error="32")
    with pytest.raises(RateLimited) as told:
        world.publisher.publish(world.plan("Hello"), world.session(), world.steps())
    assert told.value.retry_after == timedelta(hours=1)
    assert told.value.kind is ErrorKind.RATE_LIMITED


def test_a_count_that_is_used_up_stops_the_next_call_here(world: World) -> None:
    world.tell("settings", full_minutes=19)
    world.publish(world.plan("One"))
    world.server.tell("calls/clear")
    with pytest.raises(RateLimited) as told:
        world.publisher.publish(world.plan("Two"), world.session(), world.steps())
    assert told.value.retry_after == timedelta(minutes=19)
    assert world.calls() == {}


@pytest.mark.parametrize(
    ("refuse", "error", "kind"),
    [
        ("100/1404078", OwnerNeeded, ErrorKind.NEEDS_USER),
        ("368/1346003", Exception, ErrorKind.INVALID_CONTENT),
        ("200", PermissionMissing, ErrorKind.PERMISSION),
        ("190/460", SignInRevoked, ErrorKind.AUTH_EXPIRED),
    ],
)
def test_what_facebook_refuses_is_told_in_words(
    world: World, refuse: str, error: type[Exception], kind: ErrorKind
) -> None:
    world.tell("settings", refuse=refuse)
    with pytest.raises(error):
        world.publish(world.plan("Hello"))
    told = world.troubles[-1]
    assert getattr(told, "kind", None) is kind
    assert told.action.endswith(".")


def test_deleting_and_what_is_gone_already(world: World) -> None:
    made = world.publish(world.plan("Hello"))
    world.publisher.delete(made.parts[0].remote_id, world.account)
    assert world.things() == []
    world.publisher.delete(made.parts[0].remote_id, world.account)
    with pytest.raises(BadInput):
        world.publisher.delete("me/accounts", world.account)


def test_another_deliverys_post_with_the_same_words_is_not_ours(world: World) -> None:
    """Ours never arrived; another of the account with the same words did, a moment later."""
    plan, steps, session = world.plan("Good morning"), world.steps(), world.session()
    world.fault("feed", "reset")
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    other = world.publish(world.plan("Good morning")).parts[0].remote_id
    knowing = replace(session, taken=lambda: frozenset({other}))
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, knowing, steps)
    assert len(world.journal()) == 1
