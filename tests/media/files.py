"""Real files made on the spot."""

from __future__ import annotations

import struct
import subprocess
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112
# Sources for `encoded`: a second of moving pictures, a second of sound.
PICTURES = ("-f", "lavfi", "-i", "testsrc=size=64x36:rate=25:duration=1")
SOUND = ("-f", "lavfi", "-i", "sine=duration=1:sample_rate=44100")


def photo(
    path: Path, size: tuple[int, int] = (640, 480), *, turn: int = 1, quality: int = 90
) -> Path:
    """A JPEG with a red top left quarter, camera data, a place and an orientation."""
    picture = Image.new("RGB", size, (30, 90, 200))
    picture.paste((220, 20, 20), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    exif[0x010F] = "A maker of cameras"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)})
    picture.save(path, "JPEG", exif=exif, quality=quality, comment=b"a private remark")
    return path


def noise(path: Path, size: tuple[int, int], *, seed: int = 1) -> Path:
    """A JPEG that is as hard to compress as a photo of grass."""
    random = np.random.default_rng(seed)
    small = random.integers(0, 255, (size[1] // 2, size[0] // 2, 3), dtype=np.uint8)
    Image.fromarray(small).resize(size, Image.Resampling.BILINEAR).save(path, "JPEG", quality=95)
    return path


def bomb(path: Path, width: int = 60000, height: int = 60000) -> Path:
    """A PNG of a few hundred bytes that decodes to gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def video(
    path: Path, *, seconds: float = 1.0, size: tuple[int, int] = (320, 180), code: str = "mp4v"
) -> Path:
    """A short moving picture without sound; 10 frames a second."""
    import cv2

    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), 10.0, size)
    assert writer.isOpened()
    for number in range(round(seconds * 10)):
        frame = np.full((size[1], size[0], 3), 40, dtype=np.uint8)
        frame[:, : size[0] // 2] = (0, 0, 200)
        frame[10:30, 10 + number * 4 : 30 + number * 4] = 255
        writer.write(frame)
    writer.release()
    return path


def encoded(path: Path, *options: str, sources: tuple[str, ...] = (*PICTURES, *SOUND)) -> Path:
    """A short video with sound, made with these options of ffmpeg."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-threads", "1", *sources]
    subprocess.run([*command, *options, str(path)], check=True, stdin=subprocess.DEVNULL)
    return path
