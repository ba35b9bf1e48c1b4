"""What of a picture a surface does not take, where no recipe can mend it without a person."""

from __future__ import annotations

from collections.abc import Iterator

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.complaints import Complaint, few_pixels, shape_complaint
from brandcraft_desktop.domain.image_fit import image_recipe, stays_moving
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    AnimationRules,
    ImageRules,
    MediaFacts,
    Recipe,
    Rule,
)
from brandcraft_desktop.domain.shaping import made_size, shaped_size


def image_complaints(
    rules: ImageRules,
    facts: MediaFacts,
    edit: MediaEdit = UNTOUCHED,
    recipe: Recipe | None = None,
) -> Iterator[Complaint]:
    """Everything wrong with one picture that its recipe (`image_recipe`) leaves as it is.

    `recipe` None: the one that `edit` alone gives.
    """
    recipe = recipe or image_recipe(rules, facts, edit)
    if facts.width > 0 and facts.height > 0:
        yield from _shape(rules, facts, recipe)
    if not facts.animated:
        return
    if rules.animation is not None and stays_moving(rules, facts):
        yield from _moving(rules, rules.animation, facts)
        if edit.crop is not None:
            what = "moves, and what moves goes as it is: it is not cropped here"
            yield Complaint(Rule.ASPECT, what, mild=True)
    else:
        yield Complaint(Rule.CODEC, "is animated; it is sent as a still picture", mild=True)


def _shape(rules: ImageRules, facts: MediaFacts, recipe: Recipe | None) -> Iterator[Complaint]:
    frame = recipe.frame if recipe is not None else None
    crop = recipe.crop if recipe is not None else None
    shaped, made = shaped_size(facts, crop, frame), made_size(facts, recipe)
    yield from shape_complaint(rules.aspect, shaped)
    yield from few_pixels(facts, shaped, made, frame, least=(rules.min_width, rules.min_height))


def _moving(rules: ImageRules, moving: AnimationRules, facts: MediaFacts) -> Iterator[Complaint]:
    """A moving picture goes as it is, so nothing is mended on the way."""
    todo = "Make it smaller or shorter, or add it as a video."
    most_bytes = rules.max_bytes if moving.max_bytes is None else moving.max_bytes
    if most_bytes is not None and facts.bytes > most_bytes:
        found, most = words.sizes(facts.bytes, most_bytes)
        yield Complaint(Rule.BYTES, f"moves and has {found}, at most {most} are taken", todo)
    for side, length, longest in (
        ("wide", facts.width, moving.max_width or rules.max_width or rules.max_side),
        ("high", facts.height, moving.max_height or rules.max_height or rules.max_side),
    ):
        if longest is not None and length > longest:
            what = f"moves and is {length} pixels {side}, at most {longest} are taken"
            yield Complaint(Rule.PIXELS, what, todo)
    if rules.max_pixels is not None and facts.width * facts.height > rules.max_pixels:
        pixels = f"{facts.width * facts.height:,}"
        what = f"moves and has {pixels} pixels, at most {rules.max_pixels:,} are taken"
        yield Complaint(Rule.PIXELS, what, todo)
    if moving.max_frames is not None and (facts.frames or 0) > moving.max_frames:
        what = f"has {facts.frames:,} frames, at most {moving.max_frames} are taken"
        yield Complaint(Rule.DURATION, what, todo)
