"""One message on its way into a plan, as a platform's checks of the text are given it."""

from __future__ import annotations

from brandcraft_desktop.domain import options as choosing
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.publishers.drafting import Drafting, Message


def message(
    platform: Drafting,
    text: str,
    *,
    number: int = 0,
    limits: dict[str, int] | None = None,
    **options: str,
) -> Message:
    """Without files; `number` counts from 1 in a thread."""
    facts = AccountFacts(limits or {})
    surface = platform.surface_for((), options)
    chosen = choosing.effective(platform.info.options, options, facts, surface.name)
    measure = platform.ruler(chosen, facts).measure(text)
    spans = platform.find_spans(text)
    return Message(text, spans, measure, (), number, chosen, surface, facts)
