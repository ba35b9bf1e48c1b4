"""Counting, splitting and finding live pieces of a text, by platform: for the command line."""

from __future__ import annotations

from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind
from brandcraft_desktop.publishers.registry import Registry

_TARGET = {SpanKind.LINK: "uri", SpanKind.MENTION: "handle", SpanKind.TAG: "tag"}


def platforms() -> Registry:
    """Every platform the program knows, without opening a workspace."""
    return Registry()


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


def facets(platforms: Registry, platform: str, text: str) -> list[dict[str, object]]:
    """The same as documents: UTF-8 byte offsets (end exclusive) and what becomes live there."""
    return [
        {
            "byteStart": span.byte_start,
            "byteEnd": span.byte_end,
            "features": [{"type": span.kind.value, _TARGET[span.kind]: span.target}],
        }
        for span in spans(platforms, platform, text)
    ]
