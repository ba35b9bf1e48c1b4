"""Every rule of media_specs.json: a file at the limit is taken, one beyond it is refused or mended.

The table is walked key by key; a key that nothing here looks at fails the test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.publishers.every_surface import EVERY
from tests.publishers.media_rules import pictures, posts, videos
from tests.publishers.media_rules.case import Case

pytestmark = pytest.mark.contract

# Where a sheet and the table differ the stricter counts; the platform's file says why.
STRICTER: dict[tuple[str, str, str], Any] = {
    ("instagram", "carousel", "video.duration_s"): [3, 60],
    ("threads", "video", "video.max_bitrate"): 25_000_000,
    ("threads", "carousel", "video.max_bitrate"): 25_000_000,
    ("linkedin", "feed_image", "image.max_pixels"): 36_152_319,
    ("linkedin", "multi_image", "image.max_pixels"): 36_152_319,
    ("linkedin", "video", "video.min_bytes"): 76_800,
    ("pinterest", "pin_image", "image.formats"): ["image/jpeg", "image/png"],
    ("pinterest", "pin_video", "video.max_bytes"): 1_000_000_000,
}
# No limit of a file: words for people, texts (tested with the counters), and how files travel.
NO_LIMITS = {
    "platform",
    "surface",
    "text",
    "delivery",
    "source",
    "confidence",
    "note",
    "rate",
    "runtime_limits",
    "user_must_choose",
    "image.note",
    "image.count_note",
    "image.rec",
    "video.note",
    "video.rec",
    "cover.rec",
    "cover.field",
}
LOOKED_AT: dict[str, Callable[[Case], None]] = {
    "alt_text_max": posts.alt_text,
    "mixed": posts.mixed,
    "media_required": posts.required,
    "image": posts.no_pictures,
    "image.count": posts.images,
    "image.soft_max": posts.soft_most,
    "image.formats": pictures.image_formats,
    "image.max_bytes": pictures.image_bytes,
    "image.safe_bytes": pictures.image_bytes,
    "image.min_width": pictures.narrow,
    "image.max_width": pictures.wide,
    "image.max_side": pictures.long,
    "image.max_pixels": pictures.pixels,
    "image.ar_min": pictures.tallest,
    "image.ar_max": pictures.flattest,
    "image.color": pictures.colour,
    "image.crop": pictures.cropped_to_the_first,
    "image.gif_max_frames": pictures.frames,
    "gif.count": posts.moving_pictures,
    "gif.max_bytes": pictures.moving_bytes,
    "gif.max_width": pictures.moving_side("width"),
    "gif.max_height": pictures.moving_side("height"),
    "gif.max_frames": pictures.frames,
    "video": posts.no_videos,
    "video.count": posts.videos,
    "video.containers": videos.containers,
    "video.codecs": videos.one_of("codec", "h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "prores"),
    "video.audio": videos.one_of("audio_codec", "aac", "mp3", "opus", "ac3", "pcm"),
    "video.audio_max_hz": videos.most("audio_sample_rate"),
    "video.audio_channels": videos.channels,
    "video.audio_bitrate": videos.sound_rate,
    "video.fps": videos.frame_rates,
    "video.max_fps": videos.fastest,
    "video.min_width": videos.least_side("width"),
    "video.min_height": videos.least_side("height"),
    "video.min_side": videos.least_side("width", "height"),
    "video.max_width": videos.most_side("width"),
    "video.max_height": videos.most_side("height"),
    "video.max_side": videos.most_side("width", "height"),
    "video.max_pixels": videos.video_pixels,
    "video.ar_min": videos.video_shape("height"),
    "video.ar_max": videos.video_shape("width"),
    "video.duration_s": videos.duration,
    "video.min_bytes": videos.fewest_bytes,
    "video.max_bytes": videos.video_bytes,
    "video.max_bitrate": videos.most("bit_rate"),
    "cover.formats": posts.cover_formats,
    "cover.max_bytes": posts.cover_bytes,
    "cover.safe_bytes": posts.cover_bytes,
    "cover.required": posts.cover_needed,
    "cover.or_offset_ms": posts.cover_from_frame,
}


def rules_of(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every key with its value; what stands inside image, video, gif and cover with a dot."""
    for key, value in row.items():
        if isinstance(value, dict) and key not in NO_LIMITS:
            yield from ((f"{key}.{inner}", found) for inner, found in value.items())
        else:
            yield key, value


@pytest.fixture(scope="module")
def rows(reference: Path) -> dict[tuple[str, str], dict[str, Any]]:
    text = (reference / "platforms/media_specs.json").read_text(encoding="utf-8")
    return {(row["platform"], row["surface"]): row for row in json.loads(text)["rows"]}


def test_every_surface_is_there_and_none_is_made_up(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    assert set(rows) == set(EVERY)


@pytest.mark.parametrize("place", EVERY, ids=" ".join)
def test_every_rule_of_a_surface(
    rows: dict[tuple[str, str], dict[str, Any]], place: tuple[str, str]
) -> None:
    row, rules = rows[place], EVERY[place]
    for key, value in rules_of(row):
        if key in NO_LIMITS:
            continue
        assert key in LOOKED_AT, f"nothing looks at {key} = {value}"
        check = LOOKED_AT[key]
        if key == "image.max_bytes" and value is None:
            check = pictures.unknown_image_bytes
        check(Case(place[0], rules, key, STRICTER.get((*place, key), value), row))


def test_what_is_stricter_really_is(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    for (platform, surface, key), ours in STRICTER.items():
        theirs = dict(rules_of(rows[platform, surface]))[key]
        if key == "image.formats":
            assert set(ours) < set(theirs)
        elif key == "video.duration_s":
            assert theirs[0] <= ours[0] < ours[1] < theirs[1]
        else:
            assert (ours > theirs) if ".min_" in key else (ours < theirs), key


def test_a_key_that_is_new_would_be_noticed(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    changed = {**rows["x", "post"], "image": {"count": [1, 4], "max_layers": 3}}
    assert "image.max_layers" in dict(rules_of(changed))
    assert "image.max_layers" not in {*LOOKED_AT, *NO_LIMITS}
