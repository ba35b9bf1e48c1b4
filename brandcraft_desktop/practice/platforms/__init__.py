"""The platforms of the practice world, registered by hand."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.practice.platform import PlatformMaker
from brandcraft_desktop.practice.platforms.bluesky.platform import Bluesky

PLATFORMS: Mapping[str, PlatformMaker] = {"bluesky": Bluesky}
