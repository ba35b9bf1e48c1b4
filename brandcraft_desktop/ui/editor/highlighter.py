"""Colours links, mentions and tags, and marks what lies beyond the limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from brandcraft_desktop.domain.text.measure import Span
from brandcraft_desktop.domain.text.parts import is_rule
from brandcraft_desktop.domain.text.positions import positions
from brandcraft_desktop.ui import theme

_Piece = tuple[int, int, str]
WrongWords = Callable[[str], Sequence[tuple[int, int]]]
"""Where the misspelt words of a block stand, in UTF-16 positions."""
_RULE_PIXELS = 22
"""A line of this size is as tall as the buttons that are drawn over it."""


def nothing_wrong(_: str) -> Sequence[tuple[int, int]]:
    """Nobody looks at the spelling."""
    return ()


class TextHighlighter(QSyntaxHighlighter):
    """Holds what the rules found; a block is painted again only where that changed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._pieces: dict[int, tuple[_Piece, ...]] = {}
        self._rules = False
        self.wrong_words: WrongWords = nothing_wrong
        theme.live.changed.connect(self.rehighlight)

    def show_marks(self, text: str, spans: Sequence[Span], over: int | None) -> None:
        """`spans` and `over` (first index beyond the limit) are Python indices into `text`."""
        pieces: dict[int, list[_Piece]] = {}
        if spans or over is not None:
            places = positions(text)
            for span in spans:
                if over is not None and span.start >= over:
                    continue
                self._spread(pieces, places.utf16(span.start), places.utf16(span.end), "link")
            if over is not None:
                self._spread(pieces, places.utf16(over), places.utf16(len(text)), "over")
        fresh = {number: tuple(found) for number, found in pieces.items()}
        stale, self._pieces = self._pieces, fresh
        document = self.document()
        for number in stale.keys() | fresh.keys():
            block = document.findBlockByNumber(number)
            if stale.get(number) != fresh.get(number) and block.isValid():
                self.rehighlightBlock(block)

    def show_rules(self, on: bool) -> None:
        """Make room on the lines of "---", where something else is drawn over them."""
        if on is not self._rules:
            self._rules = on
            self.rehighlight()

    def _spread(self, pieces: dict[int, list[_Piece]], start: int, end: int, kind: str) -> None:
        """Cut a stretch of UTF-16 positions at the ends of blocks."""
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            first = max(start - block.position(), 0)
            last = min(end - block.position(), block.length() - 1)
            if last > first:
                pieces.setdefault(block.blockNumber(), []).append((first, last, kind))
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each block that needs its colours."""
        if self._rules and is_rule(text):
            room = QTextCharFormat()
            room.setForeground(theme.color("surface"))
            room.setProperty(QTextFormat.Property.FontPixelSize, _RULE_PIXELS)
            self.setFormat(0, len(text), room)
            return
        # Links come first in each block: what is too much is marked over them.
        for start, end, kind in self._pieces.get(self.currentBlock().blockNumber(), ()):
            look = QTextCharFormat()
            look.setForeground(theme.color("link" if kind == "link" else "failed"))
            if kind == "over":
                look.setBackground(theme.color("failed_bg"))
            self.setFormat(start, end - start, look)
        for start, end in self.wrong_words(text):
            self._underline(start, end)

    def _underline(self, start: int, end: int) -> None:
        """Mark a misspelt word; its colours stay."""
        for place in range(start, end):
            look = self.format(place)
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            look.setUnderlineColor(theme.color("failed"))
            self.setFormat(place, 1, look)
