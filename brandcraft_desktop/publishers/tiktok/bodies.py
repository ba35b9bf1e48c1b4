"""The bodies of the calls that begin a post.

Source: developers.tiktok.com, "Direct Post", "Photo Post", "Upload" and "Media Transfer Guide"
(2026-05-01). What a person did not allow is said to be off: nothing goes by TikTok's defaults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.publishers.cover_frame import COVER_FRAME
from brandcraft_desktop.publishers.pieces import Whole

DIRECT = "direct"


def is_direct(plan: Plan) -> bool:
    """Whether it goes to the profile, and not to the inbox."""
    return plan.options.get("mode") == DIRECT


def video_post(plan: Plan, whole: Whole) -> Mapping[str, object]:
    """Body of /post/publish/video/init/, or of /post/publish/inbox/video/init/."""
    source = {
        "source": "FILE_UPLOAD",
        "video_size": whole.bytes,
        "chunk_size": whole.bytes if whole.size is None else whole.size,
        "total_chunk_count": whole.count,
    }
    if not is_direct(plan):
        return {"source_info": source}
    info: dict[str, object] = {
        "title": plan.parts[0].text,
        **_everywhere(plan),
        "disable_duet": not _is(plan, "allow_duet"),
        "disable_stitch": not _is(plan, "allow_stitch"),
        "is_aigc": _is(plan, "ai_generated"),
    }
    moment = plan.options.get(COVER_FRAME)
    if moment:
        info["video_cover_timestamp_ms"] = int(moment)
    return {"post_info": info, "source_info": source}


def photo_post(plan: Plan, addresses: Sequence[str]) -> Mapping[str, object]:
    """Body of /post/publish/content/init/; the first photo is the cover."""
    words = {"title": plan.title, "description": plan.parts[0].text}
    info: dict[str, object] = {name: one for name, one in words.items() if one}
    if is_direct(plan):
        info |= {**_everywhere(plan), "auto_add_music": _is(plan, "auto_music")}
    return {
        "media_type": "PHOTO",
        "post_mode": "DIRECT_POST" if is_direct(plan) else "MEDIA_UPLOAD",
        "post_info": info,
        "source_info": {
            "source": "PULL_FROM_URL",
            "photo_images": list(addresses),
            "photo_cover_index": 0,
        },
    }


def _everywhere(plan: Plan) -> Mapping[str, object]:
    disclosed = _is(plan, "disclose")
    return {
        "privacy_level": plan.options["privacy"],
        "disable_comment": not _is(plan, "allow_comment"),
        "brand_content_toggle": disclosed and _is(plan, "branded_content"),
        "brand_organic_toggle": disclosed and _is(plan, "your_brand"),
    }


def _is(plan: Plan, option: str) -> bool:
    return plan.options.get(option) == "true"
