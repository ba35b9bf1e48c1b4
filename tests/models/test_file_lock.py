"""Locks of the kernel: shared or alone, and gone with their holder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from brandcraft_desktop.file_lock import FileLock

HOLD = (
    "import sys; from pathlib import Path; from brandcraft_desktop.file_lock import FileLock\n"
    "lock = FileLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[FileLock]:
    """A lock nobody holds."""
    with closing(FileLock(tmp_path / "x.lock")) as made:
        yield made


def test_alone_means_alone(lock: FileLock) -> None:
    with closing(FileLock(lock.path)) as other:
        with lock:
            assert not other.acquire(wait=False)
            assert not other.acquire(shared=True, wait=False)
        assert other.acquire(wait=False)


def test_sharers_share_and_keep_others_out(lock: FileLock) -> None:
    with closing(FileLock(lock.path)) as second, closing(FileLock(lock.path)) as third:
        assert lock.acquire(shared=True, wait=False)
        assert second.acquire(shared=True, wait=False)
        assert not third.acquire(wait=False)


def test_a_killed_process_lets_go(lock: FileLock) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock.path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert not lock.acquire(wait=False)
        process.kill()
        process.wait()
        assert lock.acquire(wait=False)


def test_a_holder_may_leave_a_word(lock: FileLock) -> None:
    lock.write("restoring")
    lock.write("done")
    with closing(FileLock(lock.path)) as other:
        assert other.read() == "done"


def test_it_is_for_its_owner_alone(lock: FileLock) -> None:
    assert lock.path.stat().st_mode & 0o777 == 0o600
