"""The picture of the brand, chosen while the workspace is introduced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import brands, first_run
from brandcraft_desktop.services.first_run import OWN_NAME, Step
from brandcraft_desktop.ui.first_run.brand_page import BrandPage
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from tests.ui.stage import Stage, stage

# What the offscreen window system does not know.
pytestmark = pytest.mark.qt_log_ignore("raise\\(\\)", "grabbing the keyboard")
RED = (200, 40, 90)


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is written for the next login is written where nobody looks."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "face.png"
    Image.new("RGB", (80, 80), RED).save(file)
    return file


@contextmanager
def introduced(folder: Path) -> Iterator[tuple[Stage, FirstRun]]:
    """At the first step."""
    with stage(folder, prepare=lambda it: first_run.reach(it, Step.BRAND)) as at:
        assert at.program.session is not None
        found = at.program.session.greeting.dialog
        assert isinstance(found, FirstRun)
        yield at, found
        at.settle()


def pick(at: Stage, page: BrandPage, file: Path) -> None:
    """Press the button and choose a file in what opens."""
    QTest.mouseClick(page.picture.choose, Qt.MouseButton.LeftButton)
    asked = page.picture.findChild(QFileDialog)
    assert asked is not None
    asked.fileSelected.emit(str(file))
    asked.close()
    at.settle()


def press(at: Stage, dialog: FirstRun, step: Step) -> None:
    QTest.mouseClick(
        dialog.next if step is not Step.BRAND else dialog.back, Qt.MouseButton.LeftButton
    )
    at.wait(lambda: dialog.step is step, step.value)
    at.settle()


def reddish(page: BrandPage) -> bool:
    avatar = page.picture.avatar
    spot = avatar.grab().toImage().pixelColor(avatar.width() // 2, avatar.height() // 2)
    return (spot.red(), spot.green(), spot.blue()) == pytest.approx(RED, abs=12)


def test_it_comes_with_the_name_and_is_shown_on_the_way_back(
    qtbot: QtBot, tmp_path: Path, picture: Path
) -> None:
    with introduced(tmp_path / "home") as (at, dialog):
        page = dialog.brand
        QTest.keyClicks(page.name, "Demo Studio")
        assert not reddish(page)
        pick(at, page, picture)
        assert reddish(page)
        press(at, dialog, Step.CAMPAIGN)
        (brand,) = brands.list_brands(at.workspace)
        assert brand.name == "Demo Studio"
        assert brand.avatar_sha256 is not None
        press(at, dialog, Step.BRAND)
        assert reddish(page)
        QTest.mouseClick(page.picture.remove, Qt.MouseButton.LeftButton)
        assert not reddish(page)
        press(at, dialog, Step.CAMPAIGN)
        assert brands.show(at.workspace, brand.id).avatar_sha256 is None
        dialog.reject()


def test_it_is_kept_when_the_introduction_is_left(
    qtbot: QtBot, tmp_path: Path, picture: Path
) -> None:
    with introduced(tmp_path / "home") as (at, dialog):
        pick(at, dialog.brand, picture)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        at.settle()
        (brand,) = brands.list_brands(at.workspace)
        assert brand.name == OWN_NAME
        assert brand.avatar_sha256 is not None


def test_a_file_that_is_none_is_refused_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, picture: Path
) -> None:
    broken = tmp_path / "notes.png"
    broken.write_text("no picture")
    with introduced(tmp_path / "home") as (at, dialog):
        page = dialog.brand
        pick(at, page, picture)
        pick(at, page, broken)
        assert "“notes.png” can't be read as a picture" in page.problem.whole_text()
        assert reddish(page), "the one that was chosen before stays"
        QTest.keyClicks(page.name, "Demo Studio")
        press(at, dialog, Step.CAMPAIGN)
        (brand,) = brands.list_brands(at.workspace)
        assert brand.avatar_sha256 is not None
        dialog.reject()
