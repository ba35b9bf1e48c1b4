"""How large a picture may be on a surface, and the recipe that makes it so. Pure arithmetic."""

from __future__ import annotations

from math import isqrt

from brandcraft_desktop.domain.frame_fit import frame_for
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import Frame, ImageRules, MediaFacts, Recipe
from brandcraft_desktop.domain.shaping import scaled_size, shaped_size

# Where a platform names no limit: what every format can hold (WebP has 14 bits for a side,
# https://developers.google.com/speed/webp/docs/riff_container), and as many bytes as may be added
# to a post at all (media/probe.py).
LONGEST_SIDE = 16_383
MOST_BYTES = 100_000_000
# What is see-through comes to lie on the same white where a format knows no transparency.
BORDERS = "#ffffff"
_MADE = ("image/jpeg", "image/png", "image/webp")  # what a recipe can make, the best known first


def room(rules: ImageRules, width: int, height: int) -> int:
    """The longest side that a picture of this shape may have."""
    longest, shortest = max(width, height), min(width, height)
    side = min(rules.max_side or LONGEST_SIDE, LONGEST_SIDE)
    for length, most in ((width, rules.max_width), (height, rules.max_height)):
        if most is not None:
            side = min(side, max(1, most * longest // length))
    if rules.max_pixels is not None and _pixels(width, height, side) > rules.max_pixels:
        side = min(side, isqrt(rules.max_pixels * longest // shortest))
        while side > 1 and _pixels(width, height, side) > rules.max_pixels:
            side -= 1
    return side


def bytes_limit(rules: ImageRules) -> int:
    """How many bytes a recipe aims at."""
    known = [most for most in (rules.max_bytes, rules.safe_bytes) if most is not None]
    return min(known, default=MOST_BYTES)


def stays_moving(rules: ImageRules, facts: MediaFacts) -> bool:
    """Whether a moving picture is sent as it is; else a still one is made of it."""
    return facts.animated and rules.animation is not None and facts.mime in rules.animation.mimes


def image_frame(
    rules: ImageRules, facts: MediaFacts, edit: MediaEdit, shape: float | None = None
) -> Frame | None:
    """The frame a picture is brought into on a surface; None where it needs or is given none.

    `shape` is that of the first file, where all files of a post share one.
    """
    cropped = shaped_size(facts, edit.crop, None)
    return frame_for(rules.aspect, *cropped, edit, shape=shape, colour=BORDERS)


def image_recipe(
    rules: ImageRules,
    facts: MediaFacts | None,
    edit: MediaEdit = UNTOUCHED,
    shape: float | None = None,
) -> Recipe | None:
    """How a picture is fitted; None only for one that stays moving.

    Pictures are always made anew (upright, without metadata). PNG stays PNG where it is
    see-through or fits without scaling, everything else becomes JPEG, as does all that gets
    borders. `shape` is that of the first file, where all files of a post share one.
    """
    limit = bytes_limit(rules)
    mime = next((one for one in _MADE if one in rules.mimes), _MADE[0])
    if facts is None or facts.width < 1 or facts.height < 1:
        side = min(rules.max_side or LONGEST_SIDE, LONGEST_SIDE)
        return Recipe(mime, limit, side, crop=edit.crop)
    if stays_moving(rules, facts):
        return None
    frame = image_frame(rules, facts, edit, shape)
    size = shaped_size(facts, edit.crop, frame)
    side = room(rules, *size)
    fits = facts.bytes <= limit and max(size) <= side
    bordered = frame is not None and frame.framing is not Framing.CROP
    exact = facts.has_alpha or (facts.mime == "image/png" and fits)
    if "image/png" in rules.mimes and exact and not bordered:
        mime = "image/png"
    return Recipe(mime, limit, side, _least_side(rules, *size), crop=edit.crop, frame=frame)


def _pixels(width: int, height: int, side: int) -> int:
    fitted = scaled_size(width, height, side)
    return fitted[0] * fitted[1]


def _least_side(rules: ImageRules, width: int, height: int) -> int:
    """The shortest long side with which width and height keep to their minimum."""
    longest = max(width, height)
    return max(
        (least - 1) * longest // length + 1 if least else 0
        for length, least in ((width, rules.min_width), (height, rules.min_height))
    )
