"""Judging the bodies that come in: no field but those of the documents, each of its kind.

Source: developers.tiktok.com, "Direct Post", "Upload", "Photo Post", "Media Transfer Guide"
(2026-05-01).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from brandcraft_desktop.practice.platforms.tiktok.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.tiktok.settings import LEVELS
from brandcraft_desktop.practice.values import Json, Object

MB = 1_000_000
MIB = 1024 * 1024
LARGEST = 4 * 1024 * MIB
CHUNK_LEAST, CHUNK_MOST, LAST_MOST, CHUNKS_MOST = 5 * MB, 64 * MIB, 128 * MIB, 1000
_WHOLE_MOST = 64 * MIB


@dataclass(frozen=True)
class Text:
    """A text; `longest` in UTF-16 units, 0 for any."""

    longest: int = 0
    values: Sequence[str] = ()

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, str) or (self.values and value not in self.values):
            raise invalid(f"{name} is invalid")
        if self.longest and len(value.encode("utf-16-le")) // 2 > self.longest:
            raise invalid(f"{name} is longer than {self.longest}")


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = LARGEST

    def check(self, value: Json, name: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(f"{name} is no whole number")
        if not self.least <= value <= self.most:
            raise invalid(f"{name} is out of range")


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, bool):
            raise invalid(f"{name} is neither true nor false")


def _secure(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", "127.0.0.1")


@dataclass(frozen=True)
class Addresses:
    """A list of https addresses; those of the practice storage are on this machine."""

    most: int

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, list) or not 1 <= len(value) <= self.most:
            raise invalid(f"{name} takes 1 to {self.most} addresses")
        if not all(isinstance(one, str) and _secure(one) for one in value):
            raise invalid(f"{name} must begin with https")


@dataclass(frozen=True)
class Shape:
    """An object: no field but these, and all of `needed`."""

    fields: Mapping[str, Rule]
    needed: Sequence[str] = field(default_factory=tuple)

    def check(self, value: Json, name: str) -> None:
        if not isinstance(value, dict):
            raise invalid(f"{name} must be an object")
        for key in self.needed:
            if key not in value:
                raise invalid(f"{name}.{key} is required")
        for key, item in value.items():
            rule = self.fields.get(key)
            if rule is None:
                raise invalid(f"Practice: there is no field {name}.{key}")
            rule.check(item, f"{name}.{key}")


Rule = Text | Whole | Flag | Addresses | Shape

_BRANDS: Mapping[str, Rule] = {"brand_content_toggle": Flag(), "brand_organic_toggle": Flag()}
_PRIVACY = Text(values=LEVELS)
_FILE = Shape(
    {
        "source": Text(values=("FILE_UPLOAD",)),  # nothing here fetches a video
        "video_size": Whole(1),
        "chunk_size": Whole(1),
        "total_chunk_count": Whole(1, CHUNKS_MOST),
    },
    ("source", "video_size", "chunk_size", "total_chunk_count"),
)
DIRECT_VIDEO = Shape(
    {
        "post_info": Shape(
            {
                "privacy_level": _PRIVACY,
                "title": Text(2200),
                "disable_comment": Flag(),
                "disable_duet": Flag(),
                "disable_stitch": Flag(),
                "video_cover_timestamp_ms": Whole(),
                "is_aigc": Flag(),
                **_BRANDS,
            },
            ("privacy_level", "brand_content_toggle"),
        ),
        "source_info": _FILE,
    },
    ("post_info", "source_info"),
)
INBOX_VIDEO = Shape({"source_info": _FILE}, ("source_info",))
PHOTOS = Shape(
    {
        "media_type": Text(values=("PHOTO",)),
        "post_mode": Text(values=("DIRECT_POST", "MEDIA_UPLOAD")),
        "post_info": Shape(
            {
                "title": Text(90),
                "description": Text(4000),
                "privacy_level": _PRIVACY,
                "disable_comment": Flag(),
                "auto_add_music": Flag(),
                **_BRANDS,
            }
        ),
        "source_info": Shape(
            {
                "source": Text(values=("PULL_FROM_URL",)),
                "photo_images": Addresses(35),
                "photo_cover_index": Whole(0, 34),
            },
            ("source", "photo_images", "photo_cover_index"),
        ),
    },
    ("media_type", "post_mode", "post_info", "source_info"),
)


def whole(value: Object, name: str) -> int:
    """A checked number; 0 where there is none."""
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def check_pieces(source: Object) -> None:
    """How a file is cut. Raises Refusal."""
    size, chunk = whole(source, "video_size"), whole(source, "chunk_size")
    count = whole(source, "total_chunk_count")
    if count == 1:
        if chunk != size or size > _WHOLE_MOST:
            raise _wrong(f"a file of {size} bytes does not go whole in {chunk}")
        return
    if not CHUNK_LEAST <= chunk <= CHUNK_MOST:
        raise _wrong(f"chunk_size {chunk} is not from 5 to 64 MB")
    if count != size // chunk or size - chunk * (count - 1) > LAST_MOST:
        raise _wrong(f"total_chunk_count {count} is not the floor of {size} / {chunk}")


def _wrong(why: str) -> Refusal:
    return Refusal(400, "invalid_params", f"The chunk size or the total chunk count: {why}")
