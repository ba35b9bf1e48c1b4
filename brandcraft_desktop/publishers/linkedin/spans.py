"""Links, mentions and hashtags as LinkedIn makes them live.

Outside facts: "little text format" of the Posts API (learn.microsoft.com, li-lms-2026-05): a
hashtag is "#word", a mention "@[Exact Name](urn:li:organization:123)"; a plain "@name" stays
text. What may stand in a tag is not written there: a letter is required and no word before it.
"""

from __future__ import annotations

from functools import lru_cache

from brandcraft_desktop.domain.text.links import addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located

# organizationBrand is known from third parties only (docs.postsyncer.com, 2026).
_MENTIONS = Marked(
    SpanKind.MENTION,
    "@",
    r"@\[[^\[\]\n]+\]\((urn:li:(?:person|organization|organizationBrand):[A-Za-z0-9_-]+)\)",
)
_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position; a mention's target is its URN."""
    found = [*_MENTIONS.find(text), *addresses(text), *_TAGS.find(text)]
    return located(text, first_come(found))
