"""What a track's sample description tells: colours of pictures, channels and rate of sound.

Structure: ISO/IEC 14496-12 8.5.2 (sample entries), 14496-14 and 14496-1 (esds and its descriptors),
14496-3 (AudioSpecificConfig), 14496-15 (avcC, hvcC); AV1 and VP9 in ISOBMFF (av1C, vpcC); QuickTime
File Format, "Sound Sample Descriptions" (versions 1 and 2, the wave atom).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

# ISO/IEC 14496-1 table 5: what the codec "mp4a" really is.
_OBJECTS = {0x69: "mp3", 0x6B: "mp3", 0xA5: "ac3", 0xA6: "eac3", 0xAD: "opus", 0xDD: "vorbis"}
# ISO/IEC 14496-3 table 1.18 and 1.19.
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_CHANNELS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 8}
_CHROMA = {1: "4:2:0", 2: "4:2:2", 3: "4:4:4"}
_ALWAYS_420 = (66, 77, 88, 100, 110)  # H.264 profiles: Baseline, Main, Extended, High, High 10
# RFC 6386, 2: VP8 has no other; ISO/IEC 14496-2: nor has what programs write of MPEG-4 Visual.
ALWAYS = {"vp8": "4:2:0", "mpeg4": "4:2:0"}
VISUAL, _AUDIO = 78, 28  # bytes of an entry before its own boxes


# ETSI TS 102 366, 4.4.1 and table 5.8: channels without the low ones, kilobits and hertz.
_DOLBY_CHANNELS = (2, 1, 2, 3, 3, 4, 4, 5)
_DOLBY_RATES = (48000, 44100, 32000, 0)
_DOLBY_BIT_RATES = (
    *(32, 40, 48, 56, 64, 80, 96, 112, 128, 160),
    *(192, 224, 256, 320, 384, 448, 512, 576, 640),
)
_OPUS_RATE = 48000


@dataclass(frozen=True)
class Sound:
    """What is known of a sound track; 0 and "" are not known."""

    codec: str = ""
    channels: int = 0
    rate: int = 0
    bit_rate: int = 0


def children(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in a box's body; ends at the first that does not fit."""
    place = 0
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if length < 8 or place + length > len(data):
            return
        yield kind, data[place + 8 : place + length]
        place += length


def chroma(entry: bytes, codec: str = "") -> str:
    """How colours are stored ("4:2:0"), of a visual sample entry's body; "" if it is not told."""
    try:
        for kind, body in children(entry[VISUAL:]):
            told = chroma_of(kind, body)
            if told:
                return told
    except (struct.error, IndexError):
        return ""  # an odd description: the video may play all the same
    return ALWAYS.get(codec, "")


def chroma_of(kind: bytes, body: bytes) -> str:
    """The same, of one box within. Raises `struct.error`, IndexError."""
    if kind == b"avcC":
        return _avc(body)
    if kind == b"hvcC":
        return _CHROMA.get(body[16] & 3, "")
    if kind == b"vpcC":
        return _CHROMA.get(max(1, body[6] >> 1 & 7), "")
    if kind == b"av1C":
        return {3: "4:2:0", 2: "4:2:2", 0: "4:4:4"}.get(body[2] >> 2 & 3, "")
    return ""


def sound(entry: bytes, code: str = "") -> Sound:
    """What an audio sample entry's body says; `code` are its four letters."""
    try:
        return _sound(entry, code)
    except (struct.error, IndexError):
        return Sound()  # as above


