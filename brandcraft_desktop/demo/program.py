"""Runs the demo: in the window for a person, or driven by itself without a display."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from brandcraft_desktop.demo.world import World, world
from brandcraft_desktop.errors import BrandcraftError


def run(*, headless: bool, out: Path | None) -> int:
    """Gives the exit code."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with world() as place:
        return _headless(place, out) if headless else _in_the_window(place)


def _in_the_window(place: World) -> int:
    from brandcraft_desktop.app import window_parts
    from brandcraft_desktop.demo.connecting import connect_all
    from brandcraft_desktop.ui.application import run as run_window

    connect_all(place)
    sys.stderr.write(
        "This is a demo: everything goes to a practice platform on this computer and is thrown "
        f"away at the end.\nSee what arrived: {place.server.page}\n"
    )
    return run_window(window_parts(place.home.root), sys.argv[:1])


def _headless(place: World, out: Path | None) -> int:
    from brandcraft_desktop.app import window_parts
    from brandcraft_desktop.demo import arrived, story
    from brandcraft_desktop.ui import theme
    from brandcraft_desktop.ui.application import Program, make_application

    pictures = out or Path(tempfile.mkdtemp(prefix="brandcraft-demo-pictures-"))
    application = make_application(["brandcraft"])
    theme.apply(application, theme.Scheme.LIGHT, 1.0, reduced_motion=True)
    program = Program(window_parts(place.home.root))
    stage = story.Stage(program, place, pictures)
    program.start()
    program.window.resize(1280, 800)
    try:
        told = story.act(stage)
        workspace = program.workspace
        if workspace is None:
            raise arrived.NotAsSent("The workspace was closed too early.")
        arrivals = arrived.check(workspace, place.server, told)
    except BrandcraftError as error:
        stage.picture("failure")
        sys.stderr.write(f"The demo failed: {error.message}\nPictures: {pictures}\n")
        return 1
    finally:
        program.end()
    sys.stdout.write(arrived.as_table(arrivals) + "\n")
    sys.stderr.write(f"{len(told.pictures)} pictures are in {pictures}\n")
    return 0
