"""How platforms look in chips and rows, from what the registry knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import PlatformMark

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_D = DeliveryStatus
_LOUDEST = (
    _D.FAILED,
    _D.UNCONFIRMED,
    _D.MISSED,
    _D.PUBLISHING,
    _D.PROCESSING,
    _D.WAITING_MEDIA,
    _D.SCHEDULED,
    _D.DRAFT,
    _D.PUBLISHED,
    _D.CANCELED,
)
MARKED = frozenset(
    {_D.PUBLISHED, _D.FAILED, _D.MISSED, _D.UNCONFIRMED, _D.PUBLISHING, _D.PROCESSING, _D.CANCELED}
)
"""States that are told on the glyph itself: there is a result, or one is on its way."""

NEEDY = frozenset({_D.FAILED.value, _D.UNCONFIRMED.value, _D.MISSED.value})
"""Marks that a person has to see: they come first where not all have room."""


@dataclass(frozen=True)
class PlatformLook:
    """A platform's name, icon and place in every list."""

    name: str
    glyph: str
    colour: str
    order: int


Looks = Mapping[str, PlatformLook]


def looks_of(workspace: Workspace) -> Looks:
    """Every platform by its id."""
    return {
        publisher.info.id: PlatformLook(
            publisher.info.name, publisher.info.glyph, publisher.info.colour, publisher.info.order
        )
        for publisher in workspace.platforms.all()
    }


def look_of(looks: Looks, platform: str) -> PlatformLook:
    """A platform's look; one that is gone keeps its id as its name."""
    return looks.get(platform, PlatformLook(platform, "globe", "#5F6778", 99))


def merged(marks: Iterable[PlatformMark]) -> tuple[PlatformMark, ...]:
    """One mark a platform: several accounts there show the state that matters most."""
    found: dict[str, PlatformMark] = {}
    for mark in marks:
        before = found.get(mark.platform, mark)
        found[mark.platform] = min(before, mark, key=_loudness)
    return tuple(replace(mark, account_id="") for mark in found.values())


def _loudness(mark: PlatformMark) -> int:
    """What its platform has and puts live later is ahead, like what is scheduled."""
    return _LOUDEST.index(_D.SCHEDULED if mark.handed_over else mark.status)


def marked(mark: PlatformMark) -> str:
    """The state that is told on a platform's glyph; "" for none."""
    return mark.status.value if mark.status in MARKED and not mark.handed_over else ""
