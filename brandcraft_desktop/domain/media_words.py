"""Sizes, shapes, lengths and formats as a person reads them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/avif": "AVIF",
    "image/heic": "HEIC",
    "image/heif": "HEIF",
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
    "video/webm": "WebM",
    "video/x-m4v": "M4V",
    "video/x-matroska": "MKV",
    "h264": "H.264",
    "hevc": "H.265",
    "vp8": "VP8",
    "vp9": "VP9",
    "av1": "AV1",
    "aac": "AAC",
    "mp3": "MP3",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "flac": "FLAC",
    "alac": "Apple Lossless",
    "dts": "DTS",
    "ac3": "AC-3",
    "eac3": "E-AC-3",
    "pcm": "uncompressed",
    "prores": "ProRes",
    "mpeg4": "MPEG-4 Visual",
    "mpeg2": "MPEG-2",
    "mjpeg": "Motion JPEG",
}
# Every other shape is told as 1.91:1 or 1:2.4.
_NAMED = {(1, 1), (4, 5), (5, 4), (3, 4), (4, 3), (2, 3), (3, 2), (9, 16), (16, 9)}


def formats(names: Iterable[str], *, last: str = "or") -> str:
    """The formats or codecs of a set, e.g. "H.264 or H.265", always in the same order."""
    known = list(_FORMATS)
    ordered = sorted(names, key=lambda one: (known.index(one) if one in known else 99, one))
    return joined([_FORMATS.get(one, one) for one in ordered], last=last)


def joined(words: list[str], *, last: str = "or") -> str:
    """A, B or C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sizes(found: int, limit: int) -> tuple[str, str]:
    """Two sizes in bytes, exact enough that they differ where the numbers do."""
    if limit >= 1_000_000:
        return _apart(found, limit, 1_000_000, "MB", "bytes")
    return _apart(found, limit, 1_000, "kB", "bytes")


def rates(found: int, limit: int) -> tuple[str, str]:
    """Two bit rates, exact enough that they differ where the numbers do."""
    return _apart(found, limit, 1_000_000, "Mbit/s", "bit/s")


def size(count: int) -> str:
    """One size in bytes, e.g. "100 MB", "8.39 MB"."""
    unit, word = (1_000_000, "MB") if count >= 1_000_000 else (1_000, "kB")
    return f"{float(f'{count / unit:.3g}'):,g} {word}"


def rate(bits: int) -> str:
    """One bit rate, e.g. "1.2 Mbit/s", "340 kbit/s"."""
    return f"{bits / 1_000_000:.1f} Mbit/s" if bits >= 1_000_000 else f"{round(bits / 1000)} kbit/s"


def _apart(found: int, limit: int, unit: int, word: str, small: str) -> tuple[str, str]:
    for digits in (0, 1, 2):
        true = abs(round(limit / unit, digits) * unit - limit) <= limit / 2000
        one, other = (f"{value / unit:,.{digits}f} {word}" for value in (found, limit))
        if true and one != other:
            return one, other
    return f"{found:,} {small}", f"{limit:,} {small}"


def lengths(found: float, limit: float) -> tuple[str, str]:
    """Two lengths in seconds; the first rounded away from the limit, so that they differ."""
    away = math.ceil if found > limit else math.floor
    if limit < 60:
        return f"{away(found * 10) / 10:g} seconds", f"{limit:g} seconds"
    return clock(away(found)), clock(limit)


def lasting(seconds: float) -> str:
    """One length, e.g. "12.5 seconds", "3:01 minutes"."""
    return f"{round(seconds, 1):g} seconds" if seconds < 60 else clock(seconds)


def clock(seconds: float) -> str:
    """A length such as "3:01 minutes" or "12:00:00 hours"; parts of a second are left out."""
    minutes, rest = divmod(int(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02} minutes"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02} hours"


def ratio(value: float, digits: int = 2) -> str:
    """A shape, e.g. "4:5", "1.91:1", "1:2.4"."""
    exact = Fraction(value).limit_denominator(100)
    pair = (exact.numerator, exact.denominator)
    if pair in _NAMED and abs(value - exact) < 1e-9:
        return f"{pair[0]}:{pair[1]}"
    long = f"{max(value, 1 / value):.{digits}f}".rstrip("0").rstrip(".")
    return f"{long}:1" if value >= 1 else f"1:{long}"


def shape(width: int, height: int, limit: float) -> str:
    """A picture's shape with its pixels, exact enough that it differs from the limit's."""
    value = width / height
    told = (ratio(value, digits) for digits in range(2, 9))
    apart = next((one for one in told if one != ratio(limit)), ratio(value))
    return f"{apart} ({width} × {height} pixels)"


def counted(count: int, thing: str) -> str:
    """1 picture, 2 pictures."""
    return f"1 {thing}" if count == 1 else f"{count:,} {thing}s"
