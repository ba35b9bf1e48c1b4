"""What a Pin is made of, judged strictly: pictures inside the call, or a video that is ready.

Source: pinterest/api-description v5.23.0, PinMediaSource…; the sheet (20 MB a picture, the
pictures of a carousel have one size, a video needs a cover).
"""

from __future__ import annotations

import base64
import binascii

from brandcraft_desktop.practice.platforms.pinterest.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.pinterest.images import size_of
from brandcraft_desktop.practice.platforms.pinterest.media import media_of
from brandcraft_desktop.practice.platforms.pinterest.shapes import (
    BASE64,
    DIGITS,
    Cases,
    Flag,
    Items,
    Rule,
    Shape,
    Text,
    Whole,
    texts,
)
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.store import Account
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object

LARGEST = 20 * 1024 * 1024
_TYPE = Text(values=("image/jpeg", "image/png"), nullable=False)
_PICTURE: dict[str, Rule] = {"content_type": _TYPE, "data": Text(pattern=BASE64, nullable=False)}
_KIND = Text(nullable=False)
MEDIA_SOURCE = Cases(
    "source_type",
    {
        "image_base64": Shape(
            {"source_type": _KIND, "is_standard": Flag(), **_PICTURE}, ("content_type", "data")
        ),
        "multiple_image_base64": Shape(
            {
                "source_type": _KIND,
                "index": Whole(),
                "items": Items(
                    Shape(
                        {**_PICTURE, "title": Text(), "description": Text(), "link": Text()},
                        ("content_type", "data"),
                    ),
                    least=2,
                    most=5,
                ),
            },
            ("items",),
        ),
        "video_id": Shape(
            {
                "source_type": _KIND,
                "is_standard": Flag(),
                "media_id": Text(pattern=DIGITS, nullable=False),
                "cover_image_url": Text(nullable=False),
                "cover_image_content_type": _TYPE,
                "cover_image_data": Text(pattern=BASE64, nullable=False),
                "cover_image_key_frame_time": Whole(),
            },
            ("media_id",),
        ),
    },
)


def kept(state: State, owner: Account, source: Object) -> Object:
    """The source as it is stored, its bytes in files. Raises Refusal where it is no good."""
    kind = texts(source, "source_type")
    if kind == "image_base64":
        return {"kind": "image", "items": [_picture(state, source)]}
    if kind == "multiple_image_base64":
        return _carousel(state, source)
    return _video(state, owner, source)


def _carousel(state: State, source: Object) -> Object:
    given = source.get("items")
    items = (
        [_picture(state, item) for item in given if isinstance(item, dict)]
        if isinstance(given, list)
        else []
    )
    index = source.get("index", 0)
    if isinstance(index, int) and index >= len(items):
        raise invalid("Practice: index names no picture")
    shapes = {(one["width"], one["height"]) for one in items}
    ratios = {
        round(width / height, 2)
        for width, height in shapes
        if isinstance(width, int) and isinstance(height, int)
    }
    if len(ratios) > 1:
        raise invalid("All images of a carousel must have the same aspect ratio")
    found: list[Json] = [*items]
    return {"kind": "multiple_images", "items": found, "index": index}


def _video(state: State, owner: Account, source: Object) -> Object:
    media = media_of(state, owner, texts(source, "media_id"))
    if media.status(state) != "succeeded":
        raise invalid(f"Media {media.id} is not ready: {media.status(state)}")
    found: Object = {"kind": "video", "media": media.id, "file": media.file, "cover": None}
    if "cover_image_data" in source or "cover_image_content_type" in source:
        if not ("cover_image_data" in source and "cover_image_content_type" in source):
            raise invalid("cover_image_content_type and cover_image_data belong together")
        cover: Object = {
            "content_type": texts(source, "cover_image_content_type"),
            "data": texts(source, "cover_image_data"),
        }
        return found | {"cover": _picture(state, cover)}
    if "cover_image_key_frame_time" in source:
        return found | {"moment": source["cover_image_key_frame_time"]}
    if "cover_image_url" in source:
        raise invalid("Unable to reach the URL")  # this world has no open internet
    raise invalid("cover_image_url or cover_image_content_type and cover_image_data is required")


def _picture(state: State, item: Object) -> Object:
    declared = texts(item, "content_type")
    try:
        data = base64.b64decode(texts(item, "data"), validate=True)
    except binascii.Error:
        raise invalid("The image is not valid Base64") from None
    if len(data) > LARGEST:
        raise Refusal(413, 1, "Practice: an image may have 20 MB")
    size = size_of(data)
    if media_type(data[:16]) != declared or size is None or 0 in size:
        raise invalid(f"Practice: the image is broken or no {declared}")
    width, height = size
    return {
        "file": state.store.keep_file(data),
        "content_type": declared,
        "width": width,
        "height": height,
        "bytes": len(data),
        "title": texts(item, "title"),
        "description": texts(item, "description"),
        "link": texts(item, "link"),
    }
