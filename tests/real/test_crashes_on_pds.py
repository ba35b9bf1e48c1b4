"""The real Bluesky server: killed at every boundary of every step, counted in its own store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.bluesky_scene import BlueskyScene
from tests.faults.nursery import Nursery
from tests.real.bluesky_server import Pds


@pytest.fixture
def scene(pds: Pds, tmp_path: Path) -> Iterator[BlueskyScene]:
    account = pds.new_account()
    nursery = Nursery()
    made = BlueskyScene(
        tmp_path,
        nursery,
        origins={"https://plc.directory": pds.plc, "https://bsky.social": pds.url},
        answers={
            "identifier": account.handle,
            "app_password": account.app_password,
            "server": pds.url,
        },
        arrived=lambda: [str(value["text"]) for _, value in pds.records(account.did)],
    )
    yield made
    made.close()
    nursery.close()


def test_four_pictures(scene: BlueskyScene) -> None:
    scene.kill_at_every_boundary(scene.pictures)


def test_a_thread_of_five(scene: BlueskyScene) -> None:
    scene.kill_at_every_boundary(scene.thread)
