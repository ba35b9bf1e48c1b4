"""The names of codecs: many ways to write them in files, one way to call them.

Sources: https://mp4ra.org/registered-types/sampleentries, the QuickTime File Format,
https://www.matroska.org/technical/codec_specs.html.
"""

from __future__ import annotations

_ISO = {
    **dict.fromkeys(("avc1", "avc3", "h264", "dva1", "dvav"), "h264"),
    **dict.fromkeys(("hvc1", "hev1", "hevc", "dvh1", "dvhe"), "hevc"),
    **dict.fromkeys(("mp4v", "fmp4", "xvid", "divx", "dx50"), "mpeg4"),
    **dict.fromkeys(("vp08", "vp80"), "vp8"),
    **dict.fromkeys(("vp09", "vp90"), "vp9"),
    "av01": "av1",
    **dict.fromkeys(("apco", "apcs", "apcn", "apch", "ap4h", "ap4x"), "prores"),
    **dict.fromkeys(("jpeg", "mjpa", "mjpb", "mjpg"), "mjpeg"),
    "AVdn": "dnxhd",
    **dict.fromkeys(("s263", "h263"), "h263"),
    **dict.fromkeys(("mp2v", "mpg2", "m2v1"), "mpeg2"),
    "vvc1": "vvc",
    "mp4a": "aac",
    **dict.fromkeys((".mp3", "mp3"), "mp3"),
    "Opus": "opus",
    "ac-3": "ac3",
    "ec-3": "eac3",
    "fLaC": "flac",
    "samr": "amr",
    **dict.fromkeys(
        ("sowt", "twos", "lpcm", "ipcm", "fpcm", "in24", "in32", "fl32", "fl64", "raw"), "pcm"
    ),
}
_MATROSKA = {
    "V_MPEG4/ISO/AVC": "h264",
    "V_MPEGH/ISO/HEVC": "hevc",
    "V_MPEGI/ISO/VVC": "vvc",
    "V_MPEG4/ISO/": "mpeg4",
    "V_MPEG1": "mpeg1",
    "V_MPEG2": "mpeg2",
    "V_VP8": "vp8",
    "V_VP9": "vp9",
    "V_AV1": "av1",
    "V_PRORES": "prores",
    "V_MJPEG": "mjpeg",
    "V_THEORA": "theora",
    "V_FFV1": "ffv1",
    "A_AAC": "aac",
    "A_OPUS": "opus",
    "A_VORBIS": "vorbis",
    "A_MPEG/L3": "mp3",
    "A_MPEG/L2": "mp2",
    "A_AC3": "ac3",
    "A_EAC3": "eac3",
    "A_PCM/": "pcm",
    "A_FLAC": "flac",
    "A_ALAC": "alac",
    "A_DTS": "dts",
    "A_TRUEHD": "truehd",
}


def codec_name(written: str) -> str:
    """What a codec is called here ("h264"); as it is written where nobody knows it."""
    if written in _ISO:
        return _ISO[written]
    for start, name in _MATROSKA.items():
        if written.startswith(start):
            return name
    return _ISO.get(written.lower(), written)
