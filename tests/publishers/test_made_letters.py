"""What is made of the worst files, held against the reference data and not our reading of it.

Instagram and TikTok whole, Bluesky's lengths and bytes, YouTube's thumbnails.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.made_facts import made_facts
from brandcraft_desktop.domain.media_check import media_problems, recipe_for
from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaFacts
from brandcraft_desktop.domain.plan import Fix, Severity
from tests.publishers.every_surface import EVERY
from tests.publishers.media_samples import CLIP, PICTURE, attach

pytestmark = pytest.mark.contract

LETTERS = [place for place in EVERY if place[0] in ("instagram", "tiktok", "bluesky", "youtube")]
OF_VIDEOS = [place for place in LETTERS if EVERY[place].video is not None]
OF_PICTURES = [place for place in LETTERS if EVERY[place].image is not None]
# As a telephone, a camera, a game recorder, a browser and an old program write them.
FILMS = {
    "telephone": replace(
        CLIP,
        mime="video/quicktime",
        codec="hevc",
        width=2160,
        height=3840,
        frame_rate=59.94,
        bit_rate=54_000_000,
        bytes=370_000_000,
        duration=55.0,
        chroma="4:2:0 10 bit",
        audio_bit_rate=192_000,
        fast_start=False,
        edited=True,
    ),
    "camera": replace(
        CLIP,
        mime="video/quicktime",
        codec="prores",
        width=4096,
        height=2160,
        bit_rate=700_000_000,
        bytes=3_900_000_000,
        duration=45.0,
        chroma="4:2:2",
        audio_codec="pcm",
        audio_channels=6,
        audio_sample_rate=96_000,
        audio_bit_rate=13_000_000,
        fast_start=False,
    ),
    "recorder": replace(CLIP, frame_rate=144.0, width=2560, height=1441, bit_rate=80_000_000),
    "browser": replace(
        CLIP, mime="video/webm", codec="vp9", audio_codec="opus", frame_rate=12.0, duration=59.9
    ),
    "old": replace(CLIP, mime="video/x-msvideo", codec="mpeg4", audio_codec="mp3", width=640),
}


@pytest.fixture(scope="module")
def rows(reference: Path) -> dict[tuple[str, str], dict[str, Any]]:
    text = (reference / "platforms/media_specs.json").read_text(encoding="utf-8")
    return {(row["platform"], row["surface"]): row for row in json.loads(text)["rows"]}


@pytest.mark.parametrize("film", FILMS)
@pytest.mark.parametrize("place", OF_VIDEOS, ids=" ".join)
def test_videos(
    rows: dict[tuple[str, str], dict[str, Any]], place: tuple[str, str], film: str
) -> None:
    letter, source = rows[place]["video"], FILMS[film]
    edit = MediaEdit(framing=Framing.BLUR)
    made = made_facts(source, recipe_for(EVERY[place], source, edit))
    _holds(letter, made)
    media = (replace(attach(source), edit=edit),)
    errors = [
        one
        for one in media_problems(EVERY[place], media, platform_name="It")
        if one.severity is Severity.ERROR and one.field != "media"
    ]
    assert [one for one in errors if "needs at least" not in one.message] == []


def _holds(letter: dict[str, Any], made: MediaFacts) -> None:
    assert letter["containers"] == ["video/*"] or made.mime in letter["containers"]
    assert made.codec in letter.get("codecs", [made.codec])
    assert made.audio_codec in letter.get("audio", [made.audio_codec])
    assert (made.audio_sample_rate or 0) <= letter.get("audio_max_hz", 10**6)
    assert made.audio_channels in letter.get("audio_channels", [made.audio_channels])
    assert (made.audio_bit_rate or 0) <= letter.get("audio_bitrate", 10**9)
    slowest, fastest = letter.get("fps", [0, 1000])
    assert slowest <= round(made.frame_rate or 0) <= fastest
    assert letter.get("min_side", 0) <= min(made.width, made.height)
    assert max(made.width, made.height) <= letter.get("max_side", 10**5)
    assert made.width <= letter.get("max_width", 10**5)
    shape = made.width / made.height
    assert letter.get("ar_min", 0) <= shape <= letter.get("ar_max", 10**5)
    assert made.bytes <= letter["max_bytes"]
    assert (made.bit_rate or 0) <= letter.get("max_bitrate", 10**10)
    if "moov first" in letter.get("note", ""):
        assert made.fast_start
        assert not made.edited
        assert made.chroma == "4:2:0"


@pytest.mark.parametrize("framing", Framing)
@pytest.mark.parametrize("size", [(8000, 6000), (12_000, 1000), (700, 9000), (1440, 1441)])
@pytest.mark.parametrize("place", OF_PICTURES, ids=" ".join)
def test_pictures(
    rows: dict[tuple[str, str], dict[str, Any]],
    place: tuple[str, str],
    size: tuple[int, int],
    framing: Framing,
) -> None:
    letter = rows[place]["image"]
    source = replace(PICTURE, mime="image/tiff", width=size[0], height=size[1], bytes=99_000_000)
    recipe = recipe_for(EVERY[place], source, MediaEdit(framing=framing))
    assert recipe is not None
    made = made_facts(source, recipe)
    assert letter["formats"] == ["image/*"] or made.mime in letter["formats"]
    assert recipe.max_bytes <= letter["max_bytes"]
    assert letter.get("ar_min", 0) <= made.width / made.height <= letter.get("ar_max", 10**5)
    assert letter.get("min_width", 0) <= made.width <= letter.get("max_width", 10**5)
    assert max(made.width, made.height) <= letter.get("max_side", 10**5)
    assert made.width * made.height <= letter.get("max_pixels", 10**10)


def test_a_bluesky_video_may_last_three_minutes(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    most = rows["bluesky", "post"]["video"]["duration_s"][1]
    surface = EVERY["bluesky", "post"]
    long = attach(replace(CLIP, duration=most + 20.0))
    (problem,) = media_problems(surface, (long,), platform_name="Bluesky")
    assert (problem.severity, problem.fix) == (Severity.ERROR, Fix.TRIM)
    assert "at most 3:00 minutes are taken" in problem.message
    trimmed = replace(long, edit=MediaEdit(start=20.0))
    assert list(media_problems(surface, (trimmed,), platform_name="Bluesky")) == []


def test_a_youtube_thumbnail(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    letter = rows["youtube", "video"]["cover"]
    cover = EVERY["youtube", "video"].cover
    assert cover is not None
    assert cover.image is not None
    for mime, alpha in (("image/webp", False), ("image/png", True), ("image/tiff", False)):
        source = replace(PICTURE, mime=mime, has_alpha=alpha, bytes=60_000_000)
        made = image_recipe(cover.image, source)
        assert made is not None
        assert made.mime in letter["formats"]
        assert made.max_bytes <= letter["safe_bytes"] <= letter["max_bytes"]
