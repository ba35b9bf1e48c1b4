"""Names that people give to things: which are the same, and which can be shown in one line."""

from __future__ import annotations

import unicodedata

# They join letters and emoji: names in Persian or Hindi need them, and so does a family.
_JOINERS = "\u200c\u200d"


def as_told(name: str) -> str:
    """What tells names apart: not their capitals, nor the form in which a keyboard writes "é"."""
    plain = unicodedata.normalize("NFD", name).casefold()  # folding can leave a form behind
    return unicodedata.normalize("NFC", plain)


def is_showable(name: str) -> bool:
    """Whether it has something to see and no character that only steers."""
    bare = "".join(one for one in name if one not in _JOINERS)
    return bool(bare.strip()) and bare.isprintable()
