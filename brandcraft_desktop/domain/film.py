"""Moments of a video: how they are written, which tell most, and what a trim keeps. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from brandcraft_desktop.errors import BadInput

DARK, BRIGHT = 16.0, 243.0
"""Mean light (0 to 255) beyond which a frame is black or white: a fade, not a picture."""
FLAT = 6.0
"""Standard deviation of the light below which a frame has nothing on it."""
BLURRED = 0.25
"""Share of the usual sharpness below which a frame is a smear of motion."""
SHORTEST = 0.1
"""Seconds that a trim leaves at least."""
_WRITTEN = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,](\d{1,3}))?")


@dataclass(frozen=True)
class Shot:
    """One frame of a video; `moment` in milliseconds, `place` the name of its picture.

    `sharpness` is the variance of the Laplacian of its light (J. L. Pech-Pacheco and others,
    "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000), `light` its
    mean and `contrast` its standard deviation.
    """

    moment: int
    place: str
    sharpness: float
    light: float
    contrast: float

    @property
    def shows_something(self) -> bool:
        """Whether it is neither black nor white nor empty."""
        return DARK <= self.light <= BRIGHT and self.contrast >= FLAT


def telling(shots: Sequence[Shot], count: int) -> tuple[Shot, ...]:
    """Up to `count` frames for a cover: sharp, not black, spread over the whole video.

    The video is divided into as many stretches; of each the sharpest frame is taken, unless all of
    them are smears. Where nothing shows anything, the sharpest ones are taken all the same.
    """
    if count < 1 or not shots:
        return ()
    good = [one for one in shots if one.shows_something] or list(shots)
    usual = median(one.sharpness for one in good)
    first, last = good[0].moment, good[-1].moment
    stretch = (last - first + 1) / count
    best: dict[int, Shot] = {}
    for one in good:
        place = min(int((one.moment - first) / stretch), count - 1)
        if place not in best or one.sharpness > best[place].sharpness:
            best[place] = one
    found = [one for one in best.values() if one.sharpness >= BLURRED * usual]
    return tuple(sorted(found, key=lambda one: one.moment))


def evenly(shots: Sequence[Shot], count: int) -> tuple[Shot, ...]:
    """Up to `count` of the frames, equally far apart."""
    if count >= len(shots):
        return tuple(shots)
    return tuple(shots[int((place + 0.5) * len(shots) / count)] for place in range(count))


def moments(seconds: float, count: int) -> tuple[int, ...]:
    """Up to `count` moments in milliseconds, each in the middle of its share of the video."""
    whole = int(seconds * 1000)
    found = (int((place + 0.5) * whole / count) for place in range(count))
    return tuple(dict.fromkeys(found))


def written(seconds: float) -> str:
    """A moment such as "0:01.250" or "1:02:03.000"."""
    whole = max(0, round(seconds * 1000))
    minutes, rest = divmod(whole, 60_000)
    tail = f"{rest // 1000:02d}.{rest % 1000:03d}"
    if minutes < 60:
        return f"{minutes}:{tail}"
    return f"{minutes // 60}:{minutes % 60:02d}:{tail}"


def read(text: str) -> float:
    """The seconds of a moment as a person writes it: "1:05.25", "65,25", "1:02:03".

    Raises `BadInput` for anything else.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise BadInput(
            f"“{text.strip()}” is no moment of a video.",
            "A moment has minutes, seconds and parts of a second.",
            "Write it like 1:05.250.",
            field="moment",
        )
    hours, minutes, seconds, parts = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole + int((parts or "0").ljust(3, "0")) / 1000


@dataclass(frozen=True)
class Span:
    """What is kept of a video, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def started(span: Span, at: float) -> Span:
    """The span with another beginning; its end stays."""
    return Span(min(max(at, 0.0), span.end - SHORTEST), span.end)


def ended(span: Span, at: float, seconds: float) -> Span:
    """The span with another end, within a video of so many seconds; its beginning stays."""
    return Span(span.start, max(min(at, seconds), span.start + SHORTEST))
