"""What a program writes beside the frames goes; every frame, its time and the loop stay."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageSequence
from PIL.PngImagePlugin import PngInfo

from brandcraft_desktop.media.moving_strip import stripped

SECRET = b"GPS(52.520008,13.404954)"
FRAMES = [Image.effect_noise((40, 30), 60).convert("RGB") for _ in range(3)]
PROFILE = b"a profile of colours " * 8


def made(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    FRAMES[0].save(
        file, kind, save_all=True, append_images=FRAMES[1:], duration=90, loop=0, **options
    )
    return file.getvalue()


def gif() -> bytes:
    """With a comment, XMP as Adobe writes it, and a text in front of a frame."""
    data = made("GIF", comment=SECRET)
    at = data.index(b"\x21\xff\x0bNETSCAPE2.0")
    ending = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    xmp = b"\x21\xff\x0bXMP DataXMP<x:xmpmeta>" + SECRET + b"</x:xmpmeta>" + ending
    text = b"\x21\x01\x0c" + bytes(12) + bytes([len(SECRET)]) + SECRET + b"\x00"
    return data[:at] + xmp + text + data[at:] + SECRET


def png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    return made("PNG", pnginfo=info, exif=exif, icc_profile=PROFILE) + SECRET


def webp() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    return made(
        "WEBP", lossless=True, exif=exif.tobytes(), xmp=b"<x>" + SECRET, icc_profile=PROFILE
    )


def shown(data: bytes) -> list[tuple[bytes, object]]:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.info.get("loop") == 0
        return [
            (frame.convert("RGBA").tobytes(), frame.info.get("duration"))
            for frame in ImageSequence.Iterator(picture)
        ]


@pytest.mark.parametrize("source", [gif, png, webp])
def test_only_what_tells_goes(source: Callable[[], bytes]) -> None:
    before = source()
    assert SECRET in before
    after = stripped(before)
    assert after is not None
    assert SECRET not in after
    assert not any(name in after for name in (b"XMP", b"xmp", b"EXIF", b"eXIf"))
    assert len(shown(before)) == 3
    assert shown(after) == shown(before)
    assert stripped(after) is None, "twice is once"
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert new.info.get("icc_profile") == old.info.get("icc_profile")
        assert not new.getexif()


def test_a_chunk_inside_a_frame_of_webp_goes() -> None:
    clean = stripped(webp())
    assert clean is not None
    at = clean.index(b"ANMF")
    (size,) = struct.unpack_from("<I", clean, at + 4)
    extra = struct.pack("<4sI", b"NOTE", len(SECRET)) + SECRET
    data = bytearray(clean[: at + 8 + size] + extra + clean[at + 8 + size :])
    struct.pack_into("<I", data, at + 4, size + len(extra))
    struct.pack_into("<I", data, 4, len(data) - 8)
    assert stripped(bytes(data)) == clean


def test_what_decides_how_a_png_looks_stays() -> None:
    data = made("PNG")
    at = data.index(b"acTL") - 4
    gamma = struct.pack(">I", 4) + b"gAMA" + struct.pack(">I", 45455)
    gamma += struct.pack(">I", zlib.crc32(gamma[4:]))
    assert stripped(data[:at] + gamma + data[at:]) is None


def test_broken_files_do_no_harm() -> None:
    """Cut off or with wrong bytes: nothing is raised, and nothing grows much."""
    chance = random.Random(5)
    for whole in (gif(), png(), webp()):
        for _ in range(150):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.3:
                del data[chance.randrange(len(data)) :]
            left = stripped(bytes(data))
            assert left is None or len(left) <= len(data) + 2
    assert stripped(b"") is None
    assert stripped(b"GIF89a") is None
