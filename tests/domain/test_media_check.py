"""What a surface does not take, in a person's words; what a recipe mends is no problem."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.media_check import recipe_for
from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    AnimationRules,
    MediaFacts,
    MediaKind,
    MediaState,
    Rule,
)
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Problem, Severity
from brandcraft_desktop.domain.surfaces import Count, Shapes, SurfaceRules
from tests.domain.shop import IMAGE, PICTURE, SHOP, VIDEO, attach, clip, found, picture

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("media", "severity", "message", "fix"),
    [
        (
            picture(width=5000, height=1000),
            ERROR,
            "“beach.png” is 5:1 (5000 × 1000 pixels), at most 1.91:1 fits. Crop it or add borders.",
            Fix.FIT_IMAGE,
        ),
        (
            picture(width=1911, height=1000),
            ERROR,
            "“beach.png” is 1.911:1 (1911 × 1000 pixels), at most 1.91:1 fits. "
            "Crop it or add borders.",
            Fix.FIT_IMAGE,
        ),
        (
            picture(width=1000, height=1500),
            ERROR,
            "“beach.png” is 2:3 (1000 × 1500 pixels), nothing taller than 4:5 fits. "
            "Crop it or add borders.",
            Fix.FIT_IMAGE,
        ),
        (
            picture(width=300, height=300),
            ERROR,
            "“beach.png” is 300 pixels wide, at least 320 are needed. "
            "Choose a larger one: enlarging would blur it.",
            Fix.DROP_MEDIA,
        ),
        (
            picture(animated=True, mime="image/gif"),
            WARNING,
            "“beach.png” is animated; it is sent as a still picture.",
            Fix.NONE,
        ),
        (
            attach(PICTURE, alt=" "),
            WARNING,
            "“beach.png” has no alt text.",
            Fix.ALT_TEXT,
        ),
        (
            attach(PICTURE, alt="a long story"),
            ERROR,
            "the alt text of “beach.png” is 2 characters too long, at most 10 fit.",
            Fix.NONE,
        ),
        (
            attach(None),
            WARNING,
            "“beach.png” is still being prepared; the post waits for it.",
            Fix.NONE,
        ),
        (
            replace(attach(None), state=MediaState.FAILED),
            ERROR,
            "“beach.png” can't be used. Remove it or add it again.",
            Fix.DROP_MEDIA,
        ),
        (
            clip(duration=2.999),
            ERROR,
            "“clip.mp4” lasts 2.9 seconds, at least 3 seconds are needed. Choose a longer one.",
            Fix.DROP_MEDIA,
        ),
        (
            clip(duration=60.01),
            ERROR,
            "“clip.mp4” lasts 1:01 minutes, at most 1:00 minutes are taken. Trim it.",
            Fix.TRIM,
        ),
        (
            clip(width=1600, height=600),
            ERROR,
            "“clip.mp4” is 2.67:1 (1600 × 600 pixels), at most 2:1 fits. Crop it or add borders.",
            Fix.FIT_IMAGE,
        ),
        (
            clip(width=500, height=900),
            ERROR,
            "“clip.mp4” is 500 pixels wide, at least 540 are needed. "
            "Choose a larger one: enlarging would blur it.",
            Fix.DROP_MEDIA,
        ),
    ],
)
def test_one_file(media: AttachedMedia, severity: Severity, message: str, fix: Fix) -> None:
    (problem,) = found(media)
    assert problem == Problem(severity, f"Shop: {message}", f"media:{media.media_id}", fix)


@pytest.mark.parametrize(
    "changes",
    [
        {"bytes": 80_000_000},
        {"width": 8000, "height": 8000},
        {"mime": "image/tiff"},
        {"orientation": 6},
        {"has_alpha": True, "mime": "image/webp"},
        {"width": 800, "height": 1000},
        {"width": 1910, "height": 1000},
        {"width": 320, "height": 320},
    ],
)
def test_what_a_recipe_mends_is_no_problem(changes: dict[str, object]) -> None:
    assert found(picture(**changes)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"mime": "video/webm", "codec": "vp9"},
        {"mime": "video/quicktime"},
        {"codec": "prores"},
        {"chroma": "4:2:2"},
        {"bytes": 150_000_000},
        {"frame_rate": 119.88},
        {"audio_channels": 6},
        {"width": 3840, "height": 2160},
    ],
)
def test_what_converting_mends_is_no_problem_either(changes: dict[str, object]) -> None:
    assert found(clip(**changes)) == []


@pytest.mark.parametrize("lasts", [3.0, 60.0, None])
def test_the_limits_of_a_video_fit_and_so_does_what_is_not_known(lasts: float | None) -> None:
    assert found(clip(duration=lasts)) == []
    unknown = MediaFacts(MediaKind.VIDEO, "video/mp4", 1000, 0, 0)
    assert found(attach(unknown)) == []


def test_every_problem_of_every_file_is_told() -> None:
    bad = clip(duration=1.0, codec="av1", width=100, height=900, bytes=200_000_000)
    assert len(found(bad)) == 3  # its codec and its bytes are mended
    wrong = [picture(width=300, height=300), attach(replace(PICTURE, width=9000), "b.png", alt="")]
    fields = [one.field for one in found(*wrong)]
    assert fields == ["media:id of beach.png", "media:id of b.png", "media:id of b.png"]


@pytest.mark.parametrize(
    ("media", "message"),
    [
        ((), "a window needs a picture or a video. Add one."),
        (
            (picture(), clip()),
            "a window takes pictures or a video, not both. Remove one of them.",
        ),
        ((picture(),) * 4, "4 pictures are attached, at most 3 go into a window."),
        ((clip(),) * 2, "2 videos are attached, only one goes into a window."),
    ],
)
def test_files_together(media: tuple[AttachedMedia, ...], message: str) -> None:
    (problem,) = found(*media)
    assert problem.message == f"Shop: {message}"
    assert problem.severity is ERROR
    assert problem.field == (f"media:{media[-1].media_id}" if len(media) > 2 else problem.field)


def test_a_surface_says_what_it_does_not_take_at_all() -> None:
    film = replace(SHOP, images=Count(0, 0), image=None, label="a film")
    (problem,) = found(picture(), rules=film)
    assert problem.message == (
        "Shop: “beach.png” is a picture, a film takes only a video. Remove it."
    )
    gallery = replace(SHOP, videos=Count(0, 0), video=None, label="a gallery")
    (problem,) = found(clip(), rules=gallery)
    assert problem.message == (
        "Shop: “clip.mp4” is a video, a gallery takes only pictures. Remove it."
    )
    words = SurfaceRules("words", "a text", required=False)
    assert found(rules=words) == []
    (problem,) = found(picture(), rules=words)
    assert problem.message == "Shop: a text takes no files. Remove them."


def test_too_few_files() -> None:
    pair = replace(SHOP, images=Count(2, 3))
    (problem,) = found(picture(), rules=pair)
    assert problem.message == "Shop: 1 picture is attached, a window needs at least 2. Add another."


def test_advice_is_a_warning_and_nothing_else_is() -> None:
    advised = replace(SHOP, video=replace(VIDEO, advised=frozenset({Rule.DURATION})))
    (problem,) = found(clip(duration=99.0), rules=advised)
    assert (problem.severity, problem.fix) == (WARNING, Fix.TRIM)
    (problem,) = found(clip(width=530, height=900), rules=advised)
    assert problem.severity is ERROR


def test_no_alt_text_where_there_is_none() -> None:
    assert found(attach(PICTURE, alt=""), rules=replace(SHOP, alt_text_max=0)) == []
    without_limit = replace(SHOP, alt_text_max=None)
    assert found(attach(PICTURE, alt="x" * 9999), rules=without_limit) == []


def test_alt_texts_count_what_people_see_where_the_platform_does() -> None:
    family = "👨‍👩‍👧‍👦"
    assert found(attach(PICTURE, alt=family * 10), rules=replace(SHOP, alt_in_graphemes=True)) == []
    (problem,) = found(attach(PICTURE, alt=family * 10))
    assert "60 characters too long" in problem.message


def test_a_shape_that_scaling_makes_too_narrow_must_be_cropped() -> None:
    rules = replace(SHOP, image=replace(IMAGE, aspect=None, max_width=None, max_side=1000))
    (problem,) = found(picture(width=400, height=4000), rules=rules)
    assert problem.message == (
        "Shop: “beach.png” would be 100 pixels wide, at least 320 are needed. "
        "Its shape is too extreme: crop it."
    )
    assert problem.fix is Fix.FIT_IMAGE


def test_what_a_framing_leaves_too_small_says_what_else_to_do() -> None:
    rules = replace(SHOP, image=replace(IMAGE, min_width=500))
    wide = picture(width=2000, height=250)
    assert [one.fix for one in found(wide, rules=rules)] == [Fix.FIT_IMAGE]
    cropped = replace(wide, edit=MediaEdit(framing=Framing.CROP))
    (problem,) = found(cropped, rules=rules)
    assert problem.message == (
        "Shop: “beach.png” is only 477 pixels wide once it is cropped, at least 500 are needed. "
        "Add borders instead."
    )
    bordered = replace(wide, edit=MediaEdit(framing=Framing.BARS))
    assert found(bordered, rules=rules) == []
    cut = replace(picture(), edit=MediaEdit(Box(0, 0, 0.3, 0.3)))
    (problem,) = found(cut, rules=rules)
    assert problem.message.endswith("at least 500 are needed. Cut less of it away.")


def test_shapes_that_differ_from_the_first() -> None:
    first, other = attach(PICTURE, "a"), attach(replace(PICTURE, width=1500), "b")
    assert found(first, other) == []
    (cropped,) = found(first, other, rules=replace(SHOP, shapes=Shapes.FIRST))
    assert (cropped.severity, cropped.field) == (WARNING, "media:id of b")
    (refused,) = found(first, other, rules=replace(SHOP, shapes=Shapes.EQUAL))
    assert (refused.severity, refused.fix) == (ERROR, Fix.FIT_IMAGE)


def test_what_moves_goes_as_it_is_and_alone() -> None:
    moving = replace(PICTURE, mime="image/gif", animated=True)
    image = replace(IMAGE, animation=AnimationRules(max_bytes=9000, max_width=900, alone=True))
    rules = replace(SHOP, image=image)
    assert recipe_for(rules, moving) is None
    assert recipe_for(rules, replace(moving, mime="image/webp")) is not None
    messages = [one.message for one in found(attach(moving), picture(), rules=rules)]
    assert messages == [
        "Shop: “beach.png” moves, and a moving picture goes alone. Remove the others.",
        "Shop: “beach.png” moves and has 50 kB, at most 9 kB are taken. "
        "Make it smaller or shorter, or add it as a video.",
        "Shop: “beach.png” moves and is 1000 pixels wide, at most 900 are taken. "
        "Make it smaller or shorter, or add it as a video.",
    ]
