"""Names that people give to things: which are the same, and which can be shown in one line."""

from __future__ import annotations

import unicodedata

from brandcraft_desktop.domain.text.split import in_one_line

LONGEST_TITLE = 80
"""Characters of a title inside a sentence."""

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


def shortened(words: str, most: int) -> str:
    """At most so many characters, the last of them an ellipsis where some are missing."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def called(title: str, text: str = "", words: int = 60, *, nameless: str = "Untitled post") -> str:
    """What a post is called inside a sentence: a title may be as long as a text, and have lines.

    Without one it is the first `words` characters of the text.
    """
    name = shortened(in_one_line(title), LONGEST_TITLE) or shortened(in_one_line(text), words)
    return name or nameless
