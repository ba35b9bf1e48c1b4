"""Two texts as one: what was taken out is struck, what was put in is underlined."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from brandcraft_desktop.domain.text.compare import Kind, compare
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import FocusRing

_SPOKEN = {Kind.REMOVED: "removed: ", Kind.ADDED: "added: ", Kind.SAME: ""}


def rich_comparison(before: str, after: str) -> str:
    """The comparison as rich text in the colours of the theme."""
    gone, gone_ground = theme.color("failed").name(), theme.color("failed_bg").name()
    come, come_ground = theme.color("published").name(), theme.color("published_bg").name()
    looks = {
        Kind.REMOVED: f"color:{gone};background-color:{gone_ground};text-decoration:line-through",
        Kind.ADDED: f"color:{come};background-color:{come_ground};text-decoration:underline",
    }
    pieces = []
    for passage in compare(before, after):
        words = escape(passage.text).replace("\n", "<br>").replace("  ", "&nbsp; ")
        look = looks.get(passage.kind)
        pieces.append(f'<span style="{look}">{words}</span>' if look else words)
    return "".join(pieces)


def spoken_comparison(before: str, after: str) -> str:
    """The comparison in words, for a screen reader."""
    return " ".join(
        f"{_SPOKEN[passage.kind]}{passage.text.strip()}" for passage in compare(before, after)
    )


class Compared(QScrollArea):
    """Follows the theme; scrolls where the texts are long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = ("", "")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.words.setContentsMargins(12, 10, 12, 10)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setObjectName("well")
        self.words.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self.words)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        FocusRing(self)
        theme.live.changed.connect(self._draw)

    def show_texts(self, before: str, after: str) -> None:
        """Show what leads from one text to the other."""
        self._texts = (before, after)
        self._draw()

    def _draw(self) -> None:
        self.words.setText(rich_comparison(*self._texts))
        self.words.setAccessibleName(spoken_comparison(*self._texts))
