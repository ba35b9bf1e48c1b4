"""What becomes of a post on Threads whose answer was lost, and how one is found again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.steps import Verdict
from brandcraft_desktop.errors import OutcomeUnknown
from tests.publishers.threads.world import World


def test_published_though_the_answer_was_lost(world: World) -> None:
    world.fault("threads/publish", "reset", accepted=True)
    out = world.publish(world.plan("Hello"))
    assert len(world.posts()) == 1
    assert out.parts[0].remote_id == world.posts()[0]["id"]
    assert world.calls()["threads/publish"] == 1


def test_what_never_arrived_is_published_again(world: World) -> None:
    """The container says FINISHED: nothing of it is out."""
    world.fault("threads/publish", "reset")
    world.publish(world.plan("Hello"))
    assert len(world.posts()) == 1
    assert world.calls()["container/create"] == 1
    assert world.calls()["threads/publish"] == 2


def test_a_reply_whose_answer_was_lost_is_found_below_its_post(world: World) -> None:
    world.publish(world.plan("same"))
    world.fault("threads/publish", "reset", nth=2, accepted=True)
    out = world.publish(world.plan("first\n---\nsame", thread=True))
    second = next(one for one in world.posts() if one["parent"])
    assert [one.remote_id for one in out.parts][1] == second["id"]
    assert len(world.posts()) == 3


def test_what_is_out_and_not_listed_yet_is_looked_for_again(world: World) -> None:
    plan, steps, session = world.plan("Hello"), world.steps(), world.session()
    world.tell("settings", lag=3600)
    world.fault("threads/publish", "reset", accepted=True)
    with pytest.raises(OutcomeUnknown):
        world.publisher.publish(plan, session, steps)
    with pytest.raises(OutcomeUnknown, match="does not list it"):
        world.publisher.publish(plan, session, steps)
    world.tell("settings", lag=0)
    world.publish(plan, session, steps)
    assert len(world.posts()) == 1


def test_an_older_post_with_the_same_words_is_not_ours(world: World) -> None:
    world.publish(world.plan("Good morning"))
    world.clock.moment += timedelta(hours=1)
    world.server.tell("clock", advance_seconds=3600)
    world.fault("threads/publish", "reset", accepted=True)
    out = world.publish(world.plan("Good morning"))
    assert out.parts[0].remote_id == world.posts()[0]["id"]
    assert len(world.posts()) == 2


def test_looking_for_a_whole_thread(world: World) -> None:
    plan, session = world.plan("one\n---\ntwo", thread=True), world.session()
    assert world.publisher.find(plan, session, session.created_at).verdict is Verdict.UNKNOWN
    out = world.publish(plan, session)
    found = world.publisher.find(plan, session, session.created_at)
    assert found.verdict is Verdict.FOUND
    assert json.loads(found.result) == [[one.remote_id, one.permalink] for one in out.parts]
    later = session.created_at + timedelta(days=1)
    assert world.publisher.find(plan, session, later).verdict is Verdict.UNKNOWN


def test_without_words_nothing_is_recognised(world: World) -> None:
    plan, session = world.plan("", [world.picture()]), world.session()
    world.publish(plan, session)
    assert world.publisher.find(plan, session, session.created_at).verdict is Verdict.UNKNOWN


def test_a_picture_without_words_whose_answer_was_lost(world: World) -> None:
    world.fault("threads/publish", "reset", accepted=True)
    out = world.publish(world.plan("", [world.picture()]))
    assert out.parts[0].remote_id == world.posts()[0]["id"]


def test_another_deliverys_post_with_the_same_words_is_not_ours(world: World) -> None:
    first = world.publish(world.plan("Good morning")).parts[0].remote_id
    world.server.tell("clock", advance_seconds=5)  # the older one comes first
    world.fault("threads/publish", "reset", accepted=True)
    session = replace(world.session(), taken=lambda: frozenset({first}))
    out = world.publish(world.plan("Good morning"), session)
    assert out.parts[0].remote_id not in ("", first)
    assert len(world.posts()) == 2
