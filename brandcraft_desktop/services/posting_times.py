"""Posting times: weekly slots, suggestions for a post, what goes out nearby, the queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, func, insert, select

from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.posting_times import (
    CLOSE,
    MOST_A_WEEK,
    SOON,
    Slot,
    is_free,
    next_free,
)
from brandcraft_desktop.domain.schedule import latest, months_words, zone_named
from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BadInput, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import post_versions
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.delivery_moves import refuse_held
from brandcraft_desktop.services.post_reading import load
from brandcraft_desktop.services.post_scheduling import commit
from brandcraft_desktop.services.post_writing import check_open
from brandcraft_desktop.services.slot_rows import AHEAD, taken_of, times_of
from brandcraft_desktop.services.times_allowed import months_ahead
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

AFTER_LAST = timedelta(hours=2)
LOOK_BACK = timedelta(days=180)
LEAST_USED = 3  # posts before a habit is called one
_DELIVERIES = tables.deliveries.c
_SLOTS = tables.slots.c


@dataclass(frozen=True)
class Suggestion:
    """A moment for a post and why it is offered."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class Nearby:
    """Another post that goes to one of the accounts close to a moment."""

    post_id: str
    title: str
    platform: str
    handle: str
    at: datetime


def slots(workspace: Workspace, account_id: str) -> tuple[Slot, ...]:
    """An account's own weekly posting times in order."""

    def look(connection: Connection) -> tuple[Slot, ...]:
        rows = connection.execute(
            select(_SLOTS.weekday, _SLOTS.minute)
            .where(_SLOTS.account_id == account_id)
            .order_by(_SLOTS.weekday, _SLOTS.minute)
        )
        return tuple(Slot(row.weekday, row.minute) for row in rows)

    return workspace.database.read(look)


def set_slots(workspace: Workspace, account_id: str, wanted: Collection[Slot]) -> tuple[Slot, ...]:
    """Replace an account's posting times. Raises `NotFound`, and `BadInput` for impossible ones."""
    ordered = tuple(sorted(set(wanted)))
    if len(ordered) > MOST_A_WEEK:
        raise BadInput(
            "These are too many posting times.",
            f"An account may have {MOST_A_WEEK} a week.",
            "Leave some out.",
            field="slots",
        )
    if any(not (0 <= one.weekday <= 6 and 0 <= one.minute < 24 * 60) for one in ordered):
        raise BadInput("There is no such posting time.", field="slots")

    def act(connection: Connection, emit: Emit) -> tuple[Slot, ...]:
        one_account(connection, account_id)
        connection.execute(delete(tables.slots).where(_SLOTS.account_id == account_id))
        rows = [
            {
                "id": new_id(workspace.clock),
                "account_id": account_id,
                "weekday": one.weekday,
                "minute": one.minute,
            }
            for one in ordered
        ]
        if rows:
            connection.execute(insert(tables.slots), rows)
        emit(AccountChanged(account_id))
        return ordered

    return change(workspace, act, person=True)


def suggestions(
    workspace: Workspace, account_ids: Sequence[str], zone: str, *, but: str = ""
) -> tuple[Suggestion, ...]:
    """At most a handful of moments, soonest first, none near another post of these accounts.

    `but` is the post that is being scheduled: its own time is not in its way.
    """
    clocks, now = zone_named(zone), workspace.clock.now()

    def look(connection: Connection) -> tuple[Suggestion, ...]:
        taken = _taken(connection, account_ids, but)
        months = months_ahead(connection)
        found: list[Suggestion] = []
        free = next_free(_times(connection, account_ids), clocks, now, taken, months)
        if free is not None:
            found.append(Suggestion(free, "Next free slot of your weekly times"))
        last = _last(connection, account_ids, but)
        if last is not None:
            found.append(Suggestion(last + AFTER_LAST, "2 h after your last post"))
        usual = _most_used(connection, account_ids, clocks, now)
        if usual is not None:
            moment = next_free([usual], clocks, now, taken, months)
            if moment is not None:
                found.append(Suggestion(moment, f"{usual.words}, your most used time"))
        fitting = {
            one.at: one
            for one in reversed(found)
            if now + SOON <= one.at <= latest(now, months) and is_free(one.at, taken)
        }
        return tuple(sorted(fitting.values(), key=lambda one: one.at))

    return workspace.database.read(look)


