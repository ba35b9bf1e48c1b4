"""What a Pin takes: a picture, a carousel of two to five, or a video with a cover.

Sources: Pinterest OpenAPI 5.23.0 @c05b189 (2025-12-11); help.pinterest.com for lengths and bytes.
Pictures are sent as bytes, which the API takes as JPEG and PNG alone (by address also WebP, BMP and
TIFF). Videos: one page says 2 GB, another 1 GB; 15 minutes are for ads, 5 for everybody: the
stricter stand here. The shape of videos (1:2 to 1.91:1) is known from a third party only (ayrshare)
and taken as advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, Rule, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, CoverRules, Shapes, SurfaceRules
from brandcraft_desktop.publishers.pinterest.limits import ALT_TEXT

_PICTURE = ImageRules(mimes=frozenset({"image/jpeg", "image/png"}), max_bytes=20_000_000)

PIN_IMAGE = SurfaceRules(
    "pin_image",
    "a Pin",
    images=ONE,
    image=_PICTURE,
    alt_text_max=ALT_TEXT,
    wants="a picture or a video",
)

PIN_CAROUSEL = SurfaceRules(
    "pin_carousel",
    "a carousel",
    images=Count(2, 5),
    image=_PICTURE,
    alt_text_max=ALT_TEXT,
    shapes=Shapes.EQUAL,
)

PIN_VIDEO = SurfaceRules(
    "pin_video",
    "a Pin",
    videos=ONE,
    video=VideoRules(
        mimes=frozenset({"video/mp4", "video/quicktime", "video/x-m4v"}),
        max_bytes=1_000_000_000,
        max_seconds=300.0,
        min_seconds=4.0,
        codecs=frozenset({"h264", "hevc"}),
        aspect=Aspect(0.5, 1.91),
        advised=frozenset({Rule.ASPECT}),
    ),
    alt_text_max=ALT_TEXT,
    cover=CoverRules(image=_PICTURE, required=True, from_frame=True),
)

SURFACES = (PIN_IMAGE, PIN_CAROUSEL, PIN_VIDEO)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the files alone."""
    if any(one.is_video for one in media):
        return PIN_VIDEO
    return PIN_CAROUSEL if len(media) > 1 else PIN_IMAGE
