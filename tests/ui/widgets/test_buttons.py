"""Buttons say what they do, to eyes and ears, and can be hit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Badge, Button, IconButton, SegmentedControl, ToggleSwitch


def heard_name(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def role(widget: QWidget) -> QAccessible.Role:
    """What a screen reader says a widget is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def test_an_icon_button_has_a_name_and_shows_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("face-smile", "Emoji", shortcut="Ctrl+.")
    qtbot.addWidget(button)
    assert heard_name(button) == "Emoji"
    assert button.toolTip() == "Emoji (Ctrl+.)"
    assert button.sizeHint().expandedTo(button.minimumSize()).width() >= 24


def test_an_icon_button_without_a_name_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="name"):
        IconButton("face-smile", " ")


def test_the_icon_of_a_primary_button_is_readable_on_it(qtbot: QtBot) -> None:
    button = Button("Schedule", kind="primary", icon_name="clock")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    shown = {image.pixelColor(x, y).name() for x in range(10, 28) for y in range(image.height())}
    assert theme.color("on_accent").name() in shown
    assert theme.color("accent").name() in shown
    button.set_icon_name("")
    assert button.icon().isNull()


@pytest.mark.parametrize("kind", ["", "primary", "danger", "ghost", "link"])
def test_focus_is_visible_and_nothing_jumps(window: QWidget, qtbot: QtBot, kind: str) -> None:
    other = Button("Other", parent=window)
    button = Button("Retry", kind=kind, parent=window)
    button.move(100, 100)
    other.show()
    button.show()
    other.setFocus()
    before, size = button.grab().toImage(), button.sizeHint()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != before
    assert button.sizeHint() == size
    assert button.height() >= 30


def test_a_switch_is_a_check_box_for_keyboard_and_ear(window: QWidget, qtbot: QtBot) -> None:
    switch = ToggleSwitch("Keep running", parent=window)
    switch.show()
    assert role(switch) == QAccessible.Role.CheckBox
    assert heard_name(switch) == "Keep running"
    off = switch.grab().toImage()
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert not switch.isChecked()
    assert switch.sizeHint().height() >= 24


def test_a_switch_without_words_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        ToggleSwitch()


def test_a_switch_mirrors(window: QWidget, qapp: QApplication) -> None:
    switch = ToggleSwitch(name="Dark", parent=window)
    switch.setChecked(True)
    switch.resize(switch.sizeHint())
    switch.show()
    left_to_right = switch.grab().toImage()
    switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    knob = theme.color("on_accent")
    mirrored = switch.grab().toImage()
    middle = switch.height() // 2
    assert left_to_right.pixelColor(switch.width() - 14, middle) == knob
    assert mirrored.pixelColor(14, middle) == knob


def test_choosing_a_segment_by_click_and_arrow(window: QWidget, qtbot: QtBot) -> None:
    views = SegmentedControl((("month", "Month"), ("week", "Week")), name="View", parent=window)
    views.show()
    assert views.current() == "month"
    with qtbot.waitSignal(views.chosen) as picked:
        qtbot.mouseClick(views.button("week"), Qt.MouseButton.LeftButton)
    assert picked.args == ["week"]
    with qtbot.waitSignal(views.chosen) as picked:
        qtbot.keyClick(views.button("week"), Qt.Key.Key_Left)
    assert picked.args == ["month"]
    with qtbot.assertNotEmitted(views.chosen):
        views.set_current("week")
    assert views.current() == "week"


def test_a_badge_counts_up_to_99_and_hides_at_zero(window: QWidget) -> None:
    target = QPushButton("Publisher", window)
    target.resize(80, 40)
    target.show()
    badge = Badge(what="failed")
    badge.attach_to(target)
    assert badge.isHidden()
    badge.set_count(2)
    assert badge.isVisible()
    assert badge.accessibleName() == "2 failed"
    badge.set_count(140)
    assert badge.text().strip("\u200e") == "99+"
    assert target.rect().contains(badge.geometry())
    target.resize(200, 40)
    assert badge.geometry().right() > 150
    target.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert badge.geometry().left() < 50
    badge.set_count(0)
    assert badge.isHidden()
