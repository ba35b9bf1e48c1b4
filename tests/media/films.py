"""Videos with everything in them that a telephone writes beside the pictures."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

from tests.media.files import video

PLACE = b"+52.5200+013.4050/"
CAMERA = b"A maker of telephones"
ALONG = b"48.8584N 2.2945E at noon!"  # the place while it moves, a track of its own
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
SPHERICAL = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")
SECRETS = (PLACE, CAMERA, ALONG)


def box(kind: bytes, *content: bytes, long: bool = False) -> bytes:
    """A box; `long` writes its length in 64 bits."""
    body = b"".join(content)
    if long:
        return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind: bytes, *content: bytes) -> bytes:
    """A box that begins with version and flags."""
    return box(kind, bytes(4), *content)


def numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *values)


def telephone_film(path: Path, *, seconds: float = 0.5) -> Path:
    """An MP4 with its table of contents at the end, as telephones write them."""
    data = bytearray(video(path, seconds=seconds).read_bytes())
    place = data.rfind(b"moov") - 4
    assert place > data.find(b"mdat")
    (length,) = struct.unpack_from(">I", data, place)
    assert place + length == len(data), "the table of contents is the last box"
    moov = bytearray(data[place + 8 :])
    dated = moov.index(b"mvhd") + 8
    moov[dated : dated + 8] = numbers(3_800_000_000, 3_800_000_001)
    track = moov.index(b"trak")
    (size,) = struct.unpack_from(">I", moov, track - 4)
    own = box(b"udta", box(b"name", CAMERA)) + box(b"uuid", SPHERICAL, b"<rdf:SphericalVideo/>")
    struct.pack_into(">I", moov, track - 4, size + len(own))
    moov[track - 4 + size : track - 4 + size] = own
    told = box(b"udta", box(b"\xa9xyz", PLACE), box(b"\xa9mak", CAMERA))
    meta = full(b"meta", full(b"hdlr", bytes(4), b"mdta"), box(b"ilst", PLACE))
    samples = box(b"mdat", ALONG, ALONG)
    at = place + 8  # of the first sample, in a box of its own before the table of contents
    trak = _metadata_track(at, len(ALONG))
    xmp = box(b"uuid", XMP, b"<x:xmpmeta>" + PLACE, long=True)
    left = box(b"free", bytes(10) + PLACE)
    path.write_bytes(
        bytes(data[:place]) + samples + box(b"moov", bytes(moov), told, meta, trak) + xmp + left
    )
    return path


def _metadata_track(place: int, size: int) -> bytes:
    table = box(
        b"stbl",
        full(b"stsd", numbers(1), box(b"mebx", bytes(8))),
        full(b"stts", numbers(1, 2, 300)),
        full(b"stsz", numbers(0, 2, size, size)),
        full(b"stsc", numbers(1, 1, 2, 1)),
        full(b"stco", numbers(1, place)),
    )
    media = box(
        b"mdia",
        full(b"mdhd", numbers(1, 1, 600, 600, 0)),
        full(b"hdlr", bytes(4), b"meta", bytes(13)),
        box(b"minf", table),
    )
    return box(b"trak", full(b"tkhd", bytes(80)), media)


def with_ffmpeg(source: Path, target: Path) -> Path:
    """The same film with a place and a title, written by another program."""
    told = [f"location={PLACE.decode()}", f"title={CAMERA.decode()}", f"comment={CAMERA.decode()}"]
    words = [word for one in told for word in ("-metadata", one)]
    run_ffmpeg("-i", str(source), "-c", "copy", *words, str(target))
    return target


def subtitled_film(folder: Path, target: Path, *words: str) -> Path:
    """A film with its place along the way as subtitles, as drones write it, and a chapter.

    `words` are further options of the program that writes it.
    """
    moments = ("00:00:00,000 --> 00:00:00,200", "00:00:00,200 --> 00:00:00,400")
    told = (f"{number}\n{moment}\n{ALONG.decode()}\n" for number, moment in enumerate(moments, 1))
    (folder / "along.srt").write_text("\n".join(told), encoding="utf-8")
    chapter = f"[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=300\ntitle={CAMERA.decode()}\n"
    (folder / "chapter.txt").write_text(f";FFMETADATA1\n{chapter}", encoding="utf-8")
    said = run_ffmpeg(
        *("-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=0.6"),
        *("-f", "lavfi", "-i", "sine=duration=0.6", "-i", str(folder / "along.srt")),
        *("-i", str(folder / "chapter.txt"), "-map", "0", "-map", "1", "-map", "2"),
        *("-map_metadata", "3", "-metadata:s:v", f"handler_name={CAMERA.decode()}"),
        *("-metadata:s:v", f"title={CAMERA.decode()}", "-metadata", f"title={CAMERA.decode()}"),
        *words,
        str(target),
    )
    assert not said, said
    return target


def run_ffmpeg(*words: str) -> str:
    """What the program says."""
    import imageio_ffmpeg

    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode(errors="replace")


def pictures(path: Path) -> str:
    """A checksum of each picture and sound in a film, as it is decoded."""
    return run_ffmpeg(
        *("-loglevel", "error", "-i", str(path)),
        *("-map", "0:v", "-map", "0:a?", "-f", "framemd5", "-"),
    )
