"""A process that sends a file in pieces, and keeps its steps in a file; killed, it starts again."""

from __future__ import annotations

import json
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.pieces import Whole, upload
from tests.publishers.storehouse import StoreReceiver
from tests.publishers.support import MemorySteps, StandingClock


class FileSteps(MemorySteps):
    """Steps that outlive their process."""

    file: Path

    def once(self, name: str, action: Callable[[], str]) -> str:
        result = super().once(name, action)
        self.file.write_text(json.dumps(self.kept))
        return result


def main(url: str, path: str, size: str, steps_file: str) -> None:
    clock = StandingClock()
    steps = FileSteps(clock)
    steps.file = Path(steps_file)
    if steps.file.exists():
        steps.kept = json.loads(steps.file.read_text())
    total = Path(path).stat().st_size
    http = Http(clock)
    import httpx  # noqa: F401 - what loading takes is no growth

    tracemalloc.start()
    whole = Whole(Path(path), "video/mp4", total, int(size))
    result = upload("video", whole, StoreReceiver(http, url, total), steps)
    print(json.dumps({"result": result, "grown": tracemalloc.get_traced_memory()[1]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
