"""How much a text weighs on X, word by word.

Outside facts: `parseTweet` and config version 3 of npm twitter-text 3.1.0. Its scale of 100 is
left out, as every weight is a whole number of it. Counting runs at each key press, so what a word
weighs is remembered: one more letter leaves the rest of a text as it was.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from brandcraft_desktop.publishers.x import emoji, links
from brandcraft_desktop.publishers.x.characters import INVALID, SEPARATORS

LIMIT = 280
LINK = 23
EMOJI = 2

# These weigh 2, the others 1: all but U+0000-10FF, 2000-200D, 2010-201F and 2032-2037.
_HEAVY = re.compile("[\u2038-\U0010ffff\u1100-\u1fff\u200e\u200f\u2020-\u2031]+")
_TOKEN = re.compile(rf"[{SEPARATORS}]+|[^{SEPARATORS}]+")
_REMEMBERED = 8192
_LONG = 4096  # what is longer is hardly typed; it would only fill the memory

# Start, end and weight of a piece that is more than its characters.
Weighed = tuple[int, int, int]


def length(text: str) -> int:
    """The weight of a text; X takes at most `LIMIT`."""
    if "." not in text and not emoji.may_join(text):
        return _plain(text)
    if len(text) > _LONG:
        return sum(_of_token(found[0], found.start() == 0) for found in _TOKEN.finditer(text))
    first, *others = text.split(" ")
    return len(others) + _of_first(first) + sum(map(_of_word, others))


def is_acceptable(text: str) -> bool:
    """Whether X takes the characters: byte order marks and non-characters are refused."""
    return text.isascii() or not any(map(text.__contains__, INVALID))


def fits_until(text: str) -> int:
    """The index up to which X takes the text: its end, or where the rest is too much.

    A character X refuses ends it as well. What is one piece to X (a link, an emoji) is in or out
    as a whole.
    """
    room = LIMIT
    for found in _TOKEN.finditer(text):
        token = found[0]
        at_start = found.start() == 0
        weight = _of_token(token, at_start)
        if weight > room or not is_acceptable(token):
            return found.start() + _fitting(token, at_start, room)
        room -= weight
    return len(text)


@lru_cache(maxsize=_REMEMBERED)
def _of_word(word: str) -> int:
    """The weight of what stands between two spaces."""
    if "." not in word and not emoji.may_join(word):
        return _plain(word)
    if _is_one_token(word):
        return _of_token(word, False)
    return sum(_of_token(token, False) for token in _TOKEN.findall(word))


@lru_cache(maxsize=_REMEMBERED)
def _of_first(word: str) -> int:
    """The same for the first word of a text."""
    if _is_one_token(word):
        return _of_token(word, True)
    return sum(_of_token(found[0], found.start() == 0) for found in _TOKEN.finditer(word))


def _is_one_token(word: str) -> bool:
    # Quick and sure: every separator is white space to Python too, and at the ends it does no harm.
    return len(word.split(None, 1)) == 1


def _of_token(token: str, at_start: bool) -> int:
    composed = unicodedata.normalize("NFC", token)
    total = behind = 0
    for start, end, weight in _pieces(composed, at_start):
        total += _plain(composed[behind:start]) + weight
        behind = end
    return total + _plain(composed[behind:])


def _plain(text: str) -> int:
    """The weight of characters without links and emoji sequences."""
    if text.isascii():
        return len(text)
    composed = unicodedata.normalize("NFC", text)
    return len(composed) + len("".join(_HEAVY.findall(composed)))


def _pieces(token: str, at_start: bool) -> list[Weighed]:
    """The links and emoji of a token in their order; a piece inside another is none."""
    found = [(link.start, link.counted, LINK) for link in links.find(token, at_start=at_start)]
    emojis = [(start, end, EMOJI) for start, end in emoji.sequences(token)]
    if not emojis or not found:
        return found or emojis
    pieces: list[Weighed] = []
    for piece in sorted(found + emojis, key=lambda piece: piece[0]):
        if not pieces or piece[0] >= pieces[-1][1]:
            pieces.append(piece)
    return pieces


def _fitting(token: str, at_start: bool, room: int) -> int:
    """How many of the token's characters `room` has room for."""
    composed = unicodedata.normalize("NFC", token)
    behind = 0
    for start, end, weight in [*_pieces(composed, at_start), (len(composed), len(composed), 0)]:
        for index in range(behind, start):
            room -= _plain(composed[index])
            if room < 0 or not is_acceptable(composed[index]):
                return _before_composing(token, composed, index)
        room -= weight
        if room < 0:
            return _before_composing(token, composed, start)
        behind = end
    return len(token)


def _before_composing(token: str, composed: str, index: int) -> int:
    """The index in the token as typed of a place in its composed form."""
    if composed == token:
        return index
    low, high = 0, len(token)
    while low < high:
        middle = (low + high + 1) // 2
        if len(unicodedata.normalize("NFC", token[:middle])) <= index:
            low = middle
        else:
            high = middle - 1
    return low
