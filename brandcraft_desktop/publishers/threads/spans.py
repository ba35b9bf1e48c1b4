"""Links, mentions and the one topic tag as Threads makes them live.

Outside facts: Threads API, "Posts" and "Text attachments" (2026). Addresses count without a
scheme, too ("www.threads.com" is a link in the official example). One tag a post is live: the
first valid one in the text, unless `topic_tag` names it; 1 to 50 characters without "." and "&".
Names are Instagram's: letters, digits, "_" and "." up to 30 characters.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from brandcraft_desktop.domain.text.links import bare_addresses
from brandcraft_desktop.domain.text.marked import Marked, user_name
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import first_come, located
from brandcraft_desktop.publishers.threads.limits import TOPIC_CHARACTERS, TOPICS

_TAGS = Marked(
    SpanKind.TAG,
    "#",
    r"(?<![<word>&])#(?!\ufe0f|\u20e3)"
    rf"([<word><emoji>]{{1,{TOPIC_CHARACTERS}}})(?![<word><emoji>])",
)
_MENTIONS = Marked(SpanKind.MENTION, "@", user_name(1, 30))


@lru_cache(maxsize=32)
def find_spans(text: str, topic: str = "") -> tuple[Span, ...]:
    """Everything that becomes live, by position; no tag in the text where `topic` is given."""
    topics = 0 if topic else TOPICS
    tags = {(span.start, span.end) for span in islice(find_tags(text), topics)}
    return tuple(
        span
        for span in _everything(text)
        if span.kind is not SpanKind.TAG or (span.start, span.end) in tags
    )


def find_tags(text: str) -> tuple[Span, ...]:
    """Every hashtag, of which only the first becomes the topic."""
    return tuple(span for span in _everything(text) if span.kind is SpanKind.TAG)


@lru_cache(maxsize=32)
def _everything(text: str) -> tuple[Span, ...]:
    found = [*bare_addresses(text), *_TAGS.find(text), *_MENTIONS.find(text)]
    return located(text, first_come(found))
