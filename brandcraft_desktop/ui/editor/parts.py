"""Threads by hand: a line of "---" begins a new part; parts can be moved as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.ui.editor.documents import text_of

RULE = "---"
_LINE = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Moved:
    """A text whose parts changed places, and where the cursor goes (Python index)."""

    text: str
    cursor: int


def move_part(text: str, cursor: int, step: int) -> Moved | None:
    """Move the part around `cursor` by `step` (-1 up, 1 down); None where it cannot go."""
    rules = list(_LINE.finditer(text))
    if not rules:
        return None
    starts = [0, *(rule.end() for rule in rules)]
    ends = [*(rule.start() for rule in rules), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    index = max(number for number, start in enumerate(starts) if start <= max(cursor, 0))
    other = index + step
    if not 0 <= other < len(pieces):
        return None
    inside = cursor - starts[index] - (len(pieces[index]) - len(pieces[index].lstrip("\n")))
    bodies = [piece.strip("\n") for piece in pieces]
    bodies[index], bodies[other] = bodies[other], bodies[index]
    between = f"\n{RULE}\n"
    before = sum(len(body) + len(between) for body in bodies[:other])
    return Moved(between.join(bodies), before + max(0, min(inside, len(bodies[other]))))


def move_in(editor: QPlainTextEdit, step: int) -> bool:
    """Move the part under the editor's cursor; one undo step."""
    text = text_of(editor.document())
    positions = Positions(text)
    moved = move_part(text, positions.from_utf16(editor.textCursor().position()), step)
    if moved is None:
        return False
    cursor = QTextCursor(editor.document())
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(moved.text)
    cursor.endEditBlock()
    cursor.setPosition(Positions(moved.text).utf16(moved.cursor))
    editor.setTextCursor(cursor)
    return True
