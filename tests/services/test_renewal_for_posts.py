"""A token that would run out while a post goes out is renewed first; what waited goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import (
    AppKeysRefused,
    NotSent,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import accounts, renewal
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    row,
    set_account,
)

__all__ = ["clock", "kiosk", "workspace"]

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def account_until(workspace: Workspace, left: timedelta, **more: object) -> str:
    """An account whose token lasts that much longer."""
    account = add_account(workspace)
    set_account(workspace, account, expires_at=workspace.clock.now() + left, **more)
    return account


def calls(kiosk: Kiosk) -> list[str]:
    return [call for call in kiosk.calls if call in ("renew", "send")]


@pytest.mark.parametrize(
    ("left", "made"), [(9 * MINUTE, ["renew", "send"]), (11 * MINUTE, ["send"])]
)
def test_a_token_that_would_not_last_is_renewed_before_the_post(
    workspace: Workspace, kiosk: Kiosk, left: timedelta, made: list[str]
) -> None:
    delivery = add_delivery(workspace, account_until(workspace, left))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert calls(kiosk) == made


def test_trouble_with_the_renewal_keeps_no_post_whose_token_still_holds(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    account = account_until(workspace, MINUTE)
    first, second = add_delivery(workspace, account), add_delivery(workspace, account)
    kiosk.next("renew", NotSent("The line is down."))
    publish_due(workspace)
    assert [row(workspace, one).status for one in (first, second)] == [D.PUBLISHED] * 2
    assert calls(kiosk) == ["renew", "send", "send"], "not before each post"


@pytest.mark.parametrize(
    ("refusal", "state", "kind"),
    [
        (SignInRevoked("Taken back."), AccountState.REVOKED, "auth_expired"),
        (SignInExpired("Too old."), AccountState.NEEDS_RECONNECT, "auth_expired"),
        (AppKeysRefused("The app is gone."), AccountState.NEEDS_RECONNECT, "needs_user"),
    ],
)
def test_a_refused_renewal_costs_one_post_and_holds_the_others(
    workspace: Workspace,
    clock: HandClock,
    kiosk: Kiosk,
    refusal: PublishingError,
    state: AccountState,
    kind: str,
) -> None:
    account = account_until(workspace, 2 * HOUR)
    first = add_delivery(workspace, account)
    later = add_delivery(workspace, account, at=clock.now() + MINUTE)
    kiosk.next("send", SignInExpired("Too old."))
    kiosk.next("renew", refusal)
    publish_due(workspace)
    assert (row(workspace, first).status, row(workspace, first).error_kind) == (D.FAILED, kind)
    assert accounts.show(workspace, account).state is state
    clock.advance(hours=1)
    assert publish_due(workspace) == 0
    assert row(workspace, later).status is D.SCHEDULED
    set_account(workspace, account, state="connected", revoked=False, trouble="")
    publish_due(workspace)
    assert row(workspace, later).status is D.PUBLISHED, "what waited for its owner goes on"
    assert row(workspace, first).status is D.FAILED, "what failed waits to be asked for"


def test_a_sign_in_that_was_taken_back_is_not_renewed(workspace: Workspace, kiosk: Kiosk) -> None:
    account = account_until(workspace, 2 * HOUR)
    add_delivery(workspace, account)
    kiosk.next("send", SignInRevoked("Taken back."))
    publish_due(workspace)
    assert calls(kiosk) == ["send"]
    assert accounts.show(workspace, account).state is AccountState.REVOKED


def test_what_another_has_renewed_meanwhile_is_used(workspace: Workspace, kiosk: Kiosk) -> None:
    """It was refused with the old token, and by the time of our turn there is a new one."""
    account = account_until(workspace, 2 * HOUR)
    delivery = add_delivery(workspace, account)

    def another_renews() -> None:
        workspace.database.write(
            lambda connection: connection.execute(
                insert(tables.secrets).values(
                    account_id=account,
                    name="access",
                    sealed=b"new",
                    key_number=1,
                    updated_at=workspace.clock.now(),
                )
            )
        )
        raise SignInExpired("Too old.")

    kiosk.next("send", another_renews)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert calls(kiosk) == ["send", "send"]


def test_a_post_that_comes_soon_brings_a_lazy_renewal_forward(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """The platform lets its token run out unused, and wants it renewed once a month."""
    account = account_until(workspace, HOUR, renew_at=clock.now() + timedelta(days=30))
    assert renewal.next_renewal(workspace) == clock.now() + timedelta(days=30)
    add_delivery(workspace, account, at=clock.now() + 3 * HOUR)
    assert renewal.next_renewal(workspace) == clock.now() + 3 * HOUR - 5 * MINUTE
    clock.advance(hours=2, minutes=55)
    renewal.renew_due(workspace)
    assert calls(kiosk) == ["renew"]


def test_a_worker_that_runs_once_publishes_first_and_renews_then(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    account_until(workspace, MINUTE)
    delivery = add_delivery(workspace, add_account(workspace, name="bob"))
    Engine(workspace).run_until_idle()
    assert row(workspace, delivery).status is D.PUBLISHED
    assert calls(kiosk) == ["send", "renew"]


def test_publishing_leaves_when_it_last_worked(workspace: Workspace, clock: HandClock) -> None:
    account = add_account(workspace)
    add_delivery(workspace, account)
    assert accounts.show(workspace, account).succeeded_at is None
    publish_due(workspace)
    assert accounts.show(workspace, account).succeeded_at == clock.now()
