"""What POST /media takes, judged strictly: no parameter too many, each where it belongs.

Source: IG User / media (Graph API v26.0), the sheet, the reference's contract (media.create).
"""

from __future__ import annotations

import json
import re

from brandcraft_desktop.practice.graph import Given, Refusal, invalid
from brandcraft_desktop.practice.values import Json, Object

SOURCES = ("image_url", "video_url", "upload_type", "children")
KNOWN = frozenset(
    (
        *SOURCES,
        *("media_type", "is_carousel_item", "caption", "alt_text", "collaborators"),
        *("location_id", "user_tags", "product_tags", "cover_url", "thumb_offset"),
        *("share_to_feed", "audio_name", "trial_params", "is_ai_generated"),
        *("is_paid_partnership", "branded_content_sponsor_ids", "cross_post_to_threads"),
        "title",
    )
)
_OF_REELS = ("cover_url", "thumb_offset", "share_to_feed", "audio_name", "trial_params")
_OF_WHOLE = ("caption", "collaborators", "location_id")


def judged(given: Given) -> Object:
    """The parameters, as they are kept. Raises graph.Refusal."""
    given.check(KNOWN)
    kind = given.text("media_type")
    if kind not in ("", "IMAGE", "REELS", "STORIES", "CAROUSEL", "VIDEO"):
        raise Refusal(100, f"Unknown media type {kind}", subcode=2207023)
    sources = [name for name in SOURCES if given.text(name)]
    if len(sources) != 1:
        raise invalid("exactly one of image_url, video_url, upload_type, children is needed")
    (source,) = sources
    _check_kind(given, kind, source)
    for name in ("is_carousel_item", "share_to_feed", "is_ai_generated", "is_paid_partnership"):
        given.flag(name)
    given.whole("thumb_offset")
    _check_words(given)
    _json(given, "trial_params", dict)
    collaborators = _json(given, "collaborators", list)
    if isinstance(collaborators, list) and not 1 <= len(collaborators) <= 3:
        raise invalid("collaborators takes from 1 to 3 names")
    return {name: value for name, value in given.values.items() if name != "access_token"}


def _check_kind(given: Given, kind: str, source: str) -> None:
    item, picture = given.flag("is_carousel_item"), source == "image_url"
    if source == "upload_type" and given.text("upload_type") != "resumable":
        raise invalid("upload_type must be resumable")
    if picture and kind not in ("", "IMAGE", "STORIES"):
        raise invalid(f"image_url does not go with {kind}")
    if source in ("video_url", "upload_type") and kind not in ("REELS", "STORIES", "VIDEO"):
        raise invalid("a video needs a media_type")
    if (kind == "VIDEO") != (item and not picture and source != "children"):
        raise invalid("The video format VIDEO is for items of a carousel")
    if (kind == "CAROUSEL") != (source == "children") or (item and source == "children"):
        raise invalid("children and CAROUSEL belong together")
    if item and any(given.text(name) for name in _OF_WHOLE):
        raise invalid("an item of a carousel has no words of its own")
    if kind == "STORIES" and any(given.text(name) for name in ("alt_text", "collaborators")):
        raise invalid("a story takes neither alt_text nor collaborators")
    if given.text("alt_text") and not picture:
        raise invalid("alt_text is for pictures")
    if kind != "REELS" and any(given.text(name) for name in _OF_REELS):
        raise invalid("Practice: this is for reels alone")


def _check_words(given: Given) -> None:
    caption = given.text("caption")
    if len(caption) > 2200 or len(re.findall(r"(?<!\w)#\w+", caption)) > 30:
        raise Refusal(36004, "The caption was too long.", subcode=2207010)
    if len(re.findall(r"(?<!\w)@\w+", caption)) > 20:
        raise invalid("Too many mentions", 2207040)
    if len(given.text("alt_text")) > 1000:
        raise invalid("alt_text is too long")


def _json(given: Given, name: str, kind: type) -> Json:
    value = given.text(name)
    if not value:
        return None
    try:
        found: Json = json.loads(value)
    except ValueError:
        found = None
    if not isinstance(found, kind):
        raise invalid(f"Param {name} must be JSON")
    return found


def picture_of(data: bytes, *, story: bool) -> None:
    """Whether a picture is taken. Raises graph.Refusal."""
    if len(data) > 8 * 1024 * 1024:
        raise Refusal(36000, "The image size is too large.", subcode=2207004)
    if not data.startswith(b"\xff\xd8\xff"):
        raise Refusal(36001, "The image format is not supported.", subcode=2207005)
    width, height = _size(data)
    if not story and height and not 0.79 <= width / height <= 1.92:
        raise Refusal(36003, "The aspect ratio is not supported.", subcode=2207009)


def _size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, from its frame header (ITU T.81 B.2.2); zeros without one."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height = int.from_bytes(data[place + 5 : place + 7])
            return int.from_bytes(data[place + 7 : place + 9]), height
        place += 2 + length
    return 0, 0
