"""What is wrong with the words of a post before Facebook sees them."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.links import is_address
from brandcraft_desktop.publishers.cover_frame import cover_frame_problems
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.facebook.limits import CHARACTERS, NAME, VIDEO_TITLE
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of the text and of the options made of words."""
    options = message.options
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    yield from _VOICE.doubt(message.text, CHARACTERS)
    yield from _VOICE.doubt(options.get("title", ""), VIDEO_TITLE, "the title", "options.title")
    link = options.get("link", "")
    if link and not is_address(link):
        yield _VOICE.error("the link is no web address. Begin it with https://.", "options.link")
    yield from cover_frame_problems(message, _VOICE)
