"""What the first bytes of files say, also of those whose first word tells nothing."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.media.sniff import sniff


def brands(major: bytes, *others: bytes) -> bytes:
    body = major + bytes(4) + b"".join(others)
    return struct.pack(">I4s", len(body) + 8, b"ftyp") + body + b"\x00\x00\x00\x08free"


def ebml(kind: bytes, *, before: bytes = b"") -> bytes:
    body = before + b"\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1aE\xdf\xa3" + bytes([0x80 | len(body)]) + body


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (brands(b"heic", b"mif1"), "image/heic"),
        (brands(b"mif1", b"mif1", b"heic"), "image/heic"),
        (brands(b"msf1", b"hevc"), "image/heic"),
        (brands(b"mif1", b"miaf"), "image/heif"),
        (brands(b"mif1", b"avif", b"miaf"), "image/avif"),
        (brands(b"avis", b"avif"), "image/avif"),
        (brands(b"qt  "), "video/quicktime"),
        (brands(b"M4V ", b"mp42"), "video/x-m4v"),
        (brands(b"isom", b"avc1"), "video/mp4"),
        (brands(b"3gp4"), "video/mp4"),
        (brands(b"M4A "), "audio/mp4"),
        (b"\x00\x00\x00\x08wide\x00\x00\x01\x00mdat", "video/quicktime"),
        (ebml(b"webm"), "video/webm"),
        (ebml(b"matroska"), "video/x-matroska"),
        (ebml(b"webm", before=b"\xec\x83abc\x42\x86\x81\x01"), "video/webm"),
        (b"II+\x00\x08\x00", "image/tiff"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\xff\xf1\x50\x80" + bytes(20), "audio/mpeg"),
    ],
)
def test_what_the_first_bytes_say(head: bytes, mime: str) -> None:
    found = sniff(head)
    assert found is not None
    assert found.mime == mime


def test_an_unknown_kind_of_matroska_is_not_guessed() -> None:
    assert sniff(ebml(b"other")) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_answered(head: bytes) -> None:
    found = sniff(head)
    assert found is None or "/" in found.mime


@given(st.sampled_from([b"\0\0\0\x18ftyp", b"\x1aE\xdf\xa3", b"RIFF"]), st.binary(max_size=40))
def test_any_continuation_is_answered(start: bytes, rest: bytes) -> None:
    found = sniff(start + rest)
    assert found is None or found.word[:2] in ("a ", "an")
