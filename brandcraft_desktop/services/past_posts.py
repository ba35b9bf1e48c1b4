"""Past posts: what the accounts published elsewhere, read page by page and kept as imported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from brandcraft_desktop.domain.account import Account, AccountState, at
from brandcraft_desktop.domain.events import AccountChanged, PastProgress
from brandcraft_desktop.domain.past_posts import PastFate, PastLook, PastState, PastTerms
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Remembering
from brandcraft_desktop.services import past_looks, past_rows, settings
from brandcraft_desktop.services.account_profiles import QUIET, busy
from brandcraft_desktop.services.account_rows import account as from_row
from brandcraft_desktop.services.account_rows import load_accounts, one_account
from brandcraft_desktop.services.account_session import identity_of
from brandcraft_desktop.services.past_looks import Look
from brandcraft_desktop.services.past_reading import read_page
from brandcraft_desktop.services.transaction import Emit, change
from brandcraft_desktop.services.workspace import publishing_allowed

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

EVERY = timedelta(hours=24)
"""Between two readings of an account by itself; each ends at what is known."""

WHOLE_EVERY = timedelta(days=7)
"""Between two that go back to the bound, so that what was changed or deleted is seen."""

SETTLED = timedelta(minutes=1)
"""An account that was just connected is left alone for so long: its person posts perhaps."""

_messages = tables.past_messages.c


def status(workspace: Workspace, account_ids: Sequence[str] = ()) -> tuple[PastLook, ...]:
    """How the reading of these accounts stands, of all that are connected without any."""

    def read(connection: Connection) -> tuple[PastLook, ...]:
        looks, kept = past_looks.load_all(connection), _kept(connection)
        return tuple(
            _view(workspace, one, looks.get(one.id), kept.get(one.id, 0))
            for one in _accounts(connection, account_ids)
        )

    return workspace.database.read(read)


def ask(
    workspace: Workspace, account_ids: Sequence[str], *, paying: bool = False
) -> tuple[str, ...]:
    """Read these accounts soon, back to the bound; gives those that are read. None means all.

    `paying`: its person knows what it costs, where it costs anything. Named accounts that can't be
    read raise `Refused`; of all, they are passed over. Raises `NotFound`.
    """

    def act(connection: Connection, emit: Emit) -> tuple[str, ...]:
        now = workspace.clock.now()
        begun = []
        for account_id in account_ids:
            one_account(connection, account_id)
        for account in _accounts(connection, account_ids):
            why = _refusal(workspace, account, paying=paying)
            if why is not None:
                if account_ids:
                    raise why
                continue
            past_looks.begin(connection, account.id, now=now, whole=True, asked=True)
            emit(AccountChanged(account.id))
            begun.append(account.id)
        return tuple(begun)

    begun = change(workspace, act, person=True)
    for account_id in begun:
        workspace.bus.tell(PastProgress(account_id, 0, reading=True))
    return begun


def stop(workspace: Workspace, account_ids: Sequence[str] = ()) -> None:
    """End the reading of these accounts, of all without any; what was read stays.

    They are not read by themselves for a day.
    """

    def act(connection: Connection, emit: Emit) -> tuple[str, ...]:
        ended = []
        for account_id, look in past_looks.load_all(connection).items():
            if look.running and (not account_ids or account_id in account_ids):
                past_looks.change(
                    connection,
                    account_id,
                    running=False,
                    asked=False,
                    cursor="",
                    owner=None,
                    owner_until=None,
                    next_at=workspace.clock.now() + EVERY,
                    **past_looks.no_error(),
                )
                emit(AccountChanged(account_id))
                ended.append(account_id)
        return tuple(ended)

    for account_id in change(workspace, act, person=True):
        workspace.bus.tell(PastProgress(account_id, 0, reading=False))


def load(
    workspace: Workspace,
    account_ids: Sequence[str],
    *,
    paying: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> tuple[PastLook, ...]:
    """`ask`, and read here and now until every account is done, waits or failed.

    Another process that reads the same account is waited for. Raises as `ask`.
    """
    asked = ask(workspace, account_ids, paying=paying)
    pause = threading.Event()
    for account_id in asked:
        while not stopping():
            if read_page(workspace, account_id):
                continue
            look = workspace.database.read(past_looks.load_all).get(account_id)
            if look is None or not look.running:
                break
            if look.next_at is not None and look.next_at > workspace.clock.now():
                break
            pause.wait(0.2)  # another process has the page
    return status(workspace, asked)


def read_next(workspace: Workspace) -> datetime | None:
    """Read the one page that is due first; gives when to come back, None for not at all.

    By itself nothing is read while a post goes out. Raises `errors.StorageTrouble`.
    """
    if not publishing_allowed(workspace):
        return None
    now = workspace.clock.now()
    _settle(workspace)
    waiting = sorted(_due(workspace, now), key=lambda one: (one[0], one[1].id))
    if not waiting:
        return None
    moment, account, look = waiting[0]
    if moment > now:
        return moment
    asked = look is not None and look.running and look.asked
    if not asked and busy(workspace, now):
        return now + QUIET
    if look is None or not look.running:
        _begin(workspace, account, look)
    read_page(workspace, account.id)
    return min((one[0] for one in _due(workspace, workspace.clock.now())), default=None)


def _begin(workspace: Workspace, account: Account, look: Look | None) -> None:
    now = workspace.clock.now()
    last = None if look is None else look.whole_at
    whole = last is None or now - last >= WHOLE_EVERY

    def act(connection: Connection) -> None:
        past_looks.begin(connection, account.id, now=now, whole=whole, asked=False)

    workspace.database.write(act)


def _due(workspace: Workspace, now: datetime) -> list[tuple[datetime, Account, Look | None]]:
    """The accounts that want to be read, each with the moment of its next page.

    `now` is the caller's: what is due at once must not lie behind it by the time this takes.
    """

    def read(connection: Connection) -> list[tuple[datetime, Account, Look | None]]:
        looks = past_looks.load_all(connection)
        daily = settings.read(connection, settings.PAST_DAILY)
        found = []
        for account in _accounts(connection, ()):
            look = looks.get(account.id)
            moment = _moment(workspace, account, look, now, daily=daily)
            if moment is not None:
                found.append((moment, account, look))
        return found

    return workspace.database.read(read)


def _moment(
    workspace: Workspace, account: Account, look: Look | None, now: datetime, *, daily: bool
) -> datetime | None:
    if look is not None and look.running:
        if _refusal(workspace, account, paying=True) is not None:
            return None
        other = look.owner is not None and look.owner != workspace.owner
        taken = look.owner_until if other and workspace.alive(look.owner or "") else None
        return max(_planned(look.next_at or now, now), taken or now)
    if not daily or _refusal(workspace, account, paying=False) is not None:
        return None
    if look is None:
        return _planned((account.created_at or now) + SETTLED, now)
    if look.next_at is not None:
        return _planned(look.next_at, now)
    return _planned((look.ended_at or now) + EVERY, now)


def _planned(moment: datetime, now: datetime) -> datetime:
    """The moment, unless a clock that was wrong has put it further away than anything waits."""
    return moment if moment - now <= WHOLE_EVERY else now


def _refusal(workspace: Workspace, account: Account, *, paying: bool) -> Refused | None:
    """Why an account can't be read; None where it can."""
    if account.state is not AccountState.CONNECTED:
        return Refused(
            f"{at(account.handle)} is not connected.",
            "Its past posts can only be read with a sign-in that holds.",
            "Reconnect the account.",
        )
    terms = terms_of(workspace, account)
    if terms.untold:
        return Refused(terms.untold, "", "Posts from here are shown as always.")
    if terms.cost and not paying:
        return Refused(
            f"Reading the past posts of {at(account.handle)} costs money.",
            terms.cost,
            "Say that you agree to it, then ask again.",
        )
    return None


