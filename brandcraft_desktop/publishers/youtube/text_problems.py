"""What is wrong with the words of a video before YouTube sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brandcraft_desktop.domain.options import listed
from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.cover_frame import cover_frame_problems
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.publishers.youtube.limits import HASHTAGS, NAME, TAG_CHARACTERS, TITLE
from brandcraft_desktop.publishers.youtube.place import coordinates, is_day
from brandcraft_desktop.publishers.youtube.spans import find_spans
from brandcraft_desktop.publishers.youtube.text import forbidden, tags_together

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
    yield from _place_problems(message.options)
    yield from cover_frame_problems(message, _VOICE)


def _forbidden(text: str, where: str, field: str) -> Iterator[Problem]:
    found = forbidden(text)
    if found:
        named = " and ".join(f"“{character}”" for character in found)
        yield _VOICE.error(f"{where} may not hold {named}.", field)


def _place_problems(options: Mapping[str, str]) -> Iterator[Problem]:
    point, day = options.get("coordinates", ""), options.get("recorded_on", "")
    if point and coordinates(point) is None:
        yield _VOICE.error(
            f"“{point}” is no place on earth. Write degrees as 52.5163, 13.3777.",
            "options.coordinates",
        )
    if day and not is_day(day):
        yield _VOICE.error(f"“{day}” is no day. Write it as 2026-11-24.", "options.recorded_on")


def _tag_problems(tags: Sequence[str]) -> Iterator[Problem]:
    together = tags_together(tags)
    yield from _VOICE.doubt(together, TAG_CHARACTERS, "all tags together", _TAGS)
    over = len(together) - TAG_CHARACTERS
    if over > 0:
        amount = "1 character" if over == 1 else f"{over} characters"
        yield _VOICE.error(f"the tags together are {amount} too long.", _TAGS)
    if any(map(forbidden, tags)):
        yield _VOICE.error("a tag may not hold “<” or “>”.", _TAGS)
