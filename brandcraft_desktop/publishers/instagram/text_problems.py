"""What is wrong with the words of a post before Instagram sees them."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.links import has_address
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.publishers.cover_frame import cover_frame_problems
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.instagram.collaborators import collaborator_problems
from brandcraft_desktop.publishers.instagram.limits import (
    CAPTION,
    HASHTAGS,
    HASHTAGS_IN_THE_APP,
    MENTIONS,
    NAME,
)
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of the caption and of the options made of words."""
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    yield from _VOICE.doubt(message.text, CAPTION)
    kinds = [span.kind for span in message.spans]
    tags, names = kinds.count(SpanKind.TAG), kinds.count(SpanKind.MENTION)
    if tags > HASHTAGS:
        yield _VOICE.error(f"{tags} hashtags are too many, at most {HASHTAGS} are taken.")
    elif tags > HASHTAGS_IN_THE_APP:
        yield _VOICE.warning(
            f"{tags} hashtags may be too many; Instagram's own app takes {HASHTAGS_IN_THE_APP}."
        )
    if names > MENTIONS:
        yield _VOICE.error(f"{names} mentions are too many, at most {MENTIONS} are taken.")
    if has_address(message.text):
        yield _VOICE.warning("links in a caption can't be clicked.")
    yield from collaborator_problems(message.options.get("collaborators", ""), _VOICE)
    yield from cover_frame_problems(message, _VOICE)
