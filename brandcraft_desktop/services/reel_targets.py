"""Which accounts show a tall file as a reel, a short or their like: asked of their own plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Layout, Plan, Severity
from brandcraft_desktop.domain.platform import OptionKind
from brandcraft_desktop.domain.reel_made import ReelTarget
from brandcraft_desktop.domain.views import MediaView, VariantContent
from brandcraft_desktop.services.accounts import list_accounts

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.planner import Planner
    from brandcraft_desktop.services.workspace import Workspace


def targets(
    workspace: Workspace, made: MediaView, *, brand_id: str | None = None, every: bool = False
) -> tuple[ReelTarget, ...]:
    """The accounts whose plan with this file fills a telephone, with the options that it takes.

    `every`: the others, too, without options.
    """
    found: list[ReelTarget] = []
    for account in list_accounts(workspace, brand_id=brand_id):
        options = _options(workspace.platforms.get(account.platform), account, made)
        if options is not None or every:
            found.append(ReelTarget(account, options or {}))
    return tuple(found)


def with_options(chosen: tuple[ReelTarget, ...]) -> dict[str, VariantContent]:
    """What each platform is told so that the file becomes a reel there."""
    return {
        one.account.platform: VariantContent(options=one.options) for one in chosen if one.options
    }


def _options(planner: Planner, account: Account, made: MediaView) -> Mapping[str, str] | None:
    """What has to be chosen for a tall post; None where there is none with this file."""
    attached = AttachedMedia(
        made.id, made.sha256, made.name, MediaState.PROCESSED, made.facts, made.alt
    )
    for options in _tries(planner):
        plan = planner.plan(Composition("Reel", (attached,), options=options, facts=account.facts))
        if _tall(plan):
            return options
    return None


def _tries(planner: Planner) -> Iterator[Mapping[str, str]]:
    """First what happens by itself, then each single choice."""
    yield {}
    for field in planner.info.options:
        if field.kind is OptionKind.CHOICE:
            for choice in field.choices:
                yield {field.name: choice.value}


def _tall(plan: Plan) -> bool:
    refused = any(
        one.severity is Severity.ERROR and one.field.startswith("media") for one in plan.problems
    )
    return not refused and any(part.layout is Layout.TALL for part in plan.parts)
