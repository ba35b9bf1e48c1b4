"""What is made for any surface keeps every rule, whatever the file and whatever was decided.

Only these stay with the person: a shape with no framing decided, a length, a file that is too
small, and a video too long for its bytes.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandcraft_desktop.domain.image_check import image_complaints
from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_check import recipe_for
from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    MediaFacts,
    MediaKind,
    Recipe,
    Rule,
    VideoRecipe,
    VideoRules,
)
from brandcraft_desktop.domain.shaping import made_size, shaped_size
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.video_check import needs_converting
from brandcraft_desktop.domain.video_outcome import video_complaints
from tests.publishers.every_surface import EVERY

FOR_A_PERSON = {Rule.DURATION, Rule.FEW_PIXELS}
OF_PICTURES = {place: rules for place, rules in EVERY.items() if rules.image is not None}
OF_VIDEOS = {place: rules for place, rules in EVERY.items() if rules.video is not None}

parts = st.tuples(st.floats(0, 0.9), st.floats(0, 1)).map(
    lambda pair: (pair[0], pair[0] + 0.1 + (0.9 - pair[0]) * pair[1])
)
boxes = st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), parts, parts)
edits = st.builds(
    MediaEdit,
    crop=st.none() | boxes,
    framing=st.none() | st.sampled_from(Framing),
    focus_x=st.floats(0, 1),
    focus_y=st.floats(0, 1),
    start=st.none() | st.floats(0, 900),
    end=st.none() | st.floats(0, 2000),
)
sides = st.integers(1, 12_000) | st.sampled_from([540, 720, 960, 1080, 1280, 1920, 2160, 3840])
pictures = st.builds(
    MediaFacts,
    kind=st.just(MediaKind.IMAGE),
    mime=st.sampled_from(["image/jpeg", "image/png", "image/webp", "image/avif", "image/tiff"]),
    bytes=st.integers(1, 10**8),
    width=sides,
    height=sides,
    has_alpha=st.booleans(),
)
videos = st.builds(
    MediaFacts,
    kind=st.just(MediaKind.VIDEO),
    mime=st.sampled_from(["video/mp4", "video/quicktime", "video/webm", "video/x-m4v"]),
    bytes=st.integers(1, 4 * 10**9),
    width=sides,
    height=sides,
    duration=st.none() | st.floats(0.1, 50_000) | st.floats(1, 200),
    frame_rate=st.none() | st.floats(0.5, 300) | st.sampled_from([23.976, 25.0, 29.97, 60.0]),
    bit_rate=st.none() | st.integers(1000, 10**9),
    codec=st.sampled_from(["", "h264", "hevc", "vp9", "av1", "prores", "mpeg4"]),
    audio_codec=st.sampled_from(["", "aac", "mp3", "opus", "pcm"]),
    chroma=st.sampled_from(["", "4:2:0", "4:2:2", "4:2:0 10 bit"]),
    audio_channels=st.none() | st.integers(1, 8),
    audio_sample_rate=st.none() | st.sampled_from([8_000, 44_100, 48_000, 96_000]),
    audio_bit_rate=st.none() | st.integers(8_000, 5_000_000),
    fast_start=st.none() | st.booleans(),
    edited=st.none() | st.booleans(),
    constant_rate=st.none() | st.booleans(),
)


@pytest.mark.parametrize("rules", OF_PICTURES.values(), ids=map(" ".join, OF_PICTURES))
@settings(max_examples=25)
@given(facts=pictures, edit=edits)
def test_a_picture(rules: SurfaceRules, facts: MediaFacts, edit: MediaEdit) -> None:
    image = rules.image
    assert image is not None
    recipe = recipe_for(rules, facts, edit)
    assert isinstance(recipe, Recipe)
    again = recipe_for(rules, facts, edit)
    assert again is not None
    assert recipe.digest == again.digest
    made = made_facts(facts, recipe)
    shaped = shaped_size(facts, recipe.crop, recipe.frame)
    assert made.width <= shaped[0]
    assert made.height <= shaped[1]
    told = {one.rule for one in image_complaints(image, facts, edit, recipe)}
    undecided = {Rule.ASPECT} if edit.framing is None else set()
    assert told <= FOR_A_PERSON | undecided
    assert made.mime in image.mimes
    assert image.max_bytes is None or made.bytes <= image.max_bytes
    assert made.width <= (image.max_width or made.width)
    assert made.height <= (image.max_height or made.height)
    assert max(made.width, made.height) <= (image.max_side or 16_383)
    assert made.width * made.height <= (image.max_pixels or made.width * made.height)
    if Rule.ASPECT not in told:
        assert image.aspect is None or image.aspect.holds(made.width, made.height)
    if not told:
        assert made.width >= image.min_width
        assert made.height >= image.min_height


@pytest.mark.parametrize("rules", OF_VIDEOS.values(), ids=map(" ".join, OF_VIDEOS))
@settings(max_examples=40)
@given(facts=videos, edit=edits)
def test_a_video(rules: SurfaceRules, facts: MediaFacts, edit: MediaEdit) -> None:
    video = rules.video
    assert video is not None
    recipe = recipe_for(rules, facts, edit)
    assert recipe is None or isinstance(recipe, VideoRecipe)
    complaints = tuple(video_complaints(video, facts, edit, recipe))
    told = {one.rule for one in complaints if not one.mild}
    # Without a rule about shapes no framing has a shape to go to: it can be too extreme.
    open_shape = edit.framing is None or video.aspect is None
    undecided = {Rule.ASPECT} if open_shape else set()
    assert told <= FOR_A_PERSON | undecided | {Rule.BYTES}
    if recipe is not None:
        again = recipe_for(rules, facts, edit)
        assert again is not None
        assert recipe.digest == again.digest
        _keeps_to_the_rules(video, facts, recipe)
        if Rule.ASPECT not in told | video.advised:
            assert video.aspect is None or video.aspect.holds(recipe.width, recipe.height)


def _keeps_to_the_rules(rules: VideoRules, facts: MediaFacts, recipe: VideoRecipe) -> None:
    made = made_facts(facts, recipe)
    assert (made.width, made.height) == made_size(facts, recipe)
    left = {one.rule for one in needs_converting(rules, made) if not one.mild}
    if recipe.copied:
        assert left <= rules.advised
        assert made.bytes == facts.bytes
        return
    assert not left
    shaped = shaped_size(facts, recipe.crop, recipe.frame)
    # A single row of pixels can't be even: two are the least a video has.
    assert made.width <= max(2, shaped[0])
    assert made.height <= max(2, shaped[1])
    assert made.width % 2 == made.height % 2 == 0
    assert made.width > 0
    assert made.height > 0
    assert rules.max_bytes is None or recipe.max_bytes <= rules.max_bytes
    assert recipe.video_bit_rate > 0
    if facts.duration is not None:
        start, end = recipe.start or 0.0, recipe.end or facts.duration
        assert 0 <= start < end <= facts.duration
        whole = (recipe.video_bit_rate + (recipe.audio_bit_rate or 0)) * (end - start) / 8
        assert whole <= recipe.max_bytes
