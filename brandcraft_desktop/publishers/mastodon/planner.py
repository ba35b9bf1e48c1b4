"""Mastodon as far as it is known without an account there: counting, checking, planning."""

from __future__ import annotations

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.publishers.mastodon import planning
from brandcraft_desktop.publishers.mastodon import text as counting
from brandcraft_desktop.publishers.mastodon.info import INFO
from brandcraft_desktop.publishers.mastodon.spans import find_spans


class Mastodon:
    """See `publishers.planner.Planner`; the work is in the modules beside this one."""

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return INFO

    def measure(self, text: str) -> Measure:
        """Graphemes, up to Mastodon's own limit: a server may have another one."""
        return counting.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Links, mentions and hashtags."""
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
