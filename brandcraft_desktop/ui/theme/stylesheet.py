"""The style sheet: one template, filled with the tokens and with sizes in points.

Qt ignores ``font-size`` in percent, so sizes are computed from the base font. Style sheets take
pictures only as files: the recoloured arrows and marks are written to a directory of this process.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QTemporaryDir

from brandcraft_desktop.ui.theme.drawings import coloured
from brandcraft_desktop.ui.theme.tokens import Tokens

SIZES: Final = {"caption": 0.88, "heading": 1.15, "post": 1.15, "title": 1.4, "number": 1.8}
"""Type sizes as multiples of the base font."""

MARKS: Final = (
    ("chevron_down", "chevron-down", "text2"),
    ("chevron_up", "chevron-up", "text2"),
    ("chevron_left", "chevron-left", "text2"),
    ("chevron_right", "chevron-right", "text2"),
    ("chevron_down_disabled", "chevron-down", "disabled"),
    ("chevron_up_disabled", "chevron-up", "disabled"),
    ("check", "check", "on_accent"),
    ("check_menu", "check", "accent"),
    ("dash", "dash", "on_accent"),
    ("dot", "dot", "on_accent"),
)
"""(name in the template, drawing, token)."""


@lru_cache(maxsize=1)
def _template() -> Template:
    sheet = files("brandcraft_desktop.ui.theme").joinpath("style.qss")
    return Template(sheet.read_text(encoding="utf-8"))


class MarkFiles:
    """Recoloured pictures on disk, one file per drawing and colour, gone when the process ends."""

    def __init__(self) -> None:
        self._directory = QTemporaryDir()

    def path(self, drawing: str, colour: str) -> str:
        """Where the drawing in that colour is, with forward slashes as style sheets want."""
        file = Path(self._directory.path()) / f"{drawing}-{colour.lstrip('#')}.svg"
        if not file.exists():
            file.write_bytes(coloured(drawing, colour))
        return file.as_posix()


def stylesheet(
    tokens: Tokens, toast: Tokens, base_points: float, marks: MarkFiles, *, focus_width: int = 2
) -> str:
    """The whole sheet for a theme.

    ``toast`` are the tokens of the opposite theme: a toast is drawn inverted, so that it stands
    out without a shadow. ``base_points`` is the size of body text.
    """
    sizes = {name: f"{base_points * factor:.1f}" for name, factor in SIZES.items()}
    pictures = {name: marks.path(drawing, tokens[token]) for name, drawing, token in MARKS}
    return _template().substitute(
        tokens,
        **sizes,
        **pictures,
        focus_width=str(focus_width),
        toast_accent=toast["link"],
        toast_hover=toast["hover"],
    )
