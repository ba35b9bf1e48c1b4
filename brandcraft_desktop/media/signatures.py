"""The first bytes of files, and what is said of those that can't be posted.

Sources: the formats' own specifications; for the rest the list of magic numbers of file(1) 5.46
(https://github.com/file/file/tree/master/magic/Magdir) and https://mp4ra.org/registered-types/brands.
"""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.media_rules import MediaKind

AS_PICTURE = "Open it in a picture program, save it as JPEG or PNG and add that."
AS_EXPORT = "Export it as JPEG or PNG from the program that made it and add that."
AS_VIDEO = "Save it as MP4 with a video program and add that."
SOUND = "Platforms take sound only within a video: put it into one and add that."
CHOOSE = (
    "Choose a JPEG, PNG, WebP, GIF, HEIC, AVIF or TIFF picture, or an MP4, MOV, WebM or MKV video."
)


@dataclass(frozen=True)
class Sniffed:
    """`kind` None: recognised, but nothing that can be posted.

    `word` names it for a person, with its article; `todo` tells what to do with what can't be
    posted.
    """

    mime: str
    kind: MediaKind | None
    word: str
    todo: str = CHOOSE


def _image(mime: str, word: str) -> Sniffed:
    return Sniffed(f"image/{mime}", MediaKind.IMAGE, f"{word} picture")


def _video(mime: str, word: str) -> Sniffed:
    return Sniffed(f"video/{mime}", MediaKind.VIDEO, f"{word} video")


def _drawn(mime: str, word: str) -> Sniffed:
    return Sniffed(f"image/{mime}", None, word, AS_EXPORT)


def _film(mime: str, word: str) -> Sniffed:
    return Sniffed(f"video/{mime}", None, f"{word} video", AS_VIDEO)


def _sound(mime: str) -> Sniffed:
    return Sniffed(f"audio/{mime}", None, "a sound file", SOUND)


JPEG = _image("jpeg", "a JPEG")
TIFF = _image("tiff", "a TIFF")
WEBP = _image("webp", "a WebP")
HEIC = _image("heic", "a HEIC")
HEIF = _image("heif", "a HEIF")
AVIF = _image("avif", "an AVIF")
MP4 = _video("mp4", "an MP4")
M4V = _video("x-m4v", "an M4V")
QUICKTIME = _video("quicktime", "a QuickTime")
WEBM = _video("webm", "a WebM")
MATROSKA = _video("x-matroska", "a Matroska (MKV)")
AVI = _film("x-msvideo", "an AVI")
MPEG_STREAM = _film("mp2t", "an MPEG transport stream")
CAMERA_RAW = _drawn("x-raw", "a raw picture of a camera")
SVG = _drawn("svg+xml", "an SVG drawing")
MP3 = _sound("mpeg")
M4A = _sound("mp4")
WAVE = _sound("wav")
PIECE = Sniffed(
    "video/iso.segment", None, "a piece of a streamed video", "Add the whole video, saved as MP4."
)
MATROSKA_SOUND = _sound("x-matroska")
_PAGE = Sniffed("text/html", None, "a web page", "Save the picture or video in it and add that.")
_PROGRAM = Sniffed("application/x-executable", None, "a program")
_PACKED = "Unpack it and add the pictures or videos in it."

STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", _image("png", "a PNG")),
    (b"GIF87a", _image("gif", "a GIF")),
    (b"GIF89a", _image("gif", "a GIF")),
    (b"FUJIFILMCCD-RAW", CAMERA_RAW),
    (b"IIRO", CAMERA_RAW),
    (b"IIRS", CAMERA_RAW),
    (b"MMOR", CAMERA_RAW),
    (b"IIU\x00", CAMERA_RAW),
    (b"FOVb", CAMERA_RAW),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),  # BigTIFF
    (b"MM\x00+", TIFF),
    (b"8BPS", _drawn("vnd.adobe.photoshop", "a Photoshop document")),
    (b"gimp xcf", _drawn("x-xcf", "a GIMP document")),
    (b"%!PS", _drawn("eps", "a PostScript drawing")),
    (b"\xc5\xd0\xd3\xc6", _drawn("eps", "a PostScript drawing")),
    (b"\x00\x00\x00\x0cJXL ", Sniffed("image/jxl", None, "a JPEG XL picture", AS_PICTURE)),
    (b"\xff\x0a", Sniffed("image/jxl", None, "a JPEG XL picture", AS_PICTURE)),
    (b"\x00\x00\x00\x0cjP  ", Sniffed("image/jp2", None, "a JPEG 2000 picture", AS_PICTURE)),
    (b"\xff\x4f\xff\x51", Sniffed("image/j2c", None, "a JPEG 2000 picture", AS_PICTURE)),
    (b"v/1\x01", Sniffed("image/x-exr", None, "an OpenEXR picture", AS_PICTURE)),
    (b"#?RADIANCE", Sniffed("image/vnd.radiance", None, "a Radiance picture", AS_PICTURE)),
    (b"\x00\x00\x01\x00", Sniffed("image/vnd.microsoft.icon", None, "an icon", AS_PICTURE)),
    (
        b"%PDF-",
        Sniffed(
            "application/pdf", None, "a PDF document", "Save the page as a picture and add that."
        ),
    ),
    (b"PK\x03\x04", Sniffed("application/zip", None, "a ZIP archive or office document", _PACKED)),
    (b"PK\x05\x06", Sniffed("application/zip", None, "an empty ZIP archive")),
    (b"Rar!\x1a\x07", Sniffed("application/vnd.rar", None, "a compressed archive", _PACKED)),
    (b"7z\xbc\xaf\x27\x1c", Sniffed("application/x-7z", None, "a compressed archive", _PACKED)),
    (b"\x1f\x8b", Sniffed("application/gzip", None, "a compressed archive", _PACKED)),
    (b"BZh", Sniffed("application/x-bzip2", None, "a compressed archive", _PACKED)),
    (b"\xfd7zXZ\x00", Sniffed("application/x-xz", None, "a compressed archive", _PACKED)),
    (b"ID3", MP3),
    (b"OggS", _sound("ogg")),
    (b"fLaC", _sound("flac")),
    (b"#!AMR", _sound("amr")),
    (b"FORM", _sound("aiff")),
    (b"FLV\x01", _film("x-flv", "a Flash")),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _film("x-ms-asf", "a Windows Media")),
    (b"\x00\x00\x01\xba", _film("mpeg", "an MPEG")),
    (b"\x00\x00\x01\xb3", _film("mpeg", "an MPEG")),
    (b".RMF", _film("x-realvideo", "a RealMedia")),
    (b"BM", _image("bmp", "a BMP")),
    (b"\x7fELF", _PROGRAM),
    (b"MZ", _PROGRAM),
)
WORDS = (
    # Of texts, after white space and a byte order mark, in small letters.
    (b"<svg", SVG),
    (b"<!doctype svg", SVG),
    (b"<!doctype html", _PAGE),
    (b"<html", _PAGE),
    (b"<?xml", Sniffed("text/xml", None, "an XML or SVG document", AS_EXPORT)),
    (b"{\\rtf", Sniffed("text/rtf", None, "a text document")),
)
