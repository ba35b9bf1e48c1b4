"""What is wrong with a text before Facebook sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS, NAME, VIDEO_TITLE
from brandcraft_desktop.publishers.facebook.text import measure
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(text: str, *, title: str = "", story: bool = False) -> Iterator[Problem]:
    """The problems of one post: `title` is a video's; a `story` has no words of its own."""
    if story:
        if text.strip():
            yield _VOICE.warning("a story has no text; it is left out.")
        return
    yield from _VOICE.length(measure(text), fix=Fix.SHORTEN)
    yield from _VOICE.doubt(text, CHARACTERS)
    yield from _VOICE.length(measure(title, VIDEO_TITLE), "the title", "title")
    yield from _VOICE.doubt(title, VIDEO_TITLE, "the title", "title")
