"""What is wrong with a text before LinkedIn sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.linkedin.info import ANSWERS
from brandcraft_desktop.publishers.linkedin.limits import CHARACTERS, NAME
from brandcraft_desktop.publishers.linkedin.options import answers
from brandcraft_desktop.publishers.linkedin.surfaces import POLL
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of one post."""
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    yield from _VOICE.doubt(message.text, CHARACTERS)
    if message.surface is POLL:
        given = [answer.casefold() for answer in answers(message.options)]
        if len(set(given)) < len(given):
            yield _VOICE.error(
                "two answers of the poll are the same. Change one.", f"options.{ANSWERS[0]}"
            )
