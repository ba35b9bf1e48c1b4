"""Finding and replacing in the text that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, IconButton, announce, set_look

MOST = 999


class FindBar(QWidget):
    """Finds as one types; Enter and Shift+Enter go on, Esc closes and the focus goes back."""

    closed = Signal()

    def __init__(self, editor: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Find in this text")
        self.words.setAccessibleName("Find in this text")
        self.words.textEdited.connect(lambda _: self._begin())
        self.count = QLabel(self)
        self.count.setFont(theme.tabular(self.count.font()))
        set_look(self.count, "role", "muted")
        self.back = IconButton("chevron-up", "Previous (Shift+F3)", size=14, parent=self)
        self.on = IconButton("chevron-down", "Next (F3)", size=14, parent=self)
        self.back.clicked.connect(lambda: self.go(-1))
        self.on.clicked.connect(lambda: self.go(1))
        self.exact = Button("Aa", kind="ghost", parent=self)
        self.exact.setCheckable(True)
        self.exact.setAccessibleName("Match capitals")
        self.exact.setToolTip("Match capitals")
        self.exact.toggled.connect(lambda _: self._begin())
        self.other = QLineEdit(self)
        self.other.setPlaceholderText("Replace with")
        self.other.setAccessibleName("Replace with")
        self.replace = Button("Replace", parent=self)
        self.replace.clicked.connect(self.replace_one)
        self.all = Button("All", parent=self)
        self.all.setAccessibleName("Replace all")
        self.all.clicked.connect(self.replace_all)
        shut = IconButton("xmark", "Close (Esc)", size=14, parent=self)
        shut.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.words, 3)
        for widget in (self.count, self.back, self.on, self.exact):
            row.addWidget(widget)
        row.addWidget(self.other, 2)
        for widget in (self.replace, self.all, shut):
            row.addWidget(widget)
        editor.textChanged.connect(self._text_changed)
        self.hide()

    def open_bar(self) -> None:
        """Show it; selected words are what is looked for."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._show_count()

    def close_bar(self) -> None:
        """Hide it; what was found stays selected."""
        self.hide()
        self.closed.emit()

    def _flags(self) -> QTextDocument.FindFlag:
        exact = self.exact.isChecked()
        return QTextDocument.FindFlag.FindCaseSensitively if exact else QTextDocument.FindFlag(0)

    def places(self) -> list[QTextCursor]:
        """Everything found in the shown text, in order."""
        found: list[QTextCursor] = []
        wanted, document = self.words.text(), self._editor.document()
        if not wanted:
            return found
        cursor = document.find(wanted, 0, self._flags())
        while not cursor.isNull() and len(found) < MOST:
            found.append(QTextCursor(cursor))
            cursor = document.find(wanted, cursor, self._flags())
        return found

    def _begin(self) -> None:
        """Other words: the first place at or behind the cursor."""
        here = self._editor.textCursor().selectionStart()
        found = self.places()
        ahead = [one for one in found if one.selectionStart() >= here]
        if found:
            self._show(ahead[0] if ahead else found[0])
        self._show_count(found)

    def go(self, step: int) -> None:
        """The next place (1) or the one before (-1), around the ends."""
        found = self.places()
        if not found:
            self._show_count(found)
            return
        cursor = self._editor.textCursor()
        if step > 0:
            ahead = [one for one in found if one.selectionStart() >= cursor.selectionEnd()]
            self._show(ahead[0] if ahead else found[0])
        else:
            before = [one for one in found if one.selectionEnd() <= cursor.selectionStart()]
            self._show(before[-1] if before else found[-1])
        self._show_count(found)
        announce(self, self.count.text())

    def again(self, step: int) -> None:
        """F3 from wherever one writes: what was looked for last, or a place to say it."""
        if self.words.text():
            self.go(step)
        else:
            self.open_bar()

    def _show(self, place: QTextCursor) -> None:
        self._editor.setTextCursor(place)
        self._editor.ensureCursorVisible()

    def _show_count(self, found: list[QTextCursor] | None = None) -> None:
        places = self.places() if found is None else found
        here = self._editor.textCursor()
        at = (here.selectionStart(), here.selectionEnd())
        spots = [(one.selectionStart(), one.selectionEnd()) for one in places]
        number = spots.index(at) + 1 if at in spots else 0
        words = ""
        if self.words.text():
            words = f"{number} of {len(places)}" if number else f"{len(places)} found"
            words = words if places else "Nothing found"
        self.count.setText(words)
        writable = not self._editor.isReadOnly()
        for button in (self.replace, self.all):
            button.setEnabled(bool(places) and writable)

    def replace_one(self) -> None:
        """Replace what is selected, if it is a place, and go on."""
        cursor = self._editor.textCursor()
        there = [(one.selectionStart(), one.selectionEnd()) for one in self.places()]
        if (cursor.selectionStart(), cursor.selectionEnd()) in there:
            cursor.beginEditBlock()
            cursor.insertText(self.other.text())
            cursor.endEditBlock()
            self._editor.setTextCursor(cursor)
        self.go(1)

    def replace_all(self) -> None:
        """Replace every place; one undo step."""
        # Numbers, not cursors: those of places that touch would grow with what is put in.
        found = [(one.selectionStart(), one.selectionEnd()) for one in self.places()]
        if not found or self._editor.isReadOnly():
            return
        edit = QTextCursor(self._editor.document())
        edit.beginEditBlock()
        for start, end in reversed(found):
            edit.setPosition(start)
            edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            edit.insertText(self.other.text())
        edit.endEditBlock()
        self._show_count()
        announce(self, f"{len(found)} replaced")

    def _text_changed(self) -> None:
        if self.isVisible():
            self._show_count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.words.hasFocus()
        ) or event.key() == Qt.Key.Key_F3:
            self.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)
