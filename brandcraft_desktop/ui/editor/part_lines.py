"""Draws the lines of "---" in the composer as what they are: where one part of a thread ends.

Each is a row of real widgets over its line of text, so that keys and screen readers reach it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.domain.text.parts import is_rule
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.composer import Composer
from brandcraft_desktop.ui.widgets import IconButton, set_look

HEIGHT = 28


class Lines(StrEnum):
    """What lines of "---" mean on the shown tab."""

    WORDS = "words"  # no thread: they are sent as they stand
    PARTS = "parts"
    JOINED = "joined"  # a thread elsewhere, one post here


@dataclass(frozen=True)
class PartLength:
    """How long a part is: `words` for eyes ("296 / 300"), `spoken` for ears; "over" or "near"."""

    words: str = ""
    spoken: str = ""
    state: str = "normal"


class PartLine(QWidget):
    """ "Part 2 of 3 ———— 120 / 300 [^][v][x]": stands above the part that it names."""

    move_wanted = Signal(int)  # -1 up, 1 down
    join_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._shown: object = None
        self.label = QLabel(self)
        set_look(self.label, "role", "caption")
        self.count = QLabel(self)
        self.count.setObjectName("counter")
        set_look(self.count, "role", "caption")
        self.count.setFont(theme.tabular(self.count.font()))
        self.up = IconButton("chevron-up", "Move part up", size=12, parent=self)
        self.down = IconButton("chevron-down", "Move part down", size=12, parent=self)
        self.join = IconButton("xmark", "Join with the part above", size=12, parent=self)
        self.up.clicked.connect(lambda: self.move_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.move_wanted.emit(1))
        self.join.clicked.connect(self.join_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.label)
        row.addStretch(1)
        row.addWidget(self.count)
        for button in self.buttons():
            button.setFixedSize(28, 26)
            row.addWidget(button)

    def buttons(self) -> tuple[IconButton, ...]:
        """What takes the keyboard, in reading order."""
        return self.up, self.down, self.join

    def show_part(
        self, number: int, total: int, length: PartLength, *, means: Lines, locked: bool
    ) -> None:
        """Name the part below the line; `number` counts from 1."""
        shown = (number, total, length, means, locked)
        if shown == self._shown:
            return
        self._shown = shown
        joined = means is Lines.JOINED
        words = "Joined here: goes out as one post" if joined else f"Part {number} of {total}"
        self.label.setText(words)
        self.count.setText("" if joined else length.words)
        set_look(self.count, "state", length.state)
        self.setAccessibleName(f"{words}, {length.spoken}" if length.spoken else words)
        for button in self.buttons():
            button.setVisible(not joined)
            button.setEnabled(not locked)
        self.down.setEnabled(not locked and number < total)
        self.up.set_name(f"Move part {number} up")
        self.down.set_name(f"Move part {number} down")
        self.join.set_name(f"Join part {number} with the one above")
        self.up.setToolTip(f"Move part {number} up (Alt+Up)")
        self.down.setToolTip(f"Move part {number} down (Alt+Down)")
        self.join.setToolTip(f"Join part {number} with the one above (Ctrl+Shift+J)")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        last = self.count if self.count.text() else self.up
        start, end = self.label.geometry(), last.geometry()
        left, right = (end.right(), start.left()) if mirrored else (start.right(), end.left())
        if self.up.isHidden():
            left, right = (0, start.left()) if mirrored else (start.right(), self.width())
        middle = self.height() // 2
        if right - left > 24:
            painter.drawLine(left + 10, middle, right - 10, middle)
        painter.end()


class PartLines(QObject):
    """Keeps the rows on their lines; `move_wanted(part, step)`, `join_wanted(part)`, from 0."""

    move_wanted = Signal(int, int)
    join_wanted = Signal(int)

    def __init__(self, composer: Composer) -> None:
        super().__init__(composer)
        self._composer = composer
        self.rows: list[PartLine] = []
        self._means = Lines.WORDS
        self._lengths: tuple[PartLength, ...] = ()
        self._last = (composer.document(), 0)
        self._found: tuple[QTextDocument, int, list[QTextBlock]] | None = None
        composer.updateRequest.connect(lambda *_: self.place())
        composer.cursorPositionChanged.connect(self._step_over)
        composer.installEventFilter(self)

    def show_parts(self, means: Lines, lengths: Sequence[PartLength] = ()) -> None:
        """What the lines mean on this tab, and how long each part is."""
        self._means, self._lengths = means, tuple(lengths)
        highlighter = self._composer.highlighter()
        if highlighter is not None:
            highlighter.show_rules(means is not Lines.WORDS)
        self._name()
        self.place()

    def buttons(self) -> list[QWidget]:
        """What takes the keyboard, in reading order."""
        return [button for row in self.rows for button in row.buttons()]

    def row(self, part: int) -> PartLine | None:
        """The row above a part (from 0), if it is in view."""
        found = self.rows[part - 1] if 0 < part <= len(self.rows) else None
        return None if found is None or found.isHidden() else found

    def _name(self) -> None:
        """Say on every row which part it stands above."""
        rules, locked = self._rules(), self._composer.isReadOnly()
        while len(self.rows) < len(rules):
            self._add()
        for part, row in enumerate(self.rows[: len(rules)], start=1):
            length = self._lengths[part] if part < len(self._lengths) else PartLength()
            row.show_part(part + 1, len(rules) + 1, length, means=self._means, locked=locked)

    def place(self) -> None:
        """Put every row where its line of text is: at each step of scrolling, so it is quick."""
        rules = self._rules()
        if len(self.rows) < len(rules):
            self._name()
        for row in self.rows[len(rules) :]:
            row.hide()
        view = self._composer.viewport().rect()
        for row, block in zip(self.rows, rules, strict=False):
            place = self._composer.blockBoundingGeometry(block).translated(
                self._composer.contentOffset()
            )
            inner = QRect(8, round(place.top()), view.width() - 16, max(round(place.height()), 20))
            if not inner.intersects(view) or not block.isVisible():
                row.hide()
                continue
            row.setGeometry(inner)
            row.show()

    def _rules(self) -> list[QTextBlock]:
        document = self._composer.document()
        if self._means is Lines.WORDS:
            return []
        if self._found is not None and self._found[:2] == (document, document.revision()):
            return self._found[2]
        found: list[QTextBlock] = []
        block = document.firstBlock()
        while block.isValid():
            if block.length() <= 16 and is_rule(block.text()):
                found.append(block)
            block = block.next()
        self._found = (document, document.revision(), found)
        return found

    def _add(self) -> None:
        row = PartLine(self._composer.viewport())
        part = len(self.rows) + 1
        row.move_wanted.connect(lambda step: self.move_wanted.emit(part, step))
        row.join_wanted.connect(lambda: self.join_wanted.emit(part))
        before: list[QWidget] = [self._composer, *self.buttons()]
        self.rows.append(row)
        for first, second in zip([before[-1], *row.buttons()], row.buttons(), strict=False):
            QWidget.setTabOrder(first, second)

    # The cursor never stands on such a line: it would be hidden.

    def _step_over(self) -> None:
        cursor, document = self._composer.textCursor(), self._composer.document()
        before, self._last = self._last, (document, cursor.position())
        if self._means is Lines.WORDS or cursor.hasSelection() or before[0] is not document:
            return
        block = cursor.block()
        if not is_rule(block.text()) or block.contains(before[1]):
            return
        forward = cursor.position() > before[1]
        beyond = block.next() if forward else block.previous()
        if not beyond.isValid():
            beyond = block.previous() if forward else block.next()
        if beyond.isValid():
            at_end = beyond.position() < block.position()
            cursor.setPosition(beyond.position() + (beyond.length() - 1 if at_end else 0))
            self._composer.setTextCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace behind such a line and Delete before it join the parts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            part = self._joined_by(event)
            if part is not None:
                self.join_wanted.emit(part)
                return True
        return super().eventFilter(watched, event)

    def _joined_by(self, event: QKeyEvent) -> int | None:
        cursor: QTextCursor = self._composer.textCursor()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if self._means is not Lines.PARTS or cursor.hasSelection() or not plain:
            return None
        if self._composer.isReadOnly():
            return None
        block = cursor.block()
        if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart():
            rule = block.previous()
        elif event.key() == Qt.Key.Key_Delete and cursor.atBlockEnd():
            rule = block.next()
        else:
            return None
        if not rule.isValid() or not is_rule(rule.text()):
            return None
        return [one.blockNumber() for one in self._rules()].index(rule.blockNumber()) + 1
