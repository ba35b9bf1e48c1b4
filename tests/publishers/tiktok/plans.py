"""Plans for TikTok as tests need them."""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.publishers.tiktok.publisher import TikTok
from tests.publishers.support import attached


def clip(name: str = "film.mp4", size: int = 1000, duration: float = 20.0) -> AttachedMedia:
    """A video that fits."""
    return attached(name, mime="video/mp4", size=size, width=1080, height=1920, duration=duration)


def photo(name: str = "1.jpg") -> AttachedMedia:
    """A picture that fits."""
    return attached(name, mime="image/jpeg", width=1080, height=1440, size=1000)


def plan(text: str, media: Sequence[AttachedMedia], *, facts: AccountFacts, **options: str) -> Plan:
    """The plan of a post that may go out."""
    made = TikTok().plan(Composition(text, tuple(media), options, facts=facts))
    assert not made.blocked, made.problems
    return made
