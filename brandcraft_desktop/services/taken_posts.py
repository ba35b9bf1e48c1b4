"""Which messages on a platform are other deliveries': after a lost answer, none of them is ours.

The same words may go out twice within seconds, and a list tells two such messages apart by nothing
but their ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from brandcraft_desktop.models import tables

# A message that is looked for is newer than the delivery it is looked for; clocks may differ.
_BEFORE = timedelta(days=1)
_deliveries = tables.deliveries.c
_steps = tables.steps.c


def taken(
    connection: Connection, account_id: str, delivery_id: str, created_at: datetime
) -> frozenset[str]:
    """What other deliveries of the account hold; `created_at` is when this one was made.

    The ids of their messages, and whatever their steps kept: a message of a delivery that is not
    finished is in a step's result alone, and what that looks like is its publisher's own.
    """
    since = created_at - _BEFORE
    ours = (_deliveries.account_id == account_id, _deliveries.id != delivery_id)
    found: set[str] = set()
    published = connection.execute(
        select(_deliveries.remote_id, _deliveries.parts).where(
            *ours, or_(_deliveries.published_at.is_(None), _deliveries.published_at >= since)
        )
    )
    for row in published:
        found.update(texts_in(row.parts))
        found.add(row.remote_id or "")
    results = connection.execute(
        select(_steps.result)
        .join(tables.deliveries, _deliveries.id == _steps.delivery_id)
        .where(*ours, _steps.result != "", _steps.done_at >= since)
    ).scalars()
    for result in results:
        found.update(texts_in(result))
    return frozenset(found - {""})


def texts_in(kept: str) -> Iterator[str]:
    """What a delivery or a step kept: the text itself and, where it is JSON, every text in it."""
    yield kept
    try:
        value: object = json.loads(kept)
    except ValueError:
        return
    yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
