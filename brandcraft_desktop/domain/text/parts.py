"""Parts made by hand: the stretches of one text between lines that hold only "---".

Parts are counted from 0. Empty ones stay in place, as in `split.sections_of`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brandcraft_desktop.domain.text.places import Atoms, Cut, Places
from brandcraft_desktop.domain.text.split import sections_of

RULE = "---"
BETWEEN = f"\n{RULE}\n"
_Where = Callable[[Places], Sequence[Cut]]
_RULES = re.compile(r"^[ \t]*---[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True)
class Rewritten:
    """A text whose parts are other ones now; `places[old]` is where each part went.

    `cursor` is the index where the person goes on writing.
    """

    text: str
    places: tuple[int, ...]
    cursor: int


def is_rule(line: str) -> bool:
    """Whether a line begins a new part."""
    return line.strip(" \t\r") == RULE


def ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Where each part begins and ends in the text; its line ends belong to it."""
    rules = [rule.span() for rule in _RULES.finditer(text)]
    starts = [0, *(end for _, end in rules)]
    ends = [*(start for start, _ in rules), len(text)]
    return tuple(zip(starts, ends, strict=True))


def part_at(text: str, index: int) -> int:
    """The part around an index; on the line between two it is the one below."""
    begins = [rule.start() for rule in _RULES.finditer(text)]
    return bisect_right(begins, max(index, 0))


def moved(text: str, part: int, step: int, inside: int = 0) -> Rewritten | None:
    """Let a part change places with its neighbour (-1: the one above); None where it cannot.

    `inside` is how far into the part's words the cursor stands.
    """
    bodies = _bodies(text)
    other = part + step
    if len(bodies) < 2 or not (0 <= part < len(bodies) and 0 <= other < len(bodies)):
        return None
    bodies[part], bodies[other] = bodies[other], bodies[part]
    places = list(range(len(bodies)))
    places[part], places[other] = other, part
    cursor = _start(bodies, other) + max(0, min(inside, len(bodies[other])))
    return Rewritten(BETWEEN.join(bodies), tuple(places), cursor)


def joined_above(text: str, part: int) -> Rewritten | None:
    """Let a part go on where the one above ends, a blank line between; None for the first."""
    bodies = _bodies(text)
    if not 0 < part < len(bodies):
        return None
    above, here = bodies[part - 1], bodies[part]
    both = f"{above}\n\n{here}" if above and here else above or here
    after = [*bodies[: part - 1], both, *bodies[part + 1 :]]
    places = tuple(old if old < part else old - 1 for old in range(len(bodies)))
    cursor = _start(after, part - 1) + len(both) - len(here)
    return Rewritten(BETWEEN.join(after), places, cursor)


def inside(text: str, index: int) -> int:
    """How far into the words of its part an index stands."""
    start, end = ranges(text)[part_at(text, index)]
    words = text[start:end]
    return max(0, index - start - (len(words) - len(words.lstrip("\n"))))


def at_blank_lines(text: str, atoms: Atoms) -> tuple[str, ...]:
    """A part for every paragraph; what is divided by hand stays so."""
    return _cut(text, atoms, lambda places: places.paragraphs)


def at_sentences(text: str, atoms: Atoms) -> tuple[str, ...]:
    """A part for every sentence; a paragraph's end ends its sentence, too."""
    return _cut(text, atoms, lambda places: sorted({*places.sentences, *places.paragraphs}))


def divided(pieces: Sequence[str]) -> str:
    """One text with these parts; blank ones are left out."""
    return BETWEEN.join(piece for piece in pieces if piece.strip())


def same_words(text: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces hold the text's words, all of them, in their order."""
    return "".join("".join(sections_of(text)).split()) == "".join("".join(pieces).split())


def places(before: str, after: str) -> tuple[int, ...]:
    """Where each part of `before` is in `after`, judged by the words: what files follow.

    A part that was cut stays where its beginning is; one that went away is joined to the one above.
    """
    old, new = sections_of(before), sections_of(after)
    if len(old) == len(new):
        return _permuted(old, new) if sorted(old) == sorted(new) else tuple(range(len(old)))
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    last = max(len(new) - tail - 1, head - 1, 0)  # of those that differ
    shift = len(new) - len(old)
    return tuple(
        number + shift if number >= len(old) - tail else min(number, last)
        for number in range(len(old))
    )


def _permuted(old: Sequence[str], new: Sequence[str]) -> tuple[int, ...]:
    free = [number for number in range(len(new)) if old[number] != new[number]]
    found = list(range(len(old)))
    for number, words in enumerate(old):
        if new[number] != words:
            found[number] = next(one for one in free if new[one] == words)
            free.remove(found[number])
    return tuple(found)


def _bodies(text: str) -> list[str]:
    return [text[start:end].strip("\n") for start, end in ranges(text)]


def _start(bodies: Sequence[str], part: int) -> int:
    return sum(len(body) + len(BETWEEN) for body in bodies[:part])


def _cut(text: str, atoms: Atoms, where: _Where) -> tuple[str, ...]:
    pieces: list[str] = []
    for section in sections_of(text):
        found = Places(section, atoms)
        start = 0
        for cut in where(found):
            pieces.append(section[start : cut.end])
            start = cut.start
    return tuple(piece for piece in pieces if piece)
