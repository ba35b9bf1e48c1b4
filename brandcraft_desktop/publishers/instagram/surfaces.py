"""What Instagram takes: a picture, a carousel, a reel, a story.

Sources: developers.facebook.com, IG User Media reference (v24.0, 2025-11; the same numbers as
v25.0) and the content publishing guide (v25.0). Narrower pictures than 320 pixels are enlarged by
Instagram, which never looks good: they are refused here. The reference names an audio bit rate
(128 kbit/s) without saying whether more is refused, and asks for the table of contents first and
no edit lists, which phones don't do: all three are taken as advice. A video of a carousel has no
table of its own; vendors say a minute at most, which is stricter than a reel's 15.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, Rule, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, CoverRules, Shapes, SurfaceRules

_ANY = "a picture or a video"
_JPEG = ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=8_388_608, colour="sRGB")
COVER = _JPEG
_FEED = replace(_JPEG, min_width=320, max_width=1440, aspect=Aspect(0.8, 1.91))
_REEL = VideoRules(
    mimes=frozenset({"video/mp4", "video/quicktime"}),
    max_bytes=300_000_000,
    max_seconds=900.0,
    min_seconds=3.0,
    codecs=frozenset({"h264", "hevc"}),
    chroma="4:2:0",
    max_width=1920,
    aspect=Aspect(0.01, 10.0),
    min_frame_rate=23,
    max_frame_rate=60,
    max_bit_rate=25_000_000,
    audio_codecs=frozenset({"aac"}),
    channels=frozenset({1, 2}),
    max_sample_rate=48_000,
    max_audio_bit_rate=128_000,
    fast_start=True,
    edit_lists=False,
    closed_gop=True,
    progressive=True,
    advised=frozenset({Rule.AUDIO_BIT_RATE, Rule.FAST_START, Rule.EDIT_LIST}),
)

FEED_IMAGE = SurfaceRules(
    "feed_image", "a post", images=ONE, image=_FEED, alt_text_max=1000, wants=_ANY
)

CAROUSEL = SurfaceRules(
    "carousel",
    "a carousel",
    images=Count(0, 10),
    videos=Count(0, 10),
    together=Count(2, 10),
    image=_FEED,
    video=replace(_REEL, max_seconds=60.0),
    alt_text_max=1000,
    shapes=Shapes.FIRST,
)

REEL = SurfaceRules(
    "reel",
    "a reel",
    videos=ONE,
    video=_REEL,
    cover=CoverRules(image=COVER, from_frame=True),
)

STORY_IMAGE = SurfaceRules("story_image", "a story", images=ONE, image=_JPEG, wants=_ANY)

STORY_VIDEO = SurfaceRules(
    "story_video",
    "a story",
    videos=ONE,
    video=replace(_REEL, max_bytes=100_000_000, max_seconds=60.0, aspect=Aspect(0.1, 10.0)),
)

SURFACES = (FEED_IMAGE, REEL, CAROUSEL, STORY_IMAGE, STORY_VIDEO)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the option "kind" (post, reel or story; post where it is not chosen) and the files.

    A post of one video is a reel, a post of several files a carousel.
    """
    kind = options.get("kind") or "post"
    video = any(one.is_video for one in media)
    if kind == "reel":
        return REEL
    if kind == "story":
        return STORY_VIDEO if video else STORY_IMAGE
    if len(media) > 1:
        return CAROUSEL
    return REEL if video else FEED_IMAGE
