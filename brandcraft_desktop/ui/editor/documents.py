"""The texts of a post: one document for all platforms, one for each that has words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

SHARED: Final = ""
"""The target of the text for all platforms; other targets are platform and account ids."""

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


@dataclass(frozen=True)
class OwnWords:
    """A target's own text and the shared text it began from (None: nobody knows)."""

    text: str
    based_on: str | None = None


class VariantDocuments(QObject):
    """Each document keeps its own undo history.

    A variant follows the shared text until a person edits it; from then on shared edits never
    touch it. A variant whose text a person makes equal to the shared one follows again, so that a
    reset and its undo are plain edits.
    """

    edited = Signal(str)  # the target whose text, or what it is based on, is another one now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[str, QTextDocument] = {}
        self._texts: dict[str, str] = {}
        self._closed: dict[str, QTextDocument] = {}
        self._based_on: dict[str, str | None] = {}  # of those with words of their own
        self._left: dict[str, dict[str, str | None]] = {}  # own text given up: what it was based on
        self._carrying = False
        self.load("", {})

    def load(self, shared: str, variants: Mapping[str, OwnWords]) -> None:
        """Begin anew with these texts and empty histories."""
        for document in (*self._documents.values(), *self._closed.values()):
            document.deleteLater()
        for kept in (self._documents, self._closed, self._texts, self._left):
            kept.clear()
        self._based_on = {target: own.based_on for target, own in variants.items()}
        self._add(SHARED, shared)
        for target, own in variants.items():
            self._add(target, own.text)

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
        return target in self._based_on

    def based_on(self, target: str) -> str | None:
        """The shared text that a target's own words began from."""
        return self._based_on.get(target)

    def is_outdated(self, target: str) -> bool:
        """Whether the shared text is another one than the target's own words began from."""
        return self.based_on(target) not in (None, self._texts[SHARED])

    def keep(self, target: str) -> None:
        """The target's own words are right for the shared text as it is now."""
        if self.is_outdated(target):
            self._based_on[target] = self._texts[SHARED]
            self.edited.emit(target)

    def open(self, target: str) -> None:
        """Give a target a document that follows the shared text until it is edited."""
        if target not in self._documents:
            self._forget(target)
            self._add(target, self._texts[SHARED])

    def close(self, target: str) -> None:
        """Take a target's document away; it is sent the shared text again."""
        if target == SHARED or target not in self._documents:
            return
        self._forget(target)
        self._closed[target] = self._documents.pop(target)
        self._texts.pop(target, None)
        self._based_on.pop(target, None)
        self.edited.emit(target)

    def put(self, target: str, own: OwnWords | None) -> None:
        """Give a target these words of its own, or (None) let it follow: at most one undo step.

        A document that was closed comes back with its history.
        """
        closed = self._closed.pop(target, None)
        if closed is not None and target not in self._documents:
            self._documents[target], self._texts[target] = closed, text_of(closed)
        elif closed is not None:
            closed.deleteLater()
        self.open(target)
        if own is None:
            self._based_on.setdefault(target, None)
            self.reset(target)
            return
        self._left.setdefault(target, {})[own.text] = own.based_on
        if self._texts[target] != own.text:
            replace_text(self._documents[target], own.text)
        if target not in self._based_on or self._based_on[target] != own.based_on:
            self._based_on[target] = own.based_on
            self.edited.emit(target)

    def reset(self, target: str) -> None:
        """Take the shared text over: one undo step."""
        if target not in self._based_on:
            return
        if self._texts[target] != self._texts[SHARED]:
            replace_text(self._documents[target], self._texts[SHARED])
        if target in self._based_on:  # the words were the shared ones already
            del self._based_on[target]
            self.edited.emit(target)

    def _forget(self, target: str) -> None:
        document = self._closed.pop(target, None)
        if document is not None:
            document.deleteLater()

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
        before, self._texts[target] = self._texts[target], text
        if self._carrying:
            return
        if target == SHARED:
            self._carry(text)
        elif text == self._texts[SHARED]:
            self._leave(target, before)
        elif target not in self._based_on:
            left = self._left.get(target, {})
            self._based_on[target] = left.get(text, self._texts[SHARED])
        self.edited.emit(target)

    def _leave(self, target: str, before: str) -> None:
        """Words of its own go: should they come back by undo, what they are based on does, too."""
        if target in self._based_on:
            self._left.setdefault(target, {})[before] = self._based_on.pop(target)

    def _carry(self, text: str) -> None:
        """Bring a shared edit to the variants that follow."""
        self._carrying = True
        for target, document in self._documents.items():
            if target == SHARED or target in self._based_on or self._texts[target] == text:
                continue
            if document.isUndoAvailable():
                replace_text(document, text, join=True)
            else:
                document.setPlainText(text)
        self._carrying = False
