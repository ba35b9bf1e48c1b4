"""Counting, splitting and finding live pieces of a text, by platform: for the command line."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.registry import Registry


def measure(platforms: Registry, platform: str, text: str) -> Measure:
    """How long `text` is for `platform`. Raises `NotFound` for an unknown platform."""
    return platforms.get(platform).measure(text)


def split(
    platforms: Registry, platform: str, text: str, numbering: str | None = None
) -> tuple[str, ...]:
    """`text` in parts that fit; `numbering` is a pattern like "{n}/{total}" or None."""
    return platforms.get(platform).split(text, numbering)


def spans(platforms: Registry, platform: str, text: str) -> tuple[Span, ...]:
    """The links, mentions and tags the platform will make live."""
    return platforms.get(platform).spans(text)
