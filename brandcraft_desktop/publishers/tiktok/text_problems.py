"""What is wrong with a post before TikTok sees it, beyond what its media rules say."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain.media_words import lengths
from brandcraft_desktop.domain.plan import Fix, Problem
from brandcraft_desktop.domain.text.links import has_address
from brandcraft_desktop.domain.text.measure import counted
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.domain.video_fit import seconds_left
from brandcraft_desktop.publishers.cover_frame import cover_frame_problems
from brandcraft_desktop.publishers.drafting import Message
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.publishers.tiktok import wording
from brandcraft_desktop.publishers.tiktok.info import LONGEST_VIDEO
from brandcraft_desktop.publishers.tiktok.limits import NAME, PHOTO_TITLE
from brandcraft_desktop.publishers.tiktok.surfaces import VIDEO_DIRECT

_VOICE = Voice(NAME)


def text_problems(message: Message) -> Iterator[Problem]:
    """The problems of the words, of what is disclosed and of what the creator may post."""
    yield from _VOICE.length(message.measure, fix=Fix.SHORTEN)
    title = message.options.get("title", "")
    if len(title) <= PHOTO_TITLE:  # longer ones are told already, in characters
        measured = counted(utf16_length(title), PHOTO_TITLE)
        yield from _VOICE.length(measured, "the title", "options.title")
    if has_address(message.text):
        yield _VOICE.warning("links in a caption can't be clicked.")
    yield from _disclosure(message)
    yield from _too_long_for_the_creator(message)
    yield from cover_frame_problems(message, _VOICE)


def _disclosure(message: Message) -> Iterator[Problem]:
    """What TikTok's guidelines demand to be said beside the options."""
    if message.options.get("disclose") != "true":
        return
    if message.options["branded_content"] == "true":
        yield _VOICE.warning(wording.PAID, "options.branded_content")
    elif message.options["your_brand"] == "true":
        yield _VOICE.warning(wording.PROMOTIONAL, "options.your_brand")
    else:
        yield _VOICE.error(wording.NOTHING_DISCLOSED, "options.disclose")


def _too_long_for_the_creator(message: Message) -> Iterator[Problem]:
    """A video beyond what this account may post; beyond everybody's limit it is told already."""
    most = message.facts.limits.get(LONGEST_VIDEO)
    video = message.surface.video
    if most is None or message.surface is not VIDEO_DIRECT or video is None:
        return
    for one in message.media:
        lasts = seconds_left(one.facts, one.edit) if one.facts is not None else None
        if lasts is not None and most < lasts <= (video.max_seconds or lasts):
            found, longest = lengths(lasts, most)
            yield _VOICE.error(
                f"“{one.name}” lasts {found}, this account may post at most {longest}. Trim it.",
                f"media:{one.media_id}",
                Fix.TRIM,
            )
