"""What a Facebook Page takes: posts with pictures, videos, reels and stories.

Sources: developers.facebook.com page/photos reference (2026), video-api/guides/publishing (v25.0),
Reels Publishing API (2026-07-30) with fbsamples/reels_publishing_apis @0fdfe28, Facebook Stories
API (2026-05-06). Ten pictures and 63,206 characters are safe figures, no documented ones. The
documents say 10 MB a picture, the server's own error 1366046 says 4 MB: recipes aim at 4 MB.
Whether a moving GIF stays moving as a photo is not documented: a still one is sent. Videos have no
documented maximum; the error list of 2020 said 2 GB, above that we warn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, Rule, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, CoverRules, SurfaceRules

_PHOTO = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}),
    max_bytes=10_485_760,
    safe_bytes=4_194_304,
)
_REEL_CODECS = frozenset({"h264", "hevc", "vp9", "av1"})

FEED_TEXT = SurfaceRules("feed_text_or_link", "a post without files", required=False)

FEED_PHOTOS = SurfaceRules(
    "feed_photos", "a post", images=Count(1, 10), image=_PHOTO, alt_text_max=None
)

VIDEO = SurfaceRules(
    "video",
    "a post",
    videos=ONE,
    video=VideoRules(
        mimes=frozenset({"video/mp4"}),
        max_bytes=None,
        max_seconds=None,
        safe_bytes=2_000_000_000,
        codecs=frozenset({"h264"}),
    ),
    cover=CoverRules(image=_PHOTO),
)

REEL = SurfaceRules(
    "reel",
    "a reel",
    videos=ONE,
    video=VideoRules(
        mimes=frozenset({"video/mp4"}),
        max_bytes=None,
        max_seconds=90.0,
        min_seconds=3.0,
        safe_bytes=2_000_000_000,
        codecs=_REEL_CODECS,
        chroma="4:2:0",
        min_width=540,
        min_height=960,
        aspect=Aspect(9 / 16, 9 / 16),
        min_frame_rate=24,
        max_frame_rate=60,
        audio_codecs=frozenset({"aac"}),
        channels=frozenset({2}),
        max_sample_rate=48_000,
        min_audio_bit_rate=128_000,
        closed_gop=True,
        progressive=True,
        advised=frozenset({Rule.AUDIO_BIT_RATE}),
    ),
)

STORY_PHOTO = SurfaceRules(
    "story_photo", "a story", images=ONE, image=_PHOTO, wants="a picture or a video"
)

STORY_VIDEO = SurfaceRules(
    "story_video",
    "a story",
    videos=ONE,
    video=VideoRules(
        mimes=frozenset({"video/mp4"}),
        max_bytes=None,
        max_seconds=60.0,
        min_seconds=3.0,
        safe_bytes=2_000_000_000,
        codecs=_REEL_CODECS,
        min_width=540,
        min_height=960,
        min_frame_rate=24,
        max_frame_rate=60,
    ),
)

SURFACES = (FEED_PHOTOS, VIDEO, FEED_TEXT, REEL, STORY_PHOTO, STORY_VIDEO)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the option "kind" (post, reel or story; post where it is not chosen) and the files."""
    kind = options.get("kind") or "post"
    video = any(one.is_video for one in media)
    if kind == "reel":
        return REEL
    if kind == "story":
        return STORY_VIDEO if video else STORY_PHOTO
    if not media:
        return FEED_TEXT
    return VIDEO if video else FEED_PHOTOS
