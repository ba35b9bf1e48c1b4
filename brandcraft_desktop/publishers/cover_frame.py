"""The moment of a video that becomes its cover, for the platforms that let one be chosen."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.media_words import clock
from brandcraft_desktop.domain.plan import Problem
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice

COVER_FRAME = "cover_frame"


def cover_frame_problems(message: Message, voice: Voice) -> Iterator[Problem]:
    """An error where the chosen moment lies behind the end of the video."""
    chosen = message.options.get(COVER_FRAME)
    if not chosen:
        return
    for one in message.media:
        if one.is_video and one.facts is not None and one.facts.duration is not None:
            if int(chosen) > one.facts.duration * 1000:
                yield voice.error(
                    f"the cover frame lies behind the end of “{one.name}”, which lasts "
                    f"{clock(one.facts.duration)}. Choose an earlier one.",
                    f"options.{COVER_FRAME}",
                )
            return
