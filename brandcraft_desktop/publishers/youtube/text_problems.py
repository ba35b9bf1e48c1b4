"""What is wrong with the words of a video before YouTube sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.publishers.youtube.limits import HASHTAGS, NAME, TAG_CHARACTERS, TITLE
from brandcraft_desktop.publishers.youtube.spans import find_spans
from brandcraft_desktop.publishers.youtube.text import forbidden, tags_length

_VOICE = Voice(NAME)
_TITLE = "options.title"
_TAGS = "options.tags"


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of the description, the title and the tags."""
    title = message.options["title"]
    yield from _VOICE.doubt(title, TITLE, "the title", _TITLE)
    yield from _VOICE.length(message.measure, "the description", fix=Fix.SHORTEN)
    yield from _forbidden(title, "the title", _TITLE)
    yield from _forbidden(message.text, "the description", "text")
    spans = [*find_spans(title), *message.spans]
    number = sum(span.kind is SpanKind.TAG for span in spans)
    if number > HASHTAGS:
        yield _VOICE.warning(
            f"with more than {HASHTAGS} hashtags YouTube ignores all; there are {number}."
        )
    yield from _tag_problems(listed(message.options["tags"]))


def _forbidden(text: str, where: str, field: str) -> Iterator[Problem]:
    found = forbidden(text)
    if found:
        named = " and ".join(f"“{character}”" for character in found)
        yield _VOICE.error(f"{where} may not hold {named}.", field)


def _tag_problems(tags: Sequence[str]) -> Iterator[Problem]:
    over = tags_length(tags) - TAG_CHARACTERS
    if over > 0:
        amount = "1 character" if over == 1 else f"{over} characters"
        yield _VOICE.error(f"the tags together are {amount} too long.", _TAGS)
    if any(map(forbidden, tags)):
        yield _VOICE.error("a tag may not hold “<” or “>”.", _TAGS)
