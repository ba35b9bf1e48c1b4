"""Cuts a long text into the parts of a thread.

Where to cut is decided from coarse to fine: paragraph, line, sentence, word, grapheme. A piece
that fits a part by itself is never cut; only what is longer than a part is opened at the next
finer level and fills up the part that is being made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, islice

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.errors import BadInput

Fits = Callable[[str], bool]
FitsAs = Callable[[str, int], bool]
Atoms = Callable[[str], Sequence[tuple[int, int]]]

# White space a text may be cut at: all but the no-break spaces.
_BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
)
_SEPARATOR = re.compile(r"^[ \t]*---[ \t\r]*$", re.MULTILINE)
_GAP = re.compile(rf"[{_BLANK}]+")
_SENTENCE_END = re.compile(r"[.!?\u2026\u203d\u061f\u0964\u06d4][\"'\u2019\u201d\u00bb)\]}]*\Z")
# Scripts without spaces: a sentence may end without a gap, but nothing that could turn into a
# link, mention or tag at the start of a part may follow.
_WIDE_SENTENCE_END = re.compile(
    rf"[\u3002\uff01\uff1f\uff61][\u300d\u300f\u3011\u3009\u300b\uff09\u2019\u201d]*"
    rf"(?=[^{_BLANK}#@$\uff03\uff20A-Za-z0-9\u3002\uff01\uff1f\uff61])"
)
_MOST_DIGITS = 5


@dataclass(frozen=True)
class _Cut:
    """A place to cut: a part ends before `end`, the next begins at `start`."""

    end: int
    start: int


def split(text: str, *, fits: Fits, atoms: Atoms, numbering: str | None = None) -> tuple[str, ...]:
    """The parts of `text`, each within the limit that `fits` knows; one part if that is enough.

    A line holding only "---" begins a new part by hand. White space at the cuts is dropped,
    everything else stays in its order. `atoms(text)` gives the index ranges never to be cut
    (links, mentions, tags), unless one is too long for a part of its own. `numbering` is a
    pattern with "{n}" and "{total}", put behind the text, or around it where the pattern says
    "{text}"; a single part is not numbered. A blank text is one empty part.
    Raises `BadInput` if not even one grapheme and its number fit.
    """
    sections = [section for section in map(_strip, _SEPARATOR.split(text)) if section]
    if len(sections) <= 1:
        whole = sections[0] if sections else ""
        if fits(whole):
            return (whole,)
    cutters = [_Section(section, atoms) for section in sections]
    if not numbering:
        return tuple(_parts(cutters, partial(_fits_bare, fits)))
    return _numbered(cutters, fits, numbering)


def _numbered(cutters: Sequence[_Section], fits: Fits, numbering: str) -> tuple[str, ...]:
    """Room is kept for the digits of the total: more digits can make more parts, so try each."""
    for digits in range(1, _MOST_DIGITS + 1):
        most = "9" * digits
        fits_numbered = partial(_fits_numbered, fits, numbering, most)
        parts = list(islice(_parts(cutters, fits_numbered), int(most) + 1))
        if len(parts) > int(most):
            continue
        total = str(len(parts))
        labelled = tuple(
            _label(part, numbering, str(n), total) for n, part in enumerate(parts, start=1)
        )
        if all(map(fits, labelled)):
            return labelled
    raise _no_room()


def _fits_numbered(fits: Fits, numbering: str, total: str, part: str, n: int) -> bool:
    return fits(_label(part, numbering, str(n), total))


def _fits_bare(fits: Fits, part: str, n: int) -> bool:
    return fits(part)


def _label(part: str, numbering: str, n: str, total: str) -> str:
    before, here, after = numbering.partition("{text}")
    if not here:
        before, after = "", f" {numbering}"
    before, after = (side.replace("{n}", n).replace("{total}", total) for side in (before, after))
    return f"{before}{part}{after}"


def _parts(cutters: Sequence[_Section], fits: FitsAs) -> Iterator[str]:
    """The parts of all sections, counted from 1 through all of them."""
    n = 0
    for cutter in cutters:
        start = 0
        while start < len(cutter.text):
            n += 1
            cut = cutter.next_cut(start, n, fits)
            yield cutter.text[start : cut.end]
            start = cut.start


class _Section:
    """A text between two separators, with its places to cut from coarse to fine.

    Every list of places closes with the end of the text.
    """

    def __init__(self, text: str, atoms: Atoms) -> None:
        self.text = text
        self._atoms = _joined(atoms(text))

    def next_cut(self, start: int, n: int, fits: FitsAs) -> _Cut:
        """Where part `n`, which begins at `start`, ends."""

        def fits_until(cut: _Cut) -> bool:
            return fits(self.text[start : cut.end], n)

        def spares_next(cuts: Sequence[_Cut], index: int) -> bool:
            """Whether the piece behind the cut fits a part and so need not be opened."""
            following = cuts[index + 1 : index + 2]
            return not following or fits(self.text[cuts[index].start : following[0].end], n + 1)

        words = self._words
        furthest = _last_fitting(words, _behind(words, start), fits_until)
        if furthest is not None:
            if words[furthest].end == len(self.text):
                return words[furthest]
            for cuts in (self._paragraphs, self._lines, self._sentences):
                last = _behind(cuts, words[furthest].end) - 1
                ends_part = last >= _behind(cuts, start) and fits_until(cuts[last])
                if ends_part and spares_next(cuts, last):
                    return cuts[last]
            if spares_next(words, furthest):
                return words[furthest]
        best = None if furthest is None else words[furthest]
        for cuts in (self._outside_atoms, self._graphemes):
            last_finer = _last_fitting(cuts, _behind(cuts, best.end if best else start), fits_until)
            if last_finer is not None:
                best = cuts[last_finer]
                if spares_next(cuts, last_finer):
                    break
        if best is None:
            raise _no_room()
        return best

    @cached_property
    def _words(self) -> Sequence[_Cut]:
        text = self.text
        places = [gap.span() for gap in _GAP.finditer(text)]
        unspaced = [(end.end(), end.end()) for end in _WIDE_SENTENCE_END.finditer(text)]
        unspaced.append((len(text), len(text)))
        return [
            _Cut(end, start)
            for end, start in sorted(places + unspaced)
            if not self._in_atom(end)
            and not self._in_atom(start)
            and graphemes.is_boundary(text, end)
            and graphemes.is_boundary(text, start)
        ]

    @cached_property
    def _lines(self) -> Sequence[_Cut]:
        return self._with_line_feeds(1)

    @cached_property
    def _paragraphs(self) -> Sequence[_Cut]:
        return self._with_line_feeds(2)

    def _with_line_feeds(self, least: int) -> Sequence[_Cut]:
        return [
            cut
            for cut in self._words
            if cut.end == len(self.text) or self.text.count("\n", cut.end, cut.start) >= least
        ]

    @cached_property
    def _sentences(self) -> Sequence[_Cut]:
        return [cut for cut in self._words if _ends_sentence(self.text, cut)]

    @cached_property
    def _outside_atoms(self) -> Sequence[_Cut]:
        return [cut for cut in self._graphemes if not self._in_atom(cut.end)]

    @cached_property
    def _graphemes(self) -> Sequence[_Cut]:
        """Between any two graphemes; at white space, around all of it."""
        text = self.text
        gaps = {cut.end: cut for cut in self._words}
        cuts: list[_Cut] = []
        for index in accumulate(map(len, graphemes.graphemes(text))):
            if cuts and index <= cuts[-1].start and cuts[-1].start > cuts[-1].end:
                continue
            cuts.append(gaps.get(index, _Cut(index, index)))
        return cuts

    def _in_atom(self, index: int) -> bool:
        """Whether a cut at `index` would go through an atom."""
        found = bisect_right(self._atoms, index, key=lambda atom: atom[0]) - 1
        return found >= 0 and self._atoms[found][0] < index < self._atoms[found][1]


def _last_fitting(cuts: Sequence[_Cut], first: int, fits: Callable[[_Cut], bool]) -> int | None:
    """The last index from `first` on whose cut fits, by doubling steps and then halving them."""
    if first >= len(cuts) or not fits(cuts[first]):
        return None
    good, step = first, 1
    while good + step < len(cuts) and fits(cuts[good + step]):
        good, step = good + step, step * 2
    bad = min(good + step, len(cuts))
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(cuts[middle]):
            good = middle
        else:
            bad = middle
    return good


def _behind(cuts: Sequence[_Cut], index: int) -> int:
    """The place in the list of the first cut that ends a part behind `index`."""
    return bisect_right(cuts, index, key=lambda cut: cut.end)


def _ends_sentence(text: str, cut: _Cut) -> bool:
    if cut.end == cut.start or "\n" in text[cut.end : cut.start]:
        return True
    if text[cut.start : cut.start + 1].islower():
        return False
    return bool(_SENTENCE_END.search(text[max(cut.end - 6, 0) : cut.end]))


def _joined(atoms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, with overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(atoms):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _strip(text: str) -> str:
    return text.strip(_BLANK)


def _no_room() -> BadInput:
    return BadInput(
        "The text cannot be split.",
        "Not even one character and its number fit into a part.",
        "Shorten the numbering or remove the character.",
        field="text",
    )
