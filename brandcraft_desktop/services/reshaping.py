"""What one click decides about a file: how it gets a shape that is taken, where its end is cut.

Pure glue, like `fixing`: the plan itself is asked, so that whatever limits this account and this
kind of post counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import AnyRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Fix, Plan, Severity
from brandcraft_desktop.domain.shaping import shaped_size
from brandcraft_desktop.domain.views import MediaView, PostContent
from brandcraft_desktop.services.planning import composition

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

# Of the area. A photograph cut from 3:2 to 4:5 keeps 53 %, from 4:3 to 1:1 75 %. Where more is
# lost, what matters may well be among it (and a video's written words surely are): everything
# stays in sight then, within blurred borders.
MOST_KEPT = 2 / 3
_TENTH = 10  # ends are set to tenths of a second

Decision = Callable[
    ["Workspace", PostContent, Account, Mapping[str, MediaView], str], MediaEdit | None
]
"""What `fitted` and `trimmed` are."""
_Planned = Callable[[MediaEdit], Plan]


def fitted(
    workspace: Workspace,
    content: PostContent,
    account: Account,
    files: Mapping[str, MediaView],
    media_id: str,
) -> MediaEdit | None:
    """The decision with which a file has a shape that the account's platform takes.

    It is cropped where little is lost by that, else it gets blurred borders. None where neither
    mends anything.
    """
    found = _attached(content, account, files, media_id)
    if found is None or found.facts is None:
        return None
    planned = _planner(workspace, content, account, files, media_id)
    cropped = replace(found.edit, framing=Framing.CROP)
    bordered = replace(found.edit, framing=Framing.BLUR)
    order = (cropped, bordered)
    if _kept(planned(cropped), found) < MOST_KEPT:
        order = (bordered, cropped)
    return next((one for one in order if not _wants(planned(one), media_id, Fix.FIT_IMAGE)), None)


def trimmed(
    workspace: Workspace,
    content: PostContent,
    account: Account,
    files: Mapping[str, MediaView],
    media_id: str,
) -> MediaEdit | None:
    """The decision with which a video is as long as the account's platform takes, to a tenth of a
    second; it keeps its start. None where no length fits.
    """
    found = _attached(content, account, files, media_id)
    if found is None or found.facts is None or not found.facts.duration:
        return None
    planned = _planner(workspace, content, account, files, media_id)
    start = found.edit.start or 0.0
    last = found.edit.end or found.facts.duration

    def ending(tenths: int) -> MediaEdit:
        return replace(found.edit, end=start + tenths / _TENTH)

    def too_long(tenths: int) -> bool:
        return _wants(planned(ending(tenths)), media_id, Fix.TRIM, only_errors=True)

    most = int((last - start) * _TENTH)
    tenths = bisect_left(range(1, most + 1), True, key=too_long)
    return ending(tenths) if 0 < tenths <= most else None


def _attached(
    content: PostContent, account: Account, files: Mapping[str, MediaView], media_id: str
) -> AttachedMedia | None:
    media = composition(content, account, files).media
    return next((one for one in media if one.media_id == media_id), None)


def _planner(
    workspace: Workspace,
    content: PostContent,
    account: Account,
    files: Mapping[str, MediaView],
    media_id: str,
) -> _Planned:
    """What the account's plan is with another decision about this one file."""
    made = composition(content, account, files)
    platform = workspace.platforms.get(account.platform)

    def planned(edit: MediaEdit) -> Plan:
        media = tuple(
            replace(one, edit=edit) if one.media_id == media_id else one for one in made.media
        )
        return platform.plan(replace(made, media=media))

    return planned


def _wants(plan: Plan, media_id: str, fix: Fix, *, only_errors: bool = False) -> bool:
    return any(
        problem.fix is fix
        and problem.field == f"media:{media_id}"
        and (problem.severity is Severity.ERROR or not only_errors)
        for problem in plan.problems
    )


def _recipes(plan: Plan, media_id: str) -> Iterator[AnyRecipe]:
    for part in plan.parts:
        for one in part.media:
            if one.media.media_id == media_id and one.recipe is not None:
                yield one.recipe


def _kept(plan: Plan, media: AttachedMedia) -> float:
    """How much of the picture a framing leaves in sight, as a part of its area."""
    recipe = next(_recipes(plan, media.media_id), None)
    if recipe is None or media.facts is None:
        return 1.0
    whole = shaped_size(media.facts, recipe.crop, None)
    left = shaped_size(media.facts, recipe.crop, recipe.frame)
    return left[0] * left[1] / (whole[0] * whole[1])