def terms_of(workspace: Workspace, account: Account) -> PastTerms:
    """On what terms its platform tells past posts for this account."""
    publisher = workspace.platforms.publisher(account.platform)
    name = publisher.info.name
    if not isinstance(publisher, Remembering):
        return PastTerms(f"{name} gives programs no list of what was posted before.")
    terms = publisher.past_terms(identity_of(account))
    missing = [one for one in terms.scopes if one not in account.scopes]
    if not terms.untold and missing and account.scopes:
        return PastTerms(
            f"{name} tells past posts only with the permission {missing[0]}. "
            "Reconnect the account and grant it."
        )
    return terms


def _settle(workspace: Workspace) -> None:
    """Decide on messages that were held back, where that is possible by now."""
    held = workspace.database.read(
        lambda connection: (
            connection.execute(
                select(_messages.account_id).where(_messages.fate == PastFate.HELD.value).distinct()
            )
            .scalars()
            .all()
        )
    )

    def act(connection: Connection, emit: Emit) -> None:
        for account in load_accounts(connection, held):
            past_rows.settle(connection, emit, workspace, account)

    if held:
        change(workspace, act)


def _accounts(connection: Connection, account_ids: Sequence[str]) -> tuple[Account, ...]:
    if account_ids:
        return load_accounts(connection, account_ids)
    rows = connection.execute(
        select(tables.accounts)
        .where(tables.accounts.c.state != AccountState.DISCONNECTED.value)
        .order_by(tables.accounts.c.platform, tables.accounts.c.handle)
    ).mappings()
    return tuple(from_row(row) for row in rows)


def _kept(connection: Connection) -> Mapping[str, int]:
    """How many imported posts each account has."""
    rows = connection.execute(
        select(_messages.account_id, func.count())
        .where(_messages.post_id.is_not(None))
        .group_by(_messages.account_id)
    )
    return {row[0]: row[1] for row in rows}


def _view(workspace: Workspace, account: Account, look: Look | None, kept: int) -> PastLook:
    terms = terms_of(workspace, account)
    signed_out = account.state is not AccountState.CONNECTED
    trouble, action = ("", "") if look is None else (look.trouble, look.action)
    state = PastState.NEVER
    if terms.untold:
        state, trouble, action = PastState.UNTOLD, terms.untold, ""
    elif look is not None and look.running and signed_out:
        # It goes on as soon as the account is connected again, and not before.
        state, action = PastState.FAILED, "Reconnect the account."
        trouble = f"{at(account.handle)} was signed out before all of them were read."
    elif look is not None and look.running:
        state = PastState.READING
    elif look is not None and look.trouble:
        state = PastState.FAILED
    elif look is not None and look.ended_at is not None and look.next_at is None:
        state = PastState.DONE
    elif look is not None:
        state = PastState.STOPPED
    return PastLook(
        account.id,
        account.platform,
        account.handle,
        state,
        found=0 if look is None else look.found,
        kept=kept,
        ended_at=None if look is None else look.ended_at,
        waits_until=look.next_at if look is not None and look.running else None,
        since=None if look is None else look.bound,
        trouble=trouble,
        action=action,
        cost=terms.cost,
        signed_out=signed_out,
    )
