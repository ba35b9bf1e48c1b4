"""Cuts a long text into the parts of a thread.

Where to cut is decided from coarse to fine: paragraph, line, sentence, word, grapheme. A piece
that fits a part by itself is never cut; only what is longer than a part is opened at the next
finer level and fills up the part that is being made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice

from brandcraft_desktop.domain.text.places import (
    BLANK,
    Atoms,
    Cut,
    Fits,
    Places,
    behind,
    last_fitting,
)
from brandcraft_desktop.errors import BadInput

FitsAs = Callable[[str, int], bool]

_SEPARATOR = re.compile(r"^[ \t]*---[ \t\r]*$", re.MULTILINE)
_MOST_DIGITS = 5
_LONG = 5000  # characters: longer than any link, so a piece of it is hardly within a limit


@dataclass(frozen=True)
class Piece:
    """A part and the section it was cut from, counted from 0."""

    text: str
    section: int


def sections_of(text: str) -> tuple[str, ...]:
    """What a person divided by hand with lines holding only "---"; empty ones stay in place."""
    return tuple(map(_strip, _SEPARATOR.split(text)))


def joined(text: str) -> str:
    """What was divided by hand as one text, its sections a blank line apart."""
    return "\n\n".join(section for section in sections_of(text) if section)


def in_one_line(text: str) -> str:
    """The words of a text for a list or a headline, without the lines that divide a thread."""
    return " ".join(joined(text).split())


def split(
    text: str,
    *,
    fits: Fits,
    atoms: Atoms,
    numbering: str | None = None,
    limit: int | None = None,
) -> tuple[str, ...]:
    """The parts of `text`, each within the limit that `fits` knows; one part if that is enough.

    A line holding only "---" begins a new part by hand. White space at the cuts is dropped,
    everything else stays in its order. `atoms(text)` gives the index ranges never to be cut
    (links, mentions, tags), unless one is too long for a part of its own. `numbering` is a
    pattern with "{n}" and "{total}", put behind the text, or around it where the pattern says
    "{text}"; a single part is not numbered. A blank text is one empty part. `limit`: see
    `split_sections`.
    Raises `BadInput` if not even one grapheme and its number fit.
    """
    sections = [section for section in sections_of(text) if section]
    found = split_sections(
        sections or [""], fits=fits, atoms=atoms, numbering=numbering, limit=limit
    )
    return tuple(piece.text for piece in found)


def split_sections(
    sections: Sequence[str],
    *,
    fits: Fits,
    atoms: Atoms,
    numbering: str | None = None,
    limit: int | None = None,
    most: int | None = None,
) -> tuple[Piece, ...]:
    """The parts of `sections` (see `split`); an empty section is a part without words.

    `limit` is the one that `fits` knows, if it is a number: what surely exceeds it is not asked
    about. Where there are more than `most` parts, the first `most` and one more are given, without
    numbers.
    """
    if len(sections) == 1 and fits(sections[0]):
        return (Piece(sections[0], 0),)
    opened = [Places(section, atoms) for section in sections]
    if numbering:
        return _numbered(opened, fits, numbering, limit, most)
    end = None if most is None else most + 1
    return tuple(islice(_parts(opened, partial(_fits_bare, fits), limit), end))


def _numbered(
    opened: Sequence[Places], fits: Fits, numbering: str, limit: int | None, most: int | None
) -> tuple[Piece, ...]:
    """Room is kept for the digits of the total: more digits can make more parts, so try each."""
    for digits in range(1, _MOST_DIGITS + 1):
        total_at_most = "9" * digits
        bound = int(total_at_most) if most is None else min(int(total_at_most), most)
        fits_numbered = partial(_fits_numbered, fits, numbering, total_at_most)
        parts = list(islice(_parts(opened, fits_numbered, limit), bound + 1))
        if len(parts) > bound:
            if bound == most:
                return tuple(parts)
            continue
        total = str(len(parts))
        labelled = tuple(
            Piece(_label(part.text, numbering, n, total), part.section)
            for n, part in enumerate(parts, start=1)
        )
        if all(fits(part.text) for part in labelled):
            return labelled
    raise _no_room()


def _fits_numbered(fits: Fits, numbering: str, total: str, part: str, n: int) -> bool:
    return fits(_label(part, numbering, n, total))


def _fits_bare(fits: Fits, part: str, n: int) -> bool:
    return fits(part)


def _label(part: str, numbering: str, n: int, total: str) -> str:
    before, after = _around(numbering, n, total)
    return f"{before}{part}{after}" if part else f"{before}{after}".strip()


@lru_cache(maxsize=256)
def _around(numbering: str, n: int, total: str) -> tuple[str, str]:
    """What stands before and behind part `n`."""
    before, here, after = numbering.partition("{text}")
    if not here:
        before, after = "", f" {numbering}"
    before, after = (
        side.replace("{n}", str(n)).replace("{total}", total) for side in (before, after)
    )
    return before, after


def unnumbered(parts: Sequence[str], numbering: str | None) -> tuple[str, ...]:
    """The parts of a thread without the numbers that `split` gave them."""
    if not numbering or len(parts) < 2:
        return tuple(parts)
    found: list[str] = []
    for n, part in enumerate(parts, start=1):
        before, after = _around(numbering, n, str(len(parts)))
        bare = part == f"{before}{after}".strip()
        found.append("" if bare else part.removeprefix(before).removesuffix(after))
    return tuple(found)


def _parts(opened: Sequence[Places], fits: FitsAs, limit: int | None) -> Iterator[Piece]:
    """The parts of all sections, counted from 1 through all of them."""
    n = 0
    for section, places in enumerate(opened):
        start = usual = 0
        if not places.text:
            n += 1
            yield Piece("", section)
        while start < len(places.text):
            n += 1
            cut = _next_cut(places, start, n, fits, usual, limit)
            yield Piece(places.text[start : cut.end], section)
            start, usual = cut.start, cut.end - start


def _next_cut(
    places: Places, start: int, n: int, fits: FitsAs, usual: int, limit: int | None
) -> Cut:
    """Where part `n`, which begins at `start`, ends; `usual` is how long the last one was."""

    def within(begin: int, end: int, number: int) -> bool:
        if limit is not None and end - begin > _LONG and places.least(begin, end) > limit:
            return False  # the rest of a very long word would be counted again for every part
        return fits(places.text[begin:end], number)

    def fits_until(cut: Cut) -> bool:
        return within(start, cut.end, n)

    def spares_next(cuts: Sequence[Cut], index: int) -> bool:
        """Whether the piece behind the cut fits a part and so need not be opened."""
        following = cuts[index + 1 : index + 2]
        return not following or within(cuts[index].start, following[0].end, n + 1)

    words = places.words
    furthest = last_fitting(words, behind(words, start), fits_until, behind(words, start + usual))
    if furthest is not None:
        if words[furthest].end == len(places.text):
            return words[furthest]
        for cuts in (places.paragraphs, places.lines, places.sentences):
            last = behind(cuts, words[furthest].end) - 1
            ends_part = last >= behind(cuts, start) and fits_until(cuts[last])
            if ends_part and spares_next(cuts, last):
                return cuts[last]
        if spares_next(words, furthest):
            return words[furthest]
    best = None if furthest is None else words[furthest]
    for cuts in (places.outside_atoms, places.graphemes):
        last_finer = last_fitting(cuts, behind(cuts, best.end if best else start), fits_until)
        if last_finer is not None:
            best = cuts[last_finer]
            if spares_next(cuts, last_finer):
                break
    if best is None:
        raise _no_room()
    return best


def _strip(text: str) -> str:
    return text.strip(BLANK)


def _no_room() -> BadInput:
    return BadInput(
        "The text cannot be split.",
        "Not even one character and its number fit into a part.",
        "Shorten the numbering or remove the character.",
        field="text",
    )
