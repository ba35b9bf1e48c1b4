"""The sound of a recipe: how loud it was, never louder than a converter can play. Pure."""

from __future__ import annotations

from brandcraft_desktop.domain.media_rules import VideoRecipe
from brandcraft_desktop.media.film_look import Sounds

# AAC gives peaks back a little higher than it was given them: 1 dB below full scale.
PEAK = 0.891
_AS_THEY_ARE = ("aac", "mp3")


def sound(found: Sounds | None, recipe: VideoRecipe) -> list[str]:
    """ffmpeg's options for the sound: AAC LC, as loud as it was; none where there is none."""
    if found is None or recipe.audio_bit_rate is None:
        return ["-an"]
    return [
        *("-af", chain(found, recipe), "-c:a", "aac", "-profile:a", "aac_low"),
        *("-b:a", str(recipe.audio_bit_rate), "-ar", str(recipe.audio_sample_rate)),
        *("-ac", str(recipe.audio_channels)),
    ]


def is_kept(found: Sounds | None, recipe: VideoRecipe) -> bool:
    """Whether a sound may stand in an MP4 as it is, where only the wrapping is made anew."""
    return found is not None and recipe.audio_bit_rate is not None and found.codec in _AS_THEY_ARE


def chain(found: Sounds, recipe: VideoRecipe) -> str:
    """The filters: from the first moment on, without gaps, at the wanted rate, below the peak.

    Two channels become one by their mean and one becomes two by being there twice; ffmpeg's own
    mixing would change how loud they are. The limiter leaves alone what lies below its limit.
    """
    steps = ["aresample=async=1:first_pts=0"]
    if (found.channels, recipe.audio_channels) == (2, 1):
        steps.append("pan=mono|c0=0.5*c0+0.5*c1")
    elif (found.channels, recipe.audio_channels) == (1, 2):
        steps.append("pan=stereo|c0=c0|c1=c0")
    layout = {1: "mono", 2: "stereo"}.get(recipe.audio_channels, f"{recipe.audio_channels}c")
    steps += [
        # Between two samples the wave may be higher than both: limited where there are four.
        f"aresample={4 * recipe.audio_sample_rate}",
        f"aformat=sample_fmts=dbl:channel_layouts={layout}",
        f"alimiter=limit={PEAK}:level=disabled:latency=1",
        f"aresample={recipe.audio_sample_rate}",
    ]
    return ",".join(steps)
