"""A large film and a process that is killed: it goes on where it was, and arrives byte for byte."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from brandcraft_desktop.publishers.tiktok.uploads import CHUNK
from tests.practice.pictures import MP4
from tests.publishers.killed_sender import Order
from tests.publishers.storehouse import film
from tests.publishers.tiktok.world import World

LEAST = 5_000_000  # bytes of a piece (Media Transfer Guide)
SOAKING = int(os.environ.get("BRANDCRAFT_SEEDS", "0")) >= 1000
ROOT = Path(__file__).parents[3]


@pytest.mark.soak
def test_three_hundred_megabytes_whose_sender_is_killed_three_times_arrive_once(
    world: World,
) -> None:
    """In a piece, in the last one, which publishes it, and before its answer came.

    300 MB by `make soak`, a tenth of it otherwise.
    """
    size, piece = (300_000_000, CHUNK) if SOAKING else (31_000_000, LEAST)
    start_of_last = (size // piece - 1) * piece  # what is left over goes with the last one
    path = world.folder / "large.mp4"
    film(path, size)
    with path.open("r+b") as file:  # TikTok looks at how it begins
        file.write(MP4[:64])
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    there = [0]
    for kill_at in (size // 3, (start_of_last + size) // 2, size):
        child = run(world, piece, kill_at)
        assert child.returncode == -signal.SIGKILL, child.stderr
        (post,) = world.posts()
        there.append(post["received"])
    child = run(world, piece, 0)
    assert child.returncode == 0, child.stderr
    told: dict[str, Any] = json.loads(child.stdout)
    # It never went back, and each time it was further on.
    assert there == sorted(there)
    assert 0 < there[1] < there[2] == start_of_last
    (post,) = world.posts()
    assert (post["publish_id"], post["received"]) == (told["id"], size)
    arrived = world.server.fetch(f"tiktok/file?name={quote(post['publish_id'])}")
    assert sha256(arrived).hexdigest() == digest
    assert len(world.out()) == 1
    assert world.calls()["post/publish/video/init"] == 1
    assert told["grown"] < (64_000_000 if SOAKING else 24_000_000)


def run(world: World, piece: int, kill_at: int) -> subprocess.CompletedProcess[str]:
    order = Order(
        dict(world.server.origins),
        world.secrets.values,
        str(world.folder / "large.mp4"),
        str(world.folder / "steps.json"),
        piece,
        kill_at,
    )
    return subprocess.run(
        [sys.executable, "-m", "tests.publishers.tiktok.uploading", json.dumps(asdict(order))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
