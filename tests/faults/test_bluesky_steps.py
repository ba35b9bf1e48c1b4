"""Bluesky's practice server: killed at every boundary, while calls are held, with answers lost."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping
from typing import cast

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.services.publishing import next_moment
from tests.faults.bluesky_scene import IMAGES, PARTS, BlueskyScene, Post
from tests.faults.nursery import KILLED, Nursery
from tests.services.engine_world import outcomes, row

pytestmark = pytest.mark.contract

UPLOAD = "com.atproto.repo.uploadBlob"
WRITE = "com.atproto.repo.putRecord"
HELD_WITHIN = 30


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"))
    server.tell("bluesky/settings", rate_limits=False)
    yield server
    server.stop()


def written(server: PracticeServer) -> list[str]:
    """The text of every post ever accepted, as often as it was: the server's own journal."""
    journal = cast(
        "list[Mapping[str, Mapping[str, str]]]", server.ask("bluesky/journal")["journal"]
    )
    return [entry["value"]["text"] for entry in journal if "text" in entry["value"]]


@pytest.fixture(scope="module")
def scene(
    practice: PracticeServer, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BlueskyScene]:
    account = practice.accounts[0]
    made = BlueskyScene(
        tmp_path_factory.mktemp("scene"),
        nursery,
        origins=practice.origins,
        answers={"identifier": account.handle, "app_password": account.app_password},
        arrived=lambda: written(practice),
    )
    yield made
    made.close()


def a_post(scene: BlueskyScene, kind: str) -> Post:
    return scene.pictures() if kind == "pictures" else scene.thread()


@pytest.mark.parametrize("kind", ["pictures", "thread"])
def test_killed_at_every_boundary(scene: BlueskyScene, kind: str) -> None:
    scene.kill_at_every_boundary(scene.pictures if kind == "pictures" else scene.thread)


CALLS = [
    *(("pictures", UPLOAD, number) for number in range(1, IMAGES + 1)),
    ("pictures", WRITE, 1),
    *(("thread", WRITE, number) for number in range(1, PARTS + 1)),
]


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize(("kind", "endpoint", "nth"), CALLS)
def test_killed_while_the_server_has_the_call(
    scene: BlueskyScene,
    practice: PracticeServer,
    kind: str,
    endpoint: str,
    nth: int,
    where: str,
) -> None:
    """Held before the server carries it out, or after: the worker dies without an answer."""
    post = a_post(scene, kind)
    hold = f"{post.delivery}-{where}"
    practice.tell("faults", endpoint=endpoint, nth=nth, hold=hold, where=where)
    worker = scene.nursery.begin(scene.order_for(post))
    assert practice.tell("wait", hold=hold, timeout=HELD_WITHIN)["arrived"]
    os.kill(worker, signal.SIGKILL)
    assert scene.nursery.end() == KILLED
    practice.tell("release", hold=hold, then="close")
    scene.catch_up(post)
    scene.check_once(post)


@pytest.mark.parametrize("kind", ["pictures", "thread"])
def test_a_dead_workers_call_that_arrives_after_the_next_workers(
    scene: BlueskyScene, practice: PracticeServer, kind: str
) -> None:
    """Nothing on our side can stop those bytes; the record key of our own does."""
    post = a_post(scene, kind)
    practice.tell("faults", endpoint=WRITE, hold=post.delivery, where="before")
    worker = scene.nursery.begin(scene.order_for(post))
    assert practice.tell("wait", hold=post.delivery, timeout=HELD_WITHIN)["arrived"]
    os.kill(worker, signal.SIGKILL)
    assert scene.nursery.end() == KILLED
    scene.catch_up(post)
    scene.check_once(post)
    practice.tell("release", hold=post.delivery, then="go")
    scene.check_once(post)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("trouble", ["reset", "close", "cut", "garbage"])
@pytest.mark.parametrize(("kind", "nth"), [("pictures", 1), ("thread", 3)])
def test_answers_that_are_lost(
    scene: BlueskyScene,
    practice: PracticeServer,
    kind: str,
    nth: int,
    trouble: str,
    accepted: bool,
) -> None:
    post = a_post(scene, kind)
    practice.tell("faults", endpoint=WRITE, nth=nth, kind=trouble, accepted=accepted)
    scene.catch_up(post)
    scene.check_once(post)
    assert outcomes(scene.workspace, post.delivery) == ["looking", "published"]


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("kind", ["pictures", "thread"])
def test_stopped_for_longer_than_the_lease(
    scene: BlueskyScene, practice: PracticeServer, kind: str, where: str
) -> None:
    """SIGSTOP while the server holds the call; another worker takes over; then it goes on."""
    post = a_post(scene, kind)
    practice.tell("faults", endpoint=WRITE, hold=post.delivery, where=where)
    second = Nursery()
    try:
        stopped = scene.nursery.begin(scene.order_for(post))
        assert practice.tell("wait", hold=post.delivery, timeout=HELD_WITHIN)["arrived"]
        os.kill(stopped, signal.SIGSTOP)
        try:
            wait_until_taken_up(scene, second, post)
            scene.check_once(post)
        finally:
            practice.tell("release", hold=post.delivery, then="go")
            os.kill(stopped, signal.SIGCONT)
        assert scene.nursery.end() == 0
        scene.check_once(post)
    finally:
        second.close()


def wait_until_taken_up(scene: BlueskyScene, second: Nursery, post: Post) -> None:
    """Workers come and go until the stopped one's lease is over and the post is out."""
    clock = scene.workspace.clock
    end = clock.monotonic() + 60
    while row(scene.workspace, post.delivery).status is not DeliveryStatus.PUBLISHED:
        assert clock.monotonic() < end
        moment = next_moment(scene.workspace)
        if moment is not None:
            # Real time must pass: the lease of a process that is only stopped.
            threading.Event().wait(max(0.05, (moment - clock.now()).total_seconds()))
        assert second.run(scene.order_for(post)) == 0
