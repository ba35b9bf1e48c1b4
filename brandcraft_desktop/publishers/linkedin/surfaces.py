"""What LinkedIn takes: a picture, up to 20 of them, or a video.

Sources: learn.microsoft.com, Images, MultiImage and Videos API (view li-lms-2026-05, by excerpts).
Pictures must have fewer than 36,152,320 pixels; their bytes have no documented limit, third parties
say 5 to 8 MB: recipes aim at 5 MB. Videos: 75 KB, read as the stricter 76,800 bytes, to 500 MB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import AnimationRules, Aspect, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

_PICTURE = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif"}),
    max_bytes=None,
    max_pixels=36_152_319,
    safe_bytes=5_000_000,
    animation=AnimationRules(max_frames=250),
)

FEED_IMAGE = SurfaceRules(
    "feed_image", "a post", images=ONE, required=False, image=_PICTURE, alt_text_max=4086
)

MULTI_IMAGE = SurfaceRules(
    "multi_image",
    "a post with several pictures",
    images=Count(2, 20),
    image=_PICTURE,
    alt_text_max=4086,
)

VIDEO = SurfaceRules(
    "video",
    "a post",
    videos=ONE,
    video=VideoRules(
        mimes=frozenset({"video/mp4"}),
        max_bytes=500_000_000,
        max_seconds=1800.0,
        min_seconds=3.0,
        min_bytes=76_800,
        aspect=Aspect(1 / 2.4, 2.4),
    ),
    alt_text_max=None,
)

SURFACES = (FEED_IMAGE, MULTI_IMAGE, VIDEO)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the files alone; a text without any is a post like one with a picture."""
    if any(one.is_video for one in media):
        return VIDEO
    return MULTI_IMAGE if len(media) > 1 else FEED_IMAGE
