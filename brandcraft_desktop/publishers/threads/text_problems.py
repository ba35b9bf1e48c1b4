"""What is wrong with a text before Threads sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.domain.text.links import addresses
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten
from brandcraft_desktop.publishers.threads.info import ATTACHED, GHOST, LINK, POLL, TOPIC
from brandcraft_desktop.publishers.threads.limits import LINKS, NAME, NOT_IN_TOPIC, TOPICS
from brandcraft_desktop.publishers.threads.spans import find_tags
from brandcraft_desktop.publishers.threads.text import links

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one message, its topic and the address of its link card."""
    where = part_name(message.number)
    topic, attachment = message.options.get(TOPIC, ""), message.options.get(LINK, "")
    yield from _VOICE.length(message.measure, where, fix=split_or_shorten(message.number))
    number = links(message.text, attachment)
    if number > LINKS:
        yield _VOICE.error(
            f"{where or 'the post'} has {number} different links, at most {LINKS} are taken."
        )
    tags = find_tags(message.text)
    spare = tags if topic else tags[TOPICS:]
    if spare:
        those = f"#{spare[0].target} stays" if len(spare) == 1 else f"{len(spare)} tags stay"
        yield _VOICE.warning(f"a post has one topic; {those} plain text.")
    if any(character in topic for character in NOT_IN_TOPIC):
        yield _VOICE.error("the topic may not hold “.” or “&”.", f"options.{TOPIC}")
    if attachment and not _is_address(attachment):
        yield _VOICE.error("the link of the card is no web address.", f"options.{LINK}")
    yield from _apart(message)


def _apart(message: Message) -> Iterator[Problem]:
    """What does not go together."""
    options = message.options
    asks = options.get(POLL) == "true"
    if options.get(LINK) and not (message.text.strip() or asks or options.get(ATTACHED)):
        yield _VOICE.error("a link card needs words beside it. Write something.")
    if asks:
        for name, words in ((LINK, "a link card"), (ATTACHED, "an attached text")):
            if options.get(name):
                yield _VOICE.error(
                    f"a post has either a poll or {words}. Leave one of them out.",
                    f"options.{POLL}",
                )
    if options.get(GHOST) == "true" and message.number:
        yield _VOICE.error(
            "a ghost post stands alone: it can't begin a thread.", f"options.{GHOST}"
        )


def _is_address(text: str) -> bool:
    whole = text if "://" in text else f"https://{text}"
    return "." in whole and [found[3] for found in addresses(whole)] == [whole]
