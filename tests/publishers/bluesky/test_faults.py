"""Every call of every flow meets every trouble: the post is there once, whole, and no secret shows.

The way on is the engine's: try again, look, renew once (`World.publish`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.errors import NotSent, OutcomeUnknown, RateLimited
from brandcraft_desktop.practice.process import PracticeServer
from tests.practice.pictures import JPEG, MP4, PNG
from tests.publishers.bluesky.world import GATE, POST, World, connect, everywhere

pytestmark = pytest.mark.contract

SITE = "https://practice-site.example"
PUT = "com.atproto.repo.putRecord"
SHORT = 0.05  # of the usual patience: a time-out takes 1.5 s


@dataclass(frozen=True)
class Flow:
    """A way to post: what is planned, and how many records of each kind it makes."""

    make: Callable[[World], Plan]
    posts: int
    gates: int = 0


def pictures(world: World) -> Plan:
    media = [
        world.picture("a.jpg", JPEG, "image/jpeg"),
        world.picture("b.png", PNG, "image/png"),
    ]
    return world.plan("see @practice-2.bsky.social", media, replies="nobody")


def thread(world: World) -> Plan:
    return world.plan("one\n---\ntwo\n---\nthree", thread=True)


def card(world: World) -> Plan:
    return world.plan(f"read {SITE}/article")


def video(world: World) -> Plan:
    return world.plan("watch", [world.picture("v.mp4", MP4, "video/mp4", duration=3)])


PICTURES, THREAD = Flow(pictures, 1, 1), Flow(thread, 3)
CARD, VIDEO = Flow(card, 1), Flow(video, 1)

# flow, method, which call of it
CALLS = [
    pytest.param(PICTURES, "com.atproto.repo.uploadBlob", 1, id="upload-1"),
    pytest.param(PICTURES, "com.atproto.repo.uploadBlob", 2, id="upload-2"),
    pytest.param(PICTURES, "com.atproto.identity.resolveHandle", 1, id="mention"),
    pytest.param(PICTURES, PUT, 1, id="post"),
    pytest.param(PICTURES, PUT, 2, id="gate"),
    pytest.param(THREAD, PUT, 1, id="thread-1"),
    pytest.param(THREAD, PUT, 2, id="thread-2"),
    pytest.param(THREAD, PUT, 3, id="thread-3"),
    pytest.param(CARD, "practice-site/article", 1, id="page"),
    pytest.param(CARD, "practice-site/card.png", 1, id="page-picture"),
    pytest.param(CARD, "com.atproto.repo.uploadBlob", 1, id="thumb"),
    pytest.param(VIDEO, "com.atproto.server.getServiceAuth", 1, id="video-auth-1"),
    pytest.param(VIDEO, "com.atproto.server.getServiceAuth", 2, id="video-auth-2"),
    pytest.param(VIDEO, "app.bsky.video.getUploadLimits", 1, id="video-limits"),
    pytest.param(VIDEO, "app.bsky.video.uploadVideo", 1, id="video-upload"),
    pytest.param(VIDEO, "app.bsky.video.getJobStatus", 1, id="video-job"),
]

TROUBLES = [
    pytest.param({"kind": "status", "status": 500}, id="500"),
    pytest.param({"kind": "status", "status": 500, "accepted": True}, id="500-accepted"),
    pytest.param({"kind": "status", "status": 503, "retry_after": "1"}, id="503"),
    pytest.param({"kind": "status", "status": 429}, id="429"),
    pytest.param({"kind": "status", "status": 429, "retry_after": "3"}, id="429-retry-after"),
    pytest.param({"kind": "status", "status": 429, "rate_limit_reset_in": 30}, id="429-reset"),
    pytest.param({"kind": "reset"}, id="reset"),
    pytest.param({"kind": "reset", "after_bytes": 10}, id="reset-midway"),
    pytest.param({"kind": "close", "accepted": True}, id="accepted-then-dropped"),
    pytest.param({"kind": "cut"}, id="half-an-answer"),
    pytest.param({"kind": "garbage"}, id="garbage"),
    pytest.param({"kind": "garbage", "accepted": True}, id="garbage-accepted"),
    pytest.param({"kind": "expired_token"}, id="expired"),
    pytest.param({"kind": "revoked"}, id="revoked"),
]


@pytest.fixture
def troubled(practice: PracticeServer, tmp_path: Path) -> Iterator[World]:
    """Signed in; whatever it meets, no secret shows."""
    world = connect(practice, tmp_path)
    practice.tell("calls/clear")
    yield world
    world.http.close()
    shown = everywhere(world)
    assert not [secret for secret in world.secret_values() if secret in shown]
    assert "eyJ" not in shown


@pytest.fixture
def hurried(troubled: World) -> World:
    """With little patience: for silence alone, or a busy machine looks like a silent server."""
    troubled.http._patience = SHORT
    return troubled


def check_once(world: World, flow: Flow) -> None:
    """Exactly the planned records, each written once and never changed."""
    assert len(world.records()) == flow.posts
    assert len(world.records(GATE)) == flow.gates
    written = [one["uri"] for one in world.journal() if one["action"] == "create"]
    assert len(written) == len(set(written)) == flow.posts + flow.gates
    assert [one["action"] for one in world.journal()] == ["create"] * len(written)


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize(("flow", "method", "nth"), CALLS)
def test_each_call_survives_each_trouble(
    troubled: World, flow: Flow, method: str, nth: int, trouble: dict[str, Any]
) -> None:
    plan = flow.make(troubled)
    troubled.fault(method, nth=nth, **trouble)
    steps = troubled.steps()
    troubled.publish(plan, steps=steps)
    check_once(troubled, flow)
    assert troubled.server.ask("faults") == {"faults": []}, "the trouble never came"
    kept = "\n".join([*steps.kept.values(), *(text for _, _, text in steps.told)])
    assert not [secret for secret in troubled.secret_values() if secret in kept]
    assert "eyJ" not in kept


@pytest.mark.parametrize(
    ("flow", "method"),
    [
        pytest.param(PICTURES, "com.atproto.repo.uploadBlob", id="upload"),
        pytest.param(PICTURES, "com.atproto.identity.resolveHandle", id="mention"),
        pytest.param(PICTURES, PUT, id="post"),
        pytest.param(VIDEO, "app.bsky.video.getJobStatus", id="video-job"),
    ],
)
@pytest.mark.parametrize("accepted", [False, True])
def test_each_call_survives_silence(
    hurried: World, flow: Flow, method: str, accepted: bool
) -> None:
    plan = flow.make(hurried)
    where = "after" if accepted else "before"
    hurried.fault(method, "none", hold="silence", where=where)
    session, steps = hurried.session(), hurried.steps()

    def until_trouble() -> None:
        while True:
            hurried.publisher.publish(plan, session, steps)

    with pytest.raises((NotSent, OutcomeUnknown)) as caught:
        until_trouble()
    assert isinstance(caught.value, OutcomeUnknown) is (method == PUT)
    hurried.troubles.append(caught.value)
    # What was held is let go only now: a slow server, not a dead one.
    hurried.server.tell("release", hold="silence", then="go")
    hurried.server.tell("wait", endpoint=method, count=1)
    hurried.publish(plan, session, steps)
    check_once(hurried, flow)


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [
        ({"retry_after": "3"}, range(3, 4)),
        ({"rate_limit_reset_in": 300}, range(290, 302)),
        ({}, None),
    ],
)
def test_a_rate_limit_says_when_to_come_again(
    troubled: World, trouble: dict[str, Any], seconds: range | None
) -> None:
    troubled.fault(PUT, "status", status=429, **trouble)
    with pytest.raises(RateLimited) as caught:
        troubled.publisher.publish(thread(troubled), troubled.session(), troubled.steps())
    if seconds is None:
        assert caught.value.retry_after is None
    else:
        assert caught.value.retry_after is not None
        assert int(caught.value.retry_after.total_seconds()) in seconds


REFRESH, CREATE = "com.atproto.server.refreshSession", "com.atproto.server.createSession"


@pytest.mark.parametrize(
    "trouble", [one for one in TROUBLES if one.id not in ("expired", "revoked")]
)
@pytest.mark.parametrize("method", [REFRESH, CREATE])
def test_renewing_survives_each_trouble(
    troubled: World, method: str, trouble: dict[str, Any]
) -> None:
    troubled.server.tell("clock", advance_seconds=7300 if method == REFRESH else 100 * 86_400)
    troubled.fault(method, **trouble)
    troubled.publish(thread(troubled))
    check_once(troubled, THREAD)


def test_looking_that_fails_is_no_absence(troubled: World) -> None:
    plan, session, steps = thread(troubled), troubled.session(), troubled.steps()
    troubled.fault(PUT, "close", accepted=True)
    with pytest.raises(OutcomeUnknown):
        troubled.publisher.publish(plan, session, steps)
    for kind in ("reset", "garbage"):
        troubled.fault("com.atproto.repo.getRecord", kind)
        with pytest.raises(NotSent):
            troubled.publisher.publish(plan, session, steps)
    troubled.fault("com.atproto.repo.getRecord", "status", status=500)
    with pytest.raises(NotSent):
        troubled.publisher.publish(plan, session, steps)
    troubled.publish(plan, session, steps)
    check_once(troubled, THREAD)


def test_the_whole_record_arrives_after_trouble(troubled: World) -> None:
    troubled.fault("com.atproto.repo.uploadBlob", "reset", times=3)
    troubled.publish(pictures(troubled))
    record = troubled.values(POST)[0]
    assert len(record["embed"]["images"]) == 2
    assert record["facets"][0]["features"][0]["did"] == troubled.server.accounts[1].did
