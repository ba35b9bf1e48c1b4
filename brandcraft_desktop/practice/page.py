"""The page for people: what arrived, like a timeline."""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.practice.platform import PracticePlatform


def render(platforms: Sequence[PracticePlatform]) -> str:
    """The whole page, newest first."""
    return "<!doctype html><title>Practice</title>"
