"""A large film and a process that is killed: it goes on where it was, and arrives byte for byte."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.publishers.youtube.uploads import PIECE
from tests.publishers.killed_sender import Order
from tests.publishers.storehouse import film
from tests.publishers.youtube.world import World

KIB = 1024
SOAKING = int(os.environ.get("BRANDCRAFT_SEEDS", "0")) >= 1000
ROOT = Path(__file__).parents[3]


def test_pieces_are_what_google_takes() -> None:
    assert PIECE % (256 * KIB) == 0


def test_a_film_whose_sender_is_killed_three_times_arrives_once(world: World) -> None:
    """In a piece, in the last one, which makes the video, and before its answer came."""
    last = sent_with_kills(world, 2000 * KIB, 512 * KIB)
    assert world.calls()["videos/insert"] == 1
    assert last["grown"] < 24_000_000


@pytest.mark.soak
def test_three_hundred_megabytes_take_no_memory(world: World) -> None:
    """300 MB by `make soak`, a tenth of it otherwise."""
    size = 300_000_000 if SOAKING else 30_000_000
    last = sent_with_kills(world, size, PIECE)
    assert last["grown"] < (64_000_000 if SOAKING else 24_000_000)


def sent_with_kills(world: World, size: int, piece: int) -> dict[str, Any]:
    """Send a film, killed three times; gives what the last process told."""
    start_of_last = (size - 1) // piece * piece
    kills = [size // 3, (start_of_last + size) // 2, size]
    digest = film(world.folder / "large.mp4", size)
    stands = [0]
    for kill_at in kills:
        child = run(world, piece, kill_at)
        assert child.returncode == -signal.SIGKILL, child.stderr
        (session,) = sessions(world)
        stands.append(session["taken"])
    child = run(world, piece, 0)
    assert child.returncode == 0, child.stderr
    told: dict[str, Any] = json.loads(child.stdout)
    (session,) = sessions(world)
    # It never went back, and each time it was further on.
    assert stands == sorted(stands)
    assert 0 < stands[1] < stands[2] == start_of_last
    assert session["taken"] == session["total"] == size
    (video,) = world.videos()
    assert (video["id"], video["sha256"]) == (told["id"], digest)
    assert len(world.journal()) == 1
    return told


def sessions(world: World) -> list[dict[str, Any]]:
    found: Any = world.server.ask("youtube/sessions")["sessions"]
    return list(found)


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
        [sys.executable, "-m", "tests.publishers.youtube.uploading", json.dumps(asdict(order))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
