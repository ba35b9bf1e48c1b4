"""What a platform takes, what a file is, and the recipe that makes the one fit the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaKind(StrEnum):
    """What an imported file is."""

    IMAGE = "image"
    VIDEO = "video"


class MediaState(StrEnum):
    """How far the media worker has come with a file."""

    PENDING = "pending"
    PROCESSED = "processed"
    FAILED = "failed"


@dataclass(frozen=True)
class ImageRules:
    """What a platform takes as a picture; sizes in bytes and pixels after orientation."""

    mimes: frozenset[str]
    max_bytes: int
    max_side: int


@dataclass(frozen=True)
class VideoRules:
    """What a platform takes as a video; seconds and bytes."""

    mimes: frozenset[str]
    max_bytes: int
    max_seconds: float
    min_seconds: float = 0.0


@dataclass(frozen=True)
class MediaRules:
    """What one post on a platform may carry."""

    max_images: int
    max_videos: int
    image: ImageRules
    video: VideoRules
    alt_text_max: int
    mixed: bool = False


@dataclass(frozen=True)
class MediaFacts:
    """What the probe found; width and height in pixels after orientation is applied."""

    kind: MediaKind
    mime: str
    bytes: int
    width: int
    height: int
    duration: float | None = None
    frame_rate: float | None = None
    bit_rate: int | None = None
    codec: str = ""
    audio_codec: str = ""
    orientation: int = 1
    animated: bool = False
    has_alpha: bool = False


@dataclass(frozen=True)
class Recipe:
    """How a file becomes a rendition; equal recipes of one file give equal bytes.

    An image is oriented, stripped of metadata, scaled down to `max_side` and saved as `mime` with
    the best quality that stays within `max_bytes`. Never scaled up.
    """

    mime: str
    max_bytes: int
    max_side: int
    version: int = 1

    @property
    def digest(self) -> str:
        """A short stable name for cache keys."""
        return f"v{self.version}-{self.mime.replace('/', '.')}-{self.max_side}-{self.max_bytes}"


DEFAULT_MAX_IMAGES = 4
DEFAULT_MAX_VIDEOS = 1


class ThumbnailSize(StrEnum):
    """The small pictures made of every file; pixels are for a screen of double density."""

    SMALL = "small"  # 184 x 144, filled and cropped: the media strip
    LARGE = "large"  # at most 1024 on its long side: previews and pop-ups
    AVATAR = "avatar"  # 128 x 128, filled and cropped: people and brands
