"""Which videos are left alone, which are wrapped anew, and into what the others are converted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import Aspect, MediaFacts, Rule, VideoRecipe, VideoRules
from brandcraft_desktop.domain.plan import Fix, Severity
from brandcraft_desktop.domain.shaping import framed
from brandcraft_desktop.domain.video_fit import video_recipe
from tests.domain.shop import CLIP, SHOP, VIDEO, attach, found

FILM = replace(
    CLIP,
    width=1920,
    height=1080,
    bit_rate=8_000_000,
    audio_codec="aac",
    audio_channels=2,
    audio_sample_rate=48_000,
)


def made(facts: MediaFacts, edit: MediaEdit = UNTOUCHED, rules: VideoRules = VIDEO) -> VideoRecipe:
    recipe = video_recipe(rules, facts, edit)
    assert recipe is not None
    return recipe


def test_what_fits_is_left_alone() -> None:
    assert video_recipe(VIDEO, FILM) is None
    assert video_recipe(VIDEO, FILM, MediaEdit(framing=Framing.BLUR, cover=700)) is None
    assert video_recipe(VIDEO, FILM, MediaEdit(end=10.0)) is None  # it ends there anyway
    assert video_recipe(VIDEO, FILM, MediaEdit(start=8.0, end=3.0)) is None  # makes no sense
    unknown = replace(FILM, width=0, height=0, codec="prores")
    assert video_recipe(VIDEO, unknown) is None


def test_a_surface_that_takes_nothing_made_here_gets_what_there_is() -> None:
    odd = replace(VIDEO, codecs=frozenset({"av1"}))
    assert video_recipe(odd, FILM) is None
    surface = replace(SHOP, video=odd)
    (problem,) = found(attach(FILM), rules=surface)
    assert "only AV1 are taken" in problem.message


@pytest.mark.parametrize(
    ("changes", "copied"),
    [
        ({"mime": "video/quicktime"}, True),
        ({"mime": "video/quicktime", "codec": "hevc"}, True),
        ({"mime": "video/quicktime", "audio_codec": ""}, True),
        ({"mime": "video/quicktime", "edited": True}, False),
        ({"mime": "video/quicktime", "audio_codec": "pcm"}, False),
        ({"mime": "video/quicktime", "frame_rate": 120.0}, False),
        ({"mime": "video/webm", "codec": "vp9", "audio_codec": ""}, False),
    ],
)
def test_only_the_wrapping_is_made_anew_where_that_is_enough(
    changes: dict[str, object], copied: bool
) -> None:
    facts = replace(FILM, **changes)  # type: ignore[arg-type]
    recipe = made(facts)
    assert recipe.copied is copied
    if copied:
        assert made_facts(facts, recipe) == replace(
            facts, mime="video/mp4", fast_start=True, edited=False
        )


@pytest.mark.parametrize(
    ("size", "rules", "wanted"),
    [
        ((3840, 2160), {}, (1920, 1080)),
        ((1081, 1921), {"max_height": 1280, "max_width": 720}, (720, 1280)),
        ((641, 481), {}, (640, 480)),
        ((2000, 1500), {"max_pixels": 300_000}, (632, 474)),
    ],
)
def test_even_and_never_larger(
    size: tuple[int, int], rules: dict[str, int], wanted: tuple[int, int]
) -> None:
    facts = replace(FILM, width=size[0], height=size[1], codec="prores")
    recipe = made(facts, rules=replace(VIDEO, **rules))  # type: ignore[arg-type]
    assert (recipe.width, recipe.height) == wanted


def test_a_lying_film_becomes_an_upright_one_as_decided() -> None:
    reel = replace(VIDEO, aspect=Aspect(9 / 16, 9 / 16))
    cropped = made(FILM, MediaEdit(framing=Framing.CROP, focus_x=0.2), reel)
    assert (cropped.width, cropped.height) == (608, 1080)
    assert cropped.frame is not None
    assert cropped.frame.focus_x == 0.2
    blurred = made(FILM, MediaEdit(framing=Framing.BLUR), reel)
    assert (blurred.width, blurred.height) == (1080, 1920)  # the film itself becomes smaller
    assert framed(blurred.frame, 1920, 1080) == (1920, 3413)
    assert blurred.frame is not None
    assert blurred.frame.colour == "#000000"


def test_a_crop_and_a_cut() -> None:
    edit = MediaEdit(crop=Box(0.25, 0, 0.75, 1), start=2.0, end=7.5)
    recipe = made(FILM, edit)
    assert (recipe.width, recipe.height) == (960, 1080)
    assert (recipe.start, recipe.end, recipe.crop) == (2.0, 7.5, edit.crop)
    assert made_facts(FILM, recipe).duration == 5.5


@pytest.mark.parametrize(
    ("found_rate", "constant", "wanted"),
    [
        (30.0, True, None),
        (29.97, None, None),
        (120.0, True, 60.0),
        (119.88, True, 59.94),
        (240.0, True, 60.0),
        (15.0, True, 30.0),
        (10.0, True, 30.0),
        (22.0, True, 44.0),
        (29.4, False, 30_000 / 1001),
        (None, None, None),
    ],
)
def test_frame_rates_go_evenly(
    found_rate: float | None, constant: bool | None, wanted: float | None
) -> None:
    rules = replace(VIDEO, min_frame_rate=23, codecs=frozenset({"h264"}), max_frame_rate=60)
    facts = replace(FILM, codec="prores", frame_rate=found_rate, constant_rate=constant)
    rate = made(facts, rules=rules).frame_rate
    assert rate == (None if wanted is None else pytest.approx(wanted))


def test_sound_becomes_what_is_asked_for() -> None:
    facts = replace(FILM, audio_codec="pcm", audio_channels=6, audio_sample_rate=96_000)
    rules = replace(VIDEO, audio_codecs=frozenset({"aac"}))
    recipe = made(facts, rules=rules)
    assert (recipe.audio_bit_rate, recipe.audio_sample_rate, recipe.audio_channels) == (
        128_000,
        48_000,
        2,
    )
    mono = made(replace(facts, audio_channels=1), rules=replace(rules, channels=frozenset({1, 2})))
    assert mono.audio_channels == 1
    little = replace(rules, max_audio_bit_rate=96_000, max_sample_rate=44_100)
    recipe = made(facts, rules=little)
    assert (recipe.audio_bit_rate, recipe.audio_sample_rate) == (96_000, 44_100)


def test_bytes_are_kept_within_by_rate_then_by_size_and_then_it_is_said() -> None:
    minute = replace(FILM, duration=60.0, bytes=200_000_000, bit_rate=26_000_000)
    free = made(minute, rules=replace(VIDEO, max_bytes=100_000_000, max_seconds=None))
    assert (free.width, free.height) == (1920, 1080)
    assert free.video_bit_rate == pytest.approx(0.13 * 1920 * 1080 * 30, rel=0.01)
    hour = replace(minute, duration=1800.0)
    long = replace(VIDEO, max_bytes=100_000_000, max_seconds=None)
    smaller = made(hour, rules=long)
    assert 540 <= smaller.width < 1000
    assert made_facts(hour, smaller).bytes <= 100_000_000
    surface = replace(SHOP, video=long)
    day = replace(minute, duration=20_000.0)
    assert video_recipe(long, day) is None
    (problem,) = found(attach(day), rules=surface)
    assert (problem.severity, problem.fix) == (Severity.ERROR, Fix.TRIM)
    assert problem.message == (
        "Shop: “beach.png” lasts 5:33:20 hours: nothing of that length can be seen well within "
        "100 MB, more is not taken. Trim it."
    )


def test_what_is_squeezed_hard_is_a_warning_and_what_is_only_converted_is_none() -> None:
    long = replace(VIDEO, max_bytes=100_000_000, max_seconds=None)
    surface = replace(SHOP, video=long)
    talk = replace(FILM, duration=2400.0, bytes=900_000_000, bit_rate=8_000_000)
    (problem,) = found(attach(talk), rules=surface)
    assert (problem.severity, problem.fix) == (Severity.WARNING, Fix.NONE)
    assert "may look blurred. Trim it for a better picture." in problem.message
    assert found(attach(replace(FILM, bytes=900_000_000)), rules=surface) == []


def test_mere_advice_is_no_reason_to_make_a_video_worse() -> None:
    advised = replace(VIDEO, max_width=1280, advised=frozenset({Rule.PIXELS}))
    assert video_recipe(advised, FILM) is None
    assert made(replace(FILM, codec="prores"), rules=advised).width == 1280


def test_files_that_must_not_be_too_small_get_bits_enough() -> None:
    least = replace(VIDEO, min_bytes=2_000_000, codecs=frozenset({"h264"}), min_seconds=0.0)
    still = replace(FILM, codec="prores", bit_rate=100_000, bytes=2_000_000, duration=5.0)
    recipe = made(still, rules=least)
    assert made_facts(still, recipe).bytes >= 2_000_000
    empty = attach(replace(still, bytes=10))
    (problem,) = found(empty, rules=replace(SHOP, video=least))
    assert "at least 2 MB are needed" in problem.message
