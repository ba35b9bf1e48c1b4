"""What a platform takes, what a file is, and the recipe that makes the one fit the other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import sha256

from brandcraft_desktop.domain.media_edit import Box, Framing


class MediaKind(StrEnum):
    """What an imported file is."""

    IMAGE = "image"
    VIDEO = "video"


class MediaState(StrEnum):
    """How far the media worker has come with a file."""

    PENDING = "pending"
    PROCESSED = "processed"
    FAILED = "failed"


class Rule(StrEnum):
    """What a rule is about: by these names a platform's rules tell which are mere advice."""

    CONTAINER = "container"
    CODEC = "codec"
    CHROMA = "chroma"
    PIXELS = "pixels"
    FEW_PIXELS = "few_pixels"
    ASPECT = "aspect"
    DURATION = "duration"
    FRAME_RATE = "frame_rate"
    BYTES = "bytes"
    BIT_RATE = "bit_rate"
    AUDIO_CODEC = "audio_codec"
    CHANNELS = "channels"
    SAMPLE_RATE = "sample_rate"
    AUDIO_BIT_RATE = "audio_bit_rate"
    FAST_START = "fast_start"
    EDIT_LIST = "edit_list"


@dataclass(frozen=True)
class Aspect:
    """A range of shapes, width divided by height, both ends included."""

    least: float
    most: float

    def holds(self, width: int, height: int) -> bool:
        """Whether a picture of this size has such a shape.

        A single shape (9:16) holds to the nearest even number of pixels, which is all that video
        programs offer: 608 by 1080 is 9:16.
        """
        if self.least == self.most:
            return abs(width - self.most * height) <= 1
        return self.least <= width / height <= self.most


@dataclass(frozen=True)
class AnimationRules:
    """What a platform takes as a moving picture; None: no more than of any picture.

    `alone`: it is the only file of its post.
    """

    mimes: frozenset[str] = frozenset({"image/gif"})
    max_bytes: int | None = None
    max_width: int | None = None
    max_height: int | None = None
    max_frames: int | None = None
    alone: bool = False


@dataclass(frozen=True)
class ImageRules:
    """What a platform takes as a picture; sizes in bytes and pixels after orientation.

    None: no limit is known. `safe_bytes` is surely taken where the sources name two figures.
    `animation` None: a moving picture is sent as a still one. `aspect` holds 1:1 in every rule, so
    that scaling down, which rounds towards the square, never leaves it.
    """

    mimes: frozenset[str]
    max_bytes: int | None
    max_side: int | None = None
    min_width: int = 0
    min_height: int = 0
    max_width: int | None = None
    max_height: int | None = None
    max_pixels: int | None = None
    aspect: Aspect | None = None
    safe_bytes: int | None = None
    colour: str = ""
    animation: AnimationRules | None = None


@dataclass(frozen=True)
class VideoRules:
    """What a platform takes as a video; seconds, bytes, pixels after rotation, bits a second.

    None, 0 or nothing: no limit is known. A mime "video/*" takes every container. Beyond
    `safe_bytes` and `safe_seconds` a file may be refused, up to the maximum it may be taken.
    `advised` are rules that a platform only recommends: breaking them is a warning. `closed_gop`
    and `progressive` are for making videos: no file tells them without being decoded.
    """

    mimes: frozenset[str]
    max_bytes: int | None
    max_seconds: float | None
    min_seconds: float = 0.0
    min_bytes: int = 0
    safe_bytes: int | None = None
    safe_seconds: float | None = None
    codecs: frozenset[str] = frozenset()
    chroma: str = ""
    min_width: int = 0
    min_height: int = 0
    max_width: int | None = None
    max_height: int | None = None
    max_pixels: int | None = None
    aspect: Aspect | None = None
    min_frame_rate: int = 0
    max_frame_rate: int | None = None
    max_bit_rate: int | None = None
    audio_codecs: frozenset[str] = frozenset()
    channels: frozenset[int] = frozenset()
    max_sample_rate: int | None = None
    min_audio_bit_rate: int = 0
    max_audio_bit_rate: int | None = None
    fast_start: bool = False
    edit_lists: bool = True
    closed_gop: bool = False
    progressive: bool = False
    advised: frozenset[Rule] = frozenset()


