"""Frames, bits and sound a second of a converted video. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.media_rules import MediaFacts, VideoRules

# As many bytes as a video may have that is added here (media/probe.py).
MOST_BYTES = 4_000_000_000
AUDIO_BIT_RATE = 128_000  # AAC, what Instagram, Threads and Facebook name in their tables
# Encoders keep to an average only roughly, and the wrapping takes a little as well.
MARGIN = 0.94
# Bits a pixel and frame of H.264 that look good: YouTube's figures for uploads of 1080p at 30
# frames (8 Mbit/s, support.google.com/youtube/answer/1722171) are 0.13.
GOOD_BITS = 0.13
LEAST_BIT_RATE = 150_000
PLAIN = 0.4  # of the good rate: less than that is seen
BLURRED = 0.25
TOLERABLE = 0.12
# How much better than H.264 the codecs are that a video comes in: it needs more bits afterwards.
_DENSER = {"hevc": 1.7, "vp9": 1.7, "av1": 2.2}
_STANDARD = (24_000 / 1001, 24.0, 25.0, 30_000 / 1001, 30.0, 50.0, 60_000 / 1001, 60.0)
_SAMPLE_RATES = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000)


@dataclass(frozen=True)
class Sound:
    """Bits a second, hertz, channels."""

    bit_rate: int
    sample_rate: int
    channels: int


def sound_for(rules: VideoRules, facts: MediaFacts) -> Sound:
    """How the sound is made, should there be any."""
    rate = max(AUDIO_BIT_RATE, rules.min_audio_bit_rate)
    if rules.max_audio_bit_rate is not None:
        rate = min(rate, rules.max_audio_bit_rate)
    most = rules.max_sample_rate or _SAMPLE_RATES[0]
    hertz = next((one for one in _SAMPLE_RATES if one <= most), most)
    allowed = {one for one in rules.channels if one <= 2} or rules.channels or {1, 2}
    found = facts.audio_channels
    channels = found if found in allowed and found is not None else max(allowed)
    return Sound(rate, hertz, channels)


def frame_rate_for(rules: VideoRules, facts: MediaFacts) -> float | None:
    """Another frame rate where the file's is not taken or not even; None: its own."""
    found = facts.frame_rate
    if not found:
        return None
    least, most = rules.min_frame_rate, rules.max_frame_rate

    def taken(rate: float) -> bool:
        return least <= round(rate) and (most is None or round(rate) <= most)

    if not taken(found):
        # Frames left out or shown twice evenly don't stutter.
        even = [found / 2, found / 3, found / 4, found / 5, *(found * n for n in range(2, 13))]
        wanted = (one for one in even if taken(one))
        return next(wanted, float(most if most is not None and found > most else max(least, 1)))
    if facts.constant_rate is False:
        nearest = min(_STANDARD, key=lambda one: abs(one - found))
        close = abs(nearest - found) <= found / 10 and taken(nearest)
        return nearest if close else float(max(1, round(found)))
    return None


def good_rate(facts: MediaFacts, size: tuple[int, int], frame_rate: float | None) -> int:
    """The bits a second with which nothing is seen to be lost; never far above the source's own."""
    rate = frame_rate or facts.frame_rate or 30.0
    # Of twice as many frames each is more alike to the one before.
    busy = min(rate, 30.0) + max(0.0, min(rate, 240.0) - 30.0) / 2
    pixels = size[0] * size[1]
    wanted = GOOD_BITS * pixels * busy
    if facts.bit_rate:
        share = min(1.0, pixels / (facts.width * facts.height))
        denser = 1.3 * _DENSER.get(facts.codec, 1.0)
        # Fewer pixels need more bits each.
        wanted = min(wanted, facts.bit_rate * denser * share**0.75)
    return max(LEAST_BIT_RATE, round(wanted))


def bytes_limit(rules: VideoRules) -> int:
    """How many bytes a finished video may have at most."""
    known = [most for most in (rules.max_bytes, rules.safe_bytes) if most is not None]
    return min([*known, MOST_BYTES])


def room_for_pictures(rules: VideoRules, lasts: float | None, sound: Sound) -> int | None:
    """The bits a second left for the pictures by the bytes and rates; None: no limit is known."""
    totals = []
    if lasts:
        totals.append(bytes_limit(rules) * 8 * MARGIN / lasts)
    if rules.max_bit_rate is not None:
        totals.append(rules.max_bit_rate * MARGIN)
    return int(min(totals) - sound.bit_rate) if totals else None


def floor_for_pictures(rules: VideoRules, lasts: float | None) -> int:
    """The bits a second below which a file would have fewer bytes than are asked for."""
    return round(rules.min_bytes * 8 * 1.25 / lasts) if lasts and rules.min_bytes else 0
