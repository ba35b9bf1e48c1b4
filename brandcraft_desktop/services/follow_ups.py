"""What comes after a post is out, tried until it is done, over, or its person acts.

The publisher runs again behind its kept steps (`follow_up_steps`). Nothing here changes a
delivery's status: at most its links come later. A process that dies in the middle leaves a lease
that runs out; then it is tried again, so what a publisher does here is done once on the platform or
may be done twice.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from brandcraft_desktop.domain.account import Account, at
from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.steps import Published
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import (
    AppKeysRefused,
    BrandcraftError,
    ContentRefused,
    NotFound,
    NotSent,
    OwnerNeeded,
    PublishingError,
    Refused,
    SignInExpired,
    SignInRevoked,
    StorageTrouble,
    VaultLocked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import account_marks, copy_cleaning, follow_up_rows, renewal
from brandcraft_desktop.services.account_rows import load_accounts
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from brandcraft_desktop.services.delivery_retry import act_on
from brandcraft_desktop.services.follow_up import failed, fault_of_ours, put_off
from brandcraft_desktop.services.follow_up_rows import Taken
from brandcraft_desktop.services.follow_up_steps import FollowUpSteps, NotKept
from brandcraft_desktop.services.limits import limits
from brandcraft_desktop.services.sessions import RenditionsAsked, delivery_session
from brandcraft_desktop.services.steps import Interrupted, Waiting
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_PAUSE = timedelta(minutes=1)  # after what is no fault of the follow-up's: a locked vault
_BREATH = timedelta(seconds=1)
_deliveries = tables.deliveries.c
_Left = Callable[[int, datetime], Mapping[str, object]]  # tries so far, now: the columns
_log = logging.getLogger(__name__)


def run_due(
    workspace: Workspace, *, stopping: Callable[[], bool] = lambda: False
) -> datetime | None:
    """Try everything that is due, one delivery after another; when something is due again.

    None where nothing waits, or only what its person must set free (a signed-out account, a pause
    without an end). Raises `errors.StorageTrouble`.
    """
    while not stopping():
        taken = _take(workspace)
        if taken is None:
            return _next(workspace)
        _run(workspace, taken, stopping)
    return None


def retry(workspace: Workspace, delivery_id: str, name: str) -> PostView:
    """Try one again that waits or has failed, soon and with a fresh count.

    Raises `NotFound`, `Refused` where it is done.
    """

    def act(connection: Connection, emit: Emit, post: PostView, delivery: DeliveryView) -> None:
        row = follow_up_rows.find(connection, delivery_id, name)
        if row is None or delivery.status is not DeliveryStatus.PUBLISHED:
            names = ", ".join(one.name for one in delivery.follow_ups) or "nothing"
            raise NotFound(
                f"Nothing called “{name}” follows this delivery.", f"What follows it: {names}."
            )
        if row.state is FollowUpState.DONE:
            raise Refused(f"{row.words} is done already.", "There is nothing to try again.")
        if post.deleted_at is not None:
            raise Refused(
                "This post is in the trash.", "Nothing follows it from there.", "Restore it first."
            )
        follow_up_rows.write(
            connection,
            delivery_id,
            name,
            {
                "state": FollowUpState.WAITING.value,
                "tries": 0,
                "run_at": workspace.clock.now(),
                **follow_up_rows.NO_ERROR,
            },
        )
        _tell(emit, delivery_id, post.id, delivery.account_id)

    return act_on(workspace, delivery_id, act)


def _take(workspace: Workspace) -> Taken | None:
    if not publishing_allowed(workspace):
        return None
    now = workspace.clock.now()

    def due(connection: Connection) -> bool:
        moment = follow_up_rows.next_due(connection)
        return moment is not None and moment <= now and not limits(connection).paused(now)

    if not workspace.database.read(due):
        return None
    return workspace.database.write(lambda connection: follow_up_rows.take(connection, now))


def _next(workspace: Workspace) -> datetime | None:
    if not publishing_allowed(workspace):
        return None

    def read(connection: Connection) -> datetime | None:
        moment, bounds = follow_up_rows.next_due(connection), limits(connection)
        if moment is not None and bounds.paused(workspace.clock.now()):
            return max(moment, bounds.paused_until or moment)
        return moment

    return workspace.database.read(read)


def _run(workspace: Workspace, taken: Taken, stopping: Callable[[], bool]) -> None:
    steps = FollowUpSteps(workspace, taken, stopping=stopping)
    result: Published | None = None
    left: _Left = _failing(_never())  # the publisher came to its end without trying it
    try:
        if taken.held:
            raise _held()
        result = _signed_in(workspace, taken, steps)
    except Waiting as wait:
        left = _later(max(_BREATH, timedelta(seconds=wait.seconds)))
    except NotKept as missing:
        _log.info("what follows %s asks for %s", taken.delivery_id, missing)
        left = _failing(_changed())
    except Interrupted:
        left = _later(timedelta())
    except StorageTrouble:
        raise
    except VaultLocked as error:
        left = _putting_off(NotSent(error.title, error.cause, error.action))
    except SignInExpired as error:
        left = _putting_off(error)
    except PublishingError as error:
        left = _failing(error)
    except BrandcraftError as error:
        left = _failing(ContentRefused(error.title, error.cause, error.action))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the post is out
        _log.error("a fault of our own behind %s: %s", taken.delivery_id, type(fault).__name__)
        left = _failing(fault_of_ours())
    _let_go(workspace, taken, steps, left)
    _write(workspace, taken, result)
    copy_cleaning.release_after(workspace, taken.post_id)


def _later(pause: timedelta) -> _Left:
    return lambda tries, now: {"run_at": now + pause}


def _putting_off(error: PublishingError) -> _Left:
    return lambda tries, now: put_off(error, now + _PAUSE)


def _failing(error: PublishingError) -> _Left:
    return lambda tries, now: failed(error, tries + 1, now)


def _signed_in(workspace: Workspace, taken: Taken, steps: FollowUpSteps) -> Published:
    """Run the publisher; an expired sign-in is renewed once, then the account waits."""

    def read(connection: Connection) -> tuple[Plan, Account]:
        plan = plan_for_delivery(connection, workspace.platforms, taken.delivery_id)
        return plan, load_accounts(connection, [taken.account_id])[0]

    plan, account = workspace.database.read(read)
    publisher = workspace.platforms.publisher(account.platform)
    session = delivery_session(workspace, taken, account, RenditionsAsked(workspace), steps)
    publish = partial(publisher.publish, plan, session, steps)
    try:
        renewal.renew_before(workspace, account)
        tokens = renewal.version(workspace, account.id)
        try:
            return publish()
        except SignInRevoked:
            raise
        except SignInExpired:
            renewal.renew(workspace, account, unless_newer_than=tokens)
        return publish()
    except (SignInExpired, AppKeysRefused) as error:
        account_marks.refused(workspace, account, error)
        raise SignInExpired(
            error.title,
            error.cause,
            f"Reconnect {at(account.handle)} on the Accounts page.",
            raw=error.raw,
        ) from error


def _let_go(workspace: Workspace, taken: Taken, steps: FollowUpSteps, left: _Left) -> None:
    """Give back what was ours and was not tried."""
    now = workspace.clock.now()

    def write(connection: Connection) -> None:
        for name, until in steps.left.items():
            row = follow_up_rows.find(connection, taken.delivery_id, name)
            if row is not None and row.run_at == until:
                values = left(row.tries, now)
                follow_up_rows.write(connection, taken.delivery_id, name, values)

    workspace.database.write(write)


def _write(workspace: Workspace, taken: Taken, result: Published | None) -> None:
    """Bring the kept links up to date, and tell that something changed."""

    def write(connection: Connection, emit: Emit) -> None:
        if result is not None and _update_links(connection, taken.delivery_id, result):
            _tell(emit, taken.delivery_id, taken.post_id, taken.account_id)
        emit(PostChanged(taken.post_id))

    change(workspace, write)


def _update_links(connection: Connection, delivery_id: str, result: Published) -> bool:
    """What was empty may have come; what was there is never lost. Whether anything changed."""
    kept = connection.execute(
        select(_deliveries.parts).where(_deliveries.id == delivery_id)
    ).scalar_one()
    before: list[list[str]] = json.loads(kept or "[]")
    parts = [
        [
            part.remote_id or (before[number][0] if number < len(before) else ""),
            part.permalink or (before[number][1] if number < len(before) else ""),
        ]
        for number, part in enumerate(result.parts)
    ]
    if parts == before or not parts or len(parts) < len(before):
        return False
    connection.execute(
        update(tables.deliveries)
        .where(_deliveries.id == delivery_id)
        .values(parts=json.dumps(parts), remote_id=parts[0][0], permalink=parts[0][1])
    )
    return True


def _tell(emit: Emit, delivery_id: str, post_id: str, account_id: str) -> None:
    emit(DeliveryChanged(delivery_id, post_id, account_id, DeliveryStatus.PUBLISHED))
    emit(PostChanged(post_id))


def _changed() -> ContentRefused:
    return ContentRefused(
        "It can't be done any more.",
        "The post was changed since it went out, or Brandcraft was.",
        "Do it on the platform.",
    )


def _never() -> ContentRefused:
    return ContentRefused(
        "It is not done any more.",
        "The post no longer asks for it.",
        "Do it on the platform if it is missing.",
    )


def _held() -> OwnerNeeded:
    return OwnerNeeded(
        "It may be done already.",
        "It was tried before this workspace was restored or moved here.",
        "Look on the platform; if it is missing, try again.",
    )
