"""The texts of a post: one document for all platforms, one for each that has words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

SHARED: Final = ""
"""The target of the text for all platforms; other targets are platform ids."""

# `toPlainText` would turn no-break spaces into plain ones; the raw text keeps them.
_BREAKS: Final = {0x2029: "\n", 0x2028: "\n", 0xFDD0: "\n", 0xFDD1: "\n"}


def text_of(document: QTextDocument) -> str:
    """The text with LF line ends, every other character as it was typed."""
    return document.toRawText().translate(_BREAKS)


def replace_text(document: QTextDocument, text: str, *, join: bool = False) -> None:
    """Put another text in, as one undo step; `join` makes it part of the step before."""
    cursor = QTextCursor(document)
    if join:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
    cursor.endEditBlock()


class VariantDocuments(QObject):
    """Each document keeps its own undo history.

    A variant follows the shared text until a person edits it; from then on shared edits never
    touch it. A variant whose text equals the shared one again follows again, so that a reset
    and its undo are plain edits.
    """

    edited = Signal(str)  # the target whose text is another one now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[str, QTextDocument] = {}
        self._texts: dict[str, str] = {}
        self._customised: set[str] = set()
        self._outdated: set[str] = set()
        self._carrying = False
        self.load("", {})

    def load(self, shared: str, variants: Mapping[str, str]) -> None:
        """Begin anew with these texts and empty histories."""
        for document in self._documents.values():
            document.deleteLater()
        self._documents.clear()
        self._texts.clear()
        self._outdated.clear()
        self._customised = set(variants)
        self._add(SHARED, shared)
        for target, text in variants.items():
            self._add(target, text)

    def targets(self) -> tuple[str, ...]:
        """Everything that has a document, the shared one first."""
        return tuple(self._documents)

    def document(self, target: str) -> QTextDocument:
        """The document of a target; the shared one where it has none."""
        return self._documents.get(target, self._documents[SHARED])

    def text(self, target: str) -> str:
        """What a target will be sent."""
        return self._texts.get(target, self._texts[SHARED])

    def is_customised(self, target: str) -> bool:
        """Whether a person gave the target words of its own."""
        return target in self._customised

    def is_outdated(self, target: str) -> bool:
        """Whether the shared text changed after the target got its own words."""
        return target in self._outdated

    def open(self, target: str) -> None:
        """Give a target a document that follows the shared text until it is edited."""
        if target not in self._documents:
            self._add(target, self._texts[SHARED])

    def close(self, target: str) -> None:
        """Take a target's document away; it is sent the shared text again."""
        document = self._documents.pop(target, None)
        if document is None or target == SHARED:
            return
        self._texts.pop(target, None)
        self._customised.discard(target)
        self._outdated.discard(target)
        document.deleteLater()
        self.edited.emit(target)

    def reset(self, target: str) -> None:
        """Take the shared text over: one undo step."""
        if target != SHARED and target in self._documents:
            self._outdated.discard(target)
            replace_text(self._documents[target], self._texts[SHARED])

    def _add(self, target: str, text: str) -> None:
        document = QTextDocument(self)
        document.setDocumentLayout(QPlainTextDocumentLayout(document))
        document.setPlainText(text)
        self._documents[target] = document
        self._texts[target] = text_of(document)
        document.contentsChanged.connect(partial(self._changed, target))

    def _changed(self, target: str) -> None:
        document = self._documents.get(target)
        # A highlighter's new colours arrive here too.
        if document is None or (text := text_of(document)) == self._texts[target]:
            return
        self._texts[target] = text
        if self._carrying:
            return
        if target == SHARED:
            self._carry(text)
        elif text == self._texts[SHARED]:
            self._customised.discard(target)
            self._outdated.discard(target)
        else:
            self._customised.add(target)
        self.edited.emit(target)

    def _carry(self, text: str) -> None:
        """Bring a shared edit to the variants that follow."""
        self._carrying = True
        for target, document in self._documents.items():
            if target == SHARED:
                continue
            if target in self._customised:
                self._outdated.add(target)
            elif document.isUndoAvailable():
                replace_text(document, text, join=True)
            else:
                document.setPlainText(text)
        self._carrying = False
