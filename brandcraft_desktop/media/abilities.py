"""What the libraries of this machine can do with files."""

from __future__ import annotations

from importlib.util import find_spec

NEEDED = ("jpg", "zlib", "webp", "littlecms2")


def missing_for_pictures() -> tuple[str, ...]:
    """What pictures need and is not there; empty when all is well."""
    try:
        from PIL import features
    except ImportError:
        return ("Pillow",)
    return tuple(name for name in NEEDED if not features.check(name))


def unread_pictures() -> tuple[str, ...]:
    """The kinds of pictures that can't be read for want of a library: "AVIF", "HEIC", "TIFF".

    Everything else works without them.
    """
    from PIL import features

    found = (("AVIF", features.check("avif")), ("TIFF", features.check("libtiff")))
    kinds = [kind for kind, there in found if not there]
    return (*kinds, *(() if find_spec("pillow_heif") else ("HEIC",)))


def video_reader() -> str | None:
    """The name and version of what reads videos; None when there is nothing."""
    try:
        import cv2
    except ImportError:
        return None
    return f"OpenCV {cv2.__version__}"


def video_fitter() -> str | None:
    """The name and version of what makes videos anew; None when there is nothing that runs.

    Starts it: never on the main thread.
    """
    from brandcraft_desktop.media.ffmpeg import FfmpegTrouble, Limits, run

    try:
        import imageio_ffmpeg

        run(["-version"], limits=Limits(seconds=20))
        return f"ffmpeg {imageio_ffmpeg.get_ffmpeg_version()}"
    except (ImportError, FfmpegTrouble, OSError, RuntimeError):
        return None
