"""`brandcraft practice`: a shell (or one command) for which every platform is a local stand-in."""

from __future__ import annotations

import os
import secrets
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from brandcraft_desktop.demo.connecting import connect_everybody, connect_line, prepare
from brandcraft_desktop.demo.world import sample_files
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.paths import Home, private_file, private_folder
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.services.workspace import close, open_workspace

ACCOUNTS = 2
MARK = "practice-passphrase"  # of this world's vault; also how a kept folder is known again
_UNFINISHED = f"{MARK}.new"
_UNSET = ("BRANDCRAFT_DATABASE_URL",)


def run(keep: Path | None, command: Sequence[str], *, connected: bool) -> int:
    """Run `command` (none: a shell) in a practice world; gives its exit code.

    The world ends with it. `keep`: a folder of its own, in which it goes on next time. Raises
    `BadInput` where that folder holds something else, `NotFound` for a command that is not there.
    """
    with _folder(keep) as folder, _signals():
        server = start(folder / "practice", accounts=ACCOUNTS)
        try:
            ours, lines = _open(folder, server, connected=connected)
            if not command:
                sys.stderr.write(_welcome(ours, server.page, lines, folder / "pictures"))
            return _run(command)
        finally:
            server.stop()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="brandcraft-practice-") as passing:
            yield Path(passing)
        return
    folder = keep.absolute()
    try:
        there = folder.is_dir() and any(one.name != _UNFINISHED for one in folder.iterdir())
        if there and not (folder / MARK).is_file():
            raise BadInput(
                f"“{keep}” is no folder of a practice world.",
                "Something else lies in it, and practice touches nothing of yours.",
                "Name an empty folder, or one that does not exist yet.",
                field="keep",
            )
        private_folder(folder)
        _passphrase(folder)  # first of all: killed right after it, this is a practice world
    except OSError as error:
        raise BadInput(
            f"The practice world can't be kept in “{keep}”.",
            f"{error.strerror or 'The system refused it'}.",
            "Name another folder.",
            field="keep",
        ) from error
    yield folder


def _open(
    folder: Path, server: PracticeServer, *, connected: bool
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Make the workspace, or open the kept one; gives the variables that lead to it, and the lines
    that connect an account on each platform.

    The environment of this process is changed for good: a practice world is a process of its own.
    """
    home = Home(folder / "home")
    for name in _UNSET:
        os.environ.pop(name, None)
    ours = {
        "BRANDCRAFT_HOME": str(home.root),
        "BRANDCRAFT_ORIGINS": str(server.write_origins(folder / "origins.json")),
        # The person's own keyring stays untouched: this world's key lives in its own folder.
        "BRANDCRAFT_VAULT_PASSPHRASE": _passphrase(folder),
    }
    os.environ.update(ours)
    fresh = not home.database.exists()
    home.prepare()
    sample_files(folder / "pictures")
    workspace = open_workspace(home)
    try:
        first = {one.platform: one for one in reversed(server.accounts)}
        people = tuple(reversed(first.values()))
        if fresh:
            prepare(workspace)
        if fresh and connected:
            connect_everybody(workspace, people)
        return ours, () if connected else tuple(connect_line(workspace, one) for one in people)
    finally:
        close(workspace)


def _passphrase(folder: Path) -> str:
    """That of this world's vault, made where there is none. It is whole, or not there at all."""
    mark, unfinished = folder / MARK, folder / _UNFINISHED
    kept = mark.read_text(encoding="utf-8").strip() if mark.is_file() else ""
    if kept:
        return kept
    made = secrets.token_urlsafe(24)
    unfinished.unlink(missing_ok=True)
    with private_file(unfinished) as file:
        file.write(made.encode())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(mark)
    return made


@contextmanager
def _signals() -> Iterator[None]:
    """Ctrl+C is for the command; being told to end ends the command, and then all of it."""

    def told(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {one: signal.signal(one, told) for one in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(command: Sequence[str]) -> int:
    words = list(command) or [os.environ.get("SHELL") or "/bin/sh"]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    try:
        process = subprocess.Popen(  # noqa: S603 - what the person asked for
            words,
            env={**os.environ, "PATH": path},
            stdout=sys.stderr if sys.stdout is sys.stderr else None,  # --json: it has that alone
        )
    except OSError as error:
        raise NotFound(
            f"“{words[0]}” can't be run.", f"{error.strerror}.", "Name a command that exists."
        ) from error
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
        if process.poll() is None:
            process.terminate()
            process.wait()


def _welcome(ours: Mapping[str, str], page: str, lines: Sequence[str], pictures: Path) -> str:
    """What the shell that begins now is good for, and whom to connect in it."""
    told = [
        "A practice world: nothing reaches a real platform, and your own workspace is not touched.",
        "App keys and media storage are set up. Leave it with: exit",
        f"Pictures and a film to post lie in: {pictures}",
        f"See what arrives at: {page}",
    ]
    told += ["Connect accounts with:", *(f"  {line}" for line in lines)] if lines else []
    told += ["From another terminal:", *(f"  unset {name}" for name in _UNSET)]
    told += [f"  export {name}={shlex.quote(value)}" for name, value in ours.items()]
    return "\n".join(told) + "\n"
