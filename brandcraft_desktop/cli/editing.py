"""`--fit`, `--crop` and `--trim`: what is decided about the files of a post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.errors import BadInput

Fit = Annotated[
    list[str] | None,
    typer.Option(
        "--fit",
        metavar="crop|bars|blur",
        help="How a file gets a shape it lacks: once for all files, or one for each --media.",
    ),
]
Crop = Annotated[
    list[str] | None,
    typer.Option(
        "--crop",
        metavar="L,T,R,B",
        help="What is kept of a file, in percent: 0,10,100,90. One for each --media; - for all.",
    ),
]
Trim = Annotated[
    list[str] | None,
    typer.Option(
        "--trim",
        metavar="START-END",
        help="What is kept of a video: 0:05-1:05, 5- or -60. One for each --media; - for all.",
    ),
]
NOTHING = "-"


def edits(
    files: int, fits: Sequence[str], crops: Sequence[str], trims: Sequence[str]
) -> tuple[MediaEdit, ...]:
    """What is decided about each of so many files. Raises `BadInput` for what can't be read."""
    for option, given in (("--fit", fits), ("--crop", crops), ("--trim", trims)):
        if len(given) > files:
            raise BadInput(
                f"There are more {option} than files.",
                f"{len(given)} {option} for {files} files.",
                f"Give one {option} after each --media, in the same order.",
                field="media",
            )
    every_fit = list(fits) * files if len(fits) == 1 else [*fits, *[NOTHING] * files]
    every_crop, every_trim = [*crops, *[NOTHING] * files], [*trims, *[NOTHING] * files]
    found = []
    for number in range(files):
        start, end = _moments(every_trim[number])
        crop, framing = _box(every_crop[number]), _framing(every_fit[number])
        found.append(MediaEdit(crop=crop, framing=framing, start=start, end=end))
    return tuple(found)


def _framing(word: str) -> Framing | None:
    if word == NOTHING:
        return None
    found = next((one for one in Framing if one.value == word.strip().lower()), None)
    if found is None:
        listed = ", ".join(one.value for one in Framing)
        raise _unreadable("--fit", word, f"It is one of: {listed}.")
    return found


def _box(text: str) -> Box | None:
    if text == NOTHING:
        return None
    try:
        sides = [float(one) / 100 for one in text.split(",")]
    except ValueError:
        sides = []
    if len(sides) != 4 or not all(0 <= one <= 1 for one in sides):
        raise _crop_unreadable(text)
    left, top, right, bottom = sides
    if left >= right or top >= bottom:
        raise _crop_unreadable(text)
    return Box(left, top, right, bottom)


def _moments(text: str) -> tuple[float | None, float | None]:
    first, dash, last = text.partition("-")
    if not dash:
        raise _trim_unreadable(text)
    start, end = _moment(first, text), _moment(last, text)
    if end is not None and end <= (start or 0.0):
        raise _trim_unreadable(text)
    return start, end


def _moment(text: str, whole: str) -> float | None:
    """Seconds of "65", "65.5", "1:05" or "1:01:05"; None for nothing at all."""
    if not text.strip():
        return None
    seconds = 0.0
    try:
        for part in text.split(":"):
            seconds = seconds * 60 + float(part)
    except ValueError:
        raise _trim_unreadable(whole) from None
    if not 0 <= seconds < 1e6 or text.count(":") > 2:
        raise _trim_unreadable(whole)
    return seconds


def _crop_unreadable(text: str) -> BadInput:
    return _unreadable(
        "--crop",
        text,
        "Write left, top, right and bottom in percent, e.g. 0,10,100,90 to cut a tenth off above "
        "and below.",
    )


def _trim_unreadable(text: str) -> BadInput:
    return _unreadable(
        "--trim",
        text,
        "Write where it starts and ends, e.g. 0:05-1:05, 5- for all but the beginning, -60 for the "
        "first minute.",
    )


def _unreadable(option: str, text: str, action: str) -> BadInput:
    return BadInput(f"{option} “{text}” can't be read.", "", action, field="media")
