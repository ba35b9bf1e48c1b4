"""What is wrong with the words of a Pin before Pinterest sees them."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.pinterest.limits import DESCRIPTION, LINK, NAME, TITLE
from brandcraft_desktop.publishers.pinterest.text import measure
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(text: str, *, title: str = "", link: str = "") -> Iterator[Problem]:
    """The problems of one Pin: `text` is its description, `link` where it leads."""
    yield from _VOICE.length(measure(title, TITLE), "the title", "title")
    yield from _VOICE.doubt(title, TITLE, "the title", "title")
    yield from _VOICE.length(measure(text), fix=Fix.SHORTEN)
    yield from _VOICE.doubt(text, DESCRIPTION)
    yield from _VOICE.length(measure(link, LINK), "the link", "options.link")
