"""What the libraries of this machine can do with files."""

from __future__ import annotations

NEEDED = ("jpg", "zlib", "webp", "littlecms2")


def missing_for_pictures() -> tuple[str, ...]:
    """What pictures need and is not there; empty when all is well."""
    try:
        from PIL import features
    except ImportError:
        return ("Pillow",)
    return tuple(name for name in NEEDED if not features.check(name))


def video_reader() -> str | None:
    """The name and version of what reads videos; None when there is nothing."""
    try:
        import cv2
    except ImportError:
        return None
    return f"OpenCV {cv2.__version__}"
