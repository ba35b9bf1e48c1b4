"""Runs the demo: in the window for a person, or driven by itself without a display."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.demo.world import World, world
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.ui.display import DEMO_ADVICE, check_display

if TYPE_CHECKING:
    from brandcraft_desktop.ui.application import Parts


MakeParts = Callable[[Path], "Parts"]


def run(*, headless: bool, out: Path | None, make_parts: MakeParts, empty: bool = False) -> int:
    """Gives the exit code; `make_parts` says what a home's window is built from.

    The window opens on a workspace somebody worked in; `empty`: on one without posts.

    Raises `BadInput` where pictures can't be kept in `out`, `NoDisplay` without a screen.
    """
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        pictures = _folder(out)
        with world() as place:
            return _headless(place, pictures, make_parts)
    check_display(DEMO_ADVICE)
    from brandcraft_desktop.ui.beginning import open_application

    open_application(sys.argv[:1], DEMO_ADVICE)  # first: nothing may be left behind if it fails
    with world() as place:
        return _in_the_window(place, make_parts, empty=empty)


def _folder(out: Path | None) -> Path:
    """Where the pictures are kept. Raises `BadInput`."""
    if out is None:
        return Path(tempfile.mkdtemp(prefix="brandcraft-demo-pictures-"))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "It is a file." if out.is_file() else f"{error.strerror or 'The system refused it'}."
        raise BadInput(
            f"Pictures can't be kept in “{out}”.", why, "Give --out a folder.", field="out"
        ) from error
    return out


def _in_the_window(place: World, make_parts: MakeParts, *, empty: bool) -> int:
    from brandcraft_desktop.demo.connecting import connect_all
    from brandcraft_desktop.demo.lived import fill_home
    from brandcraft_desktop.ui.running import run as run_window

    connect_all(place)
    if not empty:
        fill_home(place.home)
    sys.stderr.write(
        "This is a demo: everything goes to a practice platform on this computer and is thrown "
        f"away at the end.\nSee what arrived: {place.server.page}\n"
    )
    return run_window(make_parts(place.home.root), sys.argv[:1])


def _headless(place: World, pictures: Path, make_parts: MakeParts) -> int:
    from brandcraft_desktop.demo import arrived, story
    from brandcraft_desktop.demo.stage import Stage
    from brandcraft_desktop.ui import theme
    from brandcraft_desktop.ui.application import Program
    from brandcraft_desktop.ui.beginning import hush_offscreen, make_application

    hush_offscreen()
    application = make_application(["brandcraft"])
    theme.apply(application, theme.Scheme.LIGHT, 1.0, reduced_motion=True)
    program = Program(make_parts(place.home.root))
    stage = Stage(program, place, pictures)
    program.start()
    program.window.resize(1280, 800)
    try:
        told = story.act(stage)
        arrivals = arrived.check(stage.workspace, place.server, told)
    except BrandcraftError as error:
        stage.picture("failure")
        sys.stderr.write(f"The demo failed: {error.message}\nPictures: {pictures}\n")
        return 1
    finally:
        program.end()
    sys.stdout.write(arrived.as_table(arrivals) + "\n")
    sys.stderr.write(f"{len(stage.pictures)} pictures are in {pictures}\n")
    return 0
