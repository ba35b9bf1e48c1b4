"""The moment of a video that is its cover, where a platform's option asks for one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from brandcraft_desktop.domain.plan import AttachedMedia, Composition
from brandcraft_desktop.domain.platform import OptionField, OptionKind


def with_covers(fields: Iterable[OptionField], made: Composition) -> Composition:
    """The composition with the moments of its video as the platform will count them.

    What was decided about the file fills every option for a moment that is empty; what a person
    chose in the option itself stays. Both are moments of the video as it was added: where its
    beginning is cut off, they are counted from the new one, and stay within what is kept.
    """
    wanted = [one.name for one in fields if one.kind is OptionKind.MOMENT]
    video = next((one for one in made.media if one.is_video), None)
    if not wanted or video is None:
        return made
    moments = {name: _moment(made.options.get(name, ""), video) for name in wanted}
    changed = {name: value for name, value in moments.items() if value}
    if all(made.options.get(name, "") == value for name, value in changed.items()):
        return made
    return replace(made, options={**made.options, **changed})


def _moment(chosen: str, video: AttachedMedia) -> str:
    edit = video.edit
    if chosen and not chosen.isdecimal():
        return chosen  # the checks say that it is no moment
    at = int(chosen) if chosen else edit.cover
    if at is None:
        return ""
    first = round((edit.start or 0.0) * 1000)
    if not first and edit.end is None:
        return str(at)
    at = max(at - first, 0)
    return str(at if edit.end is None else min(at, max(round(edit.end * 1000) - first, 0)))
