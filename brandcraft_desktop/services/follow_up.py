"""One try at something that comes after a post is out: whatever it meets, the post stays out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.follow_up import FollowUpState, over, pause
from brandcraft_desktop.errors import (
    BrandcraftError,
    ContentRefused,
    NotSent,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    StorageTrouble,
    VaultLocked,
)
from brandcraft_desktop.services import follow_up_rows

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_FINAL = (ContentRefused, PermissionMissing, OwnerNeeded)
_log = logging.getLogger(__name__)


def attempt(
    workspace: Workspace, delivery_id: str, name: str, words: str, action: Callable[[], str]
) -> str:
    """The first try, while the post itself goes out; "" where there is no result.

    One that was tried before is left to `follow_ups`, and so is a sign-in that has expired: neither
    may fail a post that is out. Raises `errors.VaultLocked`, `StorageTrouble`.
    """
    row = workspace.database.read(
        lambda connection: follow_up_rows.find(connection, delivery_id, name)
    )
    if row is not None:
        return row.result
    try:
        return tried(workspace, delivery_id, name, words, action, tries=1)
    except SignInExpired as error:
        keep(
            workspace, delivery_id, name, {"words": words, **put_off(error, workspace.clock.now())}
        )
        return ""


def tried(
    workspace: Workspace,
    delivery_id: str,
    name: str,
    words: str,
    action: Callable[[], str],
    *,
    tries: int,
) -> str:
    """Try it for the `tries`-th time and keep what came of it.

    Raises `errors.SignInExpired`, `VaultLocked`, `StorageTrouble`: these say nothing of it.
    """
    try:
        made = action()
    except (SignInExpired, VaultLocked, StorageTrouble):
        raise
    except PublishingError as error:
        trouble = error
    except BrandcraftError as error:
        trouble = ContentRefused(error.title, error.cause, error.action)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the post is out
        _log.error("a fault of our own in %s of %s: %s", name, delivery_id, type(fault).__name__)
        trouble = fault_of_ours()
    else:
        keep(workspace, delivery_id, name, {"words": words, **done(made)})
        return made
    keep(
        workspace,
        delivery_id,
        name,
        {"words": words, **failed(trouble, tries, workspace.clock.now())},
    )
    return ""


def keep(workspace: Workspace, delivery_id: str, name: str, values: Mapping[str, object]) -> None:
    """Write how it stands now."""
    workspace.database.write(
        lambda connection: follow_up_rows.write(connection, delivery_id, name, values)
    )


def done(result: str) -> Mapping[str, object]:
    """The columns of one that succeeded."""
    return {
        "state": FollowUpState.DONE.value,
        "result": result,
        "run_at": None,
        **follow_up_rows.NO_ERROR,
    }


def failed(error: PublishingError, tries: int, now: datetime) -> Mapping[str, object]:
    """The columns of one that failed `tries` times: again after a while, or never by itself."""
    final = isinstance(error, _FINAL) or over(tries, error.retry_after)
    return {
        "state": (FollowUpState.FAILED if final else FollowUpState.WAITING).value,
        "tries": tries,
        "run_at": None if final else now + pause(tries, error.retry_after),
        **_error(error),
    }


def put_off(error: PublishingError, moment: datetime) -> Mapping[str, object]:
    """The columns of one that could not be tried; it costs no try."""
    return {"state": FollowUpState.WAITING.value, "run_at": moment, **_error(error)}


def fault_of_ours() -> NotSent:
    """In a person's words; what it was stands in the log, as a message may hold a secret."""
    return NotSent(
        "Something went wrong inside Brandcraft.",
        "This is a fault of the program, not of your post.",
        "Try again; if it happens again, report it.",
    )


def _error(error: PublishingError) -> Mapping[str, object]:
    return {
        "error_kind": error.kind.value,
        "error_title": error.title,
        "error_message": error.cause,
        "error_action": error.action,
        "error_raw": error.raw,
    }
