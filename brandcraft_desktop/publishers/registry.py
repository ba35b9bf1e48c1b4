"""Every platform the program can publish to, in the fixed order of every list."""

from __future__ import annotations

from collections.abc import Iterable

from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.publishers.base import Publisher
from brandcraft_desktop.publishers.bluesky.publisher import Bluesky

PLATFORMS: tuple[Publisher, ...] = (Bluesky(),)


class Registry:
    """The publishers by their platform's id."""

    def __init__(self, publishers: Iterable[Publisher] = PLATFORMS) -> None:
        ordered = sorted(publishers, key=lambda publisher: publisher.info.order)
        self._publishers = {publisher.info.id: publisher for publisher in ordered}

    def all(self) -> tuple[Publisher, ...]:
        """All of them, in the order of their `info.order`."""
        return tuple(self._publishers.values())

    def get(self, platform: str) -> Publisher:
        """The publisher of one platform. Raises `errors.NotFound`."""
        found = self._publishers.get(platform)
        if found is None:
            known = ", ".join(self._publishers)
            raise NotFound(
                f"There is no platform “{platform}”.", "", f"The platforms are: {known}."
            )
        return found
