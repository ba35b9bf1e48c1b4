"""How large a picture may be, and that a recipe never breaks the rules it was made from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.media_check import recipe_for, recipes_for
from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    Aspect,
    Frame,
    ImageRules,
    MediaFacts,
    MediaKind,
    Recipe,
)
from brandcraft_desktop.domain.shaping import made_size, scaled_size, shaped_size
from brandcraft_desktop.domain.surfaces import Shapes
from tests.domain.shop import CLIP, PICTURE, SHOP, attach, found

PLAIN = ImageRules(frozenset({"image/jpeg", "image/png"}), 1000)


@pytest.mark.parametrize(
    ("width", "height", "side", "size"),
    [
        (100, 50, 200, (100, 50)),
        (100, 50, 100, (100, 50)),
        (100, 50, 50, (50, 25)),
        (100, 33, 50, (50, 17)),  # 16.5: up, towards the square
        (3, 1000, 10, (1, 10)),
    ],
)
def test_scaling(width: int, height: int, side: int, size: tuple[int, int]) -> None:
    assert scaled_size(width, height, side) == size


@pytest.mark.parametrize(
    ("changes", "recipe"),
    [
        ({}, Recipe("image/jpeg", 1000, 16_383)),
        ({"max_side": 800}, Recipe("image/jpeg", 1000, 800)),
        ({"safe_bytes": 600}, Recipe("image/jpeg", 600, 16_383)),
        ({"max_bytes": None}, Recipe("image/jpeg", 100_000_000, 16_383)),
        ({"max_width": 500}, Recipe("image/jpeg", 1000, 1000)),
        ({"max_height": 500}, Recipe("image/jpeg", 1000, 500)),
        ({"max_pixels": 20_000}, Recipe("image/jpeg", 1000, 200)),
        ({"min_width": 100}, Recipe("image/jpeg", 1000, 16_383, min_side=199)),
        ({"mimes": frozenset({"image/png", "image/webp"})}, Recipe("image/png", 1000, 16_383)),
        ({"mimes": frozenset({"image/webp"})}, Recipe("image/webp", 1000, 16_383)),
    ],
)
def test_the_recipe_of_an_upright_photo(changes: dict[str, object], recipe: Recipe) -> None:
    photo = replace(PICTURE, width=1000, height=2000, bytes=5000)
    assert image_recipe(replace(PLAIN, **changes), photo) == recipe  # type: ignore[arg-type]


def test_a_file_that_is_not_looked_at_yet_counts_as_a_photo() -> None:
    assert recipe_for(SHOP, None) == Recipe("image/jpeg", 1_000_000, 16_383)


def test_a_crop_and_a_framing_are_part_of_the_recipe() -> None:
    wide = replace(PICTURE, width=3000, height=1000, bytes=5000)
    rules = replace(PLAIN, aspect=Aspect(0.8, 1.91), max_width=955)
    crop = Box(0.5, 0, 1, 1)
    cropped = image_recipe(rules, wide, MediaEdit(crop))
    assert cropped == Recipe("image/jpeg", 1000, 955, crop=crop)
    assert made_size(wide, cropped) == (955, 637)
    framed = image_recipe(rules, wide, MediaEdit(framing=Framing.CROP, focus_x=0.2))
    frame = Frame(1.91, Framing.CROP, 0.2, 0.5, "#ffffff")
    assert framed == Recipe("image/jpeg", 1000, 955, frame=frame)
    assert made_size(wide, framed) == (955, 500)


def test_what_gets_borders_becomes_a_jpeg_where_one_is_taken() -> None:
    logo = replace(PICTURE, width=3000, mime="image/png", has_alpha=True, bytes=10)
    rules = replace(PLAIN, aspect=Aspect(0.8, 1.91))
    for framing, mime in ((Framing.CROP, "image/png"), (Framing.BARS, "image/jpeg")):
        made = image_recipe(rules, logo, MediaEdit(framing=framing))
        assert made is not None
        assert made.mime == mime


def test_files_of_one_post_get_the_shape_of_the_first() -> None:
    first = replace(attach(PICTURE, "a"), edit=MediaEdit(Box(0, 0, 1, 0.5)))
    decided = replace(attach(PICTURE, "b"), edit=MediaEdit(framing=Framing.CROP))
    undecided = attach(PICTURE, "c")
    sharing = replace(SHOP, shapes=Shapes.EQUAL)
    for rules, sizes in (
        (sharing, [(1000, 524), (1000, 524), (1000, 1000)]),
        (SHOP, [(1000, 524), (1000, 1000), (1000, 1000)]),
    ):
        first_framed = replace(first, edit=replace(first.edit, framing=Framing.BARS))
        files = (first_framed, decided, undecided)
        made = recipes_for(rules, files)
        found_sizes = [made_size(PICTURE, one) for one in made]
        assert found_sizes == sizes


def test_a_video_goes_as_it_is() -> None:
    assert recipe_for(SHOP, CLIP) is None
    assert recipe_for(replace(SHOP, image=None), PICTURE) is None


def test_recipes_that_make_different_bytes_have_different_names() -> None:
    plain = Recipe("image/jpeg", 1000, 800)
    others = {
        replace(plain, mime="image/png"),
        replace(plain, max_bytes=999),
        replace(plain, max_side=799),
        replace(plain, min_side=5),
        replace(plain, version=9),
    }
    assert len({one.digest for one in {plain, *others}}) == 6


sides = st.integers(60, 12_000)
maybe = st.none() | st.integers(60, 5_000)


@st.composite
def image_rules(draw: st.DrawFn) -> ImageRules:
    aspect = None
    if draw(st.booleans()):
        aspect = Aspect(draw(st.floats(0.001, 1.0)), draw(st.floats(1.0, 1000.0)))
    return ImageRules(
        mimes=frozenset(
            draw(st.sets(st.sampled_from(["image/jpeg", "image/png", "image/webp"]), min_size=1))
        ),
        max_bytes=draw(st.none() | st.integers(1, 10**7)),
        max_side=draw(maybe),
        min_width=draw(st.integers(0, 60)),
        min_height=draw(st.integers(0, 60)),
        max_width=draw(maybe),
        max_height=draw(maybe),
        max_pixels=draw(st.none() | st.integers(4_000, 10**7)),
        aspect=aspect,
        safe_bytes=draw(st.none() | st.integers(1, 10**7)),
    )


def edits() -> st.SearchStrategy[MediaEdit]:
    """Crops and framings; a crop keeps at least a tenth of each side."""
    sides = st.tuples(st.floats(0, 0.9), st.floats(0, 1)).map(
        lambda pair: (pair[0], pair[0] + 0.1 + (0.9 - pair[0]) * pair[1])
    )
    boxes = st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), sides, sides)
    framings = st.none() | st.sampled_from(Framing)
    return st.builds(MediaEdit, st.none() | boxes, framings, st.floats(0, 1), st.floats(0, 1))


@given(
    rules=image_rules(),
    width=sides,
    height=sides,
    size=st.integers(1, 10**8),
    mime=st.sampled_from(["image/jpeg", "image/png", "image/gif", "image/avif"]),
    alpha=st.booleans(),
    shrink=st.floats(0, 1),
    edit=edits(),
)
def test_the_outcome_of_a_recipe_keeps_every_rule(
    rules: ImageRules,
    width: int,
    height: int,
    size: int,
    mime: str,
    alpha: bool,
    shrink: float,
    edit: MediaEdit,
) -> None:
    """Also where the bytes do not fit at once and the picture is made smaller and smaller."""
    surface = replace(SHOP, image=rules, alt_text_max=0)
    facts = MediaFacts(MediaKind.IMAGE, mime, size, width, height, has_alpha=alpha)
    assume(not found(replace(attach(facts), edit=edit), rules=surface))
    recipe = recipe_for(surface, facts, edit)
    assert isinstance(recipe, Recipe)
    width, height = shaped_size(facts, recipe.crop, recipe.frame)
    longest = min(max(width, height), recipe.max_side)
    assert recipe.min_side <= longest
    side = recipe.min_side + round((longest - recipe.min_side) * shrink)
    made = scaled_size(width, height, max(side, 1))
    outcome = MediaFacts(MediaKind.IMAGE, recipe.mime, recipe.max_bytes, *made)
    assert outcome.mime in rules.mimes
    assert rules.max_bytes is None or outcome.bytes <= rules.max_bytes
    assert max(made) <= (rules.max_side or max(made))
    assert made[0] >= rules.min_width
    assert made[1] >= rules.min_height
    assert made[0] <= min(width, rules.max_width or width)
    assert made[1] <= min(height, rules.max_height or height)
    assert made[0] * made[1] <= (rules.max_pixels or made[0] * made[1])
    assert rules.aspect is None or rules.aspect.holds(*made)
    assert found(attach(outcome), rules=surface) == []
