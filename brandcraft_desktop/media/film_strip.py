"""Some frames of a video with their figures, from a child process that may crash or hang alone."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from brandcraft_desktop.domain.film import Shot
from brandcraft_desktop.media.video import broken, child_environment

TIME_LIMIT = 120.0
INDEX = "shots.json"


def take(
    path: Path,
    name: str,
    folder: Path,
    moments: Sequence[int],
    *,
    arrived: Callable[[Shot], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Shot, ...]:
    """Decode the frames at these moments (milliseconds) into `folder`, in their order.

    `arrived` hears of each as it comes; once `cancelled`, no further one is waited for. Blocks:
    never on the main thread. Raises `BadInput` where not a single frame can be decoded.
    """
    command = [sys.executable, "-m", "brandcraft_desktop.media.film_child", str(path), str(folder)]
    process = subprocess.Popen(  # noqa: S603  our own module, an argument list
        [*command, *(str(one) for one in moments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
    )
    watch = threading.Timer(TIME_LIMIT, process.kill)
    watch.daemon = True
    watch.start()
    found: list[Shot] = []
    try:
        for line in process.stdout or ():
            shot = _shot(line)
            if cancelled():
                break
            if shot is not None:
                found.append(shot)
                if arrived is not None:
                    arrived(shot)
    finally:
        watch.cancel()
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
        watch.join()
    if not found and not cancelled():
        raise broken(name)
    return tuple(found)


def keep(folder: Path, shots: Sequence[Shot]) -> None:
    """Write the figures beside the pictures, so that both are found again."""
    text = json.dumps([asdict(one) for one in shots])
    (folder / INDEX).write_text(text, encoding="utf-8")


def kept(folder: Path) -> tuple[Shot, ...]:
    """What `keep` wrote; nothing where that is not there or not whole."""
    try:
        rows = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    every = rows if isinstance(rows, list) else []
    found = tuple(shot for row in every if (shot := _shot(json.dumps(row))) is not None)
    return found if all((folder / one.place).is_file() for one in found) else ()


def _shot(line: bytes | str) -> Shot | None:
    try:
        row = json.loads(line)
        return Shot(
            int(row["moment"]),
            Path(str(row["place"])).name,
            float(row["sharpness"]),
            float(row["light"]),
            float(row["contrast"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
