"""Reading an account's profile again and renewing its sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import (
    LONGEST_HANDLE,
    Account,
    AccountState,
    at,
    shown_name,
)
from brandcraft_desktop.domain.platform import NO_FACTS
from brandcraft_desktop.errors import PublishingError, Refused, SignInExpired, SignInRevoked
from brandcraft_desktop.publishers.base import Profile
from brandcraft_desktop.services import account_marks, avatars
from brandcraft_desktop.services.account_facts import to_text
from brandcraft_desktop.services.account_rows import one_account, state_columns
from brandcraft_desktop.services.account_session import account_session
from brandcraft_desktop.services.renewal_once import renew, renew_anyway, version

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def refresh(workspace: Workspace, account_id: str) -> Account:
    """Renew the sign-in and bring name, handle and picture up to date.

    A refused sign-in or a missing permission is kept as the account's state and raised. Raises
    `NotFound`, `Refused` (disconnected), `VaultLocked`, `PublishingError`; a sign-in that was
    taken back is not tried again (`SignInRevoked`).
    """
    account = workspace.database.read(lambda database: one_account(database, account_id))
    if account.state is AccountState.DISCONNECTED:
        raise Refused(
            f"{at(account.handle)} is disconnected.", "", "Connect it again to refresh it."
        )
    if account.state is AccountState.REVOKED:
        raise SignInRevoked(
            f"The sign-in of {at(account.handle)} was taken back.",
            "No renewal helps.",
            "Reconnect the account.",
        )
    try:
        renew_anyway(workspace, account)
    except PublishingError as error:
        account_marks.refused(workspace, account, error)
        raise
    return read_profile(workspace, account, renewed=True)


def look_again(workspace: Workspace, account_id: str) -> Account:
    """What its platform tells of a connected account now; its sign-in is left as it is.

    Raises `NotFound`, `VaultLocked`, `PublishingError`.
    """
    return read_profile(
        workspace, workspace.database.read(lambda database: one_account(database, account_id))
    )


def read_profile(workspace: Workspace, account: Account, *, renewed: bool = False) -> Account:
    """Bring name, handle, picture and facts up to date; the sign-in has shown that it holds.

    A refused token is renewed once, unless it was `renewed` just now. A refusal after that is kept
    as the account's state and raised. Raises `VaultLocked`, `PublishingError`.
    """
    try:
        profile = _asked(workspace, account, renewed)
    except PublishingError as error:
        account_marks.refused(workspace, account, error)
        raise
    handle = shown_name(profile.handle, LONGEST_HANDLE)
    values: dict[str, object] = {
        "handle": handle,
        "display_name": shown_name(profile.display_name) or handle,
        "succeeded_at": workspace.clock.now(),
    }
    if renewed:  # its person asked, so what they were told before is answered
        values |= {"trouble": "", **state_columns(AccountState.CONNECTED)}
    if profile.facts != NO_FACTS:
        values["facts"] = to_text(profile.facts)
    picture = avatars.keep(workspace, profile.avatar)
    if picture is not None:
        values["avatar_sha256"] = picture
    return account_marks.keep(workspace, account.id, values)


def _asked(workspace: Workspace, account: Account, renewed: bool) -> Profile:
    session = account_session(workspace, account)
    publisher = workspace.platforms.publisher(account.platform)
    tokens = version(workspace, account.id)
    try:
        return publisher.profile(session)
    except SignInRevoked:
        raise
    except SignInExpired:
        if renewed:
            raise
    renew(workspace, account, unless_newer_than=tokens)
    return publisher.profile(session)
