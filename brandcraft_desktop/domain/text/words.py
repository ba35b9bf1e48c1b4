"""The words of a text that a dictionary can judge: no links, mentions, tags, names or numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_PIECE = re.compile(r"\S+")
# What stands in links, addresses, handles, tags and file names, wherever it is in the piece. A
# full stop between letters makes a domain or an abbreviation; one at the end closes a sentence.
_NO_WORDS = re.compile(r"[@#/\\_\uff20\uff03\d]|\w[.:]\w")
# Scripts without spaces: what stands between two spaces there is no word.
_UNSPACED = frozenset(
    {"BOPOMOFO", "CJK", "HIRAGANA", "KATAKANA", "KHMER", "LAO", "MYANMAR", "THAI", "TIBETAN", "YI"}
)


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where each word stands (Python indices, the end exclusive), in order.

    Passed over: pieces that hold a link, a handle, a tag or a digit, single letters, words all in
    capitals (NASA) and those with capitals inside (YouTube).
    """
    for piece in _PIECE.finditer(text):
        if _NO_WORDS.search(piece[0]):
            continue
        for found in _word().finditer(text, *piece.span()):
            if _is_judged(found[0]):
                yield found.span()


def plain(word: str) -> str:
    """The word as dictionaries write it: with the typewriter's apostrophe."""
    return word.replace("\u2019", "'")


def script_of(word: str) -> str:
    """The script of a word's first letter, as Unicode names it: "LATIN", "CYRILLIC"."""
    return unicodedata.name(word[0], "").split(" ", maxsplit=1)[0]


def _is_judged(word: str) -> bool:
    if len(word) < 2 or script_of(word) in _UNSPACED:
        return False
    return not any(letter.isupper() for letter in word[1:])


@cache
def _word() -> re.Pattern[str]:
    # `regex` takes as long to load as the window has for its first paint.
    import regex  # type: ignore[import-untyped]

    pattern: re.Pattern[str] = regex.compile(
        r"\p{L}[\p{L}\p{M}]*(?:['\u2019](?=\p{L})[\p{L}\p{M}]+)*"
    )
    return pattern
