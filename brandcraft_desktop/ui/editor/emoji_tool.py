"""Opens the emoji picker over the text, and remembers what was used lately."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from brandcraft_desktop.ui.editor.emoji_picker import EmojiPicker, used_lately
from brandcraft_desktop.ui.window_state import WindowState

_RECENT, _TONE = "emoji_recent", "emoji_tone"


class EmojiTool(QObject):
    """Puts the chosen emoji where the cursor is, as one undo step."""

    def __init__(self, composer: QPlainTextEdit, anchor: QWidget, remembered: WindowState) -> None:
        super().__init__(composer)
        self._composer, self._anchor, self._remembered = composer, anchor, remembered

    def open(self) -> None:
        """Show the picker; the focus goes back to the text."""
        if self._composer.isReadOnly():
            return
        self._composer.setFocus()
        recent = tuple(self._remembered.text(_RECENT).split())
        picker = EmojiPicker(recent, self._remembered.text(_TONE), self._anchor)
        picker.chosen.connect(self._insert)
        picker.tone_chosen.connect(lambda tone: self._remembered.put(_TONE, tone))
        picker.open_at(self._anchor)

    def _insert(self, text: str) -> None:
        recent = tuple(self._remembered.text(_RECENT).split())
        self._remembered.put(_RECENT, " ".join(used_lately(recent, text)))
        cursor = self._composer.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self._composer.setTextCursor(cursor)
        self._composer.setFocus()
