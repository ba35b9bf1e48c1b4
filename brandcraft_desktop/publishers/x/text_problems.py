"""What is wrong with a text before X sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten
from brandcraft_desktop.publishers.x.characters import INVALID
from brandcraft_desktop.publishers.x.limits import CASHTAGS, NAME
from brandcraft_desktop.publishers.x.options import community_of
from brandcraft_desktop.publishers.x.weights import is_acceptable

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one message."""
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
    yield from _option_problems(message)


def _option_problems(message: Message) -> Iterator[Problem]:
    """What X refuses of the options, as far as the fields do not say it themselves."""
    options = message.options
    if options.get("poll") == "true" and message.media:
        yield _VOICE.error(
            "a post has either a poll or files. Leave one of them out.", "options.poll"
        )
    community = options.get("community", "")
    if community.strip() and not community_of(community):
        yield _VOICE.error(
            f"“{community.strip()}” is no community. Paste its address from x.com.",
            "options.community",
        )


def _refused(text: str, where: str) -> Problem:
    found = dict.fromkeys(character for character in text if character in INVALID)
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    return _VOICE.error(
        f"{where or 'the text'} holds characters that are refused ({names}). Remove them."
    )
