"""Links, mentions and hashtags as Facebook makes them live in a Page's post.

Links: with "http://" or "https://". Hashtags: "#" and a word without spaces or punctuation
(facebook.com/help/587836257914341), with a letter in it. A Page is mentioned by its number,
"@[123456]", where the app was granted Page Mentioning (Pages API, "Posts"; from memory); a
plain "@name" stays text.
"""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text.links import addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)
_MENTIONS = Marked(SpanKind.MENTION, "@", r"@\[([0-9]+)\]")


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position; a mention's target is the Page's number."""
    found = [*addresses(text), *_TAGS.find(text), *_MENTIONS.find(text)]
    return located(text, first_come(found))
