"""What is wrong with a text before X sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten
from brandcraft_desktop.publishers.x.characters import INVALID
from brandcraft_desktop.publishers.x.limits import CASHTAGS, NAME, PRICE, PRICE_WITH_LINK
from brandcraft_desktop.publishers.x.weights import is_acceptable

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one message, and what a link in it costs."""
    where = part_name(message.number)
    yield from _VOICE.length(message.measure, where, fix=split_or_shorten(message.number))
    if not is_acceptable(message.text):
        yield _refused(message.text, where)
    cashtags = [span.target for span in message.spans if span.target.startswith("$")]
    if len(cashtags) > CASHTAGS:
        names = ", ".join(dict.fromkeys(cashtags))
        yield _VOICE.error(
            f"{where or 'the post'} has {len(cashtags)} cashtags ({names}), one is taken."
        )
    if any(span.kind is SpanKind.LINK for span in message.spans):
        yield _VOICE.warning(
            f"sending a post with a link costs {PRICE_WITH_LINK} USD, without one {PRICE} USD "
            "(price list of August 2026)."
        )


def _refused(text: str, where: str) -> Problem:
    found = dict.fromkeys(character for character in text if character in INVALID)
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    return _VOICE.error(
        f"{where or 'the text'} holds characters that are refused ({names}). Remove them."
    )
