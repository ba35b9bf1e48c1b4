"""What TikTok takes: a video (posted or sent to the inbox) or up to 35 photos.

Source: developers.tiktok.com, Media Transfer Guide, Direct Post and Photo (2026-05-01). How long a
video may really be is told per creator (creator_info.max_video_post_duration_sec); ten minutes
bound everybody. Photos: "maximum 1080p". There is no alt text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.media_rules import ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia
from brandcraft_desktop.domain.surfaces import ONE, Count, CoverRules, SurfaceRules

_ANY = "a video or pictures"
_VIDEO = VideoRules(
    mimes=frozenset({"video/mp4", "video/webm", "video/quicktime"}),
    max_bytes=4_294_967_296,
    max_seconds=600.0,
    codecs=frozenset({"h264", "hevc", "vp8", "vp9"}),
    min_width=360,
    min_height=360,
    max_width=4096,
    max_height=4096,
    min_frame_rate=23,
    max_frame_rate=60,
)

VIDEO_DIRECT = SurfaceRules(
    "video_direct",
    "a video post",
    videos=ONE,
    video=_VIDEO,
    wants=_ANY,
    cover=CoverRules(from_frame=True),
)

VIDEO_INBOX = SurfaceRules("video_inbox", "an inbox video", videos=ONE, video=_VIDEO, wants=_ANY)

PHOTO = SurfaceRules(
    "photo",
    "a photo post",
    images=Count(1, 35),
    image=ImageRules(
        mimes=frozenset({"image/jpeg", "image/webp"}),
        max_bytes=20_000_000,
        max_side=1920,
        max_pixels=2_073_600,
    ),
)

SURFACES = (VIDEO_DIRECT, PHOTO, VIDEO_INBOX)


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """Pictures make a photo post; a video goes to the inbox if the option "mode" is "inbox"."""
    if media and not any(one.is_video for one in media):
        return PHOTO
    return VIDEO_INBOX if options.get("mode") == "inbox" else VIDEO_DIRECT
