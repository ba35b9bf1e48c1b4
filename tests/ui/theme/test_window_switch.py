"""The whole window after a switch of the theme: as if it had been started under it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.shell.places import PLACES
from brandcraft_desktop.ui.theme.tokens import DARK, LIGHT
from tests.services.many_posts import add_posts
from tests.ui.publisher.world import NOW, add_accounts
from tests.ui.stage import Stage, stage

PAGES = tuple(place.key for place in PLACES)
OF_LIGHT = {LIGHT[name] for name in ("bg", "sunken", "hover", "border", "text2", "accent")}
"""Colours that the dark theme does not name."""
WORDS_OF_LIGHT = {LIGHT[name] for name in ("text", "text2", "text3")}
BY_CHANCE = 20
"""Pixels that may have one of them nevertheless: edges of letters."""


def fill(workspace: Workspace) -> None:
    """Some posts around the day."""
    accounts = add_accounts(workspace)
    add_posts(workspace, accounts, 20, until=NOW + timedelta(days=9), every=timedelta(hours=20))


@pytest.fixture
def steady(qapp: QApplication) -> Iterator[QApplication]:
    """No caret blinks; light afterwards."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield qapp
    qapp.setCursorFlashTime(flash)
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)


def picture(at: Stage) -> QImage:
    """The window as it stands."""
    return at.window.grab().toImage()


def inks(at: Stage) -> set[str]:
    """What the widgets in sight would write with, if no rule told them."""
    parts = [part for part in at.window.findChildren(QWidget) if part.isVisible()]
    return {part.palette().color(part.foregroundRole()).name().upper() for part in parts}


def looks_so(at: Stage, image: QImage) -> bool:
    """Whether the window is exactly that picture."""
    return picture(at) == image


def pixels(image: QImage, colour: str) -> int:
    """How many have exactly that colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(plain.constBits(), dtype=np.uint32) & 0xFFFFFF
    return int((found == int(colour[1:], 16)).sum())


def test_each_page_opened_after_a_switch_is_as_one_made_then(
    steady: QApplication, tmp_path: Path
) -> None:
    assert not OF_LIGHT & set(DARK.values())
    folder = tmp_path / "home"  # one for both: Settings shows it
    with stage(folder, prepare=fill, scheme=theme.Scheme.DARK) as at:
        made = {}
        for key in PAGES * 2:  # what comes late to a page is there the second time
            at.page(key)
            made[key] = picture(at)
    shutil.rmtree(folder)

    with stage(folder, prepare=fill) as at:
        for key in PAGES:
            at.page(key)
        for number, key in enumerate(PAGES):
            theme.apply(steady, theme.Scheme.LIGHT, reduced_motion=True)
            at.page(PAGES[number - 1])
            theme.apply(steady, theme.Scheme.DARK, reduced_motion=True)

            at.window.go_to(key)

            assert not WORDS_OF_LIGHT & inks(at), f"{key} is in the former dress"
            first = picture(at)
            old = [one for one in OF_LIGHT if pixels(first, one) > BY_CHANCE]
            assert not old, f"{key} flashes"
            at.settle()
            at.wait(partial(looks_so, at, made[key]), f"{key} as it is made")
