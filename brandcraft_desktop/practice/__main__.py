"""Starts the practice world in a process of its own: python -m brandcraft_desktop.practice."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
from pathlib import Path

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.practice.platforms import PLATFORMS
from brandcraft_desktop.practice.values import dump
from brandcraft_desktop.practice.world import PracticeWorld


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGTERM, or with --exit-with-parent until stdin closes. One JSON line when ready.

    Exit codes: 0 ended as told, 2 bad input.
    """
    parser = argparse.ArgumentParser(
        prog="python -m brandcraft_desktop.practice", description=__doc__
    )
    parser.add_argument("--data", type=Path, help="data folder; without it a passing one")
    parser.add_argument("--port-file", type=Path, help="also write the ready line to this file")
    parser.add_argument("--accounts", type=int, default=1, help="accounts on each platform")
    parser.add_argument("--platform", action="append", choices=sorted(PLATFORMS), default=[])
    parser.add_argument("--exit-with-parent", action="store_true", help="end when stdin closes")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="practice-") as passing:
        data = options.data or Path(passing)
        try:
            world = PracticeWorld(data, accounts=options.accounts, platforms=options.platform)
        except BadInput as error:
            sys.stderr.write(error.message + "\n")
            return error.exit_code
        ended = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
        if options.exit_with_parent:
            threading.Thread(target=_watch_parent, args=(ended,), daemon=True).start()
        line = dump(world.ready()) + b"\n"
        if options.port_file is not None:
            partial = options.port_file.with_suffix(".part")
            partial.write_bytes(line)
            partial.replace(options.port_file)
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        ended.wait()
        world.close()
    return 0


def _watch_parent(ended: threading.Event) -> None:
    while os.read(0, 4096):
        pass
    ended.set()


if __name__ == "__main__":
    sys.exit(main())
