"""How what came from another computer stands here: nothing unfinished goes out by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.native_schedule import STEP
from brandcraft_desktop.domain.status import IN_FLIGHT, PENDING, DeliveryStatus, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.identity import LOOKED_FOR
from brandcraft_desktop.services.export_rows import Row, Value
from brandcraft_desktop.services.import_rows import Merged

BEFORE = 0  # an epoch before every other: what was due is looked for, never sent (`epochs.HELD`)
NO_SIGN_IN = "It came from another computer without its sign-in."
_STOPPED: Row = {"run_at": None, "retry_at": None, "hold_reason": "", "progress_text": ""}
_ANEW: Row = {
    **_STOPPED,
    "due_at": None,
    "attempts": 0,
    "retries_over": False,
    **{f"error_{part}": "" for part in ("kind", "title", "message", "action", "raw")},
}
_UNSENT = frozenset({DeliveryStatus.DRAFT, DeliveryStatus.CANCELED})


def settle(
    merged: Merged,
    now: datetime,
    *,
    moving: bool,
    signed_in: Collection[str],
    keys: Collection[str],
) -> Merged:
    """The same new rows as they shall stand here.

    What was due, or to be handed over to its platform, before `now` is held: the engine asks the
    platform and sends nothing. What is due later stays scheduled where the other computer gave up
    publishing (`moving`); else it becomes a draft that keeps its time, or waits for its owner's
    answer if a part of it may be out. `signed_in` are the ids of accounts whose secrets came along,
    `keys` the idempotency keys that are taken here.
    """
    rows = dict(merged.rows)
    touched = {
        str(step["delivery_id"])
        for step in rows.get(tables.steps.name, ())
        if step.get("armed_at") is not None
    }
    handed = {
        str(step["delivery_id"])
        for step in rows.get(tables.steps.name, ())
        if step.get("name") == STEP and step.get("result")
    }
    deliveries = tuple(
        _delivery(
            row,
            now,
            moving=moving,
            touched=str(row["id"]) in touched,
            handed=str(row["id"]) in handed,
        )
        for row in rows.get(tables.deliveries.name, ())
    )
    of_posts: dict[str, list[Row]] = {}
    for one in deliveries:
        of_posts.setdefault(str(one["post_id"]), []).append(one)
    posts = tuple(
        _post(row, of_posts.get(str(row["id"]), []), keys)
        for row in rows.get(tables.posts.name, ())
    )
    drafts = {str(row["id"]) for row in posts if row.get("stage") == Stage.DRAFT.value}
    rows[tables.posts.name] = posts
    rows[tables.deliveries.name] = tuple(_unsent(one, drafts) for one in deliveries)
    rows[tables.accounts.name] = tuple(
        _account(row, signed_in) for row in rows.get(tables.accounts.name, ())
    )
    if not moving:
        rows[tables.follow_ups.name] = tuple(
            _follow_up(row) for row in rows.get(tables.follow_ups.name, ())
        )
    return Merged(rows, merged.here)


def _delivery(row: Row, now: datetime, *, moving: bool, touched: bool, handed: bool) -> Row:
    made: Row = {**row, "epoch": BEFORE}
    status, due = row.get("status"), row.get("due_at")
    held = isinstance(due, datetime) and due < now
    if status in _values(PENDING) and not held and not touched and _is_early(row, now):
        return {**made, "epoch": LOOKED_FOR}
    if status in _values(IN_FLIGHT):
        if moving and handed and touched and not held:
            return made  # its platform has it and puts it live: it is watched on from here
        if held:
            return {**made, **_STOPPED, "status": DeliveryStatus.SCHEDULED.value, "run_at": due}
        return {**made, **_STOPPED, "status": DeliveryStatus.UNCONFIRMED.value}
    if status in _values(PENDING) and not held and not moving:
        waits = DeliveryStatus.UNCONFIRMED if touched else DeliveryStatus.MISSED
        return {**made, **_STOPPED, "status": waits.value}
    return made


def _is_early(row: Row, now: datetime) -> bool:
    """Whether its platform may have had it before `now`, or another computer was to look for it."""
    run = row.get("run_at")
    return (isinstance(run, datetime) and run < now) or row.get("epoch") == LOOKED_FOR


def _post(row: Row, deliveries: list[Row], keys: Collection[str]) -> Row:
    made: Row = {**row, "epoch": BEFORE}
    if row.get("idempotency_key") in keys:
        made["idempotency_key"] = None
    if row.get("stage") == Stage.TEMP.value:
        made["stage"] = Stage.DRAFT.value
    if row.get("stage") == Stage.COMMITTED.value and _never_begun(deliveries):
        made["stage"] = Stage.DRAFT.value
    return made


def _never_begun(deliveries: list[Row]) -> bool:
    """Whether all that is left of a scheduled post is its plan: nothing of it was tried."""
    states = [one["status"] for one in deliveries]
    waiting = [one for one in deliveries if one["status"] == DeliveryStatus.MISSED.value]
    stopped = [one for one in waiting if not one.get("attempts") and one.get("run_at") is None]
    only = _values(_UNSENT) | {DeliveryStatus.MISSED.value}
    return bool(stopped) and len(stopped) == len(waiting) and set(states) <= only


def _unsent(row: Row, drafts: Collection[str]) -> Row:
    if row["post_id"] in drafts and row["status"] == DeliveryStatus.MISSED.value:
        return {**row, **_ANEW, "status": DeliveryStatus.DRAFT.value}
    return row


def _account(row: Row, signed_in: Collection[str]) -> Row:
    if row["id"] in signed_in or row.get("state") != AccountState.CONNECTED.value:
        return row
    return {**row, "state": AccountState.NEEDS_RECONNECT.value, "trouble": NO_SIGN_IN}


def _follow_up(row: Row) -> Row:
    if row.get("state") != FollowUpState.WAITING.value:
        return row
    return {
        **row,
        "state": FollowUpState.FAILED.value,
        "run_at": None,
        "error_title": "It may have been done on another computer.",
        "error_action": "Look on the platform; then try again here if it is missing.",
    }


def _values(statuses: Collection[DeliveryStatus]) -> frozenset[Value]:
    return frozenset(one.value for one in statuses)
