"""Work on files of strangers in processes of their own: what hangs or crashes takes nothing along.

The parent waits no longer than it likes; the child bounds itself, so that it ends even without us.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_OURS = "BRANDCRAFT_"
_SECRET = ("SECRET", "TOKEN", "PASSWORD", "PASSPHRASE", "PASSWD", "CREDENTIAL", "_KEY")


class ChildTrouble(Exception):
    """The child crashed, gave up or took too long; never shown to a person."""


class Exceeded(ChildTrouble):
    """It took more time or memory than it may."""


def ask(
    module: str,
    arguments: Sequence[str | Path],
    *,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What the module prints when it is run with these arguments. Blocks for at most `seconds`.

    `environment` None: ours without its secrets. Raises `ChildTrouble`.
    """
    try:
        done = subprocess.run(  # noqa: S603  our own module, an argument list
            [sys.executable, "-m", module, *map(str, arguments)],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            env=clean_environment() if environment is None else environment,
        )
    except subprocess.TimeoutExpired as error:
        raise Exceeded(str(error)) from error
    except subprocess.CalledProcessError as error:
        if error.returncode < 0:  # killed by a signal, most likely by its own limits
            raise Exceeded(str(error)) from error
        raise ChildTrouble(str(error)) from error
    except OSError as error:
        raise ChildTrouble(str(error)) from error
    return done.stdout


def clean_environment() -> dict[str, str]:
    """Our environment without what is secret in it: children read files of strangers.

    Passphrases, keys and the address of a database may stand in variables (SURFACES.md).
    """
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_OURS) and not any(one in name.upper() for one in _SECRET)
    }


def be_modest(*, memory: int, seconds: int) -> None:
    """Called by the child: less important than everything else, bounded, its files for us alone.

    `memory` in bytes, `seconds` of processor time.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # macOS has no limit on address space
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
