"""Files of the library dragged onto a day, into the post that is written, and over the rail."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.services import media, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from brandcraft_desktop.ui.editor.page import EditorPage
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.media_mime import carry
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.shell.places import CREATE, LIBRARY, PUBLISHER
from tests.services.many_files import add_many
from tests.ui.publisher.world import add_accounts
from tests.ui.stage import Stage, stage


def enter(over: QWidget, mime: QMimeData) -> bool:
    """Files come over a widget; whether it would take them."""
    event = QDragEnterEvent(
        over.rect().center(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def drop(over: QWidget, mime: QMimeData) -> None:
    """Let go of files over a widget that takes them."""
    assert enter(over, mime)
    QApplication.sendEvent(
        over,
        QDropEvent(
            QPointF(over.rect().center()),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def fill(workspace: Workspace) -> None:
    add_accounts(workspace)
    add_many(workspace, 8)


def files(at: Stage, *names: str) -> tuple[str, ...]:
    """Ids by the ends of names."""
    found = media.page(at.workspace)
    return tuple(next(one.id for one in found if name in one.name) for name in names)


def test_a_drop_on_a_day_is_a_draft_of_that_day(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=fill) as at:
        page = at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        today = page.calendar.month.current
        later = page.calendar.month.cell_of(today.replace(day=today.day + 3))
        before = page.calendar.month.cell_of(today.replace(day=today.day - 1))
        assert later is not None
        assert before is not None
        two = files(at, "beach", "studio")
        drop(later, carry(two))
        at.settle()
        (row,) = later.rows
        post = posts.show(at.workspace, row.id)
        assert post.status is PostStatus.DRAFT
        assert tuple(one.media_id for one in post.content.media) == two
        assert post.content.wall_time.endswith("T09:00")
        page._doing.undo()
        at.settle()
        assert later.rows == ()
        drop(before, carry(two))
        drop(later, carry(files(at, "beach", "0006")))  # a picture and a video: not on one post
        at.settle()
        assert later.rows == before.rows == ()
        assert "Pick up to 4 images or one video." in at.window.notice.text()


def test_a_drop_into_the_editor_joins_its_post(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=fill) as at:
        page = at.page(CREATE)
        assert isinstance(page, EditorPage)
        two = files(at, "beach", "studio")
        drop(page, carry(two))
        at.settle()
        assert tuple(one.media_id for one in page.controller.content.media) == two
        drop(page, carry(files(at, "beach", "brush")))
        at.settle()
        assert len(page.controller.content.media) == 3, "one was there already"
        drop(page, carry(files(at, "0006")))
        at.settle()
        (dialog,) = page.findChildren(ChoiceDialog)
        dialog.reject()
        at.settle()
        assert len(page.controller.content.media) == 3


def test_files_held_over_a_button_open_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=fill) as at:
        page = at.page(LIBRARY)
        assert isinstance(page, LibraryPage)
        assert not enter(page, carry(files(at, "beach"))), "they are here already"
        button = at.window.rail.button(PUBLISHER)
        assert not enter(button, QMimeData())
        assert enter(button, carry(files(at, "beach")))
        QApplication.sendEvent(button, QDragLeaveEvent())
        at.settle()
        assert at.window.current_key == LIBRARY, "they only passed over it"
        assert enter(button, carry(files(at, "beach")))
        at.wait(lambda: at.window.current_key == PUBLISHER, "the page to open")


def test_the_library_has_its_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=fill) as at:
        at.activate()
        qtbot.keyClick(at.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        at.settle()
        assert at.window.current_key == LIBRARY
        assert at.window.rail.button(LIBRARY).isChecked()
        assert at.window.rail.button(LIBRARY).text() == "Media"


def test_leaving_the_window_keeps_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=fill) as at:
        page = at.page(LIBRARY)
        assert isinstance(page, LibraryPage)
        first = page.items.files[0].id
        page.grid.choose([first], first)
        qtbot.keyClicks(page.details.fields.tags, " sunny")
    (file,) = tmp_path.glob("*.sqlite")
    kept = sqlite3.connect(file)
    (tags,) = kept.execute("SELECT tags FROM media WHERE id = ?", [first]).fetchone()
    kept.close()
    assert "sunny" in tags.split()
