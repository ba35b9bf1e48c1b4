"""When a post goes out that its platform itself puts live: before its time.

What the platform has is locked here: it would go live there whatever is changed on this computer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, update

from brandcraft_desktop.domain.native_schedule import hands_over
from brandcraft_desktop.domain.status import PENDING, DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import plan_for
from brandcraft_desktop.services.post_reading import load

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_deliveries = tables.deliveries.c


def moments(
    connection: Connection,
    workspace: Workspace,
    post: PostView,
    chosen: Iterable[DeliveryView],
    at: datetime,
) -> Mapping[str, datetime]:
    """When each delivery that shall be live at `at` is handed over, by id; the rest goes then."""
    platforms = workspace.platforms
    able = [one for one in chosen if platforms.get(one.platform).info.native is not None]
    if not able:
        return {}
    now, found = workspace.clock.now(), {}
    accounts = {one.id: one for one in load_accounts(connection, [one.account_id for one in able])}
    for one in able:
        plan = plan_for(platforms, post.content, accounts[one.account_id], post.files)
        native = platforms.get(one.platform).info.native
        moment = hands_over(native, plan.options, at, now)
        if moment is not None:
            found[one.id] = moment
    return found


def follow_options(connection: Connection, workspace: Workspace, post_id: str) -> None:
    """A scheduled post was edited: who hands it over, and when, may have changed with its options.

    What waits for something else (a cap, a retry) keeps its moment.
    """
    post = load(connection, post_id)
    for one in post.deliveries:
        due = one.due_at
        if one.status not in PENDING or due is None or one.begun or one.error is not None:
            continue
        usual = due if one.status is DeliveryStatus.SCHEDULED else None
        moment = moments(connection, workspace, post, [one], due).get(one.id, usual)
        connection.execute(
            update(tables.deliveries)
            .where(
                _deliveries.id == one.id,
                _deliveries.lease_owner.is_(None),
                func.coalesce(_deliveries.run_at, due) <= due,
            )
            .values(run_at=moment)
        )


def refuse_handed_over(deliveries: Iterable[DeliveryView]) -> None:
    """Raise `Refused` where a platform has a post already that it puts live by itself."""
    for one in deliveries:
        if one.handed_over:
            raise Refused(
                f"{one.doing or 'Its platform publishes it'}.",
                "It has the post already, and a change here would not reach it.",
                "Change or delete it there.",
            )
