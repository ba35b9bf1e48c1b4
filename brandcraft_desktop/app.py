"""Puts everything together: the only module that knows every face."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace
    from brandcraft_desktop.ui.application import Build, Parts, Running


_MINIMISED = "--minimised"  # as `domain.login_start` writes it for the next login


def main(arguments: Sequence[str] | None = None) -> int:
    """The `brandcraft` command; gives the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in ([], [_MINIMISED]):
        # The window must not wait for the command line's libraries.
        return run_window(minimised=bool(words))
    from brandcraft_desktop.cli import Faces, run

    return run(words, Faces(run_window, run_worker, run_demo, run_practice))


def window_parts(home: Path | None = None) -> Parts:
    """What the window of a home (default: this machine's) is built from."""
    from brandcraft_desktop.paths import Home, default_home
    from brandcraft_desktop.ui.application import Parts

    place = default_home() if home is None else Home(home)

    def open_it() -> Workspace:
        from brandcraft_desktop.services.workspace import open_workspace

        return open_workspace(place)

    def close_it(workspace: Workspace) -> None:
        from brandcraft_desktop.services.workspace import close

        close(workspace)

    def restore(file: Path) -> object:
        from brandcraft_desktop.services import restoring

        return restoring.restore(place, file)

    def start_engine(workspace: Workspace) -> Running:
        from brandcraft_desktop.scheduler import Engine

        engine = Engine(workspace)
        engine.start()
        return engine

    def load_screens() -> Build:
        from brandcraft_desktop.ui.screens import build

        return build

    def is_new() -> bool:
        # A shared workspace is somebody's already, and practice needs no demo.
        elsewhere = ("BRANDCRAFT_DATABASE_URL", "BRANDCRAFT_ORIGINS")
        return not place.database.exists() and not any(os.environ.get(one) for one in elsewhere)

    demos: list[object] = []  # kept, or Python would complain that nobody waits for them

    def start_demo() -> bool:
        import subprocess

        command = [sys.executable, "-m", "brandcraft_desktop", "demo"]
        try:
            demos.append(subprocess.Popen(command, start_new_session=True))  # noqa: S603 - our own
        except OSError:
            return False
        return True

    return Parts(
        home=place.root,
        run_folder=place.run,
        open_workspace=open_it,
        close_workspace=close_it,
        start_engine=start_engine,
        load_screens=load_screens,
        restore=restore,
        is_new=is_new,
        start_demo=start_demo,
    )


def run_window(minimised: bool = False) -> int:
    """Open the window of this machine's home; `minimised`: in the tray, where there is one."""
    import builtins

    from brandcraft_desktop.errors import BrandcraftError
    from brandcraft_desktop.ui.display import check_display

    try:
        check_display()
    except BrandcraftError as error:
        sys.stderr.write(f"Error: {error.message}\n")
        return error.exit_code
    # PySide6 replaces the import function; every module imported after it then has its source
    # read a second time and kept (23 MB and 60 ms here). We use none of what it is for.
    plain_import = builtins.__import__
    from brandcraft_desktop.paths import default_home
    from brandcraft_desktop.ui.running import run

    builtins.__import__ = plain_import
    try:
        default_home().prepare()
        return run(window_parts(), sys.argv[:1], minimised=minimised)
    except BrandcraftError as error:
        sys.stderr.write(f"Error: {error.message}\n")
        return error.exit_code
    except OSError as error:
        sys.stderr.write(f"Error: the data folder can't be used: {error.strerror}.\n")
        return 1


def run_worker(once: bool, name: str) -> int:
    """Publish due posts without a window until told to stop."""
    from brandcraft_desktop.paths import default_home
    from brandcraft_desktop.scheduler.worker import work
    from brandcraft_desktop.services.workspace import close, open_workspace

    workspace = open_workspace(default_home())
    try:
        return work(workspace, once=once, name=name)
    finally:
        close(workspace)


def run_demo(headless: bool, out: Path | None, empty: bool) -> int:
    """A throw-away workspace with practice accounts, in the window or driven by itself."""
    from brandcraft_desktop.demo import run

    return run(headless=headless, out=out, make_parts=window_parts, empty=empty)


def run_practice(keep: Path | None, connected: bool, command: Sequence[str]) -> int:
    """A shell, or one command, in a workspace of its own with stand-ins for the platforms."""
    from brandcraft_desktop.demo.practice import run

    return run(keep, command, connected=connected)
