"""How words become lines, how large they may be, and where a long text is divided into cards.

Nothing here knows fonts: whoever draws hands in how wide a piece of text is at a size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from brandcraft_desktop.domain.text import graphemes

Measure = Callable[[str, int], float]
"""Width in pixels of a piece of one line at a size of letters in pixels."""

LEAST = 40
"""Letters of a text are never smaller: on a telephone 1080 pixels are about 7 cm."""
STEP = 2
_NEAR = 0.9  # of the width: from here on a line is measured as a whole
SLACK = 6.0  # pixels: letters lean out of their own width a little

_BLANKS = " \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_PIECE = re.compile(f"[^{_BLANKS}\n]+")
_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# What may not begin a line and what may not end one (JIS X 4051; CLREQ).
_CLOSING = (
    "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f\u3011\u3009\u300b\u30fc"
)
_OPENING = "\uff08\u300c\u300e\u3010\u3008\u300a"
_UNIT = re.compile(
    f"[{_OPENING}]*[{_CJK}][{_CLOSING}]*"  # one sign of Chinese with what clings to it
    f"|[^{_CJK}{_OPENING}]+?[-/?&=](?=\\w{{3}})"  # an address, parted
    f"|[^{_CJK}{_OPENING}]+|."
)
# What people put behind a sentence belongs to it.
_EMOJI = "(?:[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+[ \n]*)*"
_SENTENCE = re.compile(
    r"(?:[.!?\u2026\u061f\u06d4\u0964][\"'\u2019\u201d)\]]*[ \n]+|[\u3002\uff01\uff1f]\s*|\n+)"
    + _EMOJI
)
_CLAUSE = re.compile(r"[,;:\u2013\u2014\u060c\u061b][ ]+|[\u3001\uff0c\uff1b\uff1a]")


@dataclass(frozen=True)
class Line:
    """A line of a text: Python indices of what stands in it, without the blanks at its end.

    `broken`: its last word goes on in the next line.
    """

    start: int
    end: int
    broken: bool = False


@dataclass(frozen=True)
class Setting:
    """Words as they are drawn: the size of their letters in pixels, and their lines."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """The room there is: pixels, and how far apart lines stand as a multiple of their size."""

    width: float
    height: float
    spacing: float

    def lines_at(self, size: int) -> int:
        """How many lines have room."""
        return int(self.height / (size * self.spacing))


def wrap(text: str, width: float, measure: Callable[[str], float]) -> tuple[Line, ...]:
    """The lines of a text. Words stay whole where they can; else they break between graphemes."""
    found: list[Line] = []
    start = 0
    for paragraph in text.split("\n"):
        found += _paragraph(text, start, start + len(paragraph), width, measure)
        start += len(paragraph) + 1
    return tuple(found)


def fit(text: str, box: Box, measure: Measure, *, largest: int, easy: int, least: int) -> Setting:
    """The largest setting that has room, down to `least`; the caller sees whether it really has.

    Words that have room at `easy` are never broken: the letters are made smaller instead.
    """
    sizes = range(least, largest + 1, STEP)
    low, high = 0, len(sizes)
    while low < high:
        middle = (low + high) // 2
        if _has_room(text, box, measure, sizes[middle], easy):
            low = middle + 1
        else:
            high = middle
    return at_size(text, box, measure, sizes[max(0, low - 1)])


def at_size(text: str, box: Box, measure: Measure, size: int) -> Setting:
    """The words in letters of this size."""
    return Setting(
        size, _words(text, wrap(text, box.width - SLACK, lambda one: measure(one, size)))
    )


def balanced(setting: Setting, text: str, box: Box, measure: Measure) -> Setting:
    """The same number of lines, as equally long as they can be: no single word left at the end."""

    def count(width: float) -> tuple[Line, ...]:
        return wrap(text, width, lambda one: measure(one, setting.size))

    low, high = box.width / 3, box.width - SLACK
    best = count(high)
    if any(line.broken for line in best) or len(best) < 2:
        return setting
    for _ in range(6):
        middle = (low + high) / 2
        tried = count(middle)
        if len(tried) == len(best) and not any(line.broken for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return Setting(setting.size, _words(text, best))


def has_room(setting: Setting, box: Box) -> bool:
    """Whether all its lines stand in the box."""
    return len(setting.lines) <= box.lines_at(setting.size)


def divided(text: str, box: Box, measure: Measure, easy: int) -> tuple[str, ...]:
    """The text in cards that are easily read: one if it has room, else parted where it pauses.

    Cards are about equally long; a part ends with a sentence, else a clause, else a word.
    """
    room = max(1, box.lines_at(easy))
    cards: list[str] = []
    rest = text.strip()
    while rest:
        lines = wrap(rest, box.width - SLACK, lambda one: measure(one, easy))
        if len(lines) <= room:
            cards.append(rest)
            break
        left = ceil(len(lines) / room)
        most = lines[room - 1].end
        aim = lines[min(room, ceil(len(lines) / left)) - 1].end
        end = _pause(rest, aim, most)
        cards.append(rest[:end].strip())
        rest = rest[end:].strip()
    return tuple(card for card in cards if card)


def _has_room(text: str, box: Box, measure: Measure, size: int, easy: int) -> bool:
    lines = wrap(text, box.width - SLACK, lambda one: measure(one, size))
    if len(lines) > box.lines_at(size):
        return False
    if size <= easy:
        return True
    return not any(
        line.broken and measure(_word_at(text, line.end), easy) <= box.width - SLACK
        for line in lines
    )


def _word_at(text: str, index: int) -> str:
    """The unbreakable piece that this place lies in."""
    for piece in _PIECE.finditer(text):
        if piece.end() >= index:
            for start, end in _units(text, piece.start(), piece.end()):
                if end > index - 1:
                    return text[start:end]
    return ""


def _words(text: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(text[line.start : line.end] for line in lines)


def _pause(text: str, aim: int, most: int) -> int:
    """Where to part: the pause nearest to `aim`, not far before it, never behind `most`."""
    least = int(aim * 0.55)
    for pauses in (_SENTENCE, _CLAUSE):
        ends = [found.end() for found in pauses.finditer(text) if least <= found.end()]
        near = [end for end in ends if len(text[:end].rstrip()) <= most]
        if near:
            return min(near, key=lambda end: abs(end - aim))
    return max(1, aim)


def _paragraph(
    text: str, start: int, end: int, width: float, measure: Callable[[str], float]
) -> Iterator[Line]:
    line: Line | None = None
    taken = 0.0
    for first, last in _units_of(text, start, end):
        wide = measure(text[first:last])
        gap = measure(text[line.end : first]) if line is not None and line.end < first else 0.0
        if line is not None:
            together = taken + gap + wide
            if _NEAR * width < together <= width * (2 - _NEAR):
                # Blanks are as wide as their neighbours' font has them: only the whole line tells.
                together = measure(text[line.start : last])
            if together <= width:
                line, taken = Line(line.start, last), together
                continue
        if line is not None:
            yield line
        if wide <= width:
            line, taken = Line(first, last), wide
            continue
        pieces = _broken(text, first, last, width, measure)
        yield from pieces[:-1]
        line = Line(pieces[-1].start, last)
        taken = measure(text[line.start : last])
    yield line or Line(start, start)


def _broken(
    text: str, start: int, end: int, width: float, measure: Callable[[str], float]
) -> list[Line]:
    """A word wider than a line, cut between graphemes; at least one in each line."""
    signs = graphemes.graphemes(text[start:end])
    places = [start]
    for sign in signs:
        places.append(places[-1] + len(sign))
    lines: list[Line] = []
    first = 0
    while first < len(signs):
        low, high = first + 1, len(signs)
        while low < high:
            middle = (low + high + 1) // 2
            if measure(text[places[first] : places[middle]]) <= width:
                low = middle
            else:
                high = middle - 1
        lines.append(Line(places[first], places[low], broken=low < len(signs)))
        first = low
    return lines


def _units_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.finditer(text, start, end):
        yield from _units(text, piece.start(), piece.end())


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stays together in a line: a word, or a single sign of Chinese."""
    for found in _UNIT.finditer(text, start, end):
        if found.end() > found.start():
            yield found.span()
