"""Links, mentions and hashtags as YouTube makes them live in a title or description.

Links: with "http://" or "https://". Hashtags have no spaces; which other characters end one is
not documented: letters, marks, digits and "_" with a letter among them. Handles: letters and
digits, "_", "-", "." and "·" between them, 3 to 30 characters. Pages: see `limits`.
"""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text.links import addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located
from brandcraft_desktop.publishers.youtube.limits import LONGEST_HANDLE, SHORTEST_HANDLE

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)
_MENTIONS = Marked(
    SpanKind.MENTION,
    "@",
    r"(?<![<word>.@/])@([<word>]"
    rf"[<word>.\u00b7-]{{{SHORTEST_HANDLE - 2},{LONGEST_HANDLE - 2}}}[<word>])(?![<word>@])",
)


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position."""
    found = [*addresses(text), *_TAGS.find(text), *_MENTIONS.find(text)]
    return located(text, first_come(found))
