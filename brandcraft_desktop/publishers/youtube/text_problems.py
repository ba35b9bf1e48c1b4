"""What is wrong with the words of a video before YouTube sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.publishers.youtube.limits import HASHTAGS, NAME, TAG_CHARACTERS, TITLE
from brandcraft_desktop.publishers.youtube.text import (
    forbidden,
    hashtags,
    measure,
    measure_title,
    tags_length,
)

_VOICE = Voice(NAME)
_TAGS = "options.tags"


def text_problems(text: str, *, title: str = "", tags: Sequence[str] = ()) -> Iterator[Problem]:
    """The problems of one video: `text` is its description."""
    if not title.strip():
        yield _VOICE.error("a video needs a title.", "title")
    yield from _VOICE.length(measure_title(title), "the title", "title")
    yield from _VOICE.doubt(title, TITLE, "the title", "title")
    yield from _VOICE.length(measure(text), "the description", fix=Fix.SHORTEN)
    yield from _forbidden(title, "the title", "title")
    yield from _forbidden(text, "the description", "text")
    number = hashtags(title, text)
    if number > HASHTAGS:
        yield _VOICE.warning(
            f"with more than {HASHTAGS} hashtags YouTube ignores all; there are {number}."
        )
    yield from _tag_problems(tags)


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
