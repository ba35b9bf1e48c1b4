"""Makes a video by a recipe: H.264 and AAC in an MP4, the same bytes every time.

The file has its name only when it is complete and on the disk. Options:
https://ffmpeg.org/ffmpeg.html, https://ffmpeg.org/ffmpeg-codecs.html#libx264_002c-libx264rgb,
https://ffmpeg.org/ffmpeg-formats.html#mov_002c-mp4_002c-ismv.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts, VideoRecipe
from brandcraft_desktop.errors import BadInput, DiskFull
from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.film_filters import pictures, rate_of
from brandcraft_desktop.media.film_look import OPENING, Look, look
from brandcraft_desktop.media.film_sizes import (
    Squeeze,
    expected_most,
    first_squeeze,
    squeezed_more,
)
from brandcraft_desktop.media.film_sound import is_kept, sound
from brandcraft_desktop.media.store import RESERVE, in_words, no_room
from brandcraft_desktop.paths import private_file, private_folder

# One number on every machine: how the work is shared out decides the bytes.
THREADS = 4
KEY_FRAMES = 2
"""Seconds from one to the next, at most; each begins a closed group."""
_SHARES = (0.0, 0.9, 0.97, 1.0)
"""Where each try begins and ends in what is told of the progress: most need only the first."""


@dataclass(frozen=True)
class Made:
    """A finished video; bytes."""

    bytes: int


def arguments(
    path: Path,
    facts: MediaFacts,
    found: Look,
    recipe: VideoRecipe,
    target: Path,
    *,
    squeeze: Squeeze | None = None,
    repeats: int = 1,
) -> list[str]:
    """ffmpeg's arguments for this recipe. Pure.

    `squeeze` replaces the recipe's rate, for pictures that would be or came out too large;
    `repeats`: how often the whole source is played.
    """
    opened = [*OPENING, "-threads", str(THREADS), "-autorotate"]
    if repeats > 1:
        opened += ["-stream_loop", str(repeats - 1)]
    if recipe.start:
        opened += ["-ss", f"{recipe.start:.6f}"]
    seconds = _cut_length(recipe)
    kept = squeeze or Squeeze(recipe.video_bit_rate, recipe.video_bit_rate)
    return [
        *("-y", *opened, "-i", str(path)),
        *(() if seconds is None else ("-t", f"{seconds:.6f}")),
        *("-map", f"0:{found.stream}", *_sound_map(found, recipe), "-sn", "-dn"),
        *_film(facts, found, recipe, kept),
        *_heard(found, recipe),
        # Nothing of the camera, the place or the program; no clock of when it was made.
        *("-map_metadata", "-1", "-map_chapters", "-1", "-write_tmcd", "0"),
        *("-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-movflags", "+faststart", "-f", "mp4", str(target)),
    ]


def transcode(
    path: Path,
    name: str,
    facts: MediaFacts,
    recipe: VideoRecipe,
    target: Path,
    *,
    progress: Callable[[float], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
    repeats: int = 1,
) -> Made:
    """Make the video at `target`, which must not be there; `name` is what a person calls it.

    `progress` hears the finished part (0 to 1, never less than before) from another thread, its
    end from this one. Blocks for as long as it
    takes: never on the main thread. Raises `ffmpeg.Cancelled`, `BadInput` for what can't be made,
    `DiskFull`, `StorageTrouble`; then nothing is left.
    """
    found = look(path)
    if found is None:
        raise _unreadable(name)
    length = _length(facts, found, recipe, repeats)
    heard = _sound_rate(found, recipe)
    expected = recipe.max_bytes if _takes_over(recipe) else expected_most(recipe, length, heard)
    _check_room(target, expected)
    limits = ffmpeg.Limits(seconds=900 + 60 * (length or 3600))
    squeeze = first_squeeze(recipe, length, heard)
    with in_words():
        private_folder(target.parent)
        private_file(target).close()
    done = False
    try:
        for share in itertools.pairwise(_SHARES):
            words = arguments(path, facts, found, recipe, target, squeeze=squeeze, repeats=repeats)
            _run(words, name, limits, _parts(length, share, progress), cancelled)
            size = target.stat().st_size
            if size <= expected or _takes_over(recipe):
                break
            squeeze = squeezed_more(squeeze, size, expected, length)
        # The rate is aimed at, and missed only by what looks like noise; the bytes are a wall.
        if size > recipe.max_bytes:
            raise _too_large(name, recipe)
        with in_words():
            _sync(target)
        done = True
    finally:
        if not done:
            target.unlink(missing_ok=True)
    progress(1.0)
    return Made(size)


def _film(facts: MediaFacts, found: Look, recipe: VideoRecipe, kept: Squeeze) -> list[str]:
    if _takes_over(recipe):
        # By the other name of HEVC ("hev1") some players don't know it.
        return ["-c:v", "copy", *(("-tag:v", "hvc1") if found.codec == "hevc" else ())]
    frames = rate_of(facts, found, recipe)
    key = max(1, int(frames * KEY_FRAMES))
    return [
        *("-vf", pictures(facts, found, recipe), "-fps_mode", "cfr"),
        *("-r", f"{frames.numerator}/{frames.denominator}"),
        *("-c:v", "libx264", "-preset", "medium", "-profile:v", "high", "-pix_fmt", "yuv420p"),
        *("-crf", str(kept.quality), "-maxrate", str(kept.rate), "-bufsize", str(kept.buffer)),
        *(
            "-g",
            str(key),
            "-keyint_min",
            str(key),
            "-sc_threshold",
            "0",
            "-flags:v",
            "+cgop+bitexact",
        ),
        # Equal bytes on every processor, and no group that leans on the one before it.
        *("-x264-params", "open-gop=0:cpu-independent=1"),
        *("-threads", str(THREADS), "-filter_threads", str(THREADS)),
        *("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"),
        *("-color_range", "tv"),
    ]


def _takes_over(recipe: VideoRecipe) -> bool:
    """Pictures can be taken over only from a beginning: elsewhere there may be no key frame."""
    return recipe.copied and not recipe.start


def _heard(found: Look, recipe: VideoRecipe) -> list[str]:
    if _takes_over(recipe) and is_kept(found.sound, recipe):
        return ["-c:a", "copy"]
    return sound(found.sound, recipe)


def _sound_map(found: Look, recipe: VideoRecipe) -> list[str]:
    if found.sound is None or recipe.audio_bit_rate is None:
        return []
    return ["-map", f"0:{found.sound.stream}"]


def _cut_length(recipe: VideoRecipe) -> float | None:
    return None if recipe.end is None else max(0.0, recipe.end - (recipe.start or 0.0))


def _length(facts: MediaFacts, found: Look, recipe: VideoRecipe, repeats: int) -> float | None:
    """Seconds of the result; None where nobody knows."""
    whole = facts.duration or found.seconds
    if whole is None:
        return _cut_length(recipe)
    whole = whole * repeats
    return max(0.0, min(recipe.end or whole, whole) - (recipe.start or 0.0))


def _sound_rate(found: Look, recipe: VideoRecipe) -> int:
    return 0 if found.sound is None else recipe.audio_bit_rate or 0


def _parts(
    length: float | None, share: tuple[float, float], progress: Callable[[float], None]
) -> Callable[[float], None] | None:
    if not length:
        return None
    begin, end = share
    return lambda seconds: progress(begin + (end - begin) * min(1.0, max(0.0, seconds / length)))


def _run(
    words: list[str],
    name: str,
    limits: ffmpeg.Limits,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool],
) -> None:
    try:
        ffmpeg.run(words, limits=limits, progress=progress, cancelled=cancelled)
    except ffmpeg.Failed as error:
        if "No space left on device" in str(error) or "Disk quota exceeded" in str(error):
            raise no_room(RESERVE) from error
        raise _unreadable(name) from error
    except ffmpeg.Exceeded as error:
        raise BadInput(
            f"“{name}” took too long to convert.",
            "It is very long or very large, or this computer is busy.",
            "Shorten it, or export it as MP4 (H.264 and AAC) and add that.",
            field="media",
        ) from error


def _check_room(target: Path, allowed: int) -> None:
    with in_words():
        private_folder(target.parent)
        free = shutil.disk_usage(target.parent).free
    if free < allowed + RESERVE:
        raise DiskFull(
            "There is not enough room on the disk to convert a video.",
            f"About {max(1, (allowed + RESERVE - free) // 1_000_000):,} MB more are needed.",
            "Free some space, then try again.",
        )


def _sync(target: Path) -> None:
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unreadable(name: str) -> BadInput:
    return BadInput(
        f"“{name}” can't be converted.",
        "Its pictures are damaged, or in a format that can't be read here.",
        "Export it as MP4 (H.264 and AAC) from your video program and add that.",
        field="media",
    )


def _too_large(name: str, recipe: VideoRecipe) -> BadInput:
    return BadInput(
        f"“{name}” can't be made small enough.",
        f"It must fit into {recipe.max_bytes:,} bytes.",
        "Shorten it, or choose a smaller one.",
        field="media",
    )
