"""What is wrong with a text before Threads sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten
from brandcraft_desktop.publishers.threads.limits import (
    LINKS,
    NAME,
    NOT_IN_TOPIC,
    TOPIC_CHARACTERS,
    TOPICS,
)
from brandcraft_desktop.publishers.threads.spans import find_tags
from brandcraft_desktop.publishers.threads.text import links, measure

_VOICE = Voice(NAME)
_TOPIC = "options.topic_tag"


def text_problems(
    text: str, *, topic: str = "", attachment: str = "", part: int = 0
) -> Iterator[Problem]:
    """The problems of one message; `part` counts from 1 in a thread.

    `topic` is the topic tag chosen beside the text, `attachment` the address of a link card.
    """
    where = part_name(part)
    yield from _VOICE.length(measure(text), where, fix=split_or_shorten(part))
    number = links(text, attachment)
    if number > LINKS:
        yield _VOICE.error(
            f"{where or 'the post'} has {number} different links, at most {LINKS} are taken."
        )
    tags = find_tags(text)
    spare = tags if topic else tags[TOPICS:]
    if spare:
        those = f"#{spare[0].target} stays" if len(spare) == 1 else f"{len(spare)} tags stay"
        yield _VOICE.warning(f"a post has one topic; {those} plain text.")
    yield from _topic_problems(topic)


def _topic_problems(topic: str) -> Iterator[Problem]:
    over = len(topic) - TOPIC_CHARACTERS
    if over > 0:
        yield _VOICE.error(
            f"the topic has {len(topic)} characters, at most {TOPIC_CHARACTERS} are taken.", _TOPIC
        )
    if any(character in topic for character in NOT_IN_TOPIC):
        yield _VOICE.error("the topic may not hold “.” or “&”.", _TOPIC)
