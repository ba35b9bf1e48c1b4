"""The kinds of files that can be posted, and how their names end."""

from __future__ import annotations

from pathlib import PurePath

PICTURES = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png", "apng"),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "image/bmp": ("bmp",),
    "image/tiff": ("tif", "tiff"),
    "image/avif": ("avif", "avifs"),
    "image/heic": ("heic", "heics"),
    "image/heif": ("heif", "hif", "heifs"),
}
VIDEOS = {
    "video/mp4": ("mp4", "3gp", "3g2"),
    "video/x-m4v": ("m4v",),
    "video/quicktime": ("mov", "qt"),
    "video/webm": ("webm",),
    "video/x-matroska": ("mkv",),
}
"""Types of what a file may hold, each with the endings of its names, the usual one first."""

PICTURE_ENDINGS = tuple(ending for endings in PICTURES.values() for ending in endings)
VIDEO_ENDINGS = tuple(ending for endings in VIDEOS.values() for ending in endings)


def ending(mime: str) -> str:
    """The usual ending of a name, "jpg"; "bin" for what can't be posted."""
    return {**PICTURES, **VIDEOS}.get(mime, ("bin",))[0]


def rightly_named(name: str, mime: str) -> str:
    """A name that ends as its content asks for: a HEIC picture "a.png" becomes "a.heic"."""
    known = {**PICTURES, **VIDEOS}.get(mime)
    path = PurePath(name)
    if known is None or path.suffix.lower().lstrip(".") in known:
        return name
    told = path.suffix.lower().lstrip(".") in (*PICTURE_ENDINGS, *VIDEO_ENDINGS)
    return f"{path.stem if told else name}.{known[0]}"


def name_filter(*endings: str) -> str:
    """The endings as dialogs for choosing files want them: "*.png *.jpg"."""
    return " ".join(f"*.{one}" for one in endings)
