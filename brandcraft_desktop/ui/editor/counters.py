"""How long the text is for each chosen platform, said aloud when it becomes too long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import Count, PartCount
from brandcraft_desktop.ui.editor.variant_tabs import MINUS
from brandcraft_desktop.ui.widgets import announce, set_look

MOST = 3


def counter_words(count: Count) -> str:
    """ "Bluesky 231 / 300", "Bluesky −31", "Bluesky 3 parts · 296 / 300", "… bytes"."""
    parts = f"{count.parts} parts · " if count.parts > 1 else ""
    return f"{count.name} {parts}{_figures(count)}"


def _figures(count: Count | PartCount) -> str:
    unit = " bytes" if count.unit == "bytes" else ""
    if count.remaining < 0:
        return f"{MINUS}{-count.remaining}{unit}"
    return f"{count.length} / {count.limit}{unit}"


def parts_words(count: Count) -> str:
    """A line for each part of a thread: "Part 2: 296 / 300"; "" for a single message."""
    if count.parts < 2:
        return ""
    return "\n".join(f"Part {number}: {_figures(one)}" for number, one in enumerate(count.each, 1))


def counter_sentence(count: Count) -> str:
    """ "31 characters over Bluesky's limit of 300"."""
    if count.remaining < 0:
        over = _amount(-count.remaining, count.unit)
        return f"{over} over {count.name}'s limit of {count.limit}"
    left = _amount(count.remaining, count.unit)
    return f"{left} left on {count.name}, {count.length} of {count.limit}"


def _amount(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


class Counters(QWidget):
    """The current platform's count, or on the shared tab the tightest ones first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Length")
        self._over: dict[str, bool] = {}
        self.labels: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._more = QLabel(self)
        self._more.setObjectName("counter")
        for _ in range(MOST):
            label = QLabel(self)
            label.setObjectName("counter")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(theme.tabular(label.font()))
            self._row.addWidget(label)
            self.labels.append(label)
        self._row.addWidget(self._more)

    def show_counts(self, counts: Sequence[Count], target: str) -> None:
        """Show the counts that matter on this tab and say what has just become too long."""
        mine = [count for count in counts if target in (SHARED, count.platform)]
        mine.sort(key=lambda count: count.remaining)
        for number, label in enumerate(self.labels):
            if number >= len(mine):
                label.hide()
                continue
            count = mine[number]
            words = counter_words(count)
            if label.text() != words:
                label.setText(words)
                sentence = counter_sentence(count)
                label.setAccessibleName(sentence)
            tip = "\n".join(one for one in (counter_sentence(count), parts_words(count)) if one)
            if label.toolTip() != tip:
                label.setToolTip(tip)
            set_look(label, "state", count.state)
            label.show()
        hidden = mine[MOST:]
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)}")
        self._more.setToolTip("\n".join(counter_words(count) for count in hidden))
        description = ". ".join(counter_sentence(count) for count in mine)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)
        self._say(counts)

    def _say(self, counts: Sequence[Count]) -> None:
        """Only crossing the limit is news; each key is not."""
        for count in counts:
            over = count.remaining < 0
            before = self._over.get(count.platform, False)
            self._over[count.platform] = over
            if over != before:
                announce(self, counter_sentence(count) if over else f"Fits {count.name} again")
        for gone in set(self._over) - {count.platform for count in counts}:
            del self._over[gone]  # no longer chosen: chosen again it is news again
