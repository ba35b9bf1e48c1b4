"""The media dialog of a picture: cropped, framed, described, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.cropping import WHOLE
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Box, Framing
from brandcraft_desktop.domain.media_rules import Frame, MediaState, Recipe
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_dialog.framed import shaped
from tests.media.files import photo
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import Neighbour, NoVault, StandingClock, add_account
from tests.ui.stalls import watch_turns

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Square(Neighbour):
    """A platform that takes squares alone, and brings other shapes into one once it is told how."""

    def __init__(self) -> None:
        super().__init__("threads", "Threads", 3, 500)

    def plan(self, composition: Composition) -> Plan:
        plan = super().plan(composition)
        parts = []
        for part in plan.parts:
            media = []
            for one in part.media:
                edit, recipe = one.media.edit, one.recipe
                if edit.framing is not None and isinstance(recipe, Recipe):
                    frame = Frame(1.0, edit.framing, edit.focus_x, edit.focus_y)
                    recipe = replace(recipe, crop=edit.crop, frame=frame)
                media.append(replace(one, recipe=recipe))
            parts.append(replace(part, media=tuple(media)))
        return replace(plan, parts=tuple(parts))


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    platforms = Registry((Neighbour("x", "X", 0, 280), Square(), Bluesky()))
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=platforms)
    add_account(opened, "x", "demo_studio")
    add_account(opened, "bluesky", "demo.bsky.social")
    yield opened
    close(opened)


def with_picture(desk: Desk, folder: Path, size: tuple[int, int] = (800, 400)) -> str:
    desk.new()
    desk.choose_all()
    desk.page.intake.add_files([photo(folder / "beach.jpg", size)])
    tiles = desk.view.strip.items
    desk.wait(lambda: len(tiles.tiles) == 1 and tiles.tiles[0].state is MediaState.PROCESSED)
    desk.settle()
    return tiles.tiles[0].media_id


def shown(desk: Desk) -> MediaDialog:
    """The dialog in front; one that was left may still wait to be deleted."""
    found = [one for one in desk.page.findChildren(MediaDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def opened_dialog(desk: Desk) -> MediaDialog:
    strip = desk.view.strip
    strip.list.setCurrentIndex(strip.items.index(0))
    desk.bot.keyClick(strip.list, Qt.Key.Key_Return)
    dialog = shown(desk)
    desk.wait(lambda: dialog.crop.picture is not None)
    desk.settle()
    return dialog


def across(widget: QWidget, dialog: QWidget) -> int:
    return widget.mapTo(dialog, QPoint(0, 0)).x()


def drag(widget: QWidget, start: QPointF, end: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    first, last = widget.mapToGlobal(start), widget.mapToGlobal(end)
    for kind, there, button in (
        (QEvent.Type.MouseButtonPress, first, left),
        (QEvent.Type.MouseMove, (first + last) / 2, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseMove, last, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, last, left),
    ):
        place = widget.mapFromGlobal(there)  # it may have moved under the hand
        QApplication.sendEvent(widget, QMouseEvent(kind, place, there, button, left, none))


def test_a_corner_is_dragged_and_one_undo_takes_the_whole_drag_back(
    desk: Desk, tmp_path: Path
) -> None:
    media_id = with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    view = dialog.crop.crop
    whole = view.rect_of_picture()
    assert whole.width() / whole.height() == pytest.approx(2, rel=0.01)
    drag(view, whole.bottomRight(), whole.center())
    box = dialog.decision.edit.crop
    assert box is not None
    assert (box.left, box.top) == (0, 0)
    assert box.right == pytest.approx(0.5, abs=0.02)
    assert box.bottom == pytest.approx(0.5, abs=0.02)
    assert dialog.crop.kept.text().startswith("Keeps 40")
    assert "Kept: 50% by 50%" in view.accessibleName()
    drag(view, view.rect_of_crop().center(), whole.center())
    there = dialog.decision.edit.crop
    assert there is not None
    assert there.left == pytest.approx(0.25, abs=0.02)
    dialog.undo.click()
    assert dialog.decision.edit.crop == box
    desk.bot.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert dialog.decision.edit == UNTOUCHED
    assert not dialog.undo.isEnabled()
    dialog.redo.click()
    dialog.save.click()
    assert desk.page.controller.media.edit(media_id).crop == box
    desk.wait(lambda: [one.edit.crop for one in desk.stored().content.media] == [box])
    assert desk.page.controller.media.undo(""), "Save is one step for the post"
    assert desk.page.controller.media.edit(media_id) == UNTOUCHED


def test_keys_move_resize_and_zoom(desk: Desk, tmp_path: Path) -> None:
    with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    view = dialog.crop.crop
    view.setFocus()
    for _ in range(2):
        desk.bot.keyClick(view, Qt.Key.Key_Left, SHIFT | CTRL)
    desk.bot.keyClick(view, Qt.Key.Key_Right)
    assert dialog.decision.edit.crop == Box(0.01, 0, 0.81, 1)
    desk.bot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > 1
    before = view.rect_of_picture().center()
    middle = Qt.MouseButton.MiddleButton
    for kind, place in (
        (QEvent.Type.MouseButtonPress, before),
        (QEvent.Type.MouseMove, before * 0.8),
    ):
        there = QPointF(view.mapToGlobal(place.toPoint()))
        event = QMouseEvent(kind, place, there, middle, middle, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
    assert view.rect_of_picture().center() != before
    desk.bot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1
    place = view.rect_of_picture().center()
    wheel = QWheelEvent(
        place,
        QPointF(view.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.zoom > 1
    desk.settle()
    dialog.reject()


def test_a_ratio_is_kept_while_it_is_resized_and_reset_gives_all_back(
    desk: Desk, tmp_path: Path
) -> None:
    with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    dialog.crop.ratios.buttons["1:1"].click()
    assert dialog.decision.edit.crop == Box(0.25, 0, 0.75, 1)
    view = dialog.crop.crop
    view.setFocus()
    desk.bot.keyClick(view, Qt.Key.Key_Up, SHIFT | CTRL)
    box = dialog.decision.edit.crop
    assert box is not None
    assert (box.right - box.left) * 800 == pytest.approx((box.bottom - box.top) * 400, abs=0.01)
    assert box.bottom - box.top < 1
    dialog.crop.reset.click()
    assert dialog.decision.edit.crop is None
    assert view.box == WHOLE
    assert dialog.crop.ratios.current.key == "free"
    dialog.reject()


def test_cancel_throws_away_but_not_for_good(desk: Desk, tmp_path: Path) -> None:
    media_id = with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    dialog.crop.ratios.buttons["1:1"].click()
    desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.page.controller.media.edit(media_id) == UNTOUCHED
    assert desk.way.toasts == ["beach.jpg stays as it was."]
    assert desk.way.action is not None
    desk.way.action[1]()
    assert desk.page.controller.media.edit(media_id).crop == Box(0.25, 0, 0.75, 1)
    desk.way.toasts.clear()
    untouched = opened_dialog(desk)
    untouched.cancel.click()
    assert not desk.way.toasts, "nothing was changed, so there is nothing to say"


def test_who_asks_for_another_shape_is_told_and_shown(desk: Desk, tmp_path: Path) -> None:
    add_account(desk.workspace, "threads", "demo_studio")
    desk.page.leave()
    media_id = with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    assert dialog.framing.isVisible()
    assert dialog.framing.title.whole_text() == "Threads needs another shape"
    assert dialog.framing.undecided.isVisible()
    assert dialog.crop.crop.focus_point.isVisible()
    sample = dialog.framing.samples[0]
    assert sample.width() == sample.height()
    dialog.framing.choices.button(Framing.BLUR.value).click()
    desk.wait(
        lambda: (
            "800 × 800"
            in next(r for r in dialog.list.rows if "Threads" in r.accessibleName()).accessibleName()
        )
    )
    assert not dialog.framing.undecided.isVisible()
    assert not dialog.crop.crop.focus_point.isVisible(), "nothing is cropped"
    dialog.framing.choices.button(Framing.CROP.value).click()
    desk.wait(dialog.crop.crop.focus_point.isVisible)
    point = dialog.crop.crop.focus_point
    point.setFocus()
    desk.bot.keyClick(point, Qt.Key.Key_Right, CTRL)
    desk.bot.keyClick(point, Qt.Key.Key_Up)
    assert (dialog.decision.edit.focus_x, dialog.decision.edit.focus_y) == (0.6, 0.49)
    wide = dialog.crop.crop.rect_of_picture().width()
    drag(point, QPointF(16, 16), QPointF(16 + wide, 16))
    assert dialog.decision.edit.focus_x == 1.0
    desk.bot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    edit = desk.page.controller.media.edit(media_id)
    assert (edit.framing, edit.focus_x) == (Framing.CROP, 1.0)


def test_the_file_as_it_is_sent_is_shown_with_its_size(desk: Desk, tmp_path: Path) -> None:
    with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    words = [row.accessibleName() for row in dialog.list.rows]
    assert words[0].startswith("X, @demo_studio: As it is: 800 × 400 JPEG.")
    dialog.list.rows[0].click()
    desk.wait(lambda: "kB" in dialog.sent.words.whole_text())
    assert dialog.sent.words.whole_text().startswith("X is sent 800 × 400 JPEG, ")
    assert dialog.sent.shown is not None
    assert "kB" in dialog.list.rows[0].accessibleName()
    dialog.list.rows[0].click()
    assert dialog.pages.currentWidget() is dialog.crop
    dialog.tabs.button("sent").click()
    assert dialog.list.rows[0].isChecked(), "the first one, until another is chosen"
    desk.settle()
    dialog.reject()


def test_own_files_of_a_tab_are_edited_for_it_alone(desk: Desk, tmp_path: Path) -> None:
    media_id = with_picture(desk, tmp_path)
    desk.page.tools.open_tab("x")
    desk.page.tools.use_own_media("x")
    dialog = opened_dialog(desk)
    dialog.crop.ratios.buttons["1:1"].click()
    dialog.save.click()
    content = desk.page.controller.content
    own = content.variants["x"].media
    assert own is not None
    assert own[0].edit.crop == Box(0.25, 0, 0.75, 1)
    assert content.media[0].edit == UNTOUCHED
    assert desk.page.controller.media.edit(media_id) == UNTOUCHED


def test_a_double_click_a_key_and_the_menu_open_it_where_it_was_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    with_picture(desk, tmp_path)
    strip = desk.view.strip
    strip.list.setCurrentIndex(strip.items.index(0))
    desk.bot.keyClick(strip.list, Qt.Key.Key_F2)
    dialog = shown(desk)
    assert dialog.focusWidget() is dialog.words
    dialog.reject()
    tile = strip.list.tile(strip.items.index(0))
    assert tile is not None
    labels = [one.text() for one in strip.list.menu_for(tile).actions()]
    assert labels[:2] == ["Edit…", "Alt text…"]
    place = strip.list.visualRect(strip.items.index(0)).center()
    desk.bot.mouseClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.bot.mouseDClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    shown(desk).reject()


def test_everything_in_it_has_a_name(desk: Desk, tmp_path: Path) -> None:
    with_picture(desk, tmp_path)
    dialog = opened_dialog(desk)
    nameless = []
    for one in dialog.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            interface = QAccessible.queryAccessibleInterface(one)
            if not interface.text(QAccessible.Text.Name):
                nameless.append(type(one).__name__)
    assert not nameless
    dialog.reject()


def test_it_fits_into_a_small_window_in_both_directions(desk: Desk, tmp_path: Path) -> None:
    with_picture(desk, tmp_path)
    desk.page.resize(1024, 640)
    dialog = opened_dialog(desk)
    assert dialog.minimumSizeHint().width() <= 1000
    assert dialog.minimumSizeHint().height() <= 616
    assert dialog.width() <= 1000
    dialog.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    desk.wait(lambda: across(dialog.alt, dialog) < across(dialog.crop, dialog))
    dialog.reject()


def test_the_window_stays_quick_with_a_large_picture(desk: Desk, tmp_path: Path) -> None:
    media_id = with_picture(desk, tmp_path, (6000, 4000))
    with watch_turns() as turns:
        desk.page.files.edit(media_id)
        dialog = shown(desk)
        view = dialog.crop.crop
        turns.run_until(lambda: dialog.crop.picture is not None and not desk.tasks.busy)
        view.zoom_in()
        turns.run_until(lambda: not desk.tasks.busy)
        whole = view.rect_of_picture()
        for step in range(1, 8):
            drag(view, view.rect_of_crop().bottomRight(), whole.bottomRight() * (1 - step / 20))
            turns.run_for(20)
        turns.run_until(lambda: not desk.tasks.busy)
    dialog.reject()
    turns.assert_quick()


@pytest.mark.parametrize(
    ("frame", "size"),
    [
        (None, (400, 400)),
        (Frame(2.0, Framing.CROP), (400, 200)),
        (Frame(2.0, Framing.BARS, colour="#ff0000"), (800, 400)),
        (Frame(0.5, Framing.BLUR), (400, 800)),
    ],
)
def test_a_picture_is_drawn_as_a_crop_and_a_frame_leave_it(
    qapp: QApplication, frame: Frame | None, size: tuple[int, int]
) -> None:
    whole = QPixmap(800, 400)
    whole.fill(Qt.GlobalColor.blue)
    made = shaped(whole, Box(0, 0, 0.5, 1), frame)
    assert (made.width(), made.height()) == size
    image = made.toImage()
    assert image.pixelColor(size[0] // 2, size[1] // 2) == QColor(Qt.GlobalColor.blue)
    bordered = frame is not None and frame.framing is Framing.BARS
    corner = QColor("#ff0000") if bordered else QColor(Qt.GlobalColor.blue)
    assert image.pixelColor(1, 1) == corner
