"""What a file is, by its first bytes: names and suffixes are not to be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.media_rules import MediaKind

HEAD = 64  # bytes that `sniff` wants to see

# Major brands of ISO media files: https://mp4ra.org/registered-types/brands
_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_AVIF = (b"avif", b"avis")


@dataclass(frozen=True)
class Sniffed:
    """`kind` None: recognised, but nothing that can be posted; `word` names it for a person."""

    mime: str
    kind: MediaKind | None
    word: str


_STARTS = (
    (b"\xff\xd8\xff", Sniffed("image/jpeg", MediaKind.IMAGE, "JPEG picture")),
    (b"\x89PNG\r\n\x1a\n", Sniffed("image/png", MediaKind.IMAGE, "PNG picture")),
    (b"GIF87a", Sniffed("image/gif", MediaKind.IMAGE, "GIF picture")),
    (b"GIF89a", Sniffed("image/gif", MediaKind.IMAGE, "GIF picture")),
    (b"II*\x00", Sniffed("image/tiff", MediaKind.IMAGE, "TIFF picture")),
    (b"MM\x00*", Sniffed("image/tiff", MediaKind.IMAGE, "TIFF picture")),
    (b"BM", Sniffed("image/bmp", MediaKind.IMAGE, "BMP picture")),
    (b"\x1aE\xdf\xa3", Sniffed("video/webm", MediaKind.VIDEO, "WebM video")),
    (b"%PDF-", Sniffed("application/pdf", None, "PDF document")),
    (b"PK\x03\x04", Sniffed("application/zip", None, "ZIP archive or office document")),
    (b"\x1f\x8b", Sniffed("application/gzip", None, "compressed archive")),
    (b"ID3", Sniffed("audio/mpeg", None, "sound file")),
    (b"OggS", Sniffed("audio/ogg", None, "sound file")),
    (b"fLaC", Sniffed("audio/flac", None, "sound file")),
    (b"<svg", Sniffed("image/svg+xml", None, "SVG drawing")),
    (b"<?xml", Sniffed("text/xml", None, "XML or SVG document")),
    (b"<!DOCTYPE", Sniffed("text/html", None, "web page")),
    (b"<html", Sniffed("text/html", None, "web page")),
    (b"\x7fELF", Sniffed("application/x-executable", None, "program")),
    (b"MZ", Sniffed("application/x-executable", None, "program")),
)


def sniff(head: bytes) -> Sniffed | None:
    """What a file that begins with `head` is; None if nobody can tell."""
    if head[4:8] == b"ftyp":
        return _iso(head[8:12])
    if head[4:8] in (b"moov", b"mdat", b"wide"):  # QuickTime files older than "ftyp"
        return Sniffed("video/quicktime", MediaKind.VIDEO, "QuickTime video")
    if head[:4] == b"RIFF":
        return _riff(head[8:12])
    for start, sniffed in _STARTS:
        if head.startswith(start):
            return sniffed
    return None


def _iso(brand: bytes) -> Sniffed:
    if brand in _AVIF:
        return Sniffed("image/avif", MediaKind.IMAGE, "AVIF picture")
    if brand in _HEIF:
        return Sniffed("image/heic", None, "HEIC picture")
    if brand == b"qt  ":
        return Sniffed("video/quicktime", MediaKind.VIDEO, "QuickTime video")
    if brand in (b"M4A ", b"M4B "):
        return Sniffed("audio/mp4", None, "sound file")
    return Sniffed("video/mp4", MediaKind.VIDEO, "MP4 video")


def _riff(form: bytes) -> Sniffed | None:
    if form == b"WEBP":
        return Sniffed("image/webp", MediaKind.IMAGE, "WebP picture")
    if form == b"AVI ":
        return Sniffed("video/x-msvideo", None, "AVI video")
    if form == b"WAVE":
        return Sniffed("audio/wav", None, "sound file")
    return None
