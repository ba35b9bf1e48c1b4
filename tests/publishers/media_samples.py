"""Files that every surface takes, to be changed in one respect."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.plan import AttachedMedia

PICTURE = MediaFacts(MediaKind.IMAGE, "image/jpeg", 100_000, 1000, 1000)
# Small and upright: within the narrowest bounds of all ten platforms at once.
CLIP = MediaFacts(
    MediaKind.VIDEO,
    "video/mp4",
    5_000_000,
    576,
    1024,
    duration=10.0,
    frame_rate=30.0,
    bit_rate=4_000_000,
    codec="h264",
    audio_codec="aac",
    chroma="4:2:0",
    audio_channels=2,
    audio_sample_rate=48_000,
    audio_bit_rate=128_000,
    fast_start=True,
    edited=False,
)


def attach(facts: MediaFacts, name: str = "beach", *, alt: str = "a beach") -> AttachedMedia:
    """These facts as a file on a post."""
    digest = sha256(name.encode()).hexdigest()
    return AttachedMedia(f"id-{name}", digest, name, MediaState.PROCESSED, facts, alt)


def several(facts: MediaFacts, count: int) -> tuple[AttachedMedia, ...]:
    """As many files of one kind."""
    return tuple(attach(facts, f"file {number}") for number in range(count))


def shaped(facts: MediaFacts, aspect: float, *, least: int = 1) -> MediaFacts:
    """The same file in exactly this shape, at least `least` pixels wide and about 1000 long."""
    exact = Fraction(aspect).limit_denominator(1000)
    width, height = exact.numerator, exact.denominator
    times = max(1000 // max(width, height), -(-least // width), 1)
    return replace(facts, width=width * times, height=height * times)