def nearby(
    workspace: Workspace, account_ids: Sequence[str], at: datetime, *, but: str = ""
) -> tuple[Nearby, ...]:
    """Posts that go to one of the accounts within minutes of `at`, soonest first."""

    def look(connection: Connection) -> tuple[Nearby, ...]:
        posts, accounts = tables.posts.c, tables.accounts.c
        rows = connection.execute(
            select(
                _DELIVERIES.post_id,
                _DELIVERIES.due_at,
                posts.title,
                posts.text,
                accounts.platform,
                accounts.handle,
            )
            .join(tables.posts, posts.id == _DELIVERIES.post_id)
            .join(tables.accounts, accounts.id == _DELIVERIES.account_id)
            .where(
                _DELIVERIES.account_id.in_(account_ids),
                _DELIVERIES.status.in_(AHEAD),
                _DELIVERIES.due_at > at - CLOSE,
                _DELIVERIES.due_at < at + CLOSE,
                _DELIVERIES.post_id != but,
                posts.deleted_at.is_(None),
            )
            .order_by(_DELIVERIES.due_at, _DELIVERIES.id)
            .limit(20)
        ).all()
        return tuple(
            Nearby(
                row.post_id,
                called(row.title, row.text),
                row.platform,
                row.handle,
                row.due_at,
            )
            for row in rows
        )

    return workspace.database.read(look)


def enqueue(workspace: Workspace, post_id: str, zone: str) -> PostView:
    """Schedule a post for the next free slot of its accounts, found and taken in one transaction.

    Raises `Refused` where none of its accounts has posting times or none is free, `PostBlocked`.
    """
    clocks = zone_named(zone)

    def act(connection: Connection, emit: Emit) -> PostView:
        post, now = load(connection, post_id), workspace.clock.now()
        check_open(post)
        refuse_held(connection, post)
        accounts = post.content.account_ids
        times = _times(connection, accounts)
        if accounts and not times:
            raise Refused(
                "These accounts have no posting times.",
                "The queue puts a post into the next free one.",
                "Set weekly posting times for them or their brand, or choose a time yourself.",
            )
        months = months_ahead(connection)
        at = next_free(times, clocks, now, _taken(connection, accounts, post_id), months)
        if accounts and at is None:
            raise Refused(
                "The queue is full.",
                f"Every posting time of the next {months_words(months)} is taken.",
                "Add posting times, or choose a time yourself.",
            )
        post_versions.keep(connection, workspace, post, post_versions.Reason.SCHEDULED)
        commit(connection, workspace, emit, post, at=at or now, zone=zone, checked=True)
        return load(connection, post_id)

    return change(workspace, act, person=True)


def _times(connection: Connection, account_ids: Sequence[str]) -> frozenset[Slot]:
    """When any of these accounts posts."""
    return frozenset(chain.from_iterable(times_of(connection, account_ids).values()))


def _taken(connection: Connection, account_ids: Sequence[str], but: str) -> frozenset[datetime]:
    """When any of these accounts has something to send."""
    taken = taken_of(connection, account_ids, but=but)
    return frozenset(chain.from_iterable(taken.values()))


def _last(connection: Connection, account_ids: Sequence[str], but: str) -> datetime | None:
    """When these accounts send or sent their last post."""
    posts = tables.posts.c
    moments = [
        connection.execute(
            select(func.max(column))
            .join(tables.posts, posts.id == _DELIVERIES.post_id)
            .where(
                _DELIVERIES.account_id.in_(account_ids),
                _DELIVERIES.post_id != but,
                posts.deleted_at.is_(None),
                condition,
            )
        ).scalar()
        for column, condition in (
            (_DELIVERIES.due_at, _DELIVERIES.status.in_(AHEAD)),
            (_DELIVERIES.published_at, _DELIVERIES.published_at.is_not(None)),
        )
    ]
    return max((one for one in moments if one is not None), default=None)


def _most_used(
    connection: Connection, account_ids: Sequence[str], zone: ZoneInfo, now: datetime
) -> Slot | None:
    """The hour of the week at which these accounts published most in the last half year."""
    moments = connection.execute(
        select(_DELIVERIES.published_at, _DELIVERIES.post_id)
        .join(tables.posts, tables.posts.c.id == _DELIVERIES.post_id)
        .where(
            _DELIVERIES.account_id.in_(account_ids),
            _DELIVERIES.published_at > now - LOOK_BACK,
            tables.posts.c.stage == Stage.COMMITTED.value,
        )
        .order_by(_DELIVERIES.published_at.desc())
        .limit(1000)
    ).all()
    posts: dict[str, Slot] = {}
    for row in moments:
        local = row.published_at.astimezone(zone)
        posts[row.post_id] = Slot(local.weekday(), local.hour * 60)
    if not posts:
        return None
    slot, number = Counter(posts.values()).most_common(1)[0]
    return slot if number >= LEAST_USED else None
