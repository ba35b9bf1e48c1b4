"""What a person decided about a file on a post: what is cut off, what fills a shape, the cover.

A decision belongs to the file on the post (or on a variant), never to the file in the library, and
holds for every platform; what each platform then gets is `recipe_for`'s work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum


class Framing(StrEnum):
    """How a file is brought into a shape that a platform asks for and it does not have."""

    CROP = "crop"  # what sticks out is cut off
    BARS = "bars"  # plain borders
    BLUR = "blur"  # borders of the picture itself, enlarged and blurred


@dataclass(frozen=True)
class Box:
    """What is kept of a picture: parts of its upright width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class MediaEdit:
    """What a person decided about one file.

    `crop` holds everywhere. `framing` is used only where a platform needs another shape; None:
    nobody has decided, so that such a platform's check asks. `focus_x` and `focus_y` (0 to 1) name
    the point that stays in sight when a shape is cropped. `start` and `end` in seconds of the
    video; `cover` in milliseconds of the video as it was added.
    """

    crop: Box | None = None
    framing: Framing | None = None
    focus_x: float = 0.5
    focus_y: float = 0.5
    start: float | None = None
    end: float | None = None
    cover: int | None = None


UNTOUCHED = MediaEdit()


def to_text(edit: MediaEdit) -> str:
    """The decision as kept text; "" where there is none."""
    if edit == UNTOUCHED:
        return ""
    box = edit.crop
    kept: dict[str, float | int | str | list[float]] = {}
    if box is not None:
        kept["crop"] = [box.left, box.top, box.right, box.bottom]
    if edit.framing is not None:
        kept["framing"] = edit.framing.value
    if (edit.focus_x, edit.focus_y) != (UNTOUCHED.focus_x, UNTOUCHED.focus_y):
        kept["focus"] = [edit.focus_x, edit.focus_y]
    moments = {"start": edit.start, "end": edit.end, "cover": edit.cover}
    kept.update({name: value for name, value in moments.items() if value is not None})
    return json.dumps(kept, sort_keys=True)


def from_text(text: str) -> MediaEdit:
    """What `to_text` made; what makes no sense, as of a later program, counts as undecided."""
    if not text:
        return UNTOUCHED
    try:
        kept = json.loads(text)
    except ValueError:
        return UNTOUCHED
    if not isinstance(kept, dict):
        return UNTOUCHED
    focus = _numbers(kept.get("focus"), 2) or (UNTOUCHED.focus_x, UNTOUCHED.focus_y)
    cover = _number(kept.get("cover"))
    return MediaEdit(
        crop=_box(_numbers(kept.get("crop"), 4)),
        framing=_framing(kept.get("framing")),
        focus_x=min(1.0, max(0.0, focus[0])),
        focus_y=min(1.0, max(0.0, focus[1])),
        start=_number(kept.get("start")),
        end=_number(kept.get("end")),
        cover=None if cover is None else int(cover),
    )


def _framing(value: object) -> Framing | None:
    return next((one for one in Framing if one.value == value), None)


def _box(sides: tuple[float, ...]) -> Box | None:
    if not sides:
        return None
    left, top, right, bottom = (min(1.0, max(0.0, side)) for side in sides)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _numbers(value: object, count: int) -> tuple[float, ...]:
    if not isinstance(value, list) or len(value) != count:
        return ()
    found = [_number(one) for one in value]
    return tuple(one for one in found if one is not None) if None not in found else ()


def _number(value: object) -> float | None:
    """A plain number from 0 up; endless ones and "true" are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e9 else None
