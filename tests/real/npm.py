"""Foreign JavaScript, installed once by npm into the cache and used by every run after that."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.real.availability import unavailable

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "brandcraft-servers"
INSTALL_MAY_TAKE = 900
QUIET = ("--no-audit", "--no-fund", "--loglevel=error")


def folder_for(name: str, source: Path) -> Path:
    """Where the packages of `source` belong.

    The lock file decides the folder, so another version never meets a half-finished older one.
    """
    lock = (source / "package-lock.json").read_bytes()
    return CACHE / f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"


def install(
    name: str,
    source: Path,
    steps: Sequence[Sequence[str]],
    environment: Mapping[str, str] | None = None,
) -> Path:
    """The folder with the packages of `source`; `steps` are the commands that make it.

    Ends the test if one of them fails.
    """
    folder = folder_for(name, source)
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # two runs at once install once
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for file in ("package.json", "package-lock.json"):
                shutil.copy2(source / file, folder / file)
            for step in steps:
                _run(step, folder, environment)
            (folder / "complete").touch()
    return folder


def _run(step: Sequence[str], folder: Path, environment: Mapping[str, str] | None) -> None:
    done = subprocess.run(
        [*step, *QUIET],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=INSTALL_MAY_TAKE,
        check=False,
    )
    if done.returncode != 0:
        unavailable(f"{' '.join(step[1:3])} failed: {done.stderr.strip()[-2000:]}")
