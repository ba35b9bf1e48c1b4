"""What a video's own tables tell, whatever they are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brandcraft_desktop.media.sample_entries import Sound

# Programs round times to the ticks of a file; telephones let theirs tremble by less than this.
_TREMBLE = 0.01
_FEW = 3  # frames that tell nothing of a pace


class Unreadable(Exception):
    """The file is none of its kind or it is cut off; the text is for a log, not for a person."""


class NoPictures(Unreadable):
    """It is whole, but holds sound or words alone."""


class Locked(Unreadable):
    """Its pictures are encrypted."""


@dataclass(frozen=True)
class Movie:
    """Seconds; pixels as they are seen, upright and square; frames a second on average.

    Codecs are four-letter names of ISO files or the ids of Matroska. `fast_start`: its table
    stands before the data; `edited`: an edit list cuts or shifts. None is not known.
    """

    duration: float
    width: int
    height: int
    frame_rate: float
    codec: str
    audio_codec: str
    rotation: int
    chroma: str
    sound: Sound
    fast_start: bool | None
    edited: bool | None
    constant_rate: bool | None = None
    closed_gop: bool | None = None


def steady(runs: Iterable[tuple[int, int]]) -> bool | None:
    """Whether frames last equally long; None if there are too few to tell.

    `runs`: how many frames in a row last how many ticks. How long the last one lasts is often
    made up, and the first one may be stretched to where the sound begins: they do not count.
    """
    known = [(count, ticks) for count, ticks in runs if count > 0]
    for place in (-1, 0):
        if sum(count for count, _ in known) < _FEW:
            return None
        known[place] = (known[place][0] - 1, known[place][1])
        known = [one for one in known if one[0]]
    frames = sum(count for count, _ in known)
    mean = sum(count * ticks for count, ticks in known) / frames
    most = max(1.0, mean * _TREMBLE)
    return all(abs(ticks - mean) <= most for _, ticks in known)
