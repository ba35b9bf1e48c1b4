"""Connecting an account, and connecting it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection as Database
from sqlalchemy import func, insert, select, update

from brandcraft_desktop.domain.account import (
    LONGEST_HANDLE,
    MAX_ACCOUNTS_PER_PLATFORM,
    Account,
    AccountState,
    at,
    shown_name,
)
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.platform import NO_FACTS
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotSent
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.publishers.base import FormPublisher
from brandcraft_desktop.services import avatars
from brandcraft_desktop.services.account_facts import to_text
from brandcraft_desktop.services.account_http import passing_http
from brandcraft_desktop.services.account_rows import (
    check_brand,
    grant_columns,
    load_accounts,
    one_account,
    state_columns,
)
from brandcraft_desktop.services.account_secrets import seal_all, store_all
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.domain.platform import PlatformInfo
    from brandcraft_desktop.publishers.base import Connection
    from brandcraft_desktop.services.workspace import Workspace

_ACCOUNTS = tables.accounts
_LONGEST_ID = 512  # characters of an id with its server


def connect(
    workspace: Workspace,
    platform: str,
    answers: Mapping[str, str],
    *,
    account_id: str | None = None,
    brand_id: str | None = None,
) -> Account:
    """Sign in and keep the account with its sealed secrets; gives it with name and picture.

    `account_id` connects that account again and accepts no other. A login that is there already is
    brought up to date instead of being added twice. What the platform wants its person to know
    stands in `trouble`. Raises `BadInput` (field named), `AlreadyExists`, `NotFound`,
    `VaultLocked`, `PublishingError`.
    """
    publisher = workspace.platforms.publisher(platform)
    if not isinstance(publisher, FormPublisher):
        raise BadInput(
            f"{publisher.info.name} is connected in the browser.",
            "It has no form to sign in with.",
            "Begin a sign-in instead.",
            field="platform",
        )
    before = ready_to_connect(workspace, publisher.info, account_id)
    with passing_http(workspace) as http:
        made = publisher.connect(answers, http, workspace.clock)
    return keep(workspace, publisher.info, made, before=before, brand_id=brand_id)


def ready_to_connect(
    workspace: Workspace, info: PlatformInfo, account_id: str | None
) -> Account | None:
    """The account that is connected again (None: a new one), before a session is opened for it.

    Raises `AlreadyExists` where there is no room, `BadInput`, `NotFound`, `VaultLocked`.
    """
    before = None
    if account_id is None:
        workspace.database.read(lambda database: _check_room(database, info))
    else:
        before = workspace.database.read(lambda database: one_account(database, account_id))
        if before.platform != info.id:
            raise BadInput("This account belongs to another platform.", field="platform")
    workspace.vault.ready()
    return before


def keep(
    workspace: Workspace,
    info: PlatformInfo,
    made: Connection,
    *,
    before: Account | None = None,
    brand_id: str | None = None,
) -> Account:
    """Keep what a sign-in brought; `before` is the account it must be.

    Raises `BadInput` where it is another, `AlreadyExists`, `VaultLocked`, `StorageTrouble`, and
    `NotSent` for an id that nothing honest has.
    """
    made = presentable(made)
    if before is not None and made.remote_id != before.remote_id:
        raise BadInput(
            f"This is {at(made.handle)}. You were reconnecting {at(before.handle)}.",
            "Posts scheduled for one account must not go out from another.",
            f"Add {at(made.handle)} as a new account, or sign in as {at(before.handle)}.",
            field="account",
        )
    return _keep(workspace, info, made, brand_id)


def presentable(made: Connection) -> Connection:
    """What a sign-in brought with names that can be shown.

    Raises `NotSent` for an id that is empty, too long, or not in plain sight.
    """
    plain = made.remote_id.isprintable() and " " not in made.remote_id
    if not plain or not 0 < len(made.remote_id) <= _LONGEST_ID:
        raise NotSent(
            "The platform gave a strange answer.",
            "The id it tells of this account is no id.",
            "Try again in a moment.",
        )
    handle = shown_name(made.handle, LONGEST_HANDLE)
    return replace(
        made,
        handle=handle,
        display_name=shown_name(made.display_name) or handle,
        about=shown_name(made.about),
    )


def known_accounts(
    workspace: Workspace, info: PlatformInfo, remote_ids: Sequence[str]
) -> Mapping[str, Account]:
    """Those of a platform's logins that are accounts here already, by their id there."""

    def read(database: Database) -> Mapping[str, Account]:
        ids = [one for each in remote_ids if (one := _known(database, info.id, each)) is not None]
        return {one.remote_id: one for one in load_accounts(database, ids)}

    return workspace.database.read(read)


