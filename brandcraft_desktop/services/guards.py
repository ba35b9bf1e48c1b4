"""What holds a due delivery back: the hourly cap, a pause, a signed-out account, pending media.

Each function works inside the claim's transaction and says its reason in `hold_reason`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    update,
)

from brandcraft_desktop.domain.account import AccountState, at
from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.step_rows import begun
from brandcraft_desktop.services.transaction import Emit

HOUR = timedelta(hours=1)
SKEW = timedelta(minutes=1)  # how far the clocks of two workers may lie apart
CAP_REASON = "The hourly limit is reached: "
_deliveries = tables.deliveries.c
_accounts = tables.accounts.c


def waiting_reason(trouble: str) -> str:
    """Why a delivery waits for something outside it."""
    return f"Waiting: {trouble}"


def account_ready() -> ColumnElement[bool]:
    """The account may publish (the statement joins `accounts`)."""
    return and_(_accounts.state == AccountState.CONNECTED.value, _accounts.paused.is_(False))


def media_pending() -> ColumnElement[bool]:
    """A file that the delivery sends is not processed."""
    return _media(tables.media.c.state != MediaState.PROCESSED.value)


def media_failed() -> ColumnElement[bool]:
    """A file that the delivery sends cannot be used."""
    return _media(tables.media.c.state == MediaState.FAILED.value)


def _media(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A file of the account's variant, else of its platform's, else a shared one is so."""
    chosen = tables.post_media.c
    return exists().where(
        chosen.post_id == _deliveries.post_id,
        tables.media.c.id == chosen.media_id,
        condition,
        chosen.target
        == func.coalesce(_with_files(_deliveries.account_id), _with_files(_platform()), ""),
    )


def _with_files(target: ColumnElement[str]) -> ScalarSelect[str]:
    """`target` if the post's variant for it has files of its own, else NULL."""
    own = tables.variants.alias()
    return (
        select(own.c.target)
        .where(
            own.c.post_id == _deliveries.post_id, own.c.target == target, own.c.own_media.is_(True)
        )
        .correlate(tables.deliveries, tables.accounts)
        .scalar_subquery()
    )


def _platform() -> ScalarSelect[str]:
    account = tables.accounts.alias()
    return (
        select(account.c.platform)
        .where(account.c.id == _deliveries.account_id)
        .correlate(tables.deliveries)
        .scalar_subquery()
    )


_DUE = and_(
    _deliveries.status == DeliveryStatus.SCHEDULED.value,
    _deliveries.run_at <= bindparam("now"),
    _deliveries.lease_owner.is_(None),
)
# Also what has begun waits for its account: to go on, or to be asked about.
_DUE_TO_GO_ON = and_(
    _deliveries.status.in_([DeliveryStatus.SCHEDULED.value, DeliveryStatus.PROCESSING.value]),
    _deliveries.run_at <= bindparam("now"),
    _deliveries.lease_owner.is_(None),
)
# Its platform gets it before its time (`handing_over`).
_EARLY = _deliveries.run_at < _deliveries.due_at
_WAITING = _deliveries.status == DeliveryStatus.WAITING_MEDIA.value

# Whether `settle_media` or `name_account_holds` would change something at the moment "now".
UNSETTLED = exists().where(
    _accounts.id == _deliveries.account_id,
    or_(
        and_(_WAITING, or_(not_(media_pending()), media_failed())),
        and_(_DUE, media_pending()),
        and_(_DUE_TO_GO_ON, _deliveries.hold_reason == "", not_(account_ready())),
    ),
)


def tell(connection: Connection, emit: Emit, delivery_ids: Sequence[str]) -> None:
    """Events for deliveries just changed, with the status they have now."""
    if not delivery_ids:
        return
    posts: dict[str, None] = {}
    for row in connection.execute(
        select(
            _deliveries.id, _deliveries.post_id, _deliveries.account_id, _deliveries.status
        ).where(_deliveries.id.in_(delivery_ids))
    ):
        emit(DeliveryChanged(row.id, row.post_id, row.account_id, DeliveryStatus(row.status)))
        posts[row.post_id] = None
    for post_id in posts:
        emit(PostChanged(post_id))


