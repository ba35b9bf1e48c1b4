"""Threads by hand: lines between parts, by keys and mouse, and the files that go along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QMenu

from brandcraft_desktop.ui.editor.part_lines import PartLine
from tests.ui.editor.conftest import Desk
from tests.ui.editor.test_media import photos
from tests.ui.editor.test_own_media import add
from tests.ui.editor.test_variants import choose

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
THREE = "one\n---\ntwo\n---\nthree"


def write(desk: Desk, text: str = THREE) -> None:
    """A thread, the cursor at its end."""
    desk.new()
    desk.choose_all()
    desk.page.controller.set_thread(True)
    desk.view.composer.insertPlainText(text)


def lines(desk: Desk) -> list[PartLine]:
    return [one for one in desk.view.part_lines.rows if not one.isHidden()]


def cursor_to(desk: Desk, word: str) -> None:
    cursor = desk.view.composer.document().find(word)
    cursor.setPosition(cursor.selectionStart())
    desk.view.composer.setTextCursor(cursor)


def placed(desk: Desk) -> list[tuple[str, int]]:
    files = desk.page.controller.files
    content = desk.page.controller.content
    return [(files[one.media_id].name, one.part) for one in content.media]


def test_lines_name_and_count_their_parts(desk: Desk) -> None:
    write(desk)
    assert [one.label.text() for one in lines(desk)] == ["Part 2 of 3", "Part 3 of 3"]
    assert [one.count.text() for one in lines(desk)] == ["Bluesky 3 / 300", "Bluesky 5 / 300"]
    first = lines(desk)[0]
    interface = QAccessible.queryAccessibleInterface(first)
    assert interface.text(QAccessible.Text.Name) == "Part 2 of 3, 3 of 300 characters on Bluesky"
    block = desk.view.composer.document().findBlockByNumber(1)
    place = desk.view.composer.blockBoundingGeometry(block)
    place.translate(desk.view.composer.contentOffset())
    assert abs(first.geometry().center().y() - place.center().y()) <= 2
    assert first.height() >= 24, "its buttons can be hit"
    desk.view.composer.moveCursor(QTextCursor.MoveOperation.End)
    desk.type(" more")
    assert lines(desk)[1].count.text() == "Bluesky 10 / 300"
    desk.page.controller.set_thread(False)
    assert not lines(desk), "without a thread they are sent as they stand"


def test_part_buttons_are_reached_by_the_tab_key(desk: Desk) -> None:
    write(desk)
    desk.view.order_focus()
    widget, met = desk.view.composer.nextInFocusChain(), []
    while widget is not None and widget is not desk.view.split:
        met.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    wanted = [
        "Move part 2 up",
        "Move part 2 down",
        "Join part 2 with the one above",
        "Move part 3 up",
    ]
    assert [one for one in met if one in wanted] == wanted


def test_buttons_move_and_join_parts(desk: Desk) -> None:
    write(desk)
    desk.bot.mouseClick(lines(desk)[1].up, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "one\n---\nthree\n---\ntwo"
    assert lines(desk)[0].up.hasFocus(), "the same button of the moved part"
    desk.bot.keyClick(lines(desk)[0].up, Qt.Key.Key_Space)
    assert desk.view.composer.text() == "three\n---\none\n---\ntwo"
    desk.bot.mouseClick(lines(desk)[0].join, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "three\n\none\n---\ntwo"
    for before in ("three\n---\none\n---\ntwo", "one\n---\nthree\n---\ntwo", THREE):
        desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL)
        assert desk.view.composer.text() == before


def test_backspace_and_delete_at_a_line_join_the_parts(desk: Desk) -> None:
    write(desk)
    cursor_to(desk, "two")
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Backspace)
    assert desk.view.composer.text() == "one\n\ntwo\n---\nthree"
    desk.view.composer.undo()
    cursor_to(desk, "one")
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_End)
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Delete)
    assert desk.view.composer.text() == "one\n\ntwo\n---\nthree"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_J, CTRL | SHIFT)
    assert desk.view.composer.text() == "one\n\ntwo\n---\nthree", "the first part has none above"


def test_the_cursor_steps_over_the_lines(desk: Desk) -> None:
    write(desk)
    cursor_to(desk, "one")
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Down)
    desk.type("x")
    assert desk.view.composer.text() == "one\n---\nxtwo\n---\nthree"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Home)
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Left)
    desk.type("y")
    assert desk.view.composer.text() == "oney\n---\nxtwo\n---\nthree"


def test_files_join_the_part_where_the_cursor_is(desk: Desk, tmp_path: Path) -> None:
    write(desk)
    files = photos(tmp_path, 3)
    cursor_to(desk, "two")
    add(desk, files[:1])
    cursor_to(desk, "three")
    add(desk, files[1:2])
    cursor_to(desk, "one")
    add(desk, files[2:])
    assert placed(desk) == [("2.jpg", 0), ("0.jpg", 1), ("1.jpg", 2)]
    spoken = [desk.view.strip.items.data(desk.view.strip.items.index(row), 11) for row in range(6)]
    assert spoken[0] == "Part 1, 1 file"
    assert spoken[1] == "Image 1 of 3, 2.jpg, no alt text, part 1"
    parts = {one.platform: one.plan.parts for one in desk.page.controller.judgement.plans}
    assert [part.media[0].media.name for part in parts["bluesky"]] == ["2.jpg", "0.jpg", "1.jpg"]


def test_parts_take_their_files_along_and_undo_brings_both_back(desk: Desk, tmp_path: Path) -> None:
    write(desk)
    cursor_to(desk, "two")
    add(desk, photos(tmp_path, 1))
    assert placed(desk) == [("0.jpg", 1)]
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Up, ALT)
    assert (desk.view.composer.text(), placed(desk)) == (
        "two\n---\none\n---\nthree",
        [("0.jpg", 0)],
    )
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL)
    assert (desk.view.composer.text(), placed(desk)) == (THREE, [("0.jpg", 1)])
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL | SHIFT)
    assert placed(desk) == [("0.jpg", 0)]
    cursor_to(desk, "one")
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_J, CTRL | SHIFT)
    assert (desk.view.composer.text(), placed(desk)) == ("two\n\none\n---\nthree", [("0.jpg", 0)])
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    assert [one.part for one in desk.stored().content.media] == [0]


def test_joining_and_its_undo_know_which_part_a_file_came_from(desk: Desk, tmp_path: Path) -> None:
    write(desk)
    cursor_to(desk, "two")
    add(desk, photos(tmp_path, 1))
    desk.bot.mouseClick(lines(desk)[0].join, Qt.MouseButton.LeftButton)
    assert placed(desk) == [("0.jpg", 0)]
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL)
    assert placed(desk) == [("0.jpg", 1)]


def test_a_file_goes_to_another_part_by_menu_keys_and_mouse(desk: Desk, tmp_path: Path) -> None:
    write(desk)
    cursor_to(desk, "one")
    add(desk, photos(tmp_path, 2))
    strip, items = desk.view.strip.list, desk.view.strip.items
    first = items.tiles[0]
    menu = strip.menu_for(first)
    (sending,) = menu.findChildren(QMenu)
    next(one for one in sending.actions() if one.text() == "Part 2").trigger()
    menu.deleteLater()
    assert placed(desk) == [("1.jpg", 0), ("0.jpg", 1)]
    strip.setCurrentIndex(items.index(items.row_of(first.media_id)))
    desk.bot.keyClick(strip, Qt.Key.Key_Right, ALT)
    assert placed(desk) == [("1.jpg", 0), ("0.jpg", 2)]
    before = strip.visualRect(items.index(0))  # the left half of the first header
    behind_first = strip.visualRect(items.index(1))
    assert strip.row_at(QPoint(before.left() + 2, 40)) == 0
    target = strip.row_at(QPoint(behind_first.right() - 2, 40))
    items.drop(items.row_of(first.media_id), target)
    assert placed(desk) == [("1.jpg", 0), ("0.jpg", 0)]
    desk.bot.keyClick(strip, Qt.Key.Key_Z, CTRL)
    assert placed(desk) == [("1.jpg", 0), ("0.jpg", 2)]


def test_one_platform_joins_what_is_a_thread_elsewhere(desk: Desk, tmp_path: Path) -> None:
    write(desk)
    desk.page.tools.open_tab("bluesky")
    choose(desk, "bluesky", "Join into one post")
    assert desk.page.controller.content.variants["bluesky"].thread is False
    assert {one.label.text() for one in lines(desk)} == {"Joined here: goes out as one post"}
    assert not lines(desk)[0].up.isVisible()
    parts = {one.platform: one.plan.parts for one in desk.page.controller.judgement.plans}
    assert [part.text for part in parts["bluesky"]] == ["one\n\ntwo\n\nthree"]
    assert desk.way.undo is not None
    desk.way.undo()
    assert "bluesky" not in desk.page.controller.content.variants
    desk.page.controller.set_thread(False)
    choose(desk, "bluesky", "Send as a thread")
    parts = {one.platform: one.plan.parts for one in desk.page.controller.judgement.plans}
    assert [part.text for part in parts["bluesky"]] == ["one", "two", "three"]


def test_moving_parts_of_one_variant_leaves_the_shared_files_alone(
    desk: Desk, tmp_path: Path
) -> None:
    write(desk)
    cursor_to(desk, "two")
    add(desk, photos(tmp_path, 1))
    desk.page.tools.open_tab("bluesky")
    desk.page.tools.use_own_media("bluesky")
    cursor_to(desk, "two")
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Up, ALT)
    content = desk.page.controller.content
    assert placed(desk) == [("0.jpg", 1)]
    assert content.text == THREE
    assert [one.part for one in content.variants["bluesky"].media or ()] == [0]
