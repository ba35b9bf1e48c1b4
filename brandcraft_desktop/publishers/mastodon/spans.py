"""Links, mentions and hashtags as a Mastodon server makes them live.

Outside facts: `Account::MENTION_RE`, `Tag::HASHTAG_RE` and lib `Extractor` of mastodon/mastodon
(4.x). Where its versions differ the stricter one stands here: no tag behind "=", "/", ")" or a
word. What overlaps goes to the one that starts first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from brandcraft_desktop.domain.text.marked import Marked
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.spans import Found, first_come, located
from brandcraft_desktop.publishers.mastodon.limits import LONGEST_DOMAIN
from brandcraft_desktop.publishers.mastodon.links import find_links

_ACCENTS = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    r"\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_MENTIONS = Marked(
    SpanKind.MENTION,
    "@",
    r"(?<![=/<word>])@((?>[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*"
    rf"(?:@[<word>]+(?:[.-]+[<word>]+)*)?))(?!://|[@\uff20{_ACCENTS}])",
)
_JOINERS = r"_\u00b7\u30fb\u200c"
_TAGS = Marked(
    SpanKind.TAG,
    "#\uff03",
    r"(?<![=/)<word>])[#\uff03]("
    rf"[<word>][<word>{_JOINERS}]*[<letter>{_JOINERS}][<word>{_JOINERS}]*[<word>]"
    r"|[<word>]*[<letter>][<word>]*)",
)


@lru_cache(maxsize=32)
def find_spans(text: str) -> tuple[Span, ...]:
    """Everything that becomes live, by position; a mention's target is "user" or "user@server"."""
    return located(text, first_come([*links_and_mentions(text), *_TAGS.find(text)]))


@lru_cache(maxsize=32)
def links_and_mentions(text: str) -> tuple[Found, ...]:
    """What counts otherwise than it is written, in order."""
    if "://" not in text and "@" not in text:
        return ()
    return tuple(first_come([*find_links(text), *_mentions(text)]))


def _mentions(text: str) -> Iterator[Found]:
    for found in _MENTIONS.find(text):
        if len(found[3].partition("@")[2]) <= LONGEST_DOMAIN:
            yield found
