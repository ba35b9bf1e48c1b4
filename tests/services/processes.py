"""Drives `other_process` from a test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Other:
    """A second real process on a workspace."""

    def __init__(self, home: Path, *rest: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.services.other_process", str(home), *rest],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._expect("ready")

    def ask(self, order: str) -> str:
        """Give an order, wait for the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return self._line()

    def end(self) -> None:
        """Let it close its workspace and go."""
        if self.process.poll() is None:
            assert self.ask("quit") == "bye"
        self.process.communicate(timeout=60)

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def _expect(self, word: str) -> None:
        line = self._line()
        assert line == word, line


@contextmanager
def other_process(home: Path, *rest: str) -> Iterator[Other]:
    """A second process for the length of a test."""
    other = Other(home, *rest)
    try:
        yield other
    finally:
        other.end()
