"""What a composition becomes on Mastodon: its parts and every problem, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.domain.surfaces import SurfaceRules
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.publishers.drafting import Drafting, draft, ruler_for
from brandcraft_desktop.publishers.mastodon.info import INFO, POLL_OPTIONS, VISIBILITY, WARNING
from brandcraft_desktop.publishers.mastodon.limits import CHARACTERS, NAME, URL_LENGTH, USUAL
from brandcraft_desktop.publishers.mastodon.spans import find_spans
from brandcraft_desktop.publishers.mastodon.surfaces import of_server, surface_for
from brandcraft_desktop.publishers.mastodon.text import ruler
from brandcraft_desktop.publishers.mastodon.text_problems import text_problems
from brandcraft_desktop.publishers.text_checks import Voice

_VOICE = Voice(NAME)
# From the widest to the narrowest.
_CIRCLES = ("public", "unlisted", "private", "direct")


def plan(composition: Composition) -> Plan:
    """The parts that would go out, with everything that is wrong with them. Pure."""
    made = draft(MASTODON, composition)
    usual = next(iter(composition.facts.choices.get(USUAL, ())), None)
    if usual is None or composition.options.get(VISIBILITY):
        return made
    sent = made.options[VISIBILITY]
    if _CIRCLES.index(usual.value) <= _CIRCLES.index(sent):
        return made
    told = _VOICE.warning(
        f"your usual choice there is “{usual.label}”, and this goes to everyone. "
        "Choose who can see it.",
        f"options.{VISIBILITY}",
    )
    return replace(made, problems=(*made.problems, told))


def shorten(composition: Composition) -> str:
    """The text cut to what fits one message beside its content warning."""
    return ruler_for(MASTODON, composition).cut(composition.text)


def _ruler(options: Mapping[str, str], facts: AccountFacts) -> Ruler:
    """With the figures the server gives of itself, by their names there."""
    limit = facts.limits.get("max_characters") or CHARACTERS
    url_length = facts.limits.get("characters_reserved_per_url") or URL_LENGTH
    return ruler(options.get(WARNING, ""), limit, url_length)


def _card(spans: Sequence[Span], options: Mapping[str, str]) -> str | None:
    """The first address of the web, whose page the server reads.

    Source: app/services/fetch_link_card_service.rb of mastodon/mastodon; its web client shows no
    card under a content warning.
    """
    if options.get(WARNING):
        return None
    return next((span.target for span in spans if _is_of_the_web(span)), None)


def _is_of_the_web(span: Span) -> bool:
    return span.kind is SpanKind.LINK and span.target[:8].lower().startswith(
        ("http://", "https://")
    )


def _title(options: Mapping[str, str], surface: SurfaceRules) -> str:
    """The content warning: all of a post that readers see before they open it."""
    return options.get(WARNING, "")


MASTODON = Drafting(
    info=INFO,
    ruler=_ruler,
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=text_problems,
    card=_card,
    title=_title,
    fitted=of_server,
    only_first=POLL_OPTIONS,
)
