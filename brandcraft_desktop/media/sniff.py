"""What a file is, by its first bytes: names and suffixes are not to be trusted."""

from __future__ import annotations

import struct

from brandcraft_desktop.media import signatures
from brandcraft_desktop.media.signatures import Sniffed

HEAD = 4096  # bytes that `sniff` wants to see; fewer are fine

# Brands of ISO media files: https://mp4ra.org/registered-types/brands
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs")
_HEIF = (b"mif1", b"mif2", b"msf1", b"miaf")
_AVIF = (b"avif", b"avis", b"avio")
_SOUND = (b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B ")
_M4V = (b"M4V ", b"M4VH", b"M4VP")
# Boxes that QuickTime files older than "ftyp" begin with.
_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_DOC_TYPE = b"\x42\x82"  # https://www.rfc-editor.org/rfc/rfc8794#name-doctype-element
_PACKET = 188  # of an MPEG transport stream; Blu-ray puts four bytes before each


def sniff(head: bytes) -> Sniffed | None:
    """What a file that begins with `head` is; None if nobody can tell."""
    kind = head[4:8]
    if kind == b"ftyp":
        return _iso(head)
    if kind in (b"styp", b"moof", b"sidx"):
        return signatures.PIECE
    if head[:4] == b"RIFF":
        return _riff(head[8:12])
    if head[:4] == b"\x1aE\xdf\xa3":
        return _matroska(head)
    if head[8:10] == b"CR" and head[:4] == b"II*\x00":  # Canon's CR2 says so behind the TIFF head
        return signatures.CAMERA_RAW
    for start, sniffed in signatures.STARTS:
        if head.startswith(start):
            return sniffed
    if kind in _QUICKTIME:
        return signatures.QUICKTIME
    return _text(head) or _stream(head)


def _iso(head: bytes) -> Sniffed | None:
    """By the major brand; where that names only the structure, by what else it is compatible to."""
    (length,) = struct.unpack_from(">I", head)
    major = head[8:12]
    others = [head[at : at + 4] for at in range(16, min(length, len(head)), 4)]
    if major in _AVIF or (major in _HEIF and any(one in _AVIF for one in others)):
        return signatures.AVIF
    if major in _HEIC or (major in _HEIF and any(one in _HEIC for one in others)):
        return signatures.HEIC
    if major in _HEIF:
        return signatures.HEIF
    if major == b"crx ":  # Canon's CR3
        return signatures.CAMERA_RAW
    if major == b"qt  ":
        return signatures.QUICKTIME
    if major in _M4V:
        return signatures.M4V
    return signatures.M4A if major in _SOUND else signatures.MP4


def _riff(form: bytes) -> Sniffed | None:
    known = {b"WEBP": signatures.WEBP, b"AVI ": signatures.AVI, b"WAVE": signatures.WAVE}
    return known.get(form)


def _matroska(head: bytes) -> Sniffed | None:
    """By the DocType element of the EBML header, within its first bytes."""
    at = head.find(_DOC_TYPE, 4)
    if at < 0 or len(head) < at + 3:
        return None
    word = head[at + 3 : at + 3 + (head[at + 2] & 0x7F)].rstrip(b"\0")
    return {b"webm": signatures.WEBM, b"matroska": signatures.MATROSKA}.get(word)


def _text(head: bytes) -> Sniffed | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, sniffed in signatures.WORDS:
        if text.startswith(start):
            return signatures.SVG if start == b"<?xml" and b"<svg" in text else sniffed
    return None


def _stream(head: bytes) -> Sniffed | None:
    """Formats without a head of their own: packets and frames that begin alike."""
    for first, apart in ((0, _PACKET), (4, _PACKET + 4)):
        marks = head[first : first + 4 * apart : apart]
        if len(marks) == 4 and marks == b"G" * 4:
            return signatures.MPEG_STREAM
    # Eleven bits of one begin a frame of MPEG sound, with or without the head of ADTS.
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x18 != 0x08:
        return signatures.MP3
    return None
