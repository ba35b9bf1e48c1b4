"""The plan of one delivery, made from the database right before it is sent."""

from __future__ import annotations

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.planning import plan_for
from brandcraft_desktop.services.post_reading import load


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
