"""What is wrong with the words of a Pin before Pinterest sees them."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.links import has_address, is_address
from brandcraft_desktop.publishers.cover_frame import cover_frame_problems
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.pinterest.alt_text import alt_text
from brandcraft_desktop.publishers.pinterest.limits import ALT_TEXT, DESCRIPTION, NAME, TITLE
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of the description, the title and the link."""
    title, link = message.options.get("title", ""), message.options.get("link", "")
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    yield from _VOICE.doubt(message.text, DESCRIPTION)
    yield from _VOICE.doubt(title, TITLE, "the title", "options.title")
    if link and not is_address(link):
        yield _VOICE.error("the link is no web address. Begin it with https://.", "options.link")
    if not link and has_address(message.text):
        yield _VOICE.warning(
            "links in a description can't be clicked. Give the Pin a link.", "options.link"
        )
    yield from cover_frame_problems(message, _VOICE)
    yield from _together(message)


def _together(message: Message) -> Iterator[Problem]:
    """The alt texts of a carousel share one field of the Pin."""
    over = len(alt_text(message.media)) - ALT_TEXT
    if len(message.media) > 1 and over > 0:
        unit = "character" if over == 1 else "characters"
        yield _VOICE.error(
            f"the alt texts of a carousel go out as one, and together they are {over:,} {unit} "
            "too long. Shorten some.",
            f"media:{message.media[-1].media_id}",
        )
