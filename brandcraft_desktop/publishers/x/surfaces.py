"""What X takes of pictures, moving pictures and videos.

Source: docs.x.com, media best practices (xdevplatform/docs @2871328, 2026-08-22). Alt text of 1000
characters: POST /2/media/metadata of the same docs. A later state of that page lets everybody post
20 minutes and 8 GB; the stricter figures of @2871328 (140 seconds, 512 MB) stand here. The page
says 1280 by 1024 pixels at most and recommends 720 by 1280 a few lines above it, and that every
upload is processed: the size is taken as advice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import (
    AnimationRules,
    Aspect,
    ImageRules,
    Rule,
    VideoRules,
)
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

POST = SurfaceRules(
    "post",
    "a post",
    images=Count(1, 4),
    videos=ONE,
    required=False,
    image=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png", "image/webp"}),
        max_bytes=5_000_000,
        animation=AnimationRules(
            max_bytes=15_000_000, max_width=1280, max_height=1080, max_frames=350, alone=True
        ),
    ),
    video=VideoRules(
        mimes=frozenset({"video/mp4", "video/quicktime"}),
        max_bytes=512_000_000,
        max_seconds=140.0,
        min_seconds=0.5,
        codecs=frozenset({"h264"}),
        chroma="4:2:0",
        min_width=32,
        min_height=32,
        max_width=1280,
        max_height=1024,
        aspect=Aspect(1 / 3, 3.0),
        max_frame_rate=60,
        audio_codecs=frozenset({"aac"}),
        channels=frozenset({1, 2}),
        closed_gop=True,
        progressive=True,
        advised=frozenset({Rule.PIXELS}),
    ),
    alt_text_max=1000,
)

SURFACES = (POST,)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """There is one kind of post."""
    return POST
