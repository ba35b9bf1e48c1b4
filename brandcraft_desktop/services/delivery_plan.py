"""The plan of one delivery, made from the database right before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import plan_for
from brandcraft_desktop.services.post_reading import load

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def plan_for_delivery(connection: Connection, platforms: Registry, delivery_id: str) -> Plan:
    """The parts that will be sent, with every problem; the same function as the preview's.

    Raises `NotFound`.
    """
    row = connection.execute(
        select(tables.deliveries.c.post_id, tables.deliveries.c.account_id).where(
            tables.deliveries.c.id == delivery_id
        )
    ).first()
    if row is None:
        raise NotFound("There is no such delivery.", f"No delivery has the id {delivery_id}.")
    post = load(connection, row.post_id)
    account = load_accounts(connection, [row.account_id])[0]
    return plan_for(platforms, post.content, account, post.files)


def text_of(plan: Plan) -> str:
    """The words of a plan as a delivery keeps them: its parts, a blank line apart."""
    return "\n\n".join(part.text for part in plan.parts)


def planned_texts(workspace: Workspace, post: PostView) -> Mapping[str, str]:
    """What would be sent, by delivery, for each that keeps no text yet: it was never sent."""
    open_ones = [one for one in post.deliveries if not one.text]
    if not open_ones:
        return {}
    ids = [one.account_id for one in open_ones]
    accounts = workspace.database.read(lambda connection: load_accounts(connection, ids))
    by_id = {account.id: account for account in accounts}
    return {
        one.id: text_of(
            plan_for(workspace.platforms, post.content, by_id[one.account_id], post.files)
        )
        for one in open_ones
        if one.account_id in by_id
    }
