"""The planning half of a small platform: whatever is usual, so that its file holds what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar

from brandcraft_desktop.domain.plan import Composition, Plan, Problem
from brandcraft_desktop.domain.platform import (
    NO_FACTS,
    AccountFacts,
    OptionField,
    OptionKind,
    PlatformInfo,
)
from brandcraft_desktop.domain.text.measure import Measure, Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, Message, draft, shortened
from brandcraft_desktop.publishers.text_checks import Voice, part_name, split_or_shorten


class Drafted:
    """A whole `publishers.planner.Planner`; subclasses say out of which `drafting`."""

    drafting: ClassVar[Drafting]

    @property
    def info(self) -> PlatformInfo:
        """Limits and options."""
        return self.drafting.info

    def measure(self, text: str) -> Measure:
        """Count as the platform counts a text without files."""
        return self._ruler.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """What the platform makes live."""
        return self.drafting.find_spans(text)

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        """The parts of a thread. Raises `errors.BadInput`."""
        return self._ruler.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        """The parts with every problem found."""
        return draft(self.drafting, composition)

    def shorten(self, composition: Composition) -> str:
        """The text cut to what fits one message."""
        return shortened(self.drafting, composition)

    @property
    def _ruler(self) -> Ruler:
        return self.drafting.ruler({}, NO_FACTS)


def always(ruler: Ruler) -> Callable[[Mapping[str, str], AccountFacts], Ruler]:
    """For `Drafting.ruler`: no option and no account changes how is counted."""
    return lambda options, facts: ruler


def length_alone(name: str) -> Callable[[Message], Iterator[Problem]]:
    """For `Drafting.text_problems`: a text can be too long for the platform, and nothing else."""
    voice = Voice(name)

    def find(message: Message) -> Iterator[Problem]:
        number = message.number
        return voice.length(message.measure, part_name(number), fix=split_or_shorten(number))

    return find


def first_link(option: str) -> Callable[[Sequence[Span], Mapping[str, str]], str | None]:
    """For `Drafting.card`: the platform shows a card of the first link while this flag is on."""

    def find(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
        if not on(options, option):
            return None
        return next((span.target for span in spans if span.kind is SpanKind.LINK), None)

    return find


def switch(
    name: str,
    label: str,
    explained: str,
    *,
    begins: bool = False,
    shown: str = "",
    surfaces: frozenset[str] = frozenset(),
) -> OptionField:
    """An option that is on or off."""
    default = "true" if begins else "false"
    return OptionField(
        name, label, OptionKind.FLAG, default, help=explained, shown=shown, surfaces=surfaces
    )


def on(options: Mapping[str, str], name: str) -> bool:
    """Whether such an option is on; one that does not apply is off."""
    return options.get(name) == "true"
