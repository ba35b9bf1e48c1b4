"""Reading one page of what an account published elsewhere, and keeping it in one transaction."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.events import AccountChanged, PastProgress
from brandcraft_desktop.domain.past_posts import PastFate, PastPage, PastPost, cleaned
from brandcraft_desktop.errors import (
    BrandcraftError,
    ContentRefused,
    NotSent,
    SignInExpired,
    StorageTrouble,
)
from brandcraft_desktop.publishers.base import Remembering
from brandcraft_desktop.services import account_marks, past_looks, past_rows
from brandcraft_desktop.services.account_rows import one_account
from brandcraft_desktop.services.account_session import account_session, identity_of
from brandcraft_desktop.services.past_looks import Look
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MOST_PAGES = 400
"""Pages of one reading; a platform whose pages never end is left there."""

_OUT_OF_ORDER = timedelta(days=1)
LONGEST_CURSOR = 4_096
AGAIN_AFTER = timedelta(minutes=15)
"""Before a page that could not be had is asked for again."""

FAILED_AFTER = timedelta(hours=24)
"""Before an account whose platform refused is read again by itself."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Verdict:
    """What follows from a page: whether the reading ends with it, and whether it is whole."""

    ended: bool
    whole: bool


def read_page(workspace: Workspace, account_id: str) -> bool:
    """Read the next page of an account; False where none is to be had here now.

    Whatever its platform says is kept, also a refusal. Raises `errors.StorageTrouble`.
    """
    look = workspace.database.write(
        lambda connection: past_looks.take(connection, workspace, account_id)
    )
    if look is None:
        return False
    account = workspace.database.read(lambda connection: one_account(connection, account_id))
    publisher = workspace.platforms.publisher(account.platform)
    try:
        if not isinstance(publisher, Remembering):
            raise TypeError(f"{account.platform} has no past posts")
        page = publisher.past(account_session(workspace, account), look.cursor)
        # Without a whole answer nothing is changed.
        found = change(workspace, lambda c, emit: _kept(c, emit, workspace, account, look, page))
    except StorageTrouble:
        raise
    except BrandcraftError as error:
        _log.info("past posts of account %s were not read: %s", account_id, error.title)
        _failed(workspace, account, look, error, free=_free(publisher, account))
        return False
    except Exception:
        # The row must not stay with a process that gave up.
        trouble = NotSent("The past posts could not be read.")
        _failed(workspace, account, look, trouble, free=False)
        raise
    if found is not None:
        workspace.bus.tell(PastProgress(account_id, found, reading=True))
    return found is not None


def _free(publisher: object, account: Account) -> bool:
    if not isinstance(publisher, Remembering):
        return False
    return not publisher.past_terms(identity_of(account)).cost


def _kept(
    connection: Connection,
    emit: Emit,
    workspace: Workspace,
    account: Account,
    look: Look,
    page: PastPage,
) -> int | None:
    """Write a page; gives how many messages were found so far, None where it came too late."""
    if not past_looks.still_ours(connection, workspace, look):
        return None
    now = workspace.clock.now()
    bound = look.bound or now
    told = cleaned(page.posts, now)
    recent = tuple(one for one in told if one.published_at and one.published_at >= bound)
    verdict = _judged(connection, account, look, page, told, bound)
    added = past_rows.keep(connection, emit, workspace, account, recent, look.number)
    reached = _oldest((*told, look.reached))
    found = look.found + len(recent)
    values: dict[str, object] = {
        "cursor": page.cursor,
        "pages": look.pages + 1,
        "found": found,
        "added": look.added + added,
        "reached": reached,
        "owner": None,
        "owner_until": None,
        "next_at": None,
        **past_looks.no_error(),
    }
    whole = look.whole and (page.reached is not None or _in_order(look.reached, told))
    if look.whole and not whole:  # what was not on the pages may still be there
        values["whole"] = False
    if verdict.ended:
        values |= {"running": False, "asked": False, "cursor": "", "ended_at": now}
        if verdict.whole and whole:
            values["whole_at"] = now
            past_rows.forget_missing(
                connection,
                emit,
                workspace,
                account,
                since=max(bound, page.reached or reached or now),
                look=look.number,
            )
        emit(AccountChanged(account.id))
    past_looks.change(connection, account.id, **values)
    return found


def _judged(
    connection: Connection,
    account: Account,
    look: Look,
    page: PastPage,
    told: tuple[PastPost, ...],
    bound: datetime,
) -> _Verdict:
    newest = max((one.published_at for one in told if one.published_at), default=None)
    behind = newest if page.reached is None else page.reached
    if page.complete or not page.cursor or (behind is not None and behind < bound):
        return _Verdict(ended=True, whole=look.whole)
    before = past_rows.known(connection, account.id, [one.remote_id for one in told])
    if not look.whole and any(
        one.look < look.number and one.fate is not PastFate.HELD for one in before.values()
    ):
        return _Verdict(ended=True, whole=False)
    seen_again = bool(told) and all(
        one.remote_id in before and before[one.remote_id].look == look.number for one in told
    )
    strange = len(page.cursor) > LONGEST_CURSOR or not page.cursor.isprintable()
    endless = look.pages + 1 >= MOST_PAGES or strange
    return _Verdict(seen_again or endless or page.cursor == look.cursor, whole=False)


def _in_order(reached: datetime | None, told: tuple[PastPost, ...]) -> bool:
    """Whether a page goes on from newer to older; a thread may stand in its own order."""
    last = reached
    for one in told:
        if one.published_at is not None:
            if last is not None and one.published_at > last + _OUT_OF_ORDER:
                return False
            last = one.published_at if last is None else min(last, one.published_at)
    return True


def _oldest(posts: tuple[PastPost | datetime | None, ...]) -> datetime | None:
    moments = [one.published_at if isinstance(one, PastPost) else one for one in posts]
    return min((one for one in moments if one is not None), default=None)


def _failed(
    workspace: Workspace, account: Account, look: Look, error: BrandcraftError, *, free: bool
) -> None:
    """Keep why a page was not had: what passes is tried again behind the same page.

    `free`: no page costs money, so that the reading may begin again by itself.
    """
    now = workspace.clock.now()
    passing = isinstance(error, NotSent)
    wait = getattr(error, "retry_after", None) if passing else None
    values: dict[str, object] = {
        "owner": None,
        "owner_until": None,
        "running": passing,
        "next_at": now + ((wait or AGAIN_AFTER) if passing else FAILED_AFTER),
        **past_looks.error_columns(error),
    }
    begin_again = look.cursor and look.pages < MOST_PAGES and free
    if isinstance(error, ContentRefused) and begin_again:
        # A cursor of yesterday may be refused: read from the newest on, counting on.
        # Under a number of its own: the pages that were read are no circle.
        values |= {"running": True, "cursor": "", "next_at": now, "pages": look.pages + 1}
        values |= {"number": look.number + 1, "found": 0, "reached": None}
        values |= past_looks.no_error()
    if isinstance(error, SignInExpired):
        account_marks.refused(workspace, account, error)

    def act(connection: Connection, emit: Emit) -> None:
        if past_looks.still_ours(connection, workspace, look):
            past_looks.change(connection, account.id, **values)
            emit(AccountChanged(account.id))

    change(workspace, act)
    workspace.bus.tell(PastProgress(account.id, look.found, reading=False))
