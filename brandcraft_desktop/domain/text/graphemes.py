"""Graphemes: what a person sees as one character, as Unicode's annex 29 cuts them.

Bluesky and Mastodon count in them. Counting runs at each key press, so only the places where
characters can join (marks, emoji sequences, flags, Hangul jamo …) are given to the full rules,
and what was found there is remembered: one more letter leaves the rest of a text as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

# Newer Unicode versions (and with them \X) took this property from about 700 symbols that hardly
# anybody joins. Which table a platform counts with depends on its runtime; the conformance cases
# used here (Unicode 15) and the segmenter @atproto/api brings along have the wide one.
# Source: emoji-data.txt of Unicode 15.0, property Extended_Pictographic (3537 code points).
_PICTOGRAPH = (
    r"["
    r"\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9-\u21aa\u231a-\u231b\u2328\u2388"
    r"\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa-\u25ab\u25b6\u25c0\u25fb-\u25fe"
    r"\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d"
    r"\u2721\u2728\u2733-\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767"
    r"\u2795-\u2797\u27a1\u27b0\u27bf\u2934-\u2935\u2b05-\u2b07\u2b1b-\u2b1c\u2b50\u2b55\u3030"
    r"\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f"
    r"\U0001f16c-\U0001f171\U0001f17e-\U0001f17f\U0001f18e\U0001f191-\U0001f19a"
    r"\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    r"\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f"
    r"\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f"
    r"\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff"
    r"\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff\U0001fc00-\U0001fffd"
    r"]"
)

# Characters that never join one another: between two of them there is always a boundary. The
# list may leave characters out (that only costs time) but must never hold a joining one; the
# tests prove it over all of Unicode. Carriage return is left out for the sake of CR LF.
_LONERS = (
    r"\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0620-\u064a\u066e\u066f"
    r"\u0671-\u06d3\u0e01-\u0e30\u0e40-\u0e46\u1e00-\u1fff\u200e-\u20cf\u2100-\u2cee"
    r"\u2e00-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\uf900-\ufb1d\uff00-\uff9d"
    r"\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003ffff"
)
# The others that can take such a character in behind them: CR, the joiner, leading jamo and the
# few marks that stand before their letter.
_GLUE = (
    r"\r\u200d\u1100-\u115f\ua960-\ua97c\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
    r"\U000110bd\U000110cd\U000111c2\U000111c3\U000113d1\U0001193f\U00011941"
    r"\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02"
)

_MANY = 4
"""Characters a grapheme of a written text has at most, mostly: a long text is cut quickly then."""

# A row begins with its first letter, so that these are whole flags and another one follows.
_MANY_FLAGS = re.compile("(?:[\U0001f1e6-\U0001f1ff]{2}){32}(?=[\U0001f1e6-\U0001f1ff])")

# Below it only CR LF join. One range is many times quicker to look for than the list above.
_FIRST_JOINING = "\u0300"
_BEYOND_LATIN = re.compile(f"[{_FIRST_JOINING}-\U0010ffff]")


def count(text: str) -> int:
    """The number of graphemes."""
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return len(text) - text.count("\r\n")
    total = len(text)
    for found in _joining().finditer(text):
        # The character before may be what the found ones join.
        total -= _joined(text[max(found.start() - 1, 0) : found.end()])
    return total


def cut(text: str, limit: int) -> str:
    """The first `limit` graphemes, or the whole text if it has no more."""
    if len(text) <= limit:
        return text
    if limit <= 0:
        return ""
    if text.isascii() and "\r\n" not in text:
        return text[:limit]
    beginning = text[: limit * _MANY]
    last = _last_of_beginning(beginning, limit)
    if last is not None and last < len(beginning):
        return text[:last]
    last = _last(text, limit)
    return text if last is None else text[:last]


@lru_cache(maxsize=64)  # who writes at the end leaves the beginning as it was
def _last_of_beginning(text: str, limit: int) -> int | None:
    return _last(text, limit)


def _last(text: str, limit: int) -> int | None:
    """Where the grapheme of that number ends; None if there are fewer."""
    return next(islice(_ends(text), limit - 1, None), None)


def graphemes(text: str) -> tuple[str, ...]:
    """The text as its graphemes, in order; joined they are the text again."""
    if text.isascii() and "\r\n" not in text:
        return tuple(text)
    return tuple(_clusters(text))


def prepare() -> None:
    """Load the rules ahead of the first letter that needs them (on a thread, after the paint)."""
    count("\u2701\u200d\u2701")


def is_boundary(text: str, index: int) -> bool:
    """Whether white space or an end of the text next to `index` stands apart from its neighbour.

    Looks at two characters only, which is exact as long as one of them is no part of an emoji
    sequence, a flag or an Indic conjunct.
    """
    if index <= 0 or index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if before < _FIRST_JOINING and after < _FIRST_JOINING:
        return before != "\r" or after != "\n"
    return count(before + after) == 2


def joined_at(text: str, blanks: str) -> frozenset[int]:
    """The indices where one of the white-space characters `blanks` joins its neighbour.

    Those for which `is_boundary` says no, found at once for the whole text.
    """
    if text.isascii() or not _BEYOND_LATIN.search(text):
        return frozenset()
    return frozenset(
        place
        for found in _joining_apart(blanks).finditer(text)
        for place in found.span()
        if (text[place - 1 : place] in blanks or text[place : place + 1] in blanks)
        and not is_boundary(text, place)
    )


@lru_cache(maxsize=4096)
def _joined(piece: str) -> int:
    """How many fewer graphemes than characters a piece has."""
    return len(piece) - len(_clusters(piece))


def _clusters(text: str) -> list[str]:
    pattern = _pattern(text)
    found: list[str] = []
    for start, end in _stretches(text):
        found += pattern.findall(text[start:end])
    return found


def _ends(text: str) -> Iterator[int]:
    """Where each grapheme ends."""
    pattern = _pattern(text)
    for start, end in _stretches(text):
        for found in pattern.finditer(text[start:end]):
            yield start + found.end()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Pieces that can be read one by one: long rows of flags are cut between two flags.

    The rules count all flags before each flag, so that a row takes the square of its length.
    """
    start = 0
    for found in _MANY_FLAGS.finditer(text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _pattern(text: str) -> re.Pattern[str]:
    if "\u200d" in text and _former_pictograph().search(text):
        return _cluster_of_unicode_15()
    return _cluster()


# `regex` takes as long to load as the window has for its first paint; plain text needs none of it.


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"[^{_LONERS}]+(?:(?<=[{_GLUE}])[{_LONERS}][^{_LONERS}]*)*")


@cache
def _joining_apart(blanks: str) -> re.Pattern[str]:
    return re.compile(f"[^{_LONERS}{blanks}]+")


@cache
def _cluster() -> re.Pattern[str]:
    import regex  # type: ignore[import-untyped]

    pattern: re.Pattern[str] = regex.compile(r"\X")
    return pattern


@cache
def _cluster_of_unicode_15() -> re.Pattern[str]:
    import regex

    pattern: re.Pattern[str] = regex.compile(
        rf"\p{{GCB=Prepend}}*(?:{_PICTOGRAPH}\p{{GCB=Extend}}*\u200d(?={_PICTOGRAPH}))+\X|\X"
    )
    return pattern


@cache
def _former_pictograph() -> re.Pattern[str]:
    import regex

    pattern: re.Pattern[str] = regex.compile(
        rf"[{_PICTOGRAPH}--\p{{Extended_Pictographic}}]", regex.V1
    )
    return pattern
