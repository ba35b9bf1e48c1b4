"""How much room each part of a list row takes, for a size of text and a density."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from brandcraft_desktop.ui.theme import tabular
from brandcraft_desktop.ui.times import short_date, short_time
from brandcraft_desktop.ui.widgets.pill import WORDS
from brandcraft_desktop.ui.widgets.style import scaled_font

BOX: Final = 36
MENU: Final = 32
GAP: Final = 12
_CLOCK: Final = 62
_PILL: Final = 138
DAY: Final = "d MMM yy"
_HOURS: Final = (10, 22)
"""The longest times of day, on clocks of 24 hours and of 12."""


@dataclass(frozen=True)
class Arrangement:
    """What rows show: columns that are `hidden`, the day of each (`dated`), and one line a row."""

    hidden: frozenset[str] = frozenset()
    dated: bool = False  # no heading says it
    compact: bool = False


@dataclass(frozen=True)
class Measures:
    """Fonts and logical pixels; made once for every size of text: a row asks for most of them."""

    heading: QFont
    clock: QFont
    day: QFont
    state: QFont
    title: QFont
    small: QFont
    title_metrics: QFontMetrics
    state_metrics: QFontMetrics
    line: int
    clock_high: int
    row: int
    head: int
    thumb: int
    clock_wide: int
    time_wide: int
    pill_wide: int
    words_start: int


def measures_of(font: QFont, arrangement: Arrangement) -> Measures:
    """What rows need whose usual text is of this font."""
    title = scaled_font(font, 1.0, QFont.Weight.DemiBold)
    small, day = scaled_font(font, 0.9), scaled_font(font, 0.88)
    clock = tabular(title)
    heading = scaled_font(font, 0.95, QFont.Weight.DemiBold)
    state = scaled_font(font, 0.92, QFont.Weight.Medium)
    titles, states = QFontMetrics(title), QFontMetrics(state)
    line = QFontMetrics(small).lineSpacing()
    compact = arrangement.compact
    least, head, thumb, air = (32, 28, 24, 7) if compact else (60, 32, 40, 6)
    lines = 0 if compact else 2
    time_wide = _widest(QFontMetrics(clock), [short_time(time(hour)) for hour in _HOURS])
    clock_wide = time_wide
    if arrangement.dated:
        days = [short_date(date(2028, month, 28), DAY) for month in range(1, 13)]
        day_wide = _widest(QFontMetrics(day), days)
        clock_wide = time_wide + 8 + day_wide if compact else max(time_wide, day_wide)
    clock_wide = max(_CLOCK, clock_wide + GAP)
    picture = 0 if "picture" in arrangement.hidden else thumb + GAP
    words = _widest(states, [said.partition(":")[0] for said in WORDS.values()])
    return Measures(
        heading=heading,
        clock=clock,
        day=day,
        state=state,
        title=title,
        small=small,
        title_metrics=titles,
        state_metrics=states,
        line=line,
        clock_high=QFontMetrics(clock).height(),
        row=max(least, titles.height() + lines * line + 2 * air),
        head=max(head, QFontMetrics(heading).height() + 2 * air),
        thumb=thumb,
        clock_wide=clock_wide,
        time_wide=time_wide,
        pill_wide=max(_PILL, words + 38),
        words_start=BOX + clock_wide + picture,
    )


def _widest(metrics: QFontMetrics, words: list[str]) -> int:
    return max(metrics.horizontalAdvance(one) for one in words) + 2
