"""What Mastodon takes where an instance says nothing else.

Source: mastodon/documentation @2903485 (2026-07-02), the defaults of `GET /api/v2/instance`
(configuration.statuses and configuration.media_attachments). An instance may allow more or less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import AnimationRules, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

STATUS = SurfaceRules(
    "status",
    "a post",
    images=Count(1, 4),
    videos=ONE,
    required=False,
    image=ImageRules(
        mimes=frozenset(
            {
                "image/jpeg",
                "image/png",
                "image/gif",
                "image/heic",
                "image/heif",
                "image/webp",
                "image/avif",
            }
        ),
        max_bytes=16_777_216,
        max_pixels=33_177_600,
        animation=AnimationRules(),
    ),
    video=VideoRules(
        mimes=frozenset({"video/mp4", "video/quicktime", "video/webm", "video/x-m4v"}),
        max_bytes=103_809_024,
        max_seconds=None,
        max_pixels=8_294_400,
        max_frame_rate=120,
    ),
    alt_text_max=1500,
)

SURFACES = (STATUS,)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """There is one kind of post."""
    return STATUS
