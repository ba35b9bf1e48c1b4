"""The recipe that makes a video of a moving picture (GIF, WebP, APNG). Pure arithmetic."""

from __future__ import annotations

import math

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, VideoRecipe
from brandcraft_desktop.domain.shaping import scaled_size

LONG_SIDE = 1920
"""Pixels: as large as any platform shows a video."""
LEAST_SECONDS = 3.0
"""The shortest video that every platform takes (platforms/media_specs.json: Instagram's 3 s)."""
MOST_TIMES = 30
_BYTES = 500_000_000
_RATE = 10_000_000


def moves(facts: MediaFacts | None) -> bool:
    """Whether it is a picture that a video can be made of."""
    return facts is not None and facts.kind is MediaKind.IMAGE and facts.animated


def moving_recipe(facts: MediaFacts) -> VideoRecipe:
    """A silent video of its size (a pixel less where that is odd), as fast as it is."""
    width, height = scaled_size(facts.width, facts.height, LONG_SIDE)
    return VideoRecipe(
        width=max(2, width // 2 * 2),
        height=max(2, height // 2 * 2),
        max_bytes=_BYTES,
        video_bit_rate=_RATE,
        audio_bit_rate=None,
    )


def times_played(seconds: float | None) -> int:
    """How often it is played, so that platforms take the video: whole rounds, at most thirty."""
    if not seconds or seconds >= LEAST_SECONDS:
        return 1
    return min(MOST_TIMES, math.ceil(LEAST_SECONDS / seconds))
