"""What is known of a platform without talking to it: counting, checking, planning; all pure."""

from __future__ import annotations

from typing import Protocol

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.text.measure import Measure, Span


class Planner(Protocol):
    """The half of a publisher that the editor asks at each key press.

    A platform may have it before accounts can be connected: its counter, checks and preview work.
    """

    @property
    def info(self) -> PlatformInfo:
        """Limits, options, sign-in: data for screens and checks."""
        ...

    def measure(self, text: str) -> Measure:
        """Count as the platform counts."""
        ...

    def spans(self, text: str) -> tuple[Span, ...]:
        """What the platform makes live."""
        ...

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """Cut a text into parts that fit. Raises `errors.BadInput` where nothing fits a part."""
        ...

    def plan(self, composition: Composition) -> Plan:
        """The parts with every problem found: preview, checks and sending all use it."""
        ...

    def shorten(self, composition: Composition) -> str:
        """The composition's text cut to what fits; the text itself if it does."""
        ...
