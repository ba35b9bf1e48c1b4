"""What is wrong with the words of a post before TikTok sees them."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.publishers.tiktok.limits import (
    CAPTION,
    NAME,
    PHOTO_DESCRIPTION,
    PHOTO_TITLE,
)
from brandcraft_desktop.publishers.tiktok.text import measure

_VOICE = Voice(NAME)


def text_problems(
    text: str, *, title: str = "", photo: bool = False, inbox: bool = False
) -> Iterator[Problem]:
    """The problems of one post.

    A `photo` post has a title of its own, a video none. A post for the `inbox` is finished in
    TikTok's app: a video takes no words along.
    """
    if inbox and not photo:
        if text.strip():
            yield _VOICE.warning("the text is not sent to the inbox; paste it in TikTok's app.")
        return
    if photo:
        yield from _VOICE.length(measure(title, PHOTO_TITLE), "the title", "title")
    limit = PHOTO_DESCRIPTION if photo else CAPTION
    yield from _VOICE.length(measure(text, limit), fix=Fix.SHORTEN)
