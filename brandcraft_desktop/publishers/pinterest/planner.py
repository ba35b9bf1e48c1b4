"""Pinterest as far as it can be known without talking to it."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.pinterest import planning
from brandcraft_desktop.publishers.pinterest import text as counting
from brandcraft_desktop.publishers.pinterest.info import INFO
from brandcraft_desktop.publishers.pinterest.spans import find_spans


class Pinterest:
    """See `publishers.planner.Planner`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Nothing is live in a description."""
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
