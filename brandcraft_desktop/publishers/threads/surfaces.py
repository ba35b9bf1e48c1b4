"""What Threads takes: text, a picture, a video, a carousel of both.

Source: developers.facebook.com, Threads posts and overview (2026). That page says 100 Mbit/s for
videos, an older state of it 25: the stricter stands here. It names an audio bit rate (128 kbit/s)
without saying whether more is refused: it is taken as advice. Pictures narrower than 320 pixels
are enlarged by Threads, which never looks good: they are refused here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, Rule, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules

_PICTURE = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png"}),
    max_bytes=8_388_608,
    min_width=320,
    max_width=1440,
    aspect=Aspect(0.1, 10.0),
    colour="sRGB",
)
_VIDEO = VideoRules(
    mimes=frozenset({"video/mp4", "video/quicktime"}),
    max_bytes=1_000_000_000,
    max_seconds=300.0,
    codecs=frozenset({"h264", "hevc"}),
    max_width=1920,
    aspect=Aspect(0.01, 10.0),
    min_frame_rate=23,
    max_frame_rate=60,
    max_bit_rate=25_000_000,
    audio_codecs=frozenset({"aac"}),
    channels=frozenset({1, 2}),
    max_sample_rate=48_000,
    max_audio_bit_rate=128_000,
    advised=frozenset({Rule.AUDIO_BIT_RATE}),
)

TEXT = SurfaceRules("text", "a post without files", required=False)

IMAGE = SurfaceRules("image", "a post", images=ONE, image=_PICTURE, alt_text_max=1000)

VIDEO = SurfaceRules("video", "a post", videos=ONE, video=_VIDEO, alt_text_max=1000)

CAROUSEL = SurfaceRules(
    "carousel",
    "a carousel",
    images=Count(0, 20),
    videos=Count(0, 20),
    together=Count(2, 20),
    image=_PICTURE,
    video=_VIDEO,
    alt_text_max=1000,
)

SURFACES = (IMAGE, VIDEO, CAROUSEL, TEXT)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By the files alone."""
    if not media:
        return TEXT
    if len(media) > 1:
        return CAROUSEL
    return VIDEO if media[0].is_video else IMAGE
