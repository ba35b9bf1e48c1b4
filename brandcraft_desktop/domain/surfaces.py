"""The rules of one surface of a platform: a feed image, a carousel, a reel, a story, a short …"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from brandcraft_desktop.domain.media_rules import ImageRules, MediaRules, VideoRules


@dataclass(frozen=True)
class Count:
    """How many files go in; more than `sure` may be taken but need not."""

    least: int
    most: int
    sure: int | None = None


NONE = Count(0, 0)
ONE = Count(1, 1)


class Shapes(StrEnum):
    """What a surface asks of the shapes of several files."""

    FREE = "free"
    FIRST = "first"  # all are cropped to the shape of the first
    EQUAL = "equal"  # all must have one shape


@dataclass(frozen=True)
class CoverRules:
    """The still picture of a video: `image` None means no file is taken for it.

    `from_frame`: a moment of the video may be named instead.
    """

    image: ImageRules | None = None
    required: bool = False
    from_frame: bool = False


@dataclass(frozen=True)
class SurfaceRules:
    """What one surface takes.

    `name` is its id in the reference data, `label` what a person calls it, with its article.
    `images` and `videos` count by themselves, `together` both: it is None where they don't mix.
    `required`: nothing goes out without a file; `wants` says then what to add, where a picture
    would do as well as a video although they are two surfaces. `alt_text_max` in code points (or
    grapheme clusters); None: no limit is known; 0: there is no alt text here.
    """

    name: str
    label: str
    images: Count = NONE
    videos: Count = NONE
    together: Count | None = None
    required: bool = True
    wants: str = ""
    image: ImageRules | None = None
    video: VideoRules | None = None
    alt_text_max: int | None = 0
    alt_in_graphemes: bool = False
    shapes: Shapes = Shapes.FREE
    cover: CoverRules | None = None


def media_rules(surfaces: Iterable[SurfaceRules]) -> MediaRules:
    """What a platform takes at most over these surfaces: the data of `PlatformInfo.media`.

    Limits of a single file are those of the first surface that takes such a file.
    """
    every = tuple(surfaces)
    alts = [one.alt_text_max for one in every]
    known = max(alt for alt in [*alts, 0] if alt is not None)
    return MediaRules(
        max_images=max(one.images.most for one in every),
        max_videos=max(one.videos.most for one in every),
        image=next((one.image for one in every if one.image is not None), None),
        video=next((one.video for one in every if one.video is not None), None),
        alt_text_max=None if not known and None in alts else known,
        mixed=any(one.together is not None for one in every),
    )
