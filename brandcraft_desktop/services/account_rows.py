"""Accounts as rows become `Account`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.errors import NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services.account_facts import from_text


def account(row: RowMapping) -> Account:
    """One row of `accounts`."""
    return Account(
        id=row["id"],
        platform=row["platform"],
        remote_id=row["remote_id"],
        handle=row["handle"],
        display_name=row["display_name"],
        server=row["server"],
        state=_state(row),
        brand_id=row["brand_id"],
        avatar_sha256=row["avatar_sha256"],
        paused=bool(row["paused"]),
        created_at=row["created_at"],
        checked_at=row["checked_at"],
        expires_at=row["expires_at"],
        renew_at=row["renew_at"],
        ends_at=row["ends_at"],
        succeeded_at=row["succeeded_at"],
        scopes=tuple(row["scopes"].split()),
        trouble=row["trouble"] or "",
        facts=from_text(row["facts"]),
    )


def _state(row: RowMapping) -> AccountState:
    state = AccountState(row["state"])
    taken_back = state is AccountState.NEEDS_RECONNECT and row["revoked"]
    return AccountState.REVOKED if taken_back else state


def state_columns(state: AccountState) -> Mapping[str, object]:
    """The columns that say a state; see `models.account_tables.STATES`."""
    if state is AccountState.REVOKED:
        return {"state": AccountState.NEEDS_RECONNECT.value, "revoked": True}
    return {"state": state.value, "revoked": False}


def grant_columns(grant: Grant) -> Mapping[str, object]:
    """The columns that say what was granted."""
    columns: dict[str, object] = {
        "expires_at": grant.expires_at,
        "renew_at": grant.renew_at,
        "ends_at": grant.ends_at,
    }
    if grant.scopes is not None:
        columns["scopes"] = " ".join(grant.scopes)
    return columns


def load_accounts(connection: Connection, account_ids: Sequence[str]) -> tuple[Account, ...]:
    """The accounts with these ids, in their order; missing ones are left out."""
    found = {
        row["id"]: account(row)
        for row in connection.execute(
            select(tables.accounts).where(tables.accounts.c.id.in_(account_ids))
        ).mappings()
    }
    return tuple(found[account_id] for account_id in account_ids if account_id in found)


def one_account(connection: Connection, account_id: str) -> Account:
    """The account with this id. Raises `NotFound`."""
    found = load_accounts(connection, [account_id])
    if not found:
        raise NotFound(
            "There is no such account.",
            f"No account has the id {account_id}.",
            "The Accounts page lists the connected ones.",
        )
    return found[0]


def check_brand(connection: Connection, brand_id: str) -> None:
    """Raises `NotFound` where there is no such brand."""
    there = connection.execute(
        select(tables.brands.c.id).where(tables.brands.c.id == brand_id)
    ).first()
    if there is None:
        raise NotFound("There is no such brand.", f"No brand has the id {brand_id}.")
