"""Addresses, cashtags and the weight of a text, from X's published rules.

Source: twitter/twitter-text @30e2430, config/v3.json: U+0000-10FF, 2000-200D, 2010-201F and
2032-2037 weigh 1, everything else 2, an emoji sequence 2, an address 23 whatever its length. What
is an address is found more simply here than there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LIMIT = 280
_PICTURE = "[\U0001f000-\U0001faff\u2600-\u27bf][\U0001f3fb-\U0001f3ff]?\ufe0f?"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}(?:\u200d{_PICTURE})*|[0-9#*]\ufe0f?\u20e3"
)
_LINK = re.compile(
    r"(?<![\w@.$#/-])(?:https?://[^\s<>\"“”]+|(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|io|dev|de|example)(?![\w.]*\w)(?:/[^\s<>\"“”]*)?)",
    re.IGNORECASE,
)
_CASHTAG = re.compile(r"(?:^|(?<=\s))\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?=$|[\s.,;:!?)])")
_LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_LINK_WEIGHT = 23


def links(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses begin and end."""
    for found in _LINK.finditer(text):
        whole = found[0].rstrip(".,;:!?)'\"…")
        yield found.start(), found.start() + len(whole)


def cashtags(text: str) -> int:
    """How many there are."""
    return len(_CASHTAG.findall(text))


def weight(text: str) -> int:
    """How much of the 280 a text takes."""
    total, end = 0, 0
    composed = unicodedata.normalize("NFC", text)
    for start, stop in links(composed):
        total += _words(composed[end:start]) + _LINK_WEIGHT
        end = stop
    return total + _words(composed[end:])


def _words(text: str) -> int:
    sequences = len(_EMOJI.findall(text))
    return 2 * sequences + sum(map(_of, _EMOJI.sub("", text)))


def _of(character: str) -> int:
    code = ord(character)
    return 1 if any(low <= code <= high for low, high in _LIGHT) else 2
