"""Hunspell in a process of its own, asked by lines of JSON."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from brandcraft_desktop.domain.spelling import Dictionary
from brandcraft_desktop.errors import StorageTrouble

SECONDS = 20.0
"""How long one answer may take; the first one includes reading the dictionary."""


def is_there() -> bool:
    """Whether the library is installed."""
    return importlib.util.find_spec("hunspell") is not None


def bundled() -> Path | None:
    """The folder of the dictionary that comes with the library (US English)."""
    spec = importlib.util.find_spec("hunspell")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) / "dictionaries" if places else None


class Speller:
    """One dictionary. Safe for several threads; `close` ends its process."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def wrong(self, words: Sequence[str]) -> frozenset[str]:
        """The words that are not in the dictionary. Raises `errors.StorageTrouble`."""
        return frozenset(self._ask({"words": list(words)}, "wrong"))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may be meant, the likeliest first. Raises `errors.StorageTrouble`."""
        return tuple(self._ask({"suggest": word}, "suggestions"))

    def close(self) -> None:
        """End the process; a later question starts it again."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _ask(self, question: dict[str, object], name: str) -> list[str]:
        with self._lock:
            process = self._process or self._start()
            self._process = process
            cutter = threading.Timer(SECONDS, process.kill)
            cutter.daemon = True
            cutter.start()
            try:
                answer = self._exchange(process, question)
                return [str(one) for one in answer[name]]
            except (OSError, ValueError, KeyError) as error:
                self._process = None
                _end(process)
                raise StorageTrouble(
                    f"The dictionary {self._dictionary.stem} can't be used.",
                    "Hunspell can't read it, or stopped while it did.",
                    "Choose another language in Settings, or install the dictionary again.",
                ) from error
            finally:
                cutter.cancel()
                cutter.join()

    def _exchange(
        self, process: subprocess.Popen[str], question: dict[str, object]
    ) -> dict[str, list[object]]:
        if process.stdin is None or process.stdout is None:
            raise OSError
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        if not isinstance(answer, dict):
            raise ValueError(answer)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "brandcraft_desktop.integrations.spelling_child"]
        return subprocess.Popen(  # noqa: S603  our own module, an argument list
            [*command, os.fspath(self._dictionary.folder), self._dictionary.stem],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # it ended with something unread
                stream.close()
    process.wait()
