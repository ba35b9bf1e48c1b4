"""Every platform the program knows, in the fixed order of every list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.publishers.base import Publisher
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky
from brandcraft_desktop.publishers.discord import Discord
from brandcraft_desktop.publishers.facebook.publisher import Facebook
from brandcraft_desktop.publishers.instagram.publisher import Instagram
from brandcraft_desktop.publishers.linkedin.publisher import LinkedIn
from brandcraft_desktop.publishers.mastodon.publisher import Mastodon
from brandcraft_desktop.publishers.pinterest.publisher import Pinterest
from brandcraft_desktop.publishers.planner import Planner
from brandcraft_desktop.publishers.telegram import Telegram
from brandcraft_desktop.publishers.threads.publisher import Threads
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from brandcraft_desktop.publishers.x.publisher import X
from brandcraft_desktop.publishers.youtube.publisher import YouTube

PLATFORMS: tuple[Planner, ...] = (
    X(),
    Facebook(),
    Instagram(),
    Threads(),
    TikTok(),
    YouTube(),
    LinkedIn(),
    Bluesky(),
    Mastodon(),
    Pinterest(),
    Telegram(),
    Discord(),
)


class Registry:
    """The platforms by their id; those that can be published to are whole `Publisher`s."""

    def __init__(self, platforms: Iterable[Planner] = PLATFORMS) -> None:
        ordered = sorted(platforms, key=lambda platform: platform.info.order)
        self._platforms = {platform.info.id: platform for platform in ordered}
        # Asked once: a runtime check of a protocol is slow.
        self._publishers = {
            name: platform for name, platform in self._platforms.items() if _publishes(platform)
        }

    def all(self) -> tuple[Planner, ...]:
        """All of them, in the order of their `info.order`."""
        return tuple(self._platforms.values())

    def publishers(self) -> tuple[Publisher, ...]:
        """Those that accounts can be connected to, in the same order."""
        return tuple(self._publishers.values())

    def get(self, platform: str) -> Planner:
        """The planner of one platform. Raises `errors.NotFound`."""
        found = self._platforms.get(platform)
        if found is None:
            known = ", ".join(self._platforms)
            raise NotFound(
                f"There is no platform “{platform}”.", "", f"The platforms are: {known}."
            )
        return found

    def publisher(self, platform: str) -> Publisher:
        """The publisher of one platform. Raises `errors.NotFound`."""
        name = self.get(platform).info.name
        found = self._publishers.get(platform)
        if found is None:
            ready = ", ".join(self._publishers)
            raise NotFound(
                f"{name} can't be published to yet.",
                "This version counts, checks and previews texts for it, but can't sign in there.",
                f"Accounts can be connected on: {ready}.",
            )
        return found


def _publishes(platform: Planner) -> TypeGuard[Publisher]:
    return isinstance(platform, Publisher)