def hold_capped(connection: Connection, emit: Emit, now: datetime, cap: int) -> None:
    """Give what would break the hourly cap the moment at which it no longer does.

    A message counts from its arming, because it may be out from then on. What has begun already is
    let through: a thread is not cut in two, and looking after a lost call sends nothing. One armed
    in the future is of a clock that was wrong, and counts for nothing.
    """
    for account_id in _at_cap(connection, now, cap):
        moments = connection.execute(
            select(tables.steps.c.armed_at)
            .join(tables.deliveries, _deliveries.id == tables.steps.c.delivery_id)
            .where(_deliveries.account_id == account_id, _armed_this_hour(now))
            .order_by(tables.steps.c.armed_at.desc())
            .limit(max(1, cap))
        ).scalars()
        free_at = min((moment for moment in moments if moment), default=now) + HOUR
        held = connection.execute(
            update(tables.deliveries)
            .where(
                _deliveries.account_id == account_id,
                _deliveries.status == DeliveryStatus.SCHEDULED.value,
                _deliveries.run_at <= now,
                _deliveries.lease_owner.is_(None),
                not_(begun(_deliveries.id)),
            )
            .values(
                run_at=free_at,
                hold_reason=f"{CAP_REASON}{cap} posts an hour for this account.",
            )
            .returning(_deliveries.id)
        ).scalars()
        tell(connection, emit, list(held))


def _armed_this_hour(now: datetime) -> ColumnElement[bool]:
    return and_(tables.steps.c.armed_at > now - HOUR, tables.steps.c.armed_at <= now + SKEW)


def _at_cap(connection: Connection, now: datetime, cap: int) -> list[str]:
    return list(
        connection.execute(
            select(_deliveries.account_id)
            .join(tables.steps, tables.steps.c.delivery_id == _deliveries.id)
            .where(_armed_this_hour(now))
            .group_by(_deliveries.account_id)
            .having(func.count() >= max(1, cap))
        ).scalars()
    )


def release_capped(connection: Connection, now: datetime) -> None:
    """The cap was changed: what it held back is judged again."""
    connection.execute(
        update(tables.deliveries)
        .where(
            _deliveries.status == DeliveryStatus.SCHEDULED.value,
            _deliveries.run_at > now,
            func.substr(_deliveries.hold_reason, 1, len(CAP_REASON)) == CAP_REASON,
        )
        .values(run_at=now, hold_reason="")
    )


def name_account_holds(connection: Connection, emit: Emit, now: datetime) -> None:
    """Say on due deliveries why their account keeps them waiting."""
    blocked = connection.execute(
        select(_accounts.id, _accounts.paused, _accounts.handle).where(
            or_(_accounts.paused.is_(True), _accounts.state != AccountState.CONNECTED.value)
        )
    ).all()
    for account in blocked:
        trouble = (
            f"{at(account.handle)} is paused."
            if account.paused
            else f"{at(account.handle)} must be reconnected."
        )
        reason = waiting_reason(trouble)
        held = connection.execute(
            update(tables.deliveries)
            .where(
                _deliveries.account_id == account.id,
                _DUE_TO_GO_ON,
                _deliveries.hold_reason != reason,
            )
            .values(hold_reason=reason)
            .returning(_deliveries.id),
            {"now": now},
        ).scalars()
        tell(connection, emit, list(held))


def settle_media(connection: Connection, emit: Emit, now: datetime) -> None:
    """Move deliveries between `scheduled` and `waiting_media` as their files are.

    Waiting ones have no moment: finished files wake them (an event). A file that cannot be used
    fails them.
    """
    changed: list[str] = []
    for which, values in (
        (
            and_(or_(_WAITING, _DUE), media_failed()),
            {
                "status": DeliveryStatus.FAILED.value,
                "run_at": None,
                "hold_reason": "",
                "error_kind": ErrorKind.INVALID_CONTENT.value,
                "error_title": "A file of this post can't be used.",
                "error_message": "It could not be read, or it is of a kind no platform takes.",
                "error_action": "Replace it and try again.",
            },
        ),
        (
            and_(_DUE, media_pending()),
            {
                "status": DeliveryStatus.WAITING_MEDIA.value,
                "run_at": case((_EARLY, _deliveries.run_at), else_=None),
                "hold_reason": waiting_reason("its files are still being prepared."),
            },
        ),
        (
            and_(_WAITING, not_(media_pending())),
            {
                "status": DeliveryStatus.SCHEDULED.value,
                # What is late only because of its files is not missed: its moment is now.
                "run_at": case(
                    (_EARLY, _deliveries.run_at),
                    (_deliveries.due_at > now, _deliveries.due_at),
                    else_=literal(now, _deliveries.due_at.type),
                ),
                "hold_reason": "",
            },
        ),
    ):
        changed += connection.execute(
            update(tables.deliveries).where(which).values(**values).returning(_deliveries.id),
            {"now": now},
        ).scalars()
    tell(connection, emit, changed)
