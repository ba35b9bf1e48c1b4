"""What a crop and a frame make of a size. Pure arithmetic in whole pixels, never less than one."""

from __future__ import annotations

from brandcraft_desktop.domain.image_fit import scaled_size
from brandcraft_desktop.domain.media_edit import Box, Framing
from brandcraft_desktop.domain.media_rules import AnyRecipe, Frame, MediaFacts, VideoRecipe


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


def shaped_size(facts: MediaFacts, crop: Box | None, frame: Frame | None) -> tuple[int, int]:
    """The size after crop and frame, before anything is scaled."""
    left, top, right, bottom = cut(crop, facts.width, facts.height)
    return framed(frame, right - left, bottom - top)


def made_size(facts: MediaFacts, recipe: AnyRecipe | None) -> tuple[int, int]:
    """The size of the finished file, if a picture's bytes fit at once."""
    if recipe is None:
        return facts.width, facts.height
    if isinstance(recipe, VideoRecipe):
        return recipe.width, recipe.height
    return scaled_size(*shaped_size(facts, recipe.crop, recipe.frame), recipe.max_side)
