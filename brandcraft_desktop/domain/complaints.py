"""What is wrong with one file, before it is known whose platform says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.media_rules import Aspect, Frame, MediaFacts, Rule
from brandcraft_desktop.domain.plan import Fix

_Size = tuple[int, int]


@dataclass(frozen=True)
class Complaint:
    """What is wrong (`what` follows the file's name) and what to do; `mild` is a warning.

    `fix` is what one click can do about it.
    """

    rule: Rule
    what: str
    todo: str = ""
    mild: bool = False
    fix: Fix = Fix.DROP_MEDIA


def shape_complaint(aspect: Aspect | None, size: _Size) -> Iterator[Complaint]:
    """A shape that is not taken: only a person can say what may be cut off."""
    if aspect is not None and not aspect.holds(*size):
        what = out_of_shape(aspect, *size)
        yield Complaint(Rule.ASPECT, what, "Crop it or add borders.", fix=Fix.FIT_IMAGE)


def few_pixels(
    facts: MediaFacts, shaped: _Size, made: _Size, frame: Frame | None, *, least: _Size
) -> Iterator[Complaint]:
    """A side too short: of the file, of what crop and frame leave of it, or of the finished one."""
    whole = (facts.width, facts.height)
    for side, at in (("wide", 0), ("high", 1)):
        needed = f"at least {least[at]} are needed"
        if shaped[at] < least[at] <= whole[at]:
            left = words.counted(shaped[at], "pixel")
            what = f"is only {left} {side} once it is cropped, {needed}"
            todo, fix = "Add borders instead.", Fix.FIT_IMAGE
            if frame is None:
                todo, fix = "Cut less of it away.", Fix.NONE
            yield Complaint(Rule.FEW_PIXELS, what, todo, fix=fix)
        elif shaped[at] < least[at]:
            what = f"is {words.counted(shaped[at], 'pixel')} {side}, {needed}"
            yield Complaint(Rule.FEW_PIXELS, what, "Choose a larger one: enlarging would blur it.")
        elif made[at] < least[at]:
            what = f"would be {words.counted(made[at], 'pixel')} {side}, {needed}"
            todo = "Its shape is too extreme: crop it."
            yield Complaint(Rule.ASPECT, what, todo, fix=Fix.FIT_IMAGE)


def out_of_shape(aspect: Aspect, width: int, height: int) -> str:
    """In which way a size is beyond a range of shapes."""
    wide = width / height > aspect.most
    border = aspect.most if wide else aspect.least
    limit = f"at most {words.ratio(border)} fits"
    if not wide:
        limit = f"nothing taller than {words.ratio(border)} fits"
    if aspect.least == aspect.most:
        limit = f"only {words.ratio(border)} fits"
    return f"is {words.shape(width, height, border)}, {limit}"
