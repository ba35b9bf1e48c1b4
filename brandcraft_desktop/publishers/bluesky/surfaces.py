"""What Bluesky takes: up to four pictures or a video.

Sources: lexicons app.bsky.embed.images, app.bsky.embed.gallery and app.bsky.embed.video of
bluesky-social/atproto @d6296a1 (2026-08-20) for numbers and bytes; the largest side of a picture,
the alt text and the kinds of picture from the official app (bluesky-social/social-app,
src/lib/constants.ts), which sends JPEG and PNG. A video's length is in no lexicon: the announcement
of 2025-03-12 says 3 minutes, the app of 2026 says 10; the stricter stands here, and the service is
asked before each upload (app.bsky.video.getUploadLimits).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

_PICTURE = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png"}), max_bytes=2_000_000, max_side=4000
)

POST = SurfaceRules(
    "post",
    "a post",
    images=Count(1, 4),
    videos=ONE,
    required=False,
    image=_PICTURE,
    video=VideoRules(mimes=frozenset({"video/mp4"}), max_bytes=300_000_000, max_seconds=180.0),
    alt_text_max=2000,
    alt_in_graphemes=True,
)

GALLERY = SurfaceRules(
    "gallery",
    "a gallery",
    images=Count(1, 20, sure=10),
    required=False,
    image=_PICTURE,
    alt_text_max=2000,
    alt_in_graphemes=True,
)

SURFACES = (POST, GALLERY)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """Always a post: which apps show the new galleries is not known, so none is made yet."""
    return POST
