"""Counting, splitting and finding live pieces of a text, by platform: for the command line.

Needs no workspace. Every function raises `NotFound` for an unknown platform and `BadInput` for
half a character, which no platform could be sent.
"""

from __future__ import annotations

from functools import cache

from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.planner import Planner
from brandcraft_desktop.publishers.registry import Registry


@cache
def _registry() -> Registry:
    return Registry()


def _planner(platform: str, text: str) -> Planner:
    normalise(text)  # refuses half characters; otherwise the text is taken as it was given
    return _registry().get(platform)


def measure(platform: str, text: str) -> Measure:
    """How long `text` is for `platform`."""
    return _planner(platform, text).measure(text)


def split(platform: str, text: str, numbering: str | None = None) -> tuple[str, ...]:
    """`text` in parts that fit; `numbering` is a pattern like "{n}/{total}" or None."""
    return _planner(platform, text).split(text, numbering)


def spans(platform: str, text: str) -> tuple[Span, ...]:
    """The links, mentions and tags the platform will make live."""
    return _planner(platform, text).spans(text)
