"""What a process that sends one film works with: killed, it starts again where its steps stand."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from brandcraft_desktop.domain.steps import Finding, Guard
from tests.publishers.support import MemorySteps


@dataclass(frozen=True)
class Order:
    """`kill_at`: the byte at whose leaving the process dies; 0 for never."""

    origins: dict[str, str]
    secrets: dict[str, str]
    film: str
    steps: str
    piece: int
    kill_at: int


class FileSteps(MemorySteps):
    """Steps that outlive their process."""

    file: Path
    kill_at = 0

    def load(self) -> None:
        if self.file.exists():
            found = json.loads(self.file.read_text())
            self.kept = found["kept"]
            self.armed = {name: datetime.fromisoformat(at) for name, at in found["armed"].items()}

    def save(self) -> None:
        armed = {name: at.isoformat() for name, at in self.armed.items()}
        self.file.write_text(json.dumps({"kept": self.kept, "armed": armed}))

    def once(self, name: str, action: Callable[[], str]) -> str:
        result = super().once(name, action)
        self.save()
        return result

    def forget(self, name: str) -> None:
        super().forget(name)
        self.save()

    def commit(
        self, name: str, action: Callable[[Guard], str], find: Callable[[datetime], Finding]
    ) -> str:
        def acted(guard: Guard) -> str:
            self.save()
            return action(guard)

        result = super().commit(name, acted, find)
        self.save()
        return result

    def progress(self, sent: int, total: int, text: str) -> None:
        if 0 < self.kill_at <= sent:
            os.kill(os.getpid(), signal.SIGKILL)
