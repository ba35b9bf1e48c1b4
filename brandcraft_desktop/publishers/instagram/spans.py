"""Mentions and hashtags as Instagram makes them live; links stay plain text in a caption.

Instagram documents the caps and not the rules. Hashtags: letters, marks, digits, "_" and emoji
(Instagram Engineering, "Emojineering Part II: Implementing Hashtag Emoji", 2015; from memory, not
read again), also one behind the other without a space. Names: letters, digits, "_" and "." up to
30 characters, no "." at the end (sign-up form). Whatever may count does count, since one too many
refuses the whole post.
"""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text.marked import Marked, user_name
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located

_TAGS = Marked(
    SpanKind.TAG,
    "#\uff03",
    r"(?<![<word>&])[#\uff03](?!\ufe0f|\u20e3)([<word><emoji>]+)",
    chained=True,
)
_MENTIONS = Marked(SpanKind.MENTION, "@", user_name(1, 30))


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position."""
    return located(text, first_come([*_TAGS.find(text), *_MENTIONS.find(text)]))
