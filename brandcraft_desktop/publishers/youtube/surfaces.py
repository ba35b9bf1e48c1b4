"""What YouTube takes: videos, and shorts, which are videos of a certain shape and length.

Sources: youtube.v3 discovery revision 20261104 and the videos and thumbnails resources of
developers.google.com; support.google.com for Shorts and the 15 minutes of channels that are not
verified. Thumbnails may have 50 MB since 2026-09-14, 2 MB before: recipes aim at 2 MB. There is no
alt text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.media_edit import UNTOUCHED
from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.shaping import shaped_size
from brandcraft_desktop.domain.surfaces import ONE, CoverRules, SurfaceRules
from brandcraft_desktop.domain.video_fit import seconds_left

_EVERY = frozenset({"video/*"})
_MOST_BYTES = 256_000_000_000
LONG_UPLOADS = "long_uploads"  # the account's flag: its telephone number is verified

THUMBNAIL = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png"}), max_bytes=52_428_800, safe_bytes=2_097_152
)

VIDEO = SurfaceRules(
    "video",
    "an upload",
    videos=ONE,
    video=VideoRules(mimes=_EVERY, max_bytes=_MOST_BYTES, max_seconds=43_200.0, safe_seconds=900.0),
    cover=CoverRules(image=THUMBNAIL),
)

SHORT = SurfaceRules(
    "short",
    "a short",
    videos=ONE,
    video=VideoRules(
        mimes=_EVERY, max_bytes=_MOST_BYTES, max_seconds=180.0, aspect=Aspect(0.01, 1.0)
    ),
)

SURFACES = (VIDEO, SHORT)


def fitted(surface: SurfaceRules, facts: AccountFacts) -> SurfaceRules:
    """What a channel may upload: beyond 15 minutes only one that is verified."""
    if LONG_UPLOADS not in facts.flags or surface.video is None:
        return surface
    return replace(surface, video=replace(surface.video, safe_seconds=None))


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """YouTube decides by itself: upright or square and at most three minutes is a short."""
    facts, edit = (media[0].facts, media[0].edit) if media else (None, UNTOUCHED)
    if facts is None or not facts.width or not facts.height or not facts.duration:
        return VIDEO
    width, height = shaped_size(facts, edit.crop, None)
    lasts = seconds_left(facts, edit) or 0.0
    return SHORT if width <= height and lasts <= 180 else VIDEO
