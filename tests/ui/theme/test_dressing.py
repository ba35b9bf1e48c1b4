"""A new theme: what is seen wears it at once, what is hidden before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import Scheme
from brandcraft_desktop.ui.theme.dressing import AT_A_TURN, is_complete

DEPTH = 8
PATIENCE_MS = 20_000


class Counting(QLabel):
    """Counts how often it was told of a new style."""

    def __init__(self) -> None:
        super().__init__("word")
        self.told = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.told += event.type() == QEvent.Type.StyleChange


class Painted(QWidget):
    """Paints with what it inherits, as no rule of the sheet tells it how."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(self.foregroundRole()))


class Throwing(QLabel):
    """Throws another widget away as soon as its own style is new."""

    def __init__(self) -> None:
        super().__init__("word")
        self.other: QWidget | None = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.other is not None:
            shiboken6.delete(self.other)
            self.other = None


def page() -> QWidget:
    """One of everything whose colours come by different ways."""
    made = QWidget()
    made.setObjectName("page")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(made)
    heading = QLabel("Heading")
    heading.setProperty("role", "heading")
    button = QPushButton("Schedule")
    button.setProperty("kind", "primary")
    choices = QComboBox()
    choices.addItem("Choice")
    words = (heading, QLabel("word"), QLineEdit("words"), QPlainTextEdit("more words"))
    for part in (*words, Painted(), button, choices, QCheckBox("tick")):
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or a caret would be in the picture
        column.addWidget(part)
    return made


class Stack:
    """A window with two pages; the second was seen once and is hidden now."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QStackedWidget()
        qtbot.addWidget(self.window)
        self.first, self.second = page(), page()
        self.window.addWidget(self.first)
        self.window.addWidget(self.second)
        self.window.resize(320, 320)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.setCurrentWidget(self.second)
        self.picture()
        self.window.setCurrentWidget(self.first)

    def picture(self) -> QImage:
        """What is painted first, without a turn of the event loop."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # Qt's order too
        return self.window.grab().toImage()


@pytest.fixture
def stack(application: QApplication, qtbot: QtBot) -> Iterator[Stack]:
    yield Stack(qtbot)
    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)


def made_in(qtbot: QtBot, application: QApplication, scheme: Scheme, scale: float = 1.0) -> QImage:
    """How the second page looks when all of it is made under a theme."""
    theme.apply(application, scheme, scale)
    fresh = Stack(qtbot)
    fresh.window.setCurrentWidget(fresh.second)
    return fresh.picture()


def test_each_widget_is_told_once(application: QApplication, qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = outer
    for _ in range(DEPTH):
        column = QVBoxLayout(inner)
        inner = QWidget()
        column.addWidget(inner)
    leaf = Counting()
    QVBoxLayout(inner).addWidget(leaf)
    outer.show()
    qtbot.waitExposed(outer)
    leaf.told = 0

    theme.apply(application, Scheme.DARK)

    assert leaf.told == 1
    assert leaf.palette().color(leaf.foregroundRole()) == theme.color("text")


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_page_opened_after_the_switch_looks_as_one_made_then(
    stack: Stack, application: QApplication, qtbot: QtBot, scale: float
) -> None:
    theme.apply(application, Scheme.DARK, scale)
    assert not is_complete(application)
    stack.window.setCurrentWidget(stack.second)
    shown = stack.picture()

    assert shown == made_in(qtbot, application, Scheme.DARK, scale)


def test_a_page_waits_no_longer_than_some_turns(
    stack: Stack, application: QApplication, qtbot: QtBot
) -> None:
    theme.apply(application, Scheme.DARK)
    label = stack.second.findChildren(QLabel)[1]
    assert label.palette().color(label.foregroundRole()) != theme.color("text")

    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)

    assert stack.second.isHidden()
    assert label.palette().color(label.foregroundRole()) == theme.color("text")


def test_the_event_loop_has_its_turn_between_many(application: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    labels = [QLabel(str(number)) for number in range(3 * AT_A_TURN)]
    for label in labels:
        column.addWidget(label)
    window.show()
    qtbot.waitExposed(window)
    for label in labels:
        label.hide()
    theme.apply(application, Scheme.DARK)

    def dressed() -> int:
        return sum(one.palette().color(one.foregroundRole()) == wanted() for one in labels)

    deadline = QDeadlineTimer(PATIENCE_MS)
    while not dressed():  # what other tests left hidden may come first
        assert not deadline.hasExpired()
        QApplication.processEvents()
    assert dressed() < len(labels)
    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)
    assert dressed() == len(labels)


def wanted() -> object:
    return theme.color("text")


def test_a_dialog_opened_after_the_switch(application: QApplication, qtbot: QtBot) -> None:
    def opened(before: Callable[[], None]) -> QImage:
        window = page()
        qtbot.addWidget(window)
        dialog = QDialog(window)
        QVBoxLayout(dialog).addWidget(page())
        window.show()
        dialog.show()
        dialog.hide()
        before()
        dialog.show()
        return dialog.grab().toImage()

    switched = opened(lambda: theme.apply(application, Scheme.DARK))
    assert switched == opened(lambda: None)
    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)


def test_what_is_hidden_in_a_page_that_is_shown(
    stack: Stack, application: QApplication, qtbot: QtBot
) -> None:
    notice = stack.first.findChildren(QLabel)[1]
    notice.hide()
    theme.apply(application, Scheme.DARK)
    notice.show()
    assert stack.picture() == made_in(qtbot, application, Scheme.DARK)


def test_larger_text_in_a_hidden_page_makes_room(application: QApplication, qtbot: QtBot) -> None:
    """A stack is as large as its largest page, shown or not."""
    stacks = QStackedWidget()
    hidden = page()
    stacks.addWidget(QLabel("small"))
    stacks.addWidget(hidden)
    around = QWidget()
    qtbot.addWidget(around)
    QVBoxLayout(around).addWidget(stacks)
    around.show()
    qtbot.waitExposed(around)
    before = around.sizeHint().height()

    theme.apply(application, Scheme.LIGHT, 1.5)
    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)

    assert around.sizeHint().height() > before
    assert around.sizeHint().height() >= hidden.sizeHint().height()


def test_the_last_of_two_switches_wins(
    stack: Stack, application: QApplication, qtbot: QtBot
) -> None:
    light = made_in(qtbot, application, Scheme.LIGHT)
    theme.apply(application, Scheme.DARK)
    QApplication.processEvents()
    theme.apply(application, Scheme.LIGHT)
    stack.window.setCurrentWidget(stack.second)
    assert stack.picture() == light


def test_a_widget_that_goes_while_it_waits(
    stack: Stack, application: QApplication, qtbot: QtBot
) -> None:
    theme.apply(application, Scheme.DARK)
    stack.second.deleteLater()
    qtbot.waitUntil(lambda: is_complete(application), timeout=PATIENCE_MS)
    assert stack.window.count() == 1


def test_a_widget_that_goes_because_another_changes(
    application: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    throwing, other, last = Throwing(), QLabel("other"), QLabel("last")
    for part in (throwing, other, last):
        column.addWidget(part)
    window.show()
    qtbot.waitExposed(window)
    throwing.other = other

    theme.apply(application, Scheme.DARK)

    assert not shiboken6.isValid(other)
    assert last.palette().color(last.foregroundRole()) == theme.color("text")
