"""Becomes ffmpeg, bounded, and ends with the program that wanted it (Linux).

    python ffmpeg_child.py PARENT NICENESS SECONDS BYTES PROGRAM [ARGUMENT…]

A program that is killed can stop nobody: without this its ffmpeg would go on for minutes and fill
a file that nobody finds. The wish outlives exec (prctl(2), PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(parent: int, niceness: int, seconds: int, memory: int, command: list[str]) -> None:
    """Take the bounds on, then become the command."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)
    os.umask(0o077)
    os.nice(niceness)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(command[0], command)  # noqa: S606  the packaged program, an argument list


if __name__ == "__main__":
    owner, less, most_seconds, most_bytes = map(int, sys.argv[1:5])
    main(owner, less, most_seconds, most_bytes, sys.argv[5:])
