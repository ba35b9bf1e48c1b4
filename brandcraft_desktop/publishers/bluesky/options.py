"""A post's Bluesky options, read from their stored texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.domain.options import effective, listed
from brandcraft_desktop.publishers.bluesky.info import INFO


@dataclass(frozen=True)
class Options:
    """What a person chose; unusable values count as not chosen (the plan tells of them)."""

    languages: tuple[str, ...]
    label: str
    replies: str
    link_card: bool


def read(options: Mapping[str, str]) -> Options:
    """The typed options."""
    values = effective(INFO.options, options)
    return Options(
        languages=listed(values["languages"]),
        label=values["labels"],
        replies=values["replies"],
        link_card=values["link_card"] == "true",
    )
