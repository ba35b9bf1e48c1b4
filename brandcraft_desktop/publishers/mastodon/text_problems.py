"""What is wrong with a text before Mastodon sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.publishers.mastodon.limits import CHARACTERS, NAME, URL_LENGTH
from brandcraft_desktop.publishers.mastodon.text import measure
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten

_VOICE = Voice(NAME)


def text_problems(
    text: str,
    *,
    warning: str = "",
    limit: int = CHARACTERS,
    url_length: int = URL_LENGTH,
    part: int = 0,
) -> Iterator[Problem]:
    """The problems of one message; `part` counts from 1 in a thread."""
    counted = measure(text, warning, limit, url_length)
    yield from _VOICE.length(counted, part_name(part), fix=split_or_shorten(part))
