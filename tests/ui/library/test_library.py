"""The library by what a person sees and does: looking, choosing, writing, deleting, using."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from sqlalchemy import update

from brandcraft_desktop.domain.credit import Credit, kept
from brandcraft_desktop.domain.library import Shelf
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.models.tables import media as media_table
from brandcraft_desktop.services import media, posts
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from brandcraft_desktop.ui.library.tags_dialog import TagsDialog
from brandcraft_desktop.ui.media_mime import carried_ids
from brandcraft_desktop.ui.unsplash import UnsplashDialog
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog, IconButton
from tests.media.files import photo
from tests.ui.library.conftest import Desk
from tests.ui.publisher.world import NOW, add_post

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def shelf(desk: Desk, which: Shelf) -> None:
    QTest.mouseClick(desk.page.header.shelves.button(which.value), LEFT)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def three(desk: Desk) -> list[str]:
    ids = desk.add("beach.jpg", "film.mp4", "sofa.png")
    desk.shows("sofa.png", "film.mp4", "beach.jpg")
    return ids


def test_no_bar_is_seen_where_nothing_can_be_scrolled(desk: Desk) -> None:
    desk.add("beach.jpg", "film.mp4", "sofa.png")
    desk.shows("sofa.png", "film.mp4", "beach.jpg")
    bar = desk.page.grid.verticalScrollBar()
    desk.wait(lambda: bar.maximum() == 0)

    def handle_seen() -> bool:
        picture = bar.grab().toImage()
        edge, middle, top = 0, picture.width() // 2, picture.height() // 8
        return picture.pixel(middle, top) != picture.pixel(edge, top)

    assert not bar.isEnabled()
    assert not handle_seen(), "only the ground"
    wide = desk.page.grid.viewport().width()
    desk.add(*(f"more {number}.jpg" for number in range(30)))
    desk.wait(lambda: bar.maximum() > 0)
    assert handle_seen(), "it is back"
    assert desk.page.grid.viewport().width() == wide


def test_shelves_search_and_what_there_is_when_there_is_nothing(desk: Desk) -> None:
    desk.wait(lambda: desk.page.state.state() == "empty")
    used, _, sofa = desk.add("beach.jpg", "film.mp4", "sofa.png")
    desk.shows("sofa.png", "film.mp4", "beach.jpg")
    assert desk.page.state.state() == "content"
    add_post(desk.workspace, desk.accounts, "Sand", at=NOW + timedelta(hours=2), media=[used])
    for which, names in (
        (Shelf.IMAGES, ("sofa.png", "beach.jpg")),
        (Shelf.VIDEOS, ("film.mp4",)),
        (Shelf.UNUSED, ("sofa.png", "film.mp4")),
        (Shelf.TRASH, ()),
        (Shelf.ALL, ("sofa.png", "film.mp4", "beach.jpg")),
    ):
        shelf(desk, which)
        desk.shows(*names)
    words = {one.text() for one in desk.page.header.shelves.findChildren(QToolButton)}
    assert words == {"All 3", "Images 2", "Videos 1", "Unused 2", "Trash"}
    media.edit(desk.workspace, sofa, alt="A green sofa", tags="home")
    QTest.keyClicks(desk.page.header.search, "GREEN #home")
    desk.shows("sofa.png")
    QTest.keyClicks(desk.page.header.search, " nothing")
    desk.wait(lambda: desk.page.state.state() == "empty")
    QTest.keyClick(desk.page.header.search, Qt.Key.Key_Escape)
    desk.shows("sofa.png", "film.mp4", "beach.jpg")


def test_several_are_chosen_by_mouse_and_keys(desk: Desk, three: list[str]) -> None:
    beach, _, sofa = three
    desk.click(sofa)
    assert desk.chosen() == ["sofa.png"]
    assert desk.page.bar.isHidden()
    desk.click(beach, CTRL)
    assert desk.chosen() == ["sofa.png", "beach.jpg"]
    assert desk.page.bar.count.text() == "2 selected"
    desk.click(sofa)
    desk.click(beach, SHIFT)
    assert desk.chosen() == ["sofa.png", "film.mp4", "beach.jpg"]
    desk.key(Qt.Key.Key_Escape)
    assert desk.chosen() == []
    desk.key(Qt.Key.Key_A, CTRL)
    assert len(desk.chosen()) == 3
    assert "3 files" in desk.page.details.nothing.whole_text()
    desk.click(sofa)
    desk.key(Qt.Key.Key_Right)
    assert desk.chosen() == ["film.mp4"]
    desk.key(Qt.Key.Key_Right, SHIFT)
    assert desk.chosen() == ["film.mp4", "beach.jpg"]
    press(desk.page.bar.findChildren(IconButton)[0])
    assert desk.chosen() == []


def test_details_tell_and_lead_to_the_posts(desk: Desk, three: list[str]) -> None:
    beach = three[0]
    soon = add_post(
        desk.workspace, desk.accounts, "Soon", at=NOW + timedelta(hours=3), media=[beach]
    )
    out = add_post(
        desk.workspace,
        desk.accounts,
        "Out",
        at=NOW - timedelta(hours=3),
        status=D.PUBLISHED,
        media=[beach],
    )
    desk.click(beach)
    details = desk.page.details
    desk.wait(lambda: details.uses.isVisible() and not details.uses.lines[1].isHidden())
    assert "JPEG" in details.facts.whole_text()
    opened = [line.open.text() for line in details.uses.lines if not line.isHidden()]
    assert set(opened) == {"Soon", "Out"}
    for line in details.uses.lines[:2]:
        press(line.open)
    assert set(desk.way.went) == {f"editor {soon.id}", f"delivery {out.id}"}
    desk.wait(lambda: any(line.words.whole_text() == "Fits" for line in details.fits.lines))
    assert len(details.fits.lines) == 10
    desk.click(three[2])
    desk.wait(details.uses.none.isVisible)


def test_words_are_kept_while_walking_on_and_wrong_ones_are_told(
    desk: Desk, three: list[str]
) -> None:
    beach, _, sofa = three
    desk.click(sofa)
    fields = desk.page.details.fields
    desk.key(Qt.Key.Key_F2)
    desk.wait(fields.name.hasFocus)
    QTest.keyClicks(fields.name, "Our sofa")
    QTest.keyClick(fields.name, Qt.Key.Key_Return)
    desk.wait(lambda: desk.view(sofa).name == "Our sofa")
    desk.wait(lambda: fields.state.whole_text() == "Saved")
    desk.shows("Our sofa", "film.mp4", "beach.jpg")
    desk.page.grid.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.wait(fields.alt.hasFocus)
    QTest.keyClicks(fields.alt, "Green")
    desk.click(beach)  # leaves the field: it is kept, of the file it was written for
    desk.wait(lambda: desk.view(sofa).alt == "Green")
    assert desk.view(beach).alt == ""
    assert fields.alt.toPlainText() == ""
    QTest.keyClicks(fields.tags, "sea " + "x" * 50)
    QTest.keyClick(fields.tags, Qt.Key.Key_Return)
    desk.wait(lambda: "too long" in fields.state.whole_text())
    assert fields.tags.property("state") == "error"
    fields.show_file(desk.view(beach))  # as a reading does that comes later
    assert fields.tags.text().startswith("sea"), "what was typed stays to be mended"
    QTest.keyClick(fields.tags, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(fields.tags, "#Sea sun")
    desk.wait(lambda: desk.view(beach).tags == ("sea", "sun"))
    QTest.keyClicks(fields.alt, "Waves")
    desk.page.hide()
    desk.wait(lambda: desk.view(beach).alt == "Waves")


def test_what_comes_from_elsewhere_does_not_take_what_is_typed(
    desk: Desk, three: list[str]
) -> None:
    sofa = three[2]
    desk.click(sofa)
    fields = desk.page.details.fields
    QTest.keyClicks(fields.alt, "Half a sen")
    media.edit(desk.workspace, sofa, name="Renamed elsewhere", alt="Other words")
    desk.wait(lambda: fields.name.text() == "Renamed elsewhere")
    assert fields.alt.toPlainText() == "Half a sen"


def test_what_is_wrong_with_one_file_is_not_told_of_the_next(desk: Desk, three: list[str]) -> None:
    desk.click(three[0])
    fields = desk.page.details.fields
    QTest.keyClicks(fields.tags, "x" * 50)
    QTest.keyClick(fields.tags, Qt.Key.Key_Return)
    desk.wait(lambda: fields.tags.property("state") == "error")
    desk.click(three[2])
    assert fields.tags.property("state") == ""
    assert fields.state.whole_text() == ""


def test_the_tab_key_goes_as_the_page_is_read(desk: Desk, three: list[str]) -> None:
    desk.click(three[2])
    header, details = desk.page.header, desk.page.details
    header.search.setFocus()
    met: list[QWidget | None] = []
    stops = (header.unsplash, header.add, desk.page.grid, details.fields.name, details.use)
    for _ in range(20):
        QTest.keyClick(desk.page.focusWidget() or desk.page, Qt.Key.Key_Tab)
        met.append(desk.page.focusWidget())
    shelf = met[0]
    assert shelf is not None
    assert header.shelves.isAncestorOf(shelf)
    assert tuple(one for one in met if one in stops)[: len(stops)] == stops


def told(desk: Desk, toasts: int) -> bool:
    return len(desk.way.toasts) == toasts


def test_each_toast_takes_back_what_it_tells(desk: Desk, three: list[str]) -> None:
    ways = []
    for number, media_id in enumerate(three[:2], start=1):
        desk.click(media_id)
        desk.key(Qt.Key.Key_Delete)
        desk.wait(partial(told, desk, number))
        ways.append(desk.way.undo)
    desk.shows("sofa.png")
    first, second = ways
    assert first is not None
    first()
    desk.shows("sofa.png", "beach.jpg")
    first()  # once
    desk.key(Qt.Key.Key_Z, CTRL)
    desk.shows("sofa.png", "film.mp4", "beach.jpg")
    assert second is not None


def test_photos_of_unsplash_come_in_and_name_who_made_them(desk: Desk, three: list[str]) -> None:
    press(desk.page.header.unsplash)
    dialog = next(iter(desk.page.findChildren(UnsplashDialog)))
    assert dialog.isVisible()
    dialog.close()
    credit = kept(Credit("x1", "Ann Lee", "https://unsplash.com/@ann", "https://unsplash.com/x1"))
    desk.workspace.database.write(
        lambda connection: connection.execute(
            update(media_table).where(media_table.c.id == three[2]).values(credit=credit)
        )
    )
    desk.page.refresh()
    desk.click(three[2])
    desk.wait(lambda: "Photo by Ann Lee on Unsplash" in desk.page.details.credit.whole_text())


def test_deleting_has_a_way_back_and_asks_only_for_unsent_posts(
    desk: Desk, three: list[str]
) -> None:
    beach, _, sofa = three
    desk.click(sofa)
    desk.key(Qt.Key.Key_Delete)
    desk.shows("film.mp4", "beach.jpg")
    assert desk.way.toasts == ["Deleted “sofa.png”"]
    QTest.keyClick(desk.page.grid, Qt.Key.Key_Z, CTRL)
    desk.shows("sofa.png", "film.mp4", "beach.jpg")
    add_post(desk.workspace, desk.accounts, "Soon", at=NOW + timedelta(hours=3), media=[beach])
    desk.click(beach)
    press(desk.page.details.delete)
    dialog = desk.dialog(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    assert "Used by 1 scheduled post." in dialog.accessibleDescription()
    press(dialog.cancel_button)
    assert desk.view(beach).deleted_at is None
    press(desk.page.details.delete)
    dialog = desk.dialog(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    press(dialog.confirm_button)
    desk.shows("sofa.png", "film.mp4")
    shelf(desk, Shelf.TRASH)
    desk.shows("beach.jpg")
    assert desk.page.note.isVisible()
    desk.click(beach)
    desk.wait(lambda: "as long as a post has it" in desk.page.details.trash.whole_text())
    desk.key(Qt.Key.Key_Delete)
    stays = "A post has it: it stays in the trash as long as that is so."
    desk.wait(lambda: desk.way.toasts[-1] == stays)
    press(desk.page.details.restore)
    desk.wait(lambda: desk.page.state.state() == "empty")
    shelf(desk, Shelf.ALL)
    desk.shows("sofa.png", "film.mp4", "beach.jpg")


def test_the_trash_is_emptied_but_for_what_posts_have(desk: Desk, three: list[str]) -> None:
    beach = three[0]
    add_post(desk.workspace, desk.accounts, "Idea", at=None, status=D.DRAFT, media=[beach])
    media.delete_many(desk.workspace, three)
    desk.wait(lambda: desk.page.state.state() == "empty")
    shelf(desk, Shelf.TRASH)
    desk.wait(lambda: len(desk.names()) == 3)
    press(desk.page.note.findChildren(Button)[0])
    dialog = desk.dialog(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    press(dialog.confirm_button)
    desk.shows("beach.jpg")
    desk.wait(lambda: "Removed 2 files for good" in desk.way.toasts)
    assert [view.id for view in media.some(desk.workspace, three)] == [beach]


def test_chosen_files_of_the_trash_go_for_good_when_confirmed(desk: Desk, three: list[str]) -> None:
    beach, film, sofa = three
    add_post(desk.workspace, desk.accounts, "Idea", at=None, status=D.DRAFT, media=[beach])
    media.delete_many(desk.workspace, three)
    desk.wait(lambda: desk.page.state.state() == "empty")
    shelf(desk, Shelf.TRASH)
    desk.wait(lambda: len(desk.names()) == 3)
    desk.click(film)
    assert desk.page.details.delete.text() == "Delete for good…"
    desk.key(Qt.Key.Key_Delete)
    dialog = desk.dialog(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    press(dialog.cancel_button)
    assert len(media.some(desk.workspace, three)) == 3
    desk.click(beach, CTRL)
    press(desk.page.bar.delete)
    dialog = desk.dialog(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    assert "1 of them is on a post and stays" in dialog.accessibleDescription()
    press(dialog.confirm_button)
    desk.wait(lambda: set(desk.names()) == {"beach.jpg", "sofa.png"})
    assert [view.id for view in media.some(desk.workspace, three)] == [beach, sofa]
    desk.wait(lambda: desk.way.toasts[-1:] == ["Removed 1 file for good"])


def test_chosen_files_begin_a_post(desk: Desk, three: list[str]) -> None:
    beach, film, sofa = three
    media.edit(desk.workspace, beach, alt="Sand")
    desk.click(beach)
    press(desk.page.details.use)
    desk.wait(lambda: desk.way.went)
    post = posts.show(desk.workspace, desk.way.went[0].removeprefix("editor "))
    assert [(one.media_id, one.alt) for one in post.content.media] == [(beach, "Sand")]
    desk.click(film)
    desk.click(sofa, CTRL)
    press(desk.page.bar.use)
    dialog = desk.dialog(ChoiceDialog)
    assert isinstance(dialog, ChoiceDialog)
    assert len(desk.way.went) == 1
    press(dialog.buttons[0])
    desk.wait(lambda: len(desk.way.went) == 2)
    post = posts.show(desk.workspace, desk.way.went[1].removeprefix("editor "))
    assert len(post.content.media) == 1


def test_tags_for_several(desk: Desk, three: list[str]) -> None:
    desk.key(Qt.Key.Key_A, CTRL)
    press(desk.page.bar.tags)
    dialog = desk.dialog(TagsDialog)
    assert isinstance(dialog, TagsDialog)
    assert not dialog.confirm_button.isEnabled()
    QTest.keyClicks(dialog.field, "x" * 41)
    assert "too long" in dialog.wrong.whole_text()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "summer")
    press(dialog.confirm_button)
    desk.wait(lambda: all(desk.view(one).tags == ("summer",) for one in three))


def test_the_menu_offers_what_can_be_done(desk: Desk, three: list[str]) -> None:
    desk.click(three[0])
    words = [action.text() for action in desk.page.menu().actions()]
    assert words == ["Create post", "Rename", "Alt text", "Add tags…", "Delete"]
    desk.key(Qt.Key.Key_A, CTRL)
    menu = desk.page.menu()
    assert [action.text() for action in menu.actions()] == [
        "Create post",
        "Add tags…",
        "Delete",
    ]
    menu.actions()[-1].trigger()
    desk.wait(lambda: desk.page.state.state() == "empty")
    shelf(desk, Shelf.TRASH)
    desk.wait(lambda: len(desk.names()) == 3)
    desk.key(Qt.Key.Key_A, CTRL)
    menu = desk.page.menu()
    assert [action.text() for action in menu.actions()] == ["Restore", "Delete for good…"]
    menu.actions()[0].trigger()
    desk.wait(lambda: desk.page.state.state() == "empty")


def test_dragging_carries_the_chosen_files_in_their_order(desk: Desk, three: list[str]) -> None:
    desk.click(three[2])
    desk.click(three[0], CTRL)
    drag = desk.page.grid.drag_of(desk.page.grid.selectedIndexes())
    assert drag is not None
    assert carried_ids(drag.mimeData()) == (three[2], three[0])
    assert not drag.pixmap().isNull()
    assert carried_ids(QMimeData()) == ()


def drop(desk: Desk, mime: QMimeData) -> None:
    """Let go over the grid; it leaves files from outside to the page."""
    at, over = QPoint(200, 300), desk.page
    none, copying = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copying, mime, LEFT, none)
    QApplication.sendEvent(over, enter)
    assert enter.isAccepted()
    assert desk.page.overlay.isVisible()
    QApplication.sendEvent(over, QDropEvent(QPointF(at), copying, mime, LEFT, none))
    assert desk.page.overlay.isHidden()


def test_files_come_in_by_drop_and_paste_and_bad_ones_are_named(
    desk: Desk, three: list[str]
) -> None:
    good = photo(desk.folder / "new.jpg", (90, 60))
    bad = desk.folder / "letter.txt"
    bad.write_text("Dear all")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in (good, bad)])
    shelf(desk, Shelf.TRASH)
    drop(desk, mime)
    desk.wait(lambda: desk.names()[:1] == ["new.jpg"])
    assert desk.page.header.shelf is Shelf.ALL
    assert [error.title for error in desk.way.errors] == ["“letter.txt” is not a picture or video."]
    assert desk.page.busy.isHidden()
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    desk.page.grid.setFocus()
    desk.key(Qt.Key.Key_V, CTRL)
    desk.wait(lambda: desk.names()[:1] == ["Pasted image.png"])


def test_what_another_process_changes_is_seen(desk: Desk, three: list[str]) -> None:
    desk.click(three[1])
    media.edit(desk.workspace, three[0], name="Other name.jpg")
    desk.shows("sofa.png", "film.mp4", "Other name.jpg")
    media.delete(desk.workspace, three[2])
    desk.shows("film.mp4", "Other name.jpg")
    assert desk.chosen() == ["film.mp4"]
    row = desk.page.items.index(0)
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(spoken, str)
    assert spoken.startswith("Video, film.mp4, ")
    assert isinstance(row.data(int(Qt.ItemDataRole.UserRole)), MediaView)
