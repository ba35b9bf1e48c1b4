"""What is wrong with a text before LinkedIn sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.linkedin.limits import CHARACTERS, NAME
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one post."""
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    yield from _VOICE.doubt(message.text, CHARACTERS)
