"""Which surface a post goes to, and what holds for the rules of every surface."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from brandcraft_desktop.domain.image_fit import LONGEST_SIDE
from brandcraft_desktop.domain.media_check import media_problems, recipe_for
from brandcraft_desktop.domain.media_edit import Box, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaState, Recipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Severity
from brandcraft_desktop.domain.surfaces import SurfaceRules, media_rules
from brandcraft_desktop.publishers.bluesky import surfaces as bluesky
from brandcraft_desktop.publishers.facebook import surfaces as facebook
from brandcraft_desktop.publishers.instagram import surfaces as instagram
from brandcraft_desktop.publishers.linkedin import surfaces as linkedin
from brandcraft_desktop.publishers.mastodon import surfaces as mastodon
from brandcraft_desktop.publishers.pinterest import surfaces as pinterest
from brandcraft_desktop.publishers.threads import surfaces as threads
from brandcraft_desktop.publishers.tiktok import surfaces as tiktok
from brandcraft_desktop.publishers.x import surfaces as x
from brandcraft_desktop.publishers.youtube import surfaces as youtube
from tests.publishers.every_surface import EVERY
from tests.publishers.media_samples import CLIP, PICTURE, attach, several

Chooser = Callable[[Sequence[AttachedMedia], Mapping[str, str]], SurfaceRules]
NOTHING: tuple[AttachedMedia, ...] = ()
PICTURES = several(PICTURE, 3)
VIDEO = (attach(CLIP, "clip"),)
LYING = (attach(replace(CLIP, width=1024, height=576), "clip"),)
SQUARE = (attach(replace(CLIP, width=1024, height=1024), "clip"),)
PENDING = (replace(VIDEO[0], state=MediaState.PENDING, facts=None),)


@pytest.mark.parametrize(
    ("chooser", "media", "options", "surface"),
    [
        (x.surface_for, PICTURES, {}, x.POST),
        (bluesky.surface_for, PICTURES, {}, bluesky.POST),
        (mastodon.surface_for, VIDEO, {}, mastodon.STATUS),
        (facebook.surface_for, NOTHING, {}, facebook.FEED_TEXT),
        (facebook.surface_for, PICTURES, {}, facebook.FEED_PHOTOS),
        (facebook.surface_for, VIDEO, {}, facebook.VIDEO),
        (facebook.surface_for, VIDEO, {"kind": "post"}, facebook.VIDEO),
        (facebook.surface_for, VIDEO, {"kind": "reel"}, facebook.REEL),
        (facebook.surface_for, PICTURES[:1], {"kind": "reel"}, facebook.REEL),
        (facebook.surface_for, PICTURES[:1], {"kind": "story"}, facebook.STORY_PHOTO),
        (facebook.surface_for, VIDEO, {"kind": "story"}, facebook.STORY_VIDEO),
        (instagram.surface_for, NOTHING, {}, instagram.FEED_IMAGE),
        (instagram.surface_for, PICTURES[:1], {"kind": ""}, instagram.FEED_IMAGE),
        (instagram.surface_for, PICTURES[:2], {}, instagram.CAROUSEL),
        (instagram.surface_for, (*PICTURES[:1], *VIDEO), {}, instagram.CAROUSEL),
        (instagram.surface_for, VIDEO, {}, instagram.REEL),
        (instagram.surface_for, NOTHING, {"kind": "reel"}, instagram.REEL),
        (instagram.surface_for, PICTURES[:1], {"kind": "story"}, instagram.STORY_IMAGE),
        (instagram.surface_for, VIDEO, {"kind": "story"}, instagram.STORY_VIDEO),
        (threads.surface_for, NOTHING, {}, threads.TEXT),
        (threads.surface_for, PICTURES[:1], {}, threads.IMAGE),
        (threads.surface_for, VIDEO, {}, threads.VIDEO),
        (threads.surface_for, (*VIDEO, *PICTURES[:1]), {}, threads.CAROUSEL),
        (tiktok.surface_for, NOTHING, {}, tiktok.VIDEO_DIRECT),
        (tiktok.surface_for, VIDEO, {}, tiktok.VIDEO_DIRECT),
        (tiktok.surface_for, VIDEO, {"mode": "inbox"}, tiktok.VIDEO_INBOX),
        (tiktok.surface_for, PICTURES, {"mode": "inbox"}, tiktok.PHOTO),
        (youtube.surface_for, NOTHING, {}, youtube.VIDEO),
        (youtube.surface_for, PENDING, {}, youtube.VIDEO),
        (youtube.surface_for, VIDEO, {}, youtube.SHORT),
        (youtube.surface_for, SQUARE, {}, youtube.SHORT),
        (youtube.surface_for, LYING, {}, youtube.VIDEO),
        (youtube.surface_for, (attach(replace(CLIP, duration=180.0)),), {}, youtube.SHORT),
        (youtube.surface_for, (attach(replace(CLIP, duration=180.1)),), {}, youtube.VIDEO),
        (linkedin.surface_for, NOTHING, {}, linkedin.FEED_IMAGE),
        (linkedin.surface_for, PICTURES[:1], {}, linkedin.FEED_IMAGE),
        (linkedin.surface_for, PICTURES[:2], {}, linkedin.MULTI_IMAGE),
        (linkedin.surface_for, VIDEO, {}, linkedin.VIDEO),
        (pinterest.surface_for, NOTHING, {}, pinterest.PIN_IMAGE),
        (pinterest.surface_for, PICTURES[:2], {}, pinterest.PIN_CAROUSEL),
        (pinterest.surface_for, VIDEO, {}, pinterest.PIN_VIDEO),
    ],
)
def test_the_files_and_the_options_choose(
    chooser: Chooser,
    media: Sequence[AttachedMedia],
    options: Mapping[str, str],
    surface: SurfaceRules,
) -> None:
    assert chooser(media, options) is surface


@pytest.mark.parametrize("rules", EVERY.values(), ids=[" ".join(place) for place in EVERY])
def test_what_holds_for_every_surface(rules: SurfaceRules) -> None:
    assert (rules.images.most > 0) == (rules.image is not None)
    assert (rules.videos.most > 0) == (rules.video is not None)
    for count in (rules.images, rules.videos, rules.together):
        assert count is None or 0 <= count.least <= count.most
    if rules.image is not None:
        # Scaling down rounds towards the square: a shape must not leave its range by that.
        assert rules.image.aspect is None or rules.image.aspect.holds(1, 1)
        recipe = recipe_for(rules, PICTURE)
        assert recipe is not None
        assert recipe.mime in rules.image.mimes
        assert recipe_for(rules, None) is not None
    assert recipe_for(rules, CLIP) is None


def told(
    chooser: Chooser, media: tuple[AttachedMedia, ...], name: str
) -> list[tuple[Severity, str]]:
    surface = chooser(media, {})
    return [
        (one.severity, one.message) for one in media_problems(surface, media, platform_name=name)
    ]


def test_a_post_that_needs_a_file_says_which() -> None:
    error = Severity.ERROR
    assert told(instagram.surface_for, (), "Instagram") == [
        (error, "Instagram: a post needs a picture or a video. Add one.")
    ]
    assert told(youtube.surface_for, (), "YouTube") == [
        (error, "YouTube: an upload needs a video. Add one.")
    ]
    assert told(tiktok.surface_for, (), "TikTok") == [
        (error, "TikTok: a video post needs a video or pictures. Add one.")
    ]
    assert told(pinterest.surface_for, (), "Pinterest") == [
        (error, "Pinterest: a Pin needs a picture or a video. Add one.")
    ]
    for chooser in (threads.surface_for, facebook.surface_for, linkedin.surface_for):
        assert told(chooser, (), "It") == []


def test_a_carousel_of_both_counts_them_together() -> None:
    one_of_each = (attach(PICTURE), attach(replace(CLIP, width=1000, height=1000), "clip"))
    assert told(instagram.surface_for, one_of_each, "Instagram") == []
    assert told(threads.surface_for, (*several(PICTURE, 19), *VIDEO), "Threads") == []
    (problem,) = told(threads.surface_for, (*several(PICTURE, 20), *VIDEO), "Threads")
    assert problem[1] == "Threads: 21 files are attached, at most 20 go into a carousel."


def test_all_pictures_of_a_pinned_carousel_have_one_shape() -> None:
    media = (attach(PICTURE, "first"), attach(replace(PICTURE, height=1500), "second"))
    (problem,) = media_problems(pinterest.PIN_CAROUSEL, media, platform_name="Pinterest")
    assert problem.message == (
        "Pinterest: “second” is 2:3 (1000 × 1500 pixels), but all files of a carousel have one "
        "shape: that of the first, 1:1. Crop it."
    )
    assert (problem.severity, problem.fix) == (Severity.ERROR, Fix.FIT_IMAGE)


def test_a_still_picture_is_made_where_movement_is_not_known_to_be_kept() -> None:
    moving = replace(PICTURE, mime="image/gif", animated=True, frames=10)
    for rules in (bluesky.POST, facebook.FEED_PHOTOS, instagram.FEED_IMAGE):
        assert recipe_for(rules, moving) is not None
    for rules in (x.POST, mastodon.STATUS, linkedin.MULTI_IMAGE):
        assert recipe_for(rules, moving) is None
        still = recipe_for(rules, replace(moving, animated=False))
        assert isinstance(still, Recipe)
        assert still.max_side <= LONGEST_SIDE


def test_a_file_that_moves_keeps_to_the_limits_of_all_pictures() -> None:
    moving = replace(PICTURE, mime="image/gif", animated=True, frames=10, bytes=16_777_217)
    (problem,) = media_problems(mastodon.STATUS, (attach(moving),), platform_name="Mastodon")
    assert "moves and has 16,777,217 bytes, at most 16,777,216 bytes are taken" in problem.message
    large = replace(moving, bytes=9, width=7000, height=5000)
    (problem,) = media_problems(mastodon.STATUS, (attach(large),), platform_name="Mastodon")
    assert "moves and has 35,000,000 pixels, at most 33,177,600 are taken" in problem.message


def test_what_may_be_refused_is_a_warning() -> None:
    long = replace(CLIP, width=1024, height=576, duration=901.0)
    assert told(youtube.surface_for, (attach(long),), "YouTube") == [
        (
            Severity.WARNING,
            "YouTube: “beach” lasts 15:01 minutes; more than 15:00 minutes are not taken of "
            "everybody.",
        )
    ]
    sure = attach(replace(CLIP, bytes=2_000_000_000))
    heavy = attach(replace(CLIP, bytes=2_500_000_000))
    for rules in (facebook.VIDEO, facebook.REEL, facebook.STORY_VIDEO):
        assert list(media_problems(rules, (sure,), platform_name="Facebook")) == []
        assert len(list(media_problems(rules, (heavy,), platform_name="Facebook"))) == 1
    assert told(facebook.surface_for, (heavy,), "Facebook") == [
        (
            Severity.WARNING,
            "Facebook: “beach” has 2,500 MB; more than 2,000 MB may be refused.",
        )
    ]
    wide = replace(CLIP, width=1920, height=1080)
    assert {severity for severity, _ in told(x.surface_for, (attach(wide),), "X")} == {
        Severity.WARNING
    }
    for number in (1, 2):
        heard = replace(CLIP, audio_channels=number)
        assert told(x.surface_for, (attach(heard),), "X") == []
    surround = replace(CLIP, audio_channels=6)
    assert told(x.surface_for, (attach(surround),), "X") == []  # it is converted
    flat = replace(CLIP, width=2000, height=1000)
    assert told(pinterest.surface_for, (attach(flat),), "Pinterest") == [
        (
            Severity.WARNING,
            "Pinterest: “beach” is 2:1 (2000 × 1000 pixels), at most 1.91:1 fits. "
            "Crop it or add borders.",
        )
    ]


def test_what_is_wrapped_badly_is_wrapped_anew_and_wrong_colours_are_converted() -> None:
    late, cut, rich = (
        replace(CLIP, fast_start=False),
        replace(CLIP, edited=True),
        replace(CLIP, chroma="4:2:2", fast_start=False),
    )
    for facts, copied in ((late, True), (cut, False), (rich, False)):
        assert told(instagram.surface_for, (attach(facts),), "Instagram") == []
        recipe = recipe_for(instagram.REEL, facts)
        assert isinstance(recipe, VideoRecipe)
        assert recipe.copied is copied
    assert recipe_for(facebook.VIDEO, cut) is None  # edit lists are taken there


def test_a_video_cut_to_three_minutes_is_a_short() -> None:
    long = attach(replace(CLIP, duration=240.0))
    assert youtube.surface_for((long,), {}) is youtube.VIDEO
    trimmed = replace(long, edit=MediaEdit(start=30.0, end=200.0))
    assert youtube.surface_for((trimmed,), {}) is youtube.SHORT
    lying = attach(replace(CLIP, width=1920, height=1080))
    upright = replace(lying, edit=MediaEdit(crop=Box(0.3, 0, 0.6, 1)))
    assert youtube.surface_for((upright,), {}) is youtube.SHORT


def test_upright_video_of_the_usual_kind_is_a_reel() -> None:
    for width, height in ((1080, 1920), (720, 1280), (608, 1080), (540, 960)):
        clip = attach(replace(CLIP, width=width, height=height))
        assert list(media_problems(facebook.REEL, (clip,), platform_name="Facebook")) == []


def test_a_platform_s_maxima_over_all_its_surfaces() -> None:
    over = media_rules(instagram.SURFACES)
    assert (over.max_images, over.max_videos, over.alt_text_max, over.mixed) == (10, 10, 1000, True)
    over = media_rules(linkedin.SURFACES)
    assert (over.max_images, over.max_videos, over.alt_text_max, over.mixed) == (20, 1, 4086, False)
    over = media_rules(threads.SURFACES)
    assert (over.max_images, over.max_videos, over.alt_text_max, over.mixed) == (20, 20, 1000, True)
    over = media_rules(facebook.SURFACES)
    assert (over.max_images, over.alt_text_max) == (10, None)
    over = media_rules(youtube.SURFACES)
    assert (over.max_images, over.max_videos, over.image, over.alt_text_max) == (0, 1, None, 0)
    assert media_rules([threads.TEXT]).alt_text_max == 0