@dataclass(frozen=True)
class MediaRules:
    """What one post on a platform may carry, at most, whatever it is posted as.

    `image` or `video` None: none is taken. What exactly is taken of a chosen kind of post stands
    in the platform's `SurfaceRules`. `alt_text_max` None: no limit is known; 0: no alt text at all.
    """

    max_images: int
    max_videos: int
    image: ImageRules | None
    video: VideoRules | None
    alt_text_max: int | None
    mixed: bool = False


@dataclass(frozen=True)
class MediaFacts:
    """What the probe found; width and height in pixels after orientation is applied.

    None (and chroma "") is not known: nothing is said against it. `bit_rate` counts everything,
    bits a second; `audio_sample_rate` is in hertz; `fast_start`: the table of contents stands
    before the data; `edited`: its edit list cuts or shifts more than a decoder's lead-in;
    `constant_rate`: all frames last equally long; `closed_gop`: playing may begin at every key
    frame.
    """

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
    frames: int | None = None
    chroma: str = ""
    audio_channels: int | None = None
    audio_sample_rate: int | None = None
    audio_bit_rate: int | None = None
    fast_start: bool | None = None
    edited: bool | None = None
    constant_rate: bool | None = None
    closed_gop: bool | None = None


@dataclass(frozen=True)
class Frame:
    """A shape that a file is brought into, and how; `shape` is width divided by height.

    `focus_x` and `focus_y` (0 to 1) name the point that stays in sight when it is cropped;
    `colour` of plain borders as "#rrggbb".
    """

    shape: float
    framing: Framing
    focus_x: float = 0.5
    focus_y: float = 0.5
    colour: str = "#000000"


@dataclass(frozen=True)
class Recipe:
    """How a picture becomes a rendition; equal recipes of one file give equal bytes.

    It is turned upright, cut to `crop`, brought into `frame`, stripped of metadata, scaled down to
    `max_side` and saved as `mime` with the best quality that stays within `max_bytes`. Never scaled
    up, and where its bytes do not fit, never scaled below a long side of `min_side`.
    """

    mime: str
    max_bytes: int
    max_side: int
    min_side: int = 0
    crop: Box | None = None
    frame: Frame | None = None
    version: int = 3

    @property
    def digest(self) -> str:
        """A short stable name for cache keys."""
        least = f"-{self.min_side}" if self.min_side else ""
        kind = self.mime.replace("/", ".")
        name = f"v{self.version}-{kind}-{self.max_side}-{self.max_bytes}{least}"
        return name + _shaped(self.crop, self.frame)


@dataclass(frozen=True)
class VideoRecipe:
    """How a video becomes a rendition: H.264 and AAC in a fast-start MP4.

    `width` and `height` are those of the result, even and never larger than what is left after
    `crop` (of the upright picture) and `frame`. `start` and `end` in seconds of the source; rates
    in bits and frames a second, sound in hertz; `frame_rate` None keeps the source's own,
    `audio_bit_rate` None makes it silent. `copied`: pictures are taken over as they are, only the
    wrapping is made anew.
    """

    width: int
    height: int
    max_bytes: int
    video_bit_rate: int
    audio_bit_rate: int | None = 128_000
    audio_sample_rate: int = 48_000
    audio_channels: int = 2
    frame_rate: float | None = None
    start: float | None = None
    end: float | None = None
    crop: Box | None = None
    frame: Frame | None = None
    copied: bool = False
    version: int = 2

    @property
    def mime(self) -> str:
        """What comes out."""
        return "video/mp4"

    @property
    def digest(self) -> str:
        """A short stable name for cache keys."""
        every = "/".join(str(getattr(self, one.name)) for one in fields(self))
        return f"video-v{self.version}-{sha256(every.encode()).hexdigest()[:32]}"


AnyRecipe = Recipe | VideoRecipe


def _shaped(crop: Box | None, frame: Frame | None) -> str:
    """A short stable name for a crop and a frame; "" for neither."""
    if crop is None and frame is None:
        return ""
    return "-" + sha256(f"{crop}/{frame}".encode()).hexdigest()[:24]


DEFAULT_MAX_IMAGES = 4
DEFAULT_MAX_VIDEOS = 1


class ThumbnailSize(StrEnum):
    """The small pictures made of every file; pixels are for a screen of double density."""

    SMALL = "small"  # 184 x 144, filled and cropped: the media strip
    LARGE = "large"  # at most 1024 on its long side: previews and pop-ups
    AVATAR = "avatar"  # 128 x 128, filled and cropped: people and brands
