"""Connecting an account, and connecting it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection as Database
from sqlalchemy import func, insert, select, update

from brandcraft_desktop.domain.account import (
    MAX_ACCOUNTS_PER_PLATFORM,
    Account,
    AccountState,
    at,
)
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.errors import AlreadyExists, BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import avatars
from brandcraft_desktop.services.account_http import passing_http
from brandcraft_desktop.services.account_rows import check_brand, one_account
from brandcraft_desktop.services.account_secrets import seal_all, store_all
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.domain.platform import PlatformInfo
    from brandcraft_desktop.publishers.base import Connection
    from brandcraft_desktop.services.workspace import Workspace

_ACCOUNTS = tables.accounts


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
    before = None
    if account_id is None:
        workspace.database.read(lambda database: _check_room(database, publisher.info))
    else:
        before = workspace.database.read(lambda database: one_account(database, account_id))
        if before.platform != platform:
            raise BadInput("This account belongs to another platform.", field="platform")
    workspace.vault.ready()  # before a session is opened that nobody could keep
    with passing_http(workspace) as http:
        made = publisher.connect(answers, http, workspace.clock)
    if before is not None and made.remote_id != before.remote_id:
        raise BadInput(
            f"This is {at(made.handle)}. You were reconnecting {at(before.handle)}.",
            "Posts scheduled for one account must not go out from another.",
            f"Add {at(made.handle)} as a new account, or sign in as {at(before.handle)}.",
            field="account",
        )
    return _keep(workspace, publisher.info, made, brand_id)


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
        "state": AccountState.CONNECTED.value,
        "trouble": " ".join(made.warnings),
        "checked_at": now,
        "expires_at": made.expires_at,
    }
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


def _check_room(database: Database, info: PlatformInfo) -> None:
    """Raises `AlreadyExists` when the platform's places are taken."""
    taken = database.execute(
        select(func.count())
        .select_from(_ACCOUNTS)
        .where(
            _ACCOUNTS.c.platform == info.id,
            _ACCOUNTS.c.state != AccountState.DISCONNECTED.value,
        )
    ).scalar_one()
    if taken >= MAX_ACCOUNTS_PER_PLATFORM:
        raise AlreadyExists(
            f"{taken} of {MAX_ACCOUNTS_PER_PLATFORM} {info.name} accounts are connected.",
            "There is no room for another.",
            "Disconnect one first.",
            field="platform",
        )
