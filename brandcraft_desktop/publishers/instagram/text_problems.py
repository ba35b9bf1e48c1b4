"""What is wrong with a caption before Instagram sees it."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.instagram.limits import (
    CAPTION,
    HASHTAGS,
    HASHTAGS_IN_THE_APP,
    MENTIONS,
    NAME,
)
from brandcraft_desktop.publishers.instagram.text import hashtags, measure, mentions
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(text: str, *, story: bool = False) -> Iterator[Problem]:
    """The problems of one post; a `story` has no caption at all."""
    if story:
        if text.strip():
            yield _VOICE.warning("a story has no caption; the text is left out.")
        return
    yield from _VOICE.length(measure(text), fix=Fix.SHORTEN)
    yield from _VOICE.doubt(text, CAPTION)
    tags = hashtags(text)
    if tags > HASHTAGS:
        yield _VOICE.error(f"{tags} hashtags are too many, at most {HASHTAGS} are taken.")
    elif tags > HASHTAGS_IN_THE_APP:
        yield _VOICE.warning(
            f"{tags} hashtags may be too many; Instagram's own app takes {HASHTAGS_IN_THE_APP}."
        )
    names = mentions(text)
    if names > MENTIONS:
        yield _VOICE.error(f"{names} mentions are too many, at most {MENTIONS} are taken.")
