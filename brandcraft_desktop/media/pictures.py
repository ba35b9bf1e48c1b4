"""Opening pictures from strangers: bounded, complete, upright, in sRGB."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import large, refusals, signatures
from brandcraft_desktop.media.sniff import HEAD, sniff

if TYPE_CHECKING:
    from PIL.Image import Image

# The largest phone cameras take 108 and 200 megapixels; 120 decode to 480 MB.
MAX_PIXELS = 120_000_000
# Their decoders keep three more copies of the whole: 15 bytes for each pixel.
_MAX_OF_FORMAT = {"WEBP": 40_000_000, "AVIF": 40_000_000, "HEIF": 60_000_000}
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP", "MPO")
_MOVING = ("GIF", "WEBP", "PNG", "AVIF")  # the pages of a TIFF or HEIC are no movement
# TIFF 6.0 and DNG 1.7: a preview, colours of a sensor, linear raw, the version of DNG.
_SUBFILE, _PHOTOMETRIC, _RAW_COLOURS, _DNG = 0x00FE, 0x0106, (32803, 34892), 0xC612
_ORIENTATION = 0x0112
# What turns a stored picture upright (EXIF 2.32, tag 0x0112).
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


@contextmanager
def opened(path: Path, name: str) -> Iterator[Image]:
    """A picture whose size is known to be bearable; nothing is decoded yet.

    Whatever Pillow raises inside the block becomes `BadInput` with words about `name`.
    """
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=_formats(path, name)) as picture:
            if _is_raw(picture):
                raise refusals.not_media(name, signatures.CAMERA_RAW)
            most = _MAX_OF_FORMAT.get(picture.format or "", MAX_PIXELS)
            if picture.width * picture.height > most:
                raise too_many_pixels(name, most)
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels(name) from error
    except UnidentifiedImageError as error:
        raise broken(name) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as error:
        raise broken(name) from error
    except MemoryError as error:
        raise refusals.takes_too_long(name) from error
    except (IndexError, KeyError, TypeError, OverflowError, RuntimeError) as error:
        # Pillow's readers meet damaged files with these as well.
        raise broken(name) from error


def _formats(path: Path, name: str) -> tuple[str, ...]:
    """What Pillow shall try; it learns of HEIC only when one comes."""
    with path.open("rb") as file:
        found = sniff(file.read(HEAD))
    if found not in (signatures.HEIC, signatures.HEIF):
        return FORMATS
    try:
        import pillow_heif
    except ImportError as error:
        raise BadInput(
            f"“{name}” is {found.word}, which can't be read on this computer.",
            "What reads them (pillow-heif) is missing.",
            "Save it as JPEG and add that.",
            field="media",
        ) from error
    pillow_heif.register_heif_opener()
    return ("HEIF",)


def _is_raw(picture: Image) -> bool:
    """Whether it is the preview in a camera's raw file, most of which are TIFFs."""
    from PIL.TiffImagePlugin import TiffImageFile

    if not isinstance(picture, TiffImageFile):
        return False
    tags = picture.tag_v2
    subfile = tags.get(_SUBFILE, 0)
    small = isinstance(subfile, int) and bool(subfile & 1)
    return small or _DNG in tags or tags.get(_PHOTOMETRIC) in _RAW_COLOURS


def frames_of(picture: Image) -> int:
    """How many frames a moving picture has; 1 of a still one."""
    if picture.format not in _MOVING or not getattr(picture, "is_animated", False):
        return 1
    frames = getattr(picture, "n_frames", 1)
    return frames if isinstance(frames, int) else 1


