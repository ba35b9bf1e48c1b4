"""A made-up surface and files that it takes, to be changed in one respect."""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.media_check import media_problems
from brandcraft_desktop.domain.media_rules import (
    Aspect,
    ImageRules,
    MediaFacts,
    MediaKind,
    MediaState,
    VideoRules,
)
from brandcraft_desktop.domain.plan import AttachedMedia, Problem
from brandcraft_desktop.domain.surfaces import Count, SurfaceRules

IMAGE = ImageRules(
    frozenset({"image/jpeg", "image/png"}),
    1_000_000,
    min_width=320,
    max_width=1440,
    aspect=Aspect(0.8, 1.91),
)
VIDEO = VideoRules(
    frozenset({"video/mp4"}),
    100_000_000,
    60.0,
    min_seconds=3.0,
    codecs=frozenset({"h264", "hevc"}),
    min_width=540,
    max_width=1920,
    aspect=Aspect(0.5, 2.0),
    max_frame_rate=60,
    channels=frozenset({2}),
)
SHOP = SurfaceRules(
    "window",
    "a window",
    images=Count(1, 3),
    videos=Count(1, 1),
    image=IMAGE,
    video=VIDEO,
    alt_text_max=10,
)
PICTURE = MediaFacts(MediaKind.IMAGE, "image/jpeg", 50_000, 1000, 1000)
CLIP = MediaFacts(
    MediaKind.VIDEO,
    "video/mp4",
    5_000_000,
    720,
    1280,
    duration=10.0,
    frame_rate=30.0,
    codec="h264",
)


def attach(
    facts: MediaFacts | None, name: str = "beach.png", alt: str = "a beach"
) -> AttachedMedia:
    state = MediaState.PENDING if facts is None else MediaState.PROCESSED
    return AttachedMedia(f"id of {name}", "0" * 64, name, state, facts, alt)


def found(*media: AttachedMedia, rules: SurfaceRules = SHOP) -> list[Problem]:
    return list(media_problems(rules, media, platform_name="Shop"))


def picture(**changes: object) -> AttachedMedia:
    return attach(replace(PICTURE, **changes))  # type: ignore[arg-type]


def clip(**changes: object) -> AttachedMedia:
    return attach(replace(CLIP, **changes), "clip.mp4")  # type: ignore[arg-type]
