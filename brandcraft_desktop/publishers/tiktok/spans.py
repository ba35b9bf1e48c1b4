"""Mentions and hashtags as TikTok makes them live; links stay plain text in a caption.

The API says that "#" and "@" in a caption are matched and no more. Hashtags: letters, marks,
digits and "_" with a letter among them. Names: letters, digits, "_" and "." with no "." at the
end, 2 to 24 characters (support.tiktok.com, "Changing your username"; from
memory).
"""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked, user_name
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located
from brandcraft_desktop.publishers.tiktok.limits import LONGEST_NAME, SHORTEST_NAME

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)
_MENTIONS = Marked(SpanKind.MENTION, "@", user_name(SHORTEST_NAME, LONGEST_NAME))


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position."""
    return located(text, first_come([*_TAGS.find(text), *_MENTIONS.find(text)]))
