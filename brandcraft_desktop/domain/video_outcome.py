"""What a surface would not take of a video as it will be made: what only a person can mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.complaints import Complaint, few_pixels, shape_complaint
from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts, Rule, VideoRecipe, VideoRules
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.domain.shaping import made_size, shaped_size
from brandcraft_desktop.domain.video_check import needs_converting
from brandcraft_desktop.domain.video_fit import room_and_wish, seconds_left, wished
from brandcraft_desktop.domain.video_rates import BLURRED, bytes_limit


def video_complaints(
    rules: VideoRules,
    facts: MediaFacts,
    edit: MediaEdit = UNTOUCHED,
    recipe: VideoRecipe | None = None,
) -> Iterator[Complaint]:
    """Everything wrong with one video once `recipe` has been at it, the gravest first.

    What converting mends is no complaint; what is not known is not held against it; what the
    platform only advises comes as a mild one.
    """
    for one in _complaints(rules, facts, edit, recipe):
        yield advised(one) if one.rule in rules.advised else one


def advised(complaint: Complaint) -> Complaint:
    """The complaint in the words of mere advice: the file is sent all the same."""
    what = re.sub(r"\b(is|are) (taken|needed)\b", r"\1 advised", complaint.what)
    return replace(complaint, what=what, mild=True)


def _complaints(
    rules: VideoRules, facts: MediaFacts, edit: MediaEdit, recipe: VideoRecipe | None
) -> Iterator[Complaint]:
    made = made_facts(facts, recipe)
    wish = recipe or wished(rules, facts, edit)
    yield from _length(rules, facts, edit)
    if facts.width > 0 and facts.height > 0:
        yield from _shape(rules, facts, wish)
    fewest = min(facts.bytes, made.bytes)  # converting does not put anything into an empty film
    if fewest < rules.min_bytes:
        found, least = words.sizes(fewest, rules.min_bytes)
        yield Complaint(Rule.BYTES, f"has {found}, at least {least} are needed", "Choose another.")
    if recipe is None and wish is not None:
        yield _heavy(rules, facts, edit)
        return
    yield from needs_converting(rules, made)
    if recipe is not None and not recipe.copied:
        yield from _squeezed(rules, facts, recipe)


def _length(rules: VideoRules, facts: MediaFacts, edit: MediaEdit) -> Iterator[Complaint]:
    lasts = seconds_left(facts, edit)
    if not lasts or facts.duration is None:
        return
    if lasts < rules.min_seconds:
        found, least = words.lengths(lasts, rules.min_seconds)
        what = f"lasts {found}, at least {least} are needed"
        enough = facts.duration >= rules.min_seconds
        todo = "Keep more of it." if enough else "Choose a longer one."
        yield Complaint(Rule.DURATION, what, todo)
    elif rules.max_seconds is not None and lasts > rules.max_seconds:
        found, most = words.lengths(lasts, rules.max_seconds)
        what = f"lasts {found}, at most {most} are taken"
        yield Complaint(Rule.DURATION, what, "Trim it.", fix=Fix.TRIM)
    elif rules.safe_seconds is not None and lasts > rules.safe_seconds:
        found, most = words.lengths(lasts, rules.safe_seconds)
        what = f"lasts {found}; more than {most} are not taken of everybody"
        yield Complaint(Rule.DURATION, what, mild=True)


def _shape(rules: VideoRules, facts: MediaFacts, recipe: VideoRecipe | None) -> Iterator[Complaint]:
    frame = recipe.frame if recipe is not None else None
    crop = recipe.crop if recipe is not None else None
    shaped, made = shaped_size(facts, crop, frame), made_size(facts, recipe)
    yield from shape_complaint(rules.aspect, shaped)
    yield from few_pixels(facts, shaped, made, frame, least=(rules.min_width, rules.min_height))


def _heavy(rules: VideoRules, facts: MediaFacts, edit: MediaEdit) -> Complaint:
    lasts = seconds_left(facts, edit) or 0.0
    what = (
        f"lasts {words.clock(lasts)}: nothing of that length can be seen well within "
        f"{words.size(bytes_limit(rules))}, more is not taken"
    )
    return Complaint(Rule.BYTES, what, "Trim it.", fix=Fix.TRIM)


def _squeezed(rules: VideoRules, facts: MediaFacts, recipe: VideoRecipe) -> Iterator[Complaint]:
    """A warning where the picture will visibly suffer; what is just converted is no news."""
    room, wish = room_and_wish(rules, facts, recipe)
    if room is None or room >= wish * BLURRED:
        return
    what = (
        f"is squeezed to {words.rate(recipe.video_bit_rate)} to keep within "
        f"{words.size(recipe.max_bytes)} and may look blurred"
    )
    yield Complaint(Rule.BIT_RATE, what, "Trim it for a better picture.", mild=True, fix=Fix.NONE)
