"""LinkedIn as far as it is known without an account there: counting, checking, planning."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.linkedin import planning
from brandcraft_desktop.publishers.linkedin import text as counting
from brandcraft_desktop.publishers.linkedin.info import INFO
from brandcraft_desktop.publishers.linkedin.spans import find_spans


class LinkedIn:
    """See `publishers.planner.Planner`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters, before they are escaped."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and hashtags."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """Parts that fit a post each; LinkedIn has no threads to put them in."""
        return counting.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The parts with every problem found."""
        return planning.plan(composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits one message."""
        return planning.shorten(composition)
