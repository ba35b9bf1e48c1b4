"""Runs the packaged ffmpeg: bounded, less important than all else, watched, stopped on request.

It is a program of its own (imageio-ffmpeg brings it): a damaged file can crash or hang it and
takes nothing along. Options: https://ffmpeg.org/ffmpeg.html.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from brandcraft_desktop.media.child import clean_environment

CHECKED_EVERY = 0.1
NICENESS = 10
_TAIL = 32_000


@dataclass(frozen=True)
class Limits:
    """What one run may take: seconds by the clock, seconds without any progress, bytes."""

    seconds: float = 3600.0
    silent_seconds: float = 120.0
    memory: int = 4 * 1024**3


class FfmpegTrouble(Exception):
    """A run that did not end well; never shown to a person as it is."""


class Failed(FfmpegTrouble):
    """ffmpeg gave up; the text is the end of what it wrote."""


class Exceeded(FfmpegTrouble):
    """It took more than its limits and was stopped."""


class Cancelled(FfmpegTrouble):
    """Nobody wants the result any more."""


def program() -> str:
    """The path of the packaged ffmpeg. Raises `Failed` if this machine has none."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise Failed(str(error)) from error


def run(
    arguments: Sequence[str],
    *,
    limits: Limits = Limits(),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Run ffmpeg with these arguments and give what it wrote to its error stream, at most its end.

    `progress` is told the seconds of the result that are finished, from another thread.
    `cancelled` is asked ten times a second, and before anything is started. Blocks: never on the
    main thread. Raises `Failed`, `Exceeded`, `Cancelled`.
    """
    if cancelled():
        raise Cancelled
    command = [program(), "-hide_banner", "-nostdin", "-progress", "pipe:1", "-nostats"]
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(  # noqa: S603  the packaged program, an argument list
            [*_bounded(limits), *command, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            env=clean_environment(),
            creationflags=_creation_flags(),
            start_new_session=True,  # Ctrl+C is ours to hear: it would end well on half a file
        )
        try:
            _modest(process.pid)
            _watch(process, limits, progress, cancelled)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        said = _end_of(words)
    if process.returncode != 0:
        raise Failed(said)
    return said


def _watch(
    process: subprocess.Popen[bytes],
    limits: Limits,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool],
) -> None:
    started = time.monotonic()
    heard = [started]

    def listen() -> None:
        if process.stdout is None:
            return
        last = -1.0
        for line in process.stdout:
            finished = _finished(line)
            if finished is None or finished <= last:
                continue
            last = finished
            heard[0] = time.monotonic()
            if progress is not None:
                progress(finished)

    listener = threading.Thread(target=listen, name="ffmpeg-progress", daemon=True)
    listener.start()
    while True:
        try:
            process.wait(CHECKED_EVERY)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
            if cancelled():
                process.kill()
                raise Cancelled from None
            if now - started > limits.seconds or now - heard[0] > limits.silent_seconds:
                process.kill()
                raise Exceeded from None
        else:
            listener.join()
            return


def _finished(line: bytes) -> float | None:
    """Seconds of the result, from a line "out_time_us=1500000"; None from every other line."""
    name, _, value = line.strip().partition(b"=")
    if name != b"out_time_us":
        return None
    try:
        return int(value) / 1_000_000
    except ValueError:  # "N/A" before the first frame
        return None


def _bounded(limits: Limits) -> list[str]:
    """What stands before the command on Linux: bounds that hold from its first instruction."""
    if sys.platform != "linux":
        return []
    seconds = int(limits.seconds * (os.cpu_count() or 1)) + 1
    bounds = [str(one) for one in (os.getpid(), NICENESS, seconds, limits.memory)]
    child = Path(__file__).with_name("ffmpeg_child.py")
    return [sys.executable, "-I", "-S", str(child), *bounds]


def _modest(pid: int) -> None:
    """Low priority, where nothing stands before the command."""
    if sys.platform == "darwin":
        from contextlib import suppress

        with suppress(ProcessLookupError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, pid, NICENESS)


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0


def _end_of(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    return file.read().decode("utf-8", "replace")
