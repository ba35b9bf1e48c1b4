"""What LinkedIn takes: a picture, up to 20 of them, a video, a document made of pictures, a poll.

Sources: learn.microsoft.com, Images, MultiImage and Videos API (view li-lms-2026-05, by excerpts).
Pictures must have fewer than 36,152,320 pixels; their bytes have no documented limit, third parties
say 5 to 8 MB: recipes aim at 5 MB. Videos: 75 KB, read as the stricter 76,800 bytes, to 500 MB.
Documents: 100 MB and 300 pages (third parties); ours have 20 pages of 4.5 MB at most. A poll goes
without files (Poll API).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import AnimationRules, Aspect, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

# The options that choose a surface.
AS_DOCUMENT = "document"
POLL_ASKED = "poll"

_PIXELS = 36_152_319
_PICTURE = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif"}),
    max_bytes=None,
    max_pixels=_PIXELS,
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

DOCUMENT = SurfaceRules(
    "document",
    "a document",
    images=Count(2, 20),
    image=ImageRules(
        mimes=frozenset({"image/jpeg"}), max_bytes=None, max_pixels=_PIXELS, safe_bytes=4_500_000
    ),
    alt_text_max=4086,
)

POLL = SurfaceRules("poll", "a poll", required=False)

# Those of the reference data; the other two are ways to post that have no limits of their own.
SURFACES = (FEED_IMAGE, MULTI_IMAGE, VIDEO)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the options and the files; a text without any is a post like one with a picture."""
    if any(one.is_video for one in media):
        return VIDEO
    if len(media) > 1:
        return DOCUMENT if options.get(AS_DOCUMENT) == "true" else MULTI_IMAGE
    return POLL if options.get(POLL_ASKED) == "true" else FEED_IMAGE