def orientation(picture: Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it makes no sense.

    HEIC is turned by its decoder, whatever its EXIF says (ISO/IEC 23008-12, 6.5.10).
    """
    value = picture.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def upright_size(picture: Image) -> tuple[int, int]:
    """Width and height as it is meant to be seen; nothing is decoded for it."""
    width, height = picture.size
    # Pillow turns a TIFF by itself, and says its upright size from the beginning.
    turned = orientation(picture) >= 5 and picture.format != "TIFF"
    return (height, width) if turned else (width, height)


def has_alpha(picture: Image) -> bool:
    """Whether anything may be see-through."""
    return picture.has_transparency_data


def upright_srgb(picture: Image, side: int | None = None) -> Image:
    """A copy as it is meant to be seen: turned upright, 8 bit, sRGB, RGB or RGBA, no metadata.

    With `side` it may come out smaller, with all the pixels that a long side of that length needs;
    that takes less time and memory. A large picture is closed when this returns.
    """
    from PIL import Image

    picture.load()  # a TIFF is turned by this
    by = large.divisor(picture.size, side)
    top = _top(picture) if picture.mode in ("I", "F") else 0.0
    # A new image: none of the old one's info (EXIF, XMP, ICC, comments) comes along.
    clean = Image.new(
        "RGBA" if _see_through(picture) else "RGB",
        (-(-picture.width // by), -(-picture.height // by)),
    )
    for row, strip in large.strips(picture, by):
        seen = _seen(strip, top, alpha=clean.mode == "RGBA")
        clean.paste(seen.reduce(by) if by > 1 else seen, (0, row))
    turn = _TURNS.get(orientation(picture))
    if large.is_large(picture):
        picture.close()  # turning makes a copy, and its pixels are not needed again
    return clean if turn is None else clean.transpose(Image.Transpose[turn])


def _see_through(picture: Image) -> bool:
    """Whether anything really is see-through."""
    return has_alpha(picture) and any(
        strip.convert("RGBA").getchannel("A").getextrema() != (255, 255)
        for _, strip in large.strips(picture, 1)
    )


def _seen(strip: Image, top: float, *, alpha: bool) -> Image:
    """Colours as they are meant, in RGB or, with `alpha`, RGBA."""
    colours = _to_srgb(strip, top)
    if alpha:
        colours = colours.copy() if colours is strip else colours
        colours.putalpha(strip.convert("RGBA").getchannel("A"))
    return colours


def _to_srgb(picture: Image, top: float) -> Image:
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    plain = _eight_bit(picture, top)
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken or unfitting profile: the numbers as they are look best
    return plain if plain.mode == "RGB" else plain.convert("RGB")


def _eight_bit(picture: Image, top: float) -> Image:
    """A mode that colour management knows, with 8 bits a channel; `top` is the brightest value."""
    mode = picture.mode
    if mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if mode == "I":
        scale = 1.0 if top <= 255 else 255 / max(top, 65535)
        return picture.point(lambda value: value * scale).convert("L")
    if mode == "F":
        scale = 255.0 if 0 < top <= 1 else 1.0
        return picture.point(lambda value: value * scale).convert("L")
    if mode in ("RGB", "L", "CMYK", "LAB"):
        return picture
    if mode in ("RGBA", "RGBa", "RGBX", "LA", "La", "P", "PA", "1", "YCbCr", "HSV"):
        return picture.convert("RGBA").convert("RGB") if mode in ("P", "PA") else _opaque(picture)
    return picture.convert("RGB")


def _opaque(picture: Image) -> Image:
    return picture.convert("L" if picture.mode in ("LA", "La", "1") else "RGB")


def _top(picture: Image) -> float:
    """The brightest value of a picture with one channel."""
    low_high = picture.getextrema()
    top = low_high[1]
    return float(top) if isinstance(top, int | float) else float(top[1])


def broken(name: str) -> BadInput:
    """The error for a picture that does not decode."""
    return BadInput(
        f"“{name}” is damaged or incomplete.",
        "It ends too early or its data can't be read.",
        "Open it in a picture program and save it again, or choose another.",
        field="media",
    )


def too_many_pixels(name: str, most: int = MAX_PIXELS) -> BadInput:
    """The error for a picture that would fill the memory."""
    return BadInput(
        f"“{name}” has too many pixels.",
        f"Pictures of its kind may have up to {most // 1_000_000} megapixels.",
        "Save a smaller version of it and add that.",
        field="media",
    )
