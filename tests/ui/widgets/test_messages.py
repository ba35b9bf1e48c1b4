"""Notices, toasts, states of a page and questions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.widgets import (
    Button,
    ConfirmDialog,
    NoticeBar,
    PageState,
    Popover,
    Toast,
    WrappedLabel,
)
from brandcraft_desktop.ui.widgets.popover import place_beside

Spoken = list[tuple[str, bool]]


def test_a_notice_is_shown_and_spoken_once(window: QWidget, spoken: Spoken) -> None:
    notice = NoticeBar(parent=window)
    assert notice.isHidden()
    notice.show_notice("warning", "LinkedIn signs you out on 2 December.")
    notice.show_notice("warning", "LinkedIn signs you out on 2 December.")
    assert notice.isVisible()
    assert notice.text() == "LinkedIn signs you out on 2 December."
    assert spoken == [("LinkedIn signs you out on 2 December.", False)]


def test_an_error_interrupts(window: QWidget, spoken: Spoken) -> None:
    NoticeBar(parent=window).show_notice("error", "Bluesky refused the post.")
    assert spoken == [("Bluesky refused the post.", True)]


def test_a_notice_offers_verbs_and_can_be_closed(window: QWidget, qtbot: QtBot) -> None:
    notice = NoticeBar("error", "The sign-in expired.", parent=window)
    notice.show()
    pressed: list[str] = []
    button = notice.add_action("Reconnect", lambda: pressed.append("reconnect"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["reconnect"]
    close = next(
        child
        for child in notice.findChildren(QWidget)
        if child.accessibleName() == "Close this notice"
    )
    with qtbot.waitSignal(notice.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.isHidden()
    notice.clear_actions()


def test_an_unknown_kind_of_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="warning"):
        NoticeBar("purple", "?")


def test_a_toast_says_it_and_undoes_it(window: QWidget, qtbot: QtBot, spoken: Spoken) -> None:
    toast = Toast(window)
    undone: list[bool] = []
    toast.show_message("Moved to Fri 27.", lambda: undone.append(True))
    assert toast.isVisible()
    assert spoken == [("Moved to Fri 27. Undo is available.", False)]
    assert window.rect().contains(toast.geometry())
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1
    with qtbot.waitSignal(toast.undone):
        qtbot.mouseClick(toast.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toast.isHidden()


def test_toasts_wait_for_each_other(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("First")
    toast.show_message("Second")
    assert toast.text() == "First"
    toast.dismiss()
    assert toast.text() == "Second"
    toast.dismiss()
    assert toast.isHidden()


def test_a_stale_message_is_taken_away_shown_or_waiting(window: QWidget) -> None:
    toast = Toast(window)
    moved = toast.show_message("Moved", lambda: None)
    kept = toast.show_message("Kept as draft")
    toast.show_message("Saved")
    kept()
    assert toast.text() == "Moved"
    moved()
    assert toast.text() == "Saved"
    moved()
    assert toast.text() == "Saved"


def test_a_toast_goes_by_itself(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brandcraft_desktop.ui.widgets.toast.SHOWN", 20)
    toast = Toast(window)
    with qtbot.waitSignal(toast.dismissed):
        toast.show_message("Kept as draft.")
    assert toast.isHidden()


def test_a_toast_does_not_go_under_the_pointer(window: QWidget) -> None:
    toast = Toast(window)
    toast.show_message("Kept as draft.")
    assert 0 < toast.remaining() <= 7000
    middle = toast.rect().center().toPointF()
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert toast.remaining() == -1


def test_a_toast_waits_while_the_keyboard_is_in_it(window: QWidget, qtbot: QtBot) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    toast = Toast(window)
    toast.show_message("Deleted.", lambda: None)
    toast.findChildren(Button)[0].setFocus()
    assert toast.remaining() == -1
    field.setFocus()
    qtbot.waitUntil(lambda: toast.remaining() > 0)


def test_escape_puts_a_toast_away(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("Deleted.", lambda: None)
    qtbot.keyClick(toast.findChildren(Button)[0], Qt.Key.Key_Escape)
    assert toast.isHidden()


def test_a_long_toast_wraps_inside_a_small_window(window: QWidget) -> None:
    window.resize(320, 400)
    toast = Toast(window)
    toast.show_message("Moved to Friday. " * 12, lambda: None)
    assert window.rect().contains(toast.geometry())
    assert toast.height() > 60


def test_a_toast_follows_the_window(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.show_message("Saved.")
    window.resize(500, 400)
    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))


def test_an_empty_page_offers_the_one_thing_to_do(window: QWidget, qtbot: QtBot) -> None:
    page = PageState(QLabel("posts"), window)
    page.resize(600, 400)
    page.show()
    pressed: list[bool] = []
    page.show_empty(
        "calendar-days", "No posts yet", button="Write a post", done=lambda: pressed.append(True)
    )
    assert page.state() == "empty"
    visible = [button for button in page.findChildren(Button) if button.isVisible()]
    assert [button.text() for button in visible] == ["Write a post"]
    qtbot.mouseClick(visible[0], Qt.MouseButton.LeftButton)
    assert pressed == [True]
    page.show_content()
    assert page.state() == "content"


def test_loading_shows_only_if_it_takes_a_while(window: QWidget, qtbot: QtBot) -> None:
    page = PageState(QLabel("posts"), window)
    page.show()
    page.show_loading()
    assert page.state() == "content"
    qtbot.waitUntil(lambda: page.state() == "loading")
    page.show_loading()
    page.show_content()
    assert page.state() == "content"


def test_an_error_is_spoken_and_its_details_can_be_copied(
    window: QWidget, qtbot: QtBot, spoken: Spoken
) -> None:
    page = PageState(QLabel("posts"), window)
    page.show()
    page.show_error(
        "The posts could not be read.",
        explanation="Nothing is lost.",
        done=lambda: None,
        details="database is locked",
    )
    assert page.state() == "error"
    assert spoken == [("The posts could not be read. Nothing is lost.", True)]
    visible = [button for button in page.findChildren(Button) if button.isVisible()]
    copy = next(button for button in visible if button.text() == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "database is locked"


def test_a_question_answers_with_verbs(window: QWidget, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(
        window, "3 posts are due", "They won't go out.", confirm="Quit anyway", danger=True
    )
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.cancel_button.isDefault()
    assert dialog.accessibleName() == "3 posts are due"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)


def test_a_harmless_question_is_confirmed_by_return_and_left_by_escape(
    window: QWidget, qtbot: QtBot
) -> None:
    dialog = ConfirmDialog(window, "Post now?", "It goes out at once.", confirm="Post now")
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_third_way_out(window: QWidget, qtbot: QtBot) -> None:
    dialog = ConfirmDialog(window, "Missed", "It is late.", confirm="Post now", third="Skip")
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.third_chosen):
        qtbot.mouseClick(dialog.third_button, Qt.MouseButton.LeftButton)
    assert dialog.isHidden()


def test_a_popover_takes_the_focus_and_gives_it_back(window: QWidget, qtbot: QtBot) -> None:
    anchor = Button("Post", parent=window)
    anchor.show()
    anchor.setFocus()
    popover = Popover("Post", window)
    inside = Button("Open")
    popover.body.addWidget(inside)
    popover.open_at(anchor)
    assert popover.isVisible()
    assert popover.focusWidget() is inside
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert popover.isHidden()
    qtbot.waitUntil(anchor.hasFocus)


SCREEN = QRect(0, 0, 1000, 800)


@pytest.mark.parametrize(
    ("anchor", "mirrored", "expected"),
    [
        (QRect(100, 100, 80, 30), False, QPoint(100, 134)),
        (QRect(100, 100, 80, 30), True, QPoint(0, 134)),
        (QRect(950, 100, 40, 30), False, QPoint(700, 134)),
        (QRect(100, 760, 80, 30), False, QPoint(100, 556)),
        (QRect(600, 100, 80, 30), True, QPoint(380, 134)),
    ],
    ids=["below", "kept on the left", "kept on the right", "above", "right edges meet"],
)
def test_a_popover_stays_on_the_screen(anchor: QRect, mirrored: bool, expected: QPoint) -> None:
    assert place_beside(anchor, (300, 200), SCREEN, mirrored=mirrored) == expected


def test_a_toast_can_offer_a_way_back_and_a_way_there(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast = Toast(window)
    done: list[str] = []
    toast.show_message(
        "Scheduled.", lambda: done.append("back"), more=("View", lambda: done.append("there"))
    )
    buttons = [one for one in toast.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in buttons] == ["Undo", "View"]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert done == ["there"]
    assert not toast.isVisible()


def test_a_question_shows_all_of_its_words(qtbot: QtBot) -> None:
    words = " ".join(["What was planned before now is looked for and never sent by itself."] * 6)
    dialog = ConfirmDialog(None, "Bring it back?", words, confirm="Bring it back", danger=True)
    qtbot.addWidget(dialog)
    dialog.open()
    shown = [one for one in dialog.findChildren(WrappedLabel) if "never sent" in one.text()]
    assert len(shown) == 1
    assert shown[0].height() >= shown[0].heightForWidth(shown[0].width())
