"""The command `brandcraft worker` killed at the boundaries of its steps and started again.

The process is the one its users run, from Python's start to the SIGKILL; everything is counted in
the practice platform's own journal. A sample of the boundaries always, all of them by `make soak`.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from brandcraft_desktop.practice.process import PracticeServer, start
from tests.faults import crashes
from tests.faults.bluesky_scene import IMAGES, BlueskyDesk, Post
from tests.faults.nursery import KILLED, PASSPHRASE, boundaries
from tests.faults.practice_place import wait_until
from tests.faults.test_bluesky_steps import written
from tests.services.engine_world import statuses

pytestmark = [pytest.mark.contract, pytest.mark.soak]

EVERY = int(os.environ.get("BRANDCRAFT_SEEDS", "0")) >= 1000
STARTS = 3  # of a worker that finds nothing to be killed at
Place = tuple[str, str]


class Command:
    """A home, the practice platform, and the command between them."""

    def __init__(self, folder: Path, server: PracticeServer) -> None:
        who = server.accounts[0]
        self.folder = folder
        self.desk = BlueskyDesk(
            folder,
            origins=server.origins,
            answers={"identifier": who.handle, "app_password": who.app_password},
            arrived=lambda: written(server),
        )
        self._environment = {
            **os.environ,
            "BRANDCRAFT_HOME": str(folder / "home"),
            "BRANDCRAFT_ORIGINS": str(server.write_origins(folder / "origins.json")),
            "BRANDCRAFT_VAULT_PASSPHRASE": PASSPHRASE,
        }

    def work(self, plan: Sequence[tuple[Post, Place | None]], *, bug: bool = False) -> int:
        """Start it again and again until all is out; gives how often it was killed."""
        planned = {post.delivery: place for post, place in plan if place is not None}
        (self.folder / "plan.json").write_text(json.dumps(planned))
        codes = []
        while not self.all_out():
            with crashes.worker(self.folder, self._environment, bug=bug) as process:
                wait_until("an end", lambda: process.poll() is not None or self.all_out())
            codes.append(process.returncode)
            assert len(codes) <= len(planned) + STARTS
        assert set(codes) <= {KILLED, 0}
        return codes.count(KILLED)

    def all_out(self) -> bool:
        """Whether nothing is left to do."""
        return {status.value for status in statuses(self.desk.workspace)} == {"published"}

    def passed(self, post: Post) -> list[Place]:
        """The boundaries that were passed for a post, by whichever process."""
        log = self.folder / f"{post.delivery}.log"
        return [(one.step, one.where) for one in boundaries(log)]


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    server = start(tmp_path / "practice")
    try:
        server.tell("bluesky/settings", rate_limits=False)
        made = Command(tmp_path, server)
        yield made
        made.desk.close()
    finally:
        server.stop()


def sampled(places: Sequence[Place]) -> list[Place]:
    """All places; or around the last irreversible call, and at another one in every second step."""
    if EVERY:
        return list(places)
    last = [step for step, where in places if where == "armed"][-1]
    steps = [step for step in dict.fromkeys(step for step, _ in places) if step != last]
    found = [(last, "armed"), (last, "answered")]
    for number, step in enumerate(steps[::2]):
        mine = [place for place in places if place[0] == step]
        found.append(mine[(number + 1) % len(mine)])
    return found


def test_killed_and_started_again(command: Command) -> None:
    desk = command.desk
    undisturbed = (desk.pictures(), desk.thread())
    assert command.work([(post, None) for post in undisturbed]) == 0
    plan: list[tuple[Post, Place]] = []
    for post, make in zip(undisturbed, (desk.pictures, desk.thread), strict=True):
        places = command.passed(post)
        uploads = sum(step.startswith("upload ") for step, _ in places)
        assert uploads == (3 * IMAGES if make == desk.pictures else 0)
        assert sum(where == "armed" for _, where in places) == len(post.texts)
        plan += [(make(), place) for place in sampled(places)]
    assert command.work(plan) == len(plan), "each planned place killed one process"
    for post, place in plan:
        assert {place, (crashes.KILLED, "here")} <= set(command.passed(post))
        desk.check_once(post)
    print(f"{len(plan)} kills")


def test_the_planted_bug_is_found(command: Command) -> None:
    """Armed after sending, under a key that changes: the message is there twice."""
    post = command.desk.pictures()
    assert command.work([(post, ("post 1", "answered"))], bug=True) == 1
    with pytest.raises(AssertionError):
        command.desk.check_once(post)
    assert Counter(command.desk.arrived())[post.texts[0]] == 2
