"""The words of a part as a platform shows them: live pieces coloured, too much marked."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.ui import theme

LONGEST_EXTRA = 600
"""Characters shown beyond the limit; the rest is only counted."""


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")


def rich_text(part: Part, over: int | None, link: str, bad: str, bad_ground: str) -> str:
    """The part as rich text; colours are "#RRGGBB", `over` the first index beyond the limit."""
    text = part.text
    end = len(text)
    more = ""
    if over is not None and end > over + LONGEST_EXTRA:
        more = f"… and {end - over - LONGEST_EXTRA:,} characters more"
        end = over + LONGEST_EXTRA
    limit = end if over is None else over
    pieces: list[str] = []
    place = 0
    for span in part.spans:
        start, stop = min(span.start, limit), min(span.end, limit)
        if stop <= start or start < place:
            continue
        pieces.append(_html(text[place:start]))
        pieces.append(f'<span style="color:{link}">{_html(text[start:stop])}</span>')
        place = stop
    pieces.append(_html(text[place:limit]))
    if limit < end:
        pieces.append(
            f'<span style="background-color:{bad_ground};color:{bad}">'
            f"{_html(text[limit:end] + more)}</span>"
        )
    return "".join(pieces)


class PostText(QLabel):
    """Follows the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part: Part | None = None
        self._over: int | None = None
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.live.changed.connect(self._draw)

    def show_part(self, part: Part, over: int | None) -> None:
        """Show a part."""
        if (part, over) == (self._part, self._over):
            return
        self._part, self._over = part, over
        self._draw()

    def _draw(self) -> None:
        if self._part is None:
            return
        colours = (theme.color(name).name() for name in ("link", "failed", "failed_bg"))
        link, bad, ground = colours
        self.setText(rich_text(self._part, self._over, link, bad, ground))
        self.setAccessibleName(self._part.text)
        self.setVisible(bool(self._part.text))
