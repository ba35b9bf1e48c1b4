"""A sign-in that ends before its next post: told in time, in the list and by an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.events import AccountChanged, Event
from brandcraft_desktop.services import account_endings, brands
from brandcraft_desktop.services.attention import attention
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import ann, bob, clock, heard, scheduled, stall, workspace
from tests.services.engine_world import HandClock, Kiosk, set_account

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nobody_can_lengthen(stall: Kiosk) -> None:
    stall.info = replace(Kiosk.info, renews=False)


def changed(heard: list[Event], account: str) -> int:
    return heard.count(AccountChanged(account))


def test_it_is_told_a_day_before_the_post_and_once(
    workspace: Workspace, clock: HandClock, heard: list[Event], ann: str, bob: str
) -> None:
    due = clock.now() + 40 * HOUR
    set_account(workspace, ann, expires_at=due - HOUR)
    set_account(workspace, bob, expires_at=due + HOUR)
    scheduled(workspace, ann, at=due)
    scheduled(workspace, bob, at=due)
    assert account_endings.tell(workspace) == due - 24 * HOUR
    assert attention(workspace) == ()
    clock.advance(hours=16)
    assert account_endings.tell(workspace) is None
    account_endings.tell(workspace)
    assert (changed(heard, ann), changed(heard, bob)) == (1, 0)
    (item,) = attention(workspace)
    assert (item.kind, item.account_id, item.post_id) == ("reconnect", ann, None)
    assert item.text == (
        "Reconnect @ann on Kiosk: its sign-in ends on 24 Nov at 03:00, before its next post"
    )
    set_account(workspace, ann, expires_at=due + HOUR)  # reconnected
    assert attention(workspace) == ()


def test_another_end_is_told_again(
    workspace: Workspace, clock: HandClock, heard: list[Event], ann: str
) -> None:
    due = clock.now() + 10 * HOUR
    scheduled(workspace, ann, at=due)
    for end in (due - HOUR, due - 2 * HOUR):
        set_account(workspace, ann, expires_at=end)
        account_endings.tell(workspace)
        account_endings.tell(workspace)
    assert changed(heard, ann) == 2


def test_what_has_no_post_or_renews_itself_is_not_told(
    workspace: Workspace, clock: HandClock, stall: Kiosk, ann: str, bob: str
) -> None:
    for one in (ann, bob):
        set_account(workspace, one, expires_at=clock.now() + HOUR)
    scheduled(workspace, bob, at=clock.now() + 2 * HOUR)
    assert [item.account_id for item in attention(workspace)] == [bob]
    stall.info = Kiosk.info
    assert attention(workspace) == ()
    set_account(workspace, bob, ends_at=clock.now() + HOUR)
    assert [item.account_id for item in attention(workspace)] == [bob]


def test_only_of_one_brand(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    brand = brands.add(workspace, "Bakery")
    for one in (ann, bob):
        set_account(workspace, one, expires_at=clock.now() + HOUR)
        scheduled(workspace, one, at=clock.now() + 2 * HOUR)
    set_account(workspace, bob, brand_id=brand.id)
    assert [item.account_id for item in attention(workspace, brand_id=brand.id)] == [bob]
