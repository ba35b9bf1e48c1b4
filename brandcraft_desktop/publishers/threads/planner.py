"""Threads as far as it is known without an account there: counting, checking, planning."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.threads import planning
from brandcraft_desktop.publishers.threads import text as counting
from brandcraft_desktop.publishers.threads.info import INFO
from brandcraft_desktop.publishers.threads.spans import find_spans


class Threads:
    """See `publishers.planner.Planner`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Characters, an emoji being as many as it has bytes."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and the tag that becomes the topic."""
        return find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """The parts of a thread."""
        return counting.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The parts with every problem found."""
        return planning.plan(composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits one message."""
        return planning.shorten(composition)
