"""What one click would make of a post: shorter words, only the files that fit. Pure glue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.plan import Composition, Fix, Severity
from brandcraft_desktop.domain.text.graphemes import graphemes
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.views import MediaView, PostContent
from brandcraft_desktop.services.planning import composition

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def shortened(
    workspace: Workspace, content: PostContent, account: Account, files: Mapping[str, MediaView]
) -> str:
    """The account's text cut to what fits one message; the text itself where it does."""
    made = replace(composition(content, account, files), thread=False)
    return workspace.platforms.get(account.platform).shorten(made)


def overflow(
    workspace: Workspace, content: PostContent, account: Account, files: Mapping[str, MediaView]
) -> int | None:
    """Where the account's text begins to be too long (a Python index); None where it fits.

    The plan itself is asked, so that whatever limits this account and this kind of post counts.
    """
    planner = workspace.platforms.get(account.platform)
    made = replace(composition(content, account, files), thread=False)

    clusters = graphemes(made.text)
    ends = tuple(accumulate((len(one) for one in clusters), initial=0))

    def fits(end: int) -> bool:
        parts = planner.plan(replace(made, text=made.text[:end])).parts
        return all(part.measure.valid and part.measure.remaining >= 0 for part in parts)

    if fits(len(made.text)):
        return None
    return ends[bisect_left(ends, True, lo=1, key=lambda end: not fits(end)) - 1]


def files_that_fit(
    workspace: Workspace, content: PostContent, account: Account, files: Mapping[str, MediaView]
) -> frozenset[str]:
    """The first of the account's files, one after another, that its platform takes together."""
    planner = workspace.platforms.get(account.platform)
    made = composition(content, account, files)
    kept: Composition = replace(made, media=())
    for one in made.media:
        tried = replace(kept, media=(*kept.media, one))
        refused = any(
            problem.fix is Fix.DROP_MEDIA and problem.severity is Severity.ERROR
            for problem in planner.plan(tried).problems
        )
        if not refused:
            kept = tried
    return frozenset(one.media_id for one in kept.media)


def cut_off(live: Sequence[Span], shorter: str) -> str:
    """What of a text's live pieces no longer stands in its shortened form, in a sentence."""
    names = {SpanKind.LINK: "link", SpanKind.TAG: "hashtag", SpanKind.MENTION: "mention"}
    kept = len(shorter.removesuffix("\u2026").rstrip())
    gone = [one.kind for one in live if one.end > kept]
    counted = [
        f"{gone.count(kind)} {name}{'' if gone.count(kind) == 1 else 's'}"
        for kind, name in names.items()
        if kind in gone
    ]
    if not counted:
        return ""
    are = "was" if len(gone) == 1 else "were"
    listed = " and ".join([", ".join(counted[:-1]), counted[-1]] if counted[1:] else counted)
    return f"{listed} at the end {are} cut off."
