"""Length of a text whose emoji count as their UTF-8 bytes and everything else as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from brandcraft_desktop.domain.text.units import utf8_length

# Where emoji may be: their blocks and the signs that join them. Wider than the property Emoji,
# which the full pattern asks for.
_SUSPECT = re.compile(
    "[\u00a9\u00ae\u200d\u203c\u2049\u20e3\u2122-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f"
    "\U0001f000-\U0001fbff\U000e0020-\U000e007f]+"
)
_KEYCAP = ("\ufe0f", "\u20e3")  # what makes an emoji of the digit before


def length(text: str) -> int:
    """Characters, with each emoji as many as it has bytes: a smiling face counts four.

    An emoji is a whole sequence: joiners, variation selectors, skin tones, keycaps and the tags
    of flags belong to it. Signs that are both letter and emoji ("©") count as emoji, too, which
    is the stricter reading.
    """
    total = len(text)
    if text.isascii():
        return total
    for found in _SUSPECT.finditer(text):
        start = found.start()
        if start and found[0].startswith(_KEYCAP):
            start -= 1
        total += _more(text[start : found.end()])
    return total


@lru_cache(maxsize=4096)
def _more(piece: str) -> int:
    """How many more bytes than characters the emoji of a piece have."""
    return sum(utf8_length(found[0]) - len(found[0]) for found in _sequence().finditer(piece))


@cache
def _sequence() -> re.Pattern[str]:
    # `regex` takes as long to load as the window has for its first paint.
    import regex  # type: ignore[import-untyped]

    emoji = r"\p{Emoji}--[0-9#*]"
    pattern: re.Pattern[str] = regex.compile(
        rf"(?:[{emoji}]|[0-9#*](?=\ufe0f?\u20e3))"
        rf"[[{emoji}]\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*",
        regex.V1,
    )
    return pattern
