"""Where the words are written: plain text in, files and pictures handed on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.editor.highlighter import (
    TextHighlighter,
    WrongWords,
    nothing_wrong,
)
from brandcraft_desktop.ui.editor.incoming import files_in, holds_media, picture_in, text_in

_FOR_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_FIND = QKeySequence.StandardKey.Find
_INVITATION = "What do you want to share?"


class Composer(QPlainTextEdit):
    """Shows one document at a time and remembers where the cursor was in each."""

    files_offered = Signal(object)  # tuple[Path, ...]
    picture_offered = Signal(object)  # bytes of a PNG
    left = Signal()
    find_wanted = Signal()
    menu_opened = Signal(object, int)  # QMenu, the UTF-16 position it is about
    typed = Signal()  # a key changed the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setPlaceholderText(_INVITATION)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(72)
        self.completing: Callable[[], bool] = bool  # whether a list of offers is open
        self._cursors: dict[QTextDocument, QTextCursor] = {}
        self._highlighters: dict[QTextDocument, TextHighlighter] = {}
        self._wrong_words: WrongWords = nothing_wrong

    def show_document(self, document: QTextDocument) -> None:
        """Swap the text; undo history and cursor of each document stay its own."""
        before = self.document()
        if before is document:
            return
        if before in self._highlighters:
            self._cursors[before] = self.textCursor()
        document.setDefaultFont(self.font())
        self.setDocument(document)
        if document not in self._highlighters:
            self._highlighters[document] = TextHighlighter(document)
            self._highlighters[document].wrong_words = self._wrong_words
            document.destroyed.connect(lambda: self.forget(document))
        if document in self._cursors:
            self.setTextCursor(self._cursors[document])
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def forget(self, document: QTextDocument) -> None:
        """A document is gone."""
        self._cursors.pop(document, None)
        self._highlighters.pop(document, None)

    def highlighter(self) -> TextHighlighter | None:
        """What colours the shown document."""
        return self._highlighters.get(self.document())

    def mark_words(self, wrong_words: WrongWords) -> None:
        """Underline what this says of each block, from now on and everywhere."""
        self._wrong_words = wrong_words
        for highlighter in self._highlighters.values():
            highlighter.wrong_words = wrong_words
            highlighter.rehighlight()

    def text(self) -> str:
        """The shown text."""
        return text_of(self.document())

    def select(self, start: int, end: int) -> None:
        """Select UTF-16 positions and bring them into view."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return holds_media(source) or source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files and pictures go to the media strip, everything else comes in as plain text."""
        files = files_in(source)
        if files:
            self.files_offered.emit(files)
            return
        if holds_media(source):
            picture = picture_in(source)
            if picture is not None:
                self.picture_offered.emit(picture)
                return
        text = text_in(source)
        if text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for the page, which says so with its overlay."""
        if holds_media(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if holds_media(event.mimeData()):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def event(self, event: QEvent) -> bool:
        # Ctrl+F looks through the text while it is written; elsewhere it looks for posts.
        keys = isinstance(event, QKeyEvent) and event.matches(_FIND)
        if keys and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_FIND):
            self.find_wanted.emit()
            return
        if self.completing() and event.key() in _FOR_THE_LIST:
            event.ignore()  # the open list of tags takes it
            return
        before = self.document().revision()
        super().keyPressEvent(event)
        if self.document().revision() != before:
            self.typed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        there = self.textCursor() if by_keys else self.cursorForPosition(event.pos())
        self.menu_opened.emit(menu, there.position())
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        # Composed but not yet entered letters must not sit on top of the invitation.
        self.setPlaceholderText("" if event.preeditString() else _INVITATION)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.document().setDefaultFont(self.font())
