"""TikTok as far as it can be known without talking to it."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.tiktok import planning
from brandcraft_desktop.publishers.tiktok import text as counting
from brandcraft_desktop.publishers.tiktok.info import INFO
from brandcraft_desktop.publishers.tiktok.spans import find_spans


class TikTok:
    """See `publishers.planner.Planner`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """UTF-16 units."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Mentions and hashtags."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """Parts that would fit, although there are no threads here."""
        return counting.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The post with every problem found."""
        return planning.plan(composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits."""
        return planning.shorten(composition)
