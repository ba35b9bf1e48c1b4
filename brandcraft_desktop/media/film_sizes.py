"""How hard the pictures of a film are squeezed, so that it fits into its bytes. Pure arithmetic.

A VBV buffer never gives more than has flowed in (ISO/IEC 14496-10, annex C;
https://ffmpeg.org/ffmpeg-codecs.html, bufsize): pictures have at most rate x length + buffer bits,
and a short film may be hardly more than its buffer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from brandcraft_desktop.domain.media_rules import VideoRecipe

QUALITY = 20
"""x264's rate factor: what is simple takes fewer bits than the recipe allows."""
LEAST_QUALITY = 51
LEAST_RATE = 40_000
_BUFFER = 1.0
"""Seconds at the whole rate that may come at once."""
_PART = 4
"""Where bytes are few, the buffer is at most this part of the film."""
_WRAPPING = 16_000
"""Bytes of an MP4 around its streams, and a little of luck."""
_WRAPPING_A_SECOND = 1_500
"""Its tables: about 16 bytes for each of 60 pictures and 8 for each of 50 pieces of sound."""
_CAREFUL = 0.93
_HALVES = 6
"""So many steps of the rate factor halve the bytes."""


@dataclass(frozen=True)
class Squeeze:
    """What the encoder keeps to: bits a second, bits at once, x264's rate factor."""

    rate: int
    buffer: int
    quality: int = QUALITY


def first_squeeze(recipe: VideoRecipe, length: float | None, sound_rate: int) -> Squeeze:
    """The recipe's own rate; a lower one with a smaller buffer where its bytes leave less.

    `length` in seconds (None: nobody knows), `sound_rate` in bits a second.
    """
    rate = max(LEAST_RATE, recipe.video_bit_rate)
    if not length:
        return Squeeze(rate, round(rate * _BUFFER))
    left = (recipe.max_bytes - _wrapping(length)) * 8 - sound_rate * length
    if rate * (length + _BUFFER) <= left:
        return Squeeze(rate, round(rate * _BUFFER))
    at_once = min(_BUFFER, length / _PART)
    rate = max(LEAST_RATE, min(rate, int(left / (length + at_once))))
    return Squeeze(rate, max(1, round(rate * at_once)))


def squeezed_more(before: Squeeze, size: int, wanted: int, length: float | None) -> Squeeze:
    """What surely makes less of a film of `size` bytes, of which `wanted` were wanted."""
    rate = max(LEAST_RATE, int(before.rate * min(1.0, wanted / size) * _CAREFUL))
    at_once = before.buffer / before.rate
    if length:
        at_once = min(at_once, length / _PART)
    steps = math.ceil(_HALVES * math.log2(max(1.0, size / wanted))) + 1
    quality = min(LEAST_QUALITY, before.quality + steps)
    return Squeeze(rate, max(1, round(rate * at_once * _CAREFUL)), quality)


def expected_most(recipe: VideoRecipe, length: float | None, sound_rate: int) -> int:
    """Bytes that a film has at most where the encoder kept to the recipe's rate and its buffer."""
    if not length:
        return recipe.max_bytes
    bits = recipe.video_bit_rate * (length + _BUFFER) + sound_rate * length
    return min(recipe.max_bytes, int(bits / 8) + _wrapping(length))


def _wrapping(length: float) -> int:
    return _WRAPPING + int(_WRAPPING_A_SECOND * length)