def _sound(entry: bytes, code: str) -> Sound:
    version, channels, rate = struct.unpack_from(">H6xH6xH", entry, 8)
    start = _AUDIO + {1: 16, 2: 36}.get(version, 0)
    if version == 2:
        rate = round(struct.unpack_from(">d", entry, 32)[0])
        channels = struct.unpack_from(">I", entry, 40)[0]
    for kind, body in _flattened(entry[start:]):
        if kind == b"esds":
            told = _elementary(body[4:])
            return Sound(told.codec, told.channels or channels, told.rate or rate, told.bit_rate)
        if kind == b"dac3":
            return _dolby(body)
        if kind == b"dec3":
            return _dolby_plus(body)
        if kind == b"dOps":
            # Decoded it always has 48 kHz: https://opus-codec.org/docs/opus_in_isobmff.html
            return Sound("", body[1], _OPUS_RATE)
    return Sound("", channels, _OPUS_RATE if code == "Opus" else rate)


def _dolby(body: bytes) -> Sound:
    """ETSI TS 102 366, F.4: of AC-3 the sample entry always says two channels."""
    bits = int.from_bytes(body[:3], "big")
    channels = _DOLBY_CHANNELS[bits >> 11 & 7] + (bits >> 10 & 1)
    place = bits >> 5 & 31
    rate = _DOLBY_BIT_RATES[place] * 1000 if place < len(_DOLBY_BIT_RATES) else 0
    return Sound("", channels, _DOLBY_RATES[bits >> 22 & 3], rate)


def _dolby_plus(body: bytes) -> Sound:
    """ETSI TS 102 366, F.6, of the first independent substream."""
    bits = int.from_bytes(body[:5], "big")
    channels = _DOLBY_CHANNELS[bits >> 9 & 7] + (bits >> 8 & 1)
    return Sound("", channels, _DOLBY_RATES[bits >> 22 & 3], (bits >> 27) * 1000)


def _flattened(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of an entry; QuickTime hides some in a box "wave"."""
    for kind, body in children(data):
        if kind == b"wave":
            yield from children(body)
        else:
            yield kind, body


def _avc(body: bytes) -> str:
    profile = body[1]
    if profile in _ALWAYS_420:
        return _CHROMA[1]
    place = 6
    for _ in range(body[5] & 0x1F):
        place += 2 + struct.unpack_from(">H", body, place)[0]
    pictures = body[place]
    place += 1
    for _ in range(pictures):
        place += 2 + struct.unpack_from(">H", body, place)[0]
    return _CHROMA.get(body[place] & 3, "") if place < len(body) else ""


def _elementary(data: bytes) -> Sound:
    """The decoder's part of an elementary stream descriptor."""
    tag, body = _descriptor(data)
    if tag != 3:
        return Sound()
    flags = body[2]
    place = 3 + 2 * bool(flags & 0x80) + 2 * bool(flags & 0x20)
    if flags & 0x40:
        place += 1 + body[place]
    tag, decoder = _descriptor(body[place:])
    if tag != 4:
        return Sound()
    codec = _OBJECTS.get(decoder[0], "aac")
    average = struct.unpack_from(">I", decoder, 9)[0]
    if codec != "aac" or len(decoder) < 17:
        return Sound(codec, bit_rate=average)
    tag, config = _descriptor(decoder[13:])
    channels, rate = _audio_config(config) if tag == 5 else (0, 0)
    return Sound(codec, channels, rate, average)


def _descriptor(data: bytes) -> tuple[int, bytes]:
    """The first descriptor: its tag and its body."""
    length, place = 0, 1
    for _ in range(4):
        byte = data[place]
        length = length << 7 | byte & 0x7F
        place += 1
        if not byte & 0x80:
            break
    return data[0], data[place : place + length]


def _audio_config(config: bytes) -> tuple[int, int]:
    """(channels, samples a second) of an AudioSpecificConfig; 0 where it does not say."""
    bits = int.from_bytes(config[:8].ljust(8, b"\0"), "big")
    kind, used = bits >> 59, 5
    if kind == 31:
        used += 6
    index = bits >> (60 - used) & 15
    used += 4
    if index == 15:
        rate = bits >> (40 - used) & 0xFFFFFF
        used += 24
    else:
        rate = _RATES[index] if index < len(_RATES) else 0
    return _CHANNELS.get(bits >> (60 - used) & 15, 0), rate
