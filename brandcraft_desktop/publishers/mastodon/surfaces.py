"""What Mastodon takes where an instance says nothing else.

Source: mastodon/documentation @2903485 (2026-07-02), the defaults of `GET /api/v2/instance`
(configuration.statuses and configuration.media_attachments). An instance may allow more or less:
what it says of itself is kept by the same names in the facts of an account there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.media_rules import AnimationRules, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules
from brandcraft_desktop.publishers.mastodon.limits import MIME_TYPES

_PICTURE = ImageRules(
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
)
_VIDEO = VideoRules(
    mimes=frozenset({"video/mp4", "video/quicktime", "video/webm", "video/x-m4v"}),
    max_bytes=103_809_024,
    max_seconds=None,
    max_pixels=8_294_400,
    max_frame_rate=120,
)

STATUS = SurfaceRules(
    "status",
    "a post",
    images=Count(1, 4),
    videos=ONE,
    required=False,
    image=_PICTURE,
    video=_VIDEO,
    alt_text_max=1500,
)

SURFACES = (STATUS,)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """There is one kind of post."""
    return STATUS


def of_server(surface: SurfaceRules, facts: AccountFacts) -> SurfaceRules:
    """What the account's own server takes; its defaults where it does not say."""
    said = facts.limits
    types = frozenset(one.value for one in facts.choices.get(MIME_TYPES, ()))
    if not said and not types:
        return surface
    return replace(
        surface,
        images=Count(1, said.get("max_media_attachments") or surface.images.most),
        image=replace(
            _PICTURE,
            mimes=_PICTURE.mimes & types or _PICTURE.mimes,
            max_bytes=said.get("image_size_limit") or _PICTURE.max_bytes,
            max_pixels=said.get("image_matrix_limit") or _PICTURE.max_pixels,
        ),
        video=replace(
            _VIDEO,
            mimes=_VIDEO.mimes & types or _VIDEO.mimes,
            max_bytes=said.get("video_size_limit") or _VIDEO.max_bytes,
            max_pixels=said.get("video_matrix_limit") or _VIDEO.max_pixels,
            max_frame_rate=said.get("video_frame_rate_limit") or _VIDEO.max_frame_rate,
        ),
        alt_text_max=said.get("description_limit") or surface.alt_text_max,
    )
