"""The places where a text may be cut, from coarse to fine."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from brandcraft_desktop.domain.text import graphemes

Fits = Callable[[str], bool]
Atoms = Callable[[str], Sequence[tuple[int, int]]]

# White space a text may be cut at: all but the no-break spaces.
BLANK = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
)
_GAP = re.compile(rf"[{BLANK}]+")
_STOPS = ".!?\u2026\u203d\u061f\u0964\u06d4"
_SENTENCE_END = re.compile(rf"[{_STOPS}][\"'\u2019\u201d\u00bb)\]}}]{{0,5}}(?=[{BLANK}])")
# Scripts without spaces: a sentence may end without a gap, but nothing that could turn into a
# link, mention or tag at the start of a part may follow.
_WIDE_SENTENCE_END = re.compile(
    rf"[\u3002\uff01\uff1f\uff61][\u300d\u300f\u3011\u3009\u300b\uff09\u2019\u201d]*"
    rf"(?=[^{BLANK}#@$\uff03\uff20A-Za-z0-9\u3002\uff01\uff1f\uff61])"
)


class Cut(NamedTuple):
    """A place to cut: what is before ends at `end`, what follows begins at `start`."""

    end: int
    start: int


class Places:
    """A text with its places to cut. Every list of places closes with the end of the text.

    `atoms(text)` gives the index ranges never to be cut (links, mentions, tags) as long as
    another way exists.
    """

    def __init__(self, text: str, atoms: Atoms) -> None:
        self.text = text
        self._atoms = _joined(atoms(text))
        self._atom_starts = [start for start, _ in self._atoms]

    @cached_property
    def words(self) -> Sequence[Cut]:
        """Where the text may be cut between words."""
        text = self.text
        cuts = [Cut(*gap.span()) for gap in _GAP.finditer(text)]
        # Only an atom with white space in it ("@[Exact Name](…)") can lie across a gap.
        if any(_GAP.search(text, start, end) for start, end in self._atoms):
            cuts = [cut for cut in cuts if not (self._in_atom(cut.end) or self._in_atom(cut.start))]
        joined = graphemes.joined_at(text, BLANK)
        if joined:
            cuts = [cut for cut in cuts if cut.end not in joined and cut.start not in joined]
        if not text.isascii():
            cuts.extend(self._unspaced())
            cuts.sort()
        cuts.append(Cut(len(text), len(text)))
        return cuts

    def _unspaced(self) -> Iterator[Cut]:
        """The ends of sentences in scripts without spaces."""
        for found in _WIDE_SENTENCE_END.finditer(self.text):
            end = found.end()
            if not self._in_atom(end) and graphemes.is_boundary(self.text, end):
                yield Cut(end, end)

    @cached_property
    def lines(self) -> Sequence[Cut]:
        """The cuts between words that are line ends."""
        words = self.words
        lines = []
        at = self.text.find("\n")
        while at >= 0:
            cut = words[behind(words, at) - 1]
            inside = cut.end <= at < cut.start
            if inside:
                lines.append(cut)
            at = self.text.find("\n", cut.start if inside else at + 1)
        return [*lines, words[-1]]

    @cached_property
    def paragraphs(self) -> Sequence[Cut]:
        """The cuts between words that are empty lines."""
        end = len(self.text)
        return [cut for cut in self.lines if cut.end == end or self.text.count("\n", *cut) > 1]

    @cached_property
    def sentences(self) -> Sequence[Cut]:
        """The cuts between words that end a sentence."""
        text = self.text
        stops = {stop.end() for stop in _SENTENCE_END.finditer(text)}
        lines = {cut.end for cut in self.lines}
        return [
            cut
            for cut in self.words
            if (cut.end in stops and not text[cut.start : cut.start + 1].islower())
            or cut.end in lines
            or cut.end == cut.start
        ]

    @cached_property
    def outside_atoms(self) -> Sequence[Cut]:
        """Between any two graphemes, but in no atom."""
        return [cut for cut in self.graphemes if not self._in_atom(cut.end)]

    def least(self, start: int, end: int) -> int:
        """Fewer than this many units no platform counts between two places of the text.

        Every unit there is (grapheme, character, byte, weight) counts a grapheme at least once,
        and only what is never cut may count less than it has.
        """
        cuts = self.outside_atoms
        return max(0, behind(cuts, end - 1) - behind(cuts, start))

    @cached_property
    def graphemes(self) -> Sequence[Cut]:
        """Between any two graphemes; at white space, around all of it."""
        text = self.text
        gaps = {cut.end: cut for cut in self.words}
        cuts: list[Cut] = []
        for index in accumulate(map(len, graphemes.graphemes(text))):
            if cuts and index <= cuts[-1].start and cuts[-1].start > cuts[-1].end:
                continue
            cuts.append(gaps.get(index, Cut(index, index)))
        return cuts

    def _in_atom(self, index: int) -> bool:
        """Whether a cut at `index` would go through an atom."""
        found = bisect_right(self._atom_starts, index) - 1
        return found >= 0 and self._atoms[found][0] < index < self._atoms[found][1]


def last_fitting(
    cuts: Sequence[Cut], first: int, fits: Callable[[Cut], bool], guess: int = 0
) -> int | None:
    """The last index from `first` on whose cut fits, by doubling steps and then halving them.

    The steps begin at `guess`: a good one spares most of the questions.
    """
    if first >= len(cuts):
        return None
    good, bad, step = first - 1, len(cuts), 1
    near = min(max(guess, first), bad - 1)
    if fits(cuts[near]):
        good = near
        while good + step < bad and fits(cuts[good + step]):
            good, step = good + step, step * 2
        bad = min(good + step, bad)
    else:
        bad = near
        while bad - step > good and not fits(cuts[bad - step]):
            bad, step = bad - step, step * 2
        good = max(bad - step, good)
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(cuts[middle]):
            good = middle
        else:
            bad = middle
    return good if good >= first else None


def behind(cuts: Sequence[Cut], index: int) -> int:
    """The place in the list of the first cut that ends a part behind `index`."""
    return bisect_right(cuts, (index, sys.maxsize))


def _joined(atoms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, with overlapping ones made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(atoms):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
