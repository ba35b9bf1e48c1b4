"""Pictures and videos: how they come onto a post and how they leave it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_dialog.alt_words import AltLimit, AltWords
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from tests.media.files import photo, video
from tests.ui.editor.conftest import Desk


def photos(folder: Path, number: int) -> list[Path]:
    return [photo(folder / f"{one}.jpg", (320 + one, 240)) for one in range(number)]


def drop(desk: Desk, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(desk.page, enter)
    assert enter.isAccepted()
    assert desk.view.overlay.isVisible()
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(desk.page, event)
    assert not desk.view.overlay.isVisible()


def choice(desk: Desk) -> ChoiceDialog:
    desk.wait(lambda: bool(desk.page.findChildren(ChoiceDialog)))
    return desk.page.findChildren(ChoiceDialog)[0]


def test_a_pasted_picture_joins_the_post(desk: Desk) -> None:
    desk.new()
    desk.type("look")
    when = desk.page.controller.when
    mime = QMimeData()
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0x3366CC)
    mime.setImageData(picture)
    desk.view.composer.insertFromMimeData(mime)
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 1)
    desk.wait(lambda: desk.view.strip.items.tiles[0].state is MediaState.PROCESSED)
    assert desk.view.composer.text() == "look"
    assert desk.page.controller.when == when
    desk.wait(lambda: len(desk.stored().content.media) == 1)


def test_six_dropped_images_offer_the_first_four(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    drop(desk, photos(tmp_path, 6))
    dialog = choice(desk)
    assert dialog.accessibleName() == "That's 6 images. The first 4 fit."
    assert [button.text() for button in dialog.buttons] == ["Add 4", "Choose again"]
    assert not desk.view.strip.items.tiles
    dialog.buttons[0].click()
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 4)
    assert desk.view.strip.hint.text() == "4 of 4 images"
    assert desk.view.strip.add.isHidden()
    desk.settle()


def test_images_and_a_video_are_refused_as_a_whole(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    drop(desk, [*photos(tmp_path, 2), video(tmp_path / "clip.mp4")])
    dialog = choice(desk)
    words = "Pick up to 4 images or one video. You chose 2 images and 1 video."
    assert dialog.accessibleName() == words
    labels = [button.text() for button in dialog.buttons]
    assert labels == ["Use the 2 images", "Use the video", "Cancel"]
    dialog.buttons[2].click()
    desk.settle()
    assert not desk.view.strip.items.tiles


def test_a_broken_file_is_refused_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture at all")
    drop(desk, [broken])
    desk.wait(lambda: not desk.view.banner.isHidden())
    assert "broken.jpg" in desk.view.banner.text()
    assert not desk.view.strip.items.tiles


def test_files_of_the_library_join_the_post(desk: Desk, tmp_path: Path) -> None:
    for path in (photo(tmp_path / "beach.jpg", (320, 240)), video(tmp_path / "surf.mp4")):
        media.process(desk.workspace, media.add(desk.workspace, [path])[0].id)
    desk.new()
    menu = desk.view.strip.sources()
    next(one for one in menu.actions() if one.text() == "From the library…").trigger()
    desk.wait(lambda: bool(desk.page.findChildren(LibraryPicker)))
    picker = desk.page.findChildren(LibraryPicker)[0]
    desk.wait(lambda: picker.list.count() == 2)
    desk.bot.keyClicks(picker.search, "zzz")
    desk.wait(lambda: picker.empty.whole_text() == "No files for “zzz”." and picker.list.isHidden())
    picker.search.clear()
    desk.wait(lambda: picker.list.count() == 2 and not picker.list.isHidden())
    desk.bot.keyClicks(picker.search, "BEACH")
    desk.wait(lambda: [picker.list.item(0).text()] == ["beach.jpg"] and picker.list.count() == 1)
    place = picker.list.visualItemRect(picker.list.item(0)).center()
    desk.bot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.wait(lambda: [one.name for one in desk.view.strip.items.tiles] == ["beach.jpg"])
    desk.wait(lambda: len(desk.stored().content.media) == 1)


def test_what_was_decided_for_a_file_that_is_gone_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.page.intake.add_files(photos(tmp_path, 1))
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 1)
    desk.settle()
    media_id = desk.view.strip.items.tiles[0].media_id
    desk.page.files.describe(media_id)
    desk.wait(lambda: bool(desk.page.findChildren(MediaDialog)))
    dialog = desk.page.findChildren(MediaDialog)[0]
    desk.bot.keyClicks(dialog.words, "A corner")
    desk.page.files.remove(media_id)
    dialog.save.click()
    assert desk.way.toasts[-1] == "“0.jpg” is no longer on this post."


def test_order_alt_text_and_removal_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.page.intake.add_files(photos(tmp_path, 3))
    desk.wait(lambda: len(desk.view.strip.items.tiles) == 3)
    strip, items = desk.view.strip.list, desk.view.strip.items
    first = items.tiles[0].media_id
    strip.setCurrentIndex(items.index(0))
    desk.bot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert [tile.media_id for tile in items.tiles][1] == first
    desk.bot.keyClick(strip, Qt.Key.Key_Return)
    desk.wait(lambda: bool(desk.page.findChildren(MediaDialog)))
    dialog = desk.page.findChildren(MediaDialog)[0]
    desk.bot.keyClicks(dialog.words, "A red corner")
    dialog.save.click()
    assert items.tiles[1].alt == "A red corner"
    strip.setCurrentIndex(items.index(1))
    desk.bot.keyClick(strip, Qt.Key.Key_Delete)
    assert len(items.tiles) == 2
    assert desk.way.toasts[-1].startswith("Removed ")
    assert desk.way.undo is not None
    desk.way.undo()
    assert items.tiles[1].alt == "A red corner"
    desk.wait(lambda: [one.alt for one in desk.stored().content.media] == ["", "A red corner", ""])
    desk.settle()


@pytest.mark.parametrize("extra", [0, 5])
def test_alt_text_may_be_too_long_but_is_marked(qtbot: QtBot, extra: int) -> None:
    limits = (AltLimit("Bluesky", 10), AltLimit("X", 1000), AltLimit("TikTok", 0))
    alt = AltWords("beach.jpg", "ä" * (10 + extra), limits)
    qtbot.addWidget(alt)
    assert bool(alt.words.extraSelections()) is bool(extra)
    assert alt.counter.state() == ("over" if extra else "near")
    assert alt.limits.text() == "Bluesky 10 · X 1,000 · not sent to TikTok"
