"""What a crop and a frame make of a size. Pure arithmetic in whole pixels, never less than one."""

from __future__ import annotations

from brandcraft_desktop.domain.media_edit import Box, Framing
from brandcraft_desktop.domain.media_rules import AnyRecipe, Frame, MediaFacts, VideoRecipe


def scaled_size(width: int, height: int, side: int) -> tuple[int, int]:
    """The size of a picture scaled down so that its long side is `side`; never scaled up.

    The short side is rounded up: no picture becomes more extreme in shape than it was.
    """
    longest = max(width, height)
    if longest <= side:
        return width, height
    return -(-width * side // longest), -(-height * side // longest)


def cut(box: Box | None, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a crop keeps of an upright picture, in pixels."""
    if box is None:
        return 0, 0, width, height
    left, top = min(round(box.left * width), width - 1), min(round(box.top * height), height - 1)
    return (
        left,
        top,
        max(left + 1, round(box.right * width)),
        max(top + 1, round(box.bottom * height)),
    )


def framed(frame: Frame | None, width: int, height: int) -> tuple[int, int]:
    """The size in a frame: the largest cut of its shape, or with borders the least around all."""
    if frame is None:
        return width, height
    wider = width > height * frame.shape
    if wider == (frame.framing is Framing.CROP):
        return max(1, round(height * frame.shape)), height
    return width, max(1, round(width / frame.shape))


def window(frame: Frame | None, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a frame leaves in sight of a picture, in pixels.

    A crop is laid around its focus as far as the edges allow; borders leave everything in sight.
    """
    if frame is None or frame.framing is not Framing.CROP:
        return 0, 0, width, height
    wide, high = framed(frame, width, height)
    left = min(max(0, round(frame.focus_x * width - wide / 2)), width - wide)
    top = min(max(0, round(frame.focus_y * height - high / 2)), height - high)
    return left, top, left + wide, top + high


def shaped(width: int, height: int, crop: Box | None, frame: Frame | None) -> tuple[int, int]:
    """The size of a picture after crop and frame, before anything is scaled."""
    left, top, right, bottom = cut(crop, width, height)
    return framed(frame, right - left, bottom - top)


def shaped_size(facts: MediaFacts, crop: Box | None, frame: Frame | None) -> tuple[int, int]:
    """The size of a file after crop and frame, before anything is scaled."""
    return shaped(facts.width, facts.height, crop, frame)


def made_size(facts: MediaFacts, recipe: AnyRecipe | None) -> tuple[int, int]:
    """The size of the finished file, if a picture's bytes fit at once."""
    if recipe is None:
        return facts.width, facts.height
    if isinstance(recipe, VideoRecipe):
        return recipe.width, recipe.height
    return scaled_size(*shaped_size(facts, recipe.crop, recipe.frame), recipe.max_side)
