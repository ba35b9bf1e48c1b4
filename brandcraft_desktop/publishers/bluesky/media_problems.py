"""What Bluesky would not take of a post's media, and how each file is fitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState, Recipe
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, PlannedMedia, Problem, Severity
from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.publishers.bluesky.info import INFO, NAME

_RULES = INFO.media
_MEGABYTE = 1_000_000


def planned(media: Sequence[AttachedMedia]) -> tuple[PlannedMedia, ...]:
    """The files as they will be sent."""
    return tuple(PlannedMedia(one, _recipe(one.facts)) for one in media)


def problems(media: Sequence[AttachedMedia]) -> Iterator[Problem]:
    """Everything wrong with the files, by themselves and together."""
    yield from _together(media)
    for one in media:
        yield from _state(one)
        yield from _alt(one)
        if one.facts is not None:
            yield from _file(one, one.facts)


def is_video(one: AttachedMedia) -> bool:
    """Whether a file is a video; one that is not looked at yet counts as a picture."""
    return one.facts is not None and one.facts.kind is MediaKind.VIDEO


def _recipe(facts: MediaFacts | None) -> Recipe | None:
    """Pictures are always made anew (upright, without metadata); a video goes as it is.

    PNG stays PNG where it is see-through or fits without scaling, everything else becomes JPEG.
    """
    if facts is not None and facts.kind is MediaKind.VIDEO:
        return None
    rules = _RULES.image
    mime = "image/jpeg"
    if facts is not None:
        fits = facts.bytes <= rules.max_bytes and max(facts.width, facts.height) <= rules.max_side
        if facts.has_alpha or (facts.mime == "image/png" and fits):
            mime = "image/png"
    return Recipe(mime, rules.max_bytes, rules.max_side)


def _together(media: Sequence[AttachedMedia]) -> Iterator[Problem]:
    videos = [one for one in media if is_video(one)]
    images = [one for one in media if not is_video(one)]
    if videos and images:
        yield _error(
            images[0],
            "a post takes pictures or a video, not both. Remove one of them.",
            Fix.DROP_MEDIA,
        )
    if len(images) > _RULES.max_images:
        yield _error(
            images[_RULES.max_images],
            f"{len(images)} pictures are attached, at most {_RULES.max_images} go into a post.",
            Fix.DROP_MEDIA,
        )
    if len(videos) > _RULES.max_videos:
        yield _error(
            videos[_RULES.max_videos],
            f"{len(videos)} videos are attached, only one goes into a post.",
            Fix.DROP_MEDIA,
        )


def _state(one: AttachedMedia) -> Iterator[Problem]:
    if one.state is MediaState.FAILED:
        yield _error(one, f"“{one.name}” can't be used. Remove it or add it again.", Fix.DROP_MEDIA)
    elif one.state is MediaState.PENDING:
        yield _warning(one, f"“{one.name}” is still being prepared; the post waits for it.")


def _alt(one: AttachedMedia) -> Iterator[Problem]:
    length = graphemes.count(one.alt)
    if length > _RULES.alt_text_max:
        over = length - _RULES.alt_text_max
        yield _error(one, f"the alt text of “{one.name}” is {_characters(over)} too long.")
    elif not one.alt.strip():
        yield _warning(one, f"“{one.name}” has no alt text.", Fix.ALT_TEXT)


def _file(one: AttachedMedia, facts: MediaFacts) -> Iterator[Problem]:
    if facts.kind is MediaKind.IMAGE:
        if facts.animated:
            yield _warning(one, f"“{one.name}” is animated; it is sent as a still picture.")
        return
    rules = _RULES.video
    if facts.mime not in rules.mimes:
        yield _error(
            one, f"“{one.name}” is no MP4 video. Save it as MP4 and add it again.", Fix.DROP_MEDIA
        )
    if facts.bytes > rules.max_bytes:
        yield _error(
            one,
            f"“{one.name}” has {facts.bytes / _MEGABYTE:.0f} MB, "
            f"at most {rules.max_bytes // _MEGABYTE} MB are taken.",
            Fix.DROP_MEDIA,
        )
    if facts.duration is not None and facts.duration > rules.max_seconds:
        yield _error(
            one,
            f"“{one.name}” lasts {_minutes(facts.duration)}, "
            f"at most {_minutes(rules.max_seconds)} are taken.",
            Fix.DROP_MEDIA,
        )


def _minutes(seconds: float) -> str:
    whole = int(-(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02} minutes"


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"


def _error(one: AttachedMedia, sentence: str, fix: Fix = Fix.NONE) -> Problem:
    return Problem(Severity.ERROR, f"{NAME}: {sentence}", f"media:{one.media_id}", fix)


def _warning(one: AttachedMedia, sentence: str, fix: Fix = Fix.NONE) -> Problem:
    return Problem(Severity.WARNING, f"{NAME}: {sentence}", f"media:{one.media_id}", fix)