def check_room_for(workspace: Workspace, info: PlatformInfo, remote_ids: Sequence[str]) -> None:
    """Raises `AlreadyExists` where not all of these logins can be connected together."""
    known = known_accounts(workspace, info, remote_ids)
    there = [
        each
        for each in remote_ids
        if each in known and known[each].state is not AccountState.DISCONNECTED
    ]
    free = MAX_ACCOUNTS_PER_PLATFORM - workspace.database.read(
        lambda database: _taken(database, info)
    )
    wanted = len(remote_ids) - len(there)
    if wanted > free:
        left = "There is no room" if free <= 0 else f"There is room for {free} more"
        raise AlreadyExists(
            f"{left} on {info.name}, and {wanted} would be new.",
            f"At most {MAX_ACCOUNTS_PER_PLATFORM} accounts of a platform can be connected.",
            "Choose fewer, or disconnect one first.",
            field="channel",
        )


def _keep(
    workspace: Workspace, info: PlatformInfo, made: Connection, brand_id: str | None
) -> Account:
    """Write the account and its secrets in one transaction."""
    picture = avatars.keep(workspace, made.avatar)
    there = workspace.database.read(lambda database: _known(database, info.id, made.remote_id))
    own_id = there or new_id(workspace.clock)
    sealed = seal_all(workspace.vault, own_id, made.secrets)
    now = workspace.clock.now()
    values: dict[str, object] = {
        "handle": made.handle,
        "display_name": made.display_name,
        "server": made.server,
        "trouble": " ".join(made.warnings),
        "checked_at": now,
        "succeeded_at": now,
        **state_columns(AccountState.CONNECTED),
        **grant_columns(made.grant),
    }
    if made.facts != NO_FACTS:
        values["facts"] = to_text(made.facts)
    if picture is not None:
        values["avatar_sha256"] = picture
    if brand_id is not None:
        values["brand_id"] = brand_id

    def act(database: Database, emit: Emit) -> Account:
        if _known(database, info.id, made.remote_id) != there:
            raise AlreadyExists(
                f"{at(made.handle)} was connected in another window just now.",
                action="Use that one; nothing was changed here.",
            )
        if there is None or one_account(database, there).state is AccountState.DISCONNECTED:
            _check_room(database, info)
        if brand_id is not None:
            check_brand(database, brand_id)
        if there is None:
            database.execute(
                insert(_ACCOUNTS).values(
                    id=own_id,
                    platform=info.id,
                    remote_id=made.remote_id,
                    created_at=now,
                    **values,
                )
            )
        else:
            database.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.id == own_id).values(values))
        store_all(database, own_id, sealed, now)
        emit(AccountChanged(own_id))
        return one_account(database, own_id)

    return change(workspace, act, person=True)


def _known(database: Database, platform: str, remote_id: str) -> str | None:
    found: str | None = database.execute(
        select(_ACCOUNTS.c.id).where(
            _ACCOUNTS.c.platform == platform, _ACCOUNTS.c.remote_id == remote_id
        )
    ).scalar_one_or_none()
    return found


def _taken(database: Database, info: PlatformInfo) -> int:
    return database.execute(
        select(func.count())
        .select_from(_ACCOUNTS)
        .where(
            _ACCOUNTS.c.platform == info.id,
            _ACCOUNTS.c.state != AccountState.DISCONNECTED.value,
        )
    ).scalar_one()


def _check_room(database: Database, info: PlatformInfo) -> None:
    """Raises `AlreadyExists` when the platform's places are taken."""
    taken = _taken(database, info)
    if taken >= MAX_ACCOUNTS_PER_PLATFORM:
        raise AlreadyExists(
            f"{taken} of {MAX_ACCOUNTS_PER_PLATFORM} {info.name} accounts are connected.",
            "There is no room for another.",
            "Disconnect one first.",
            field="platform",
        )
