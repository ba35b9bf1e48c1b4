"""What is wrong with a text or a poll before Mastodon sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.mastodon import polls
from brandcraft_desktop.publishers.mastodon.info import MENTIONED, POLL, VISIBILITY
from brandcraft_desktop.publishers.mastodon.limits import NAME
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one message."""
    where = part_name(message.number)
    yield from _VOICE.length(message.measure, where, fix=split_or_shorten(message.number))
    nobody = not any(span.kind is SpanKind.MENTION for span in message.spans)
    if nobody and message.options.get(VISIBILITY) == MENTIONED:
        yield _VOICE.warning(
            f"{where or 'the post'} mentions nobody, and only mentioned people can read it.",
            f"options.{VISIBILITY}",
        )
    poll = polls.read(message.options)
    if poll is None:
        return
    if message.media:
        yield _VOICE.error(
            "a poll can't go with pictures or videos. Remove either.", f"options.{POLL}"
        )
    elif not message.text.strip():
        yield _VOICE.error("a poll needs a text that asks the question.")
    for option, sentence in polls.wrong(poll, message.facts):
        yield _VOICE.error(sentence, f"options.{option}")
