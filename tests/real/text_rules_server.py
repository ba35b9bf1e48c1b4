"""The official JavaScript of the platforms, asked about texts: twitter-text and @atproto/api."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.real import npm
from tests.real.availability import program

SOURCE = Path(__file__).parent / "text_rules"
STOP_MAY_TAKE = 10


class TextRules:
    """A running Node that knows the rules."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, platform: str, texts: Sequence[str]) -> list[Any]:
        """What the platform's library says about each text."""
        answers: list[Any] = self._request({"rules": platform, "texts": texts})
        assert len(answers) == len(texts)
        return answers

    def microseconds(self, what: str, texts: Sequence[str]) -> float:
        """The processor time a text takes, all threads of Node together."""
        return float(self._request({"time": what, "texts": texts})) / len(texts)

    def _request(self, request: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node ended; what it said stands above"
        return json.loads(line)


@contextmanager
def running() -> Iterator[TextRules]:
    """The rules, installed once, until the block ends."""
    node = program("node", package="nodejs, or Node 20 from nodejs.org")
    command = program("npm", package="npm, or Node 20 from nodejs.org")
    steps = [[command, "ci", "--ignore-scripts", "--fetch-retries=5"]]
    folder = npm.install("text-rules", SOURCE, steps)
    shutil.copy2(SOURCE / "rules.mjs", folder / "rules.mjs")
    process = subprocess.Popen(
        [node, "rules.mjs"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield TextRules(process)
    finally:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(STOP_MAY_TAKE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
