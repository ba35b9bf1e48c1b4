"""What the finished file will be, before it is made: what checks judge. Pure arithmetic."""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.media_rules import AnyRecipe, MediaFacts, MediaKind, VideoRecipe
from brandcraft_desktop.domain.shaping import made_size


def made_facts(facts: MediaFacts, recipe: AnyRecipe | None) -> MediaFacts:
    """The facts of the file that a recipe makes of this one.

    Bytes are an estimate that is never above what the recipe allows. What is not known of the
    source (whether it has sound at all) is not known of the result either.
    """
    if recipe is None:
        return facts
    width, height = made_size(facts, recipe)
    if not isinstance(recipe, VideoRecipe):
        return MediaFacts(
            kind=MediaKind.IMAGE,
            mime=recipe.mime,
            bytes=min(facts.bytes, recipe.max_bytes),
            width=width,
            height=height,
            has_alpha=facts.has_alpha and recipe.mime == "image/png",
        )
    if recipe.copied:
        # The same pictures and the same sound: MP4 wraps them with a few kilobytes of its own.
        return replace(
            facts, mime=recipe.mime, bytes=facts.bytes, fast_start=True, edited=False, orientation=1
        )
    return _converted(facts, recipe, width, height)


def length(facts: MediaFacts, start: float | None, end: float | None) -> float | None:
    """How many seconds are left between the two moments; None where the whole is not known."""
    if facts.duration is None:
        return None
    last = facts.duration if end is None else min(end, facts.duration)
    return max(0.0, last - (start or 0.0))


def _converted(facts: MediaFacts, recipe: VideoRecipe, width: int, height: int) -> MediaFacts:
    heard = recipe.audio_bit_rate if facts.audio_codec else None
    lasts = length(facts, recipe.start, recipe.end)
    rate = recipe.video_bit_rate + (recipe.audio_bit_rate or 0)
    size = recipe.max_bytes if lasts is None else round(rate * lasts / 8)
    return MediaFacts(
        kind=MediaKind.VIDEO,
        mime=recipe.mime,
        bytes=min(recipe.max_bytes, size),
        width=width,
        height=height,
        duration=lasts,
        frame_rate=recipe.frame_rate or facts.frame_rate,
        bit_rate=rate,
        codec="h264",
        audio_codec="aac" if heard else "",
        chroma="4:2:0",
        audio_channels=recipe.audio_channels if heard else None,
        audio_sample_rate=recipe.audio_sample_rate if heard else None,
        audio_bit_rate=heard,
        fast_start=True,
        edited=False,
        constant_rate=True,
        closed_gop=True,
    )
