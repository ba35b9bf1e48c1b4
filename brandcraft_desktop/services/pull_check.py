"""Whether platforms that fetch files find them anywhere: told before a post is scheduled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.findings import Finding, in_order
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.media_store import BucketSettings
from brandcraft_desktop.domain.plan import Plan, Problem, Severity
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan, MediaView, PostContent, PostView
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import plans, refuse_blocked

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def pull_problem(info: PlatformInfo, plan: Plan, bucket: BucketSettings | None) -> Problem | None:
    """What keeps a platform from fetching the files of a plan; None where nothing does. Pure."""
    pulls = info.pulls
    if pulls is None or not any(
        (MediaKind.VIDEO if one.media.is_video else MediaKind.IMAGE) in pulls.kinds
        for one in (*(one for part in plan.parts for one in part.media), *plan.files.values())
    ):
        return None
    if bucket is None:
        why = "it fetches files from an address on the internet, and no media storage is set up."
        todo = "Set up a bucket under Settings, Media storage, or with: brandcraft media-store set"
    elif pulls.own_domain and not bucket.media_domain:
        why = "it fetches files from a domain of your own, and none is set up."
        todo = (
            "Enter it under Settings, Media storage, or with: "
            "brandcraft media-store set --media-domain"
        )
    else:
        return None
    return Problem(Severity.ERROR, f"{info.name}: {why} {todo}", "media")


def pull_findings(workspace: Workspace, planned: Iterable[AccountPlan]) -> tuple[Finding, ...]:
    """One error for each platform that could not fetch a file of these plans.

    Reads the database: not for each key press.
    """
    return _found(workspace.platforms, planned, buckets.current(workspace))


def pull_findings_of(
    workspace: Workspace, content: PostContent, files: Mapping[str, MediaView]
) -> tuple[Finding, ...]:
    """`pull_findings` of a post for its accounts."""

    def read(connection: Connection) -> tuple[AccountPlan, ...]:
        accounts = load_accounts(connection, content.account_ids)
        return plans(workspace.platforms, content, accounts, files)

    return pull_findings(workspace, workspace.database.read(read))


def refuse_unfetchable(connection: Connection, platforms: Registry, post: PostView) -> None:
    """Raise `PostBlocked` for a post with a file that one of its platforms could not fetch."""
    accounts = load_accounts(connection, post.content.account_ids)
    if all(platforms.get(one.platform).info.pulls is None for one in accounts):
        return
    planned = plans(platforms, post.content, accounts, post.files)
    found = _found(platforms, planned, buckets.kept(connection))
    refuse_blocked(tuple(one.problem for one in found))


def _found(
    platforms: Registry, planned: Iterable[AccountPlan], bucket: BucketSettings | None
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for one in planned:
        problem = pull_problem(platforms.get(one.platform).info, one.plan, bucket)
        if problem is not None:
            found.append(Finding(problem, one.platform))
    return in_order(found)
