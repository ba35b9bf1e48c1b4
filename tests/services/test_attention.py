"""What needs its person."""

from __future__ import annotations

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import brands, posts
from brandcraft_desktop.services.attention import attention
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import HOUR, ann, bob, clock, force, scheduled, stall, workspace
from tests.services.engine_world import HandClock, set_account

__all__ = ["ann", "bob", "clock", "stall", "workspace"]


def test_nothing_needs_anybody(workspace: Workspace, ann: str) -> None:
    scheduled(workspace, ann)
    assert attention(workspace) == ()


def test_accounts_first_then_what_nobody_knows_then_what_failed(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    set_account(workspace, bob, state=AccountState.NEEDS_RECONNECT.value)
    made = {}
    for hours, status in enumerate((D.MISSED, D.FAILED, D.UNCONFIRMED, D.PUBLISHED), 1):
        post = scheduled(workspace, ann, title=status.value, at=clock.now() + hours * HOUR)
        force(workspace, post.deliveries[0].id, status)
        made[status] = post.id
    items = attention(workspace)
    assert [(item.kind, item.post_id, item.account_id) for item in items] == [
        ("reconnect", None, bob),
        ("unconfirmed", made[D.UNCONFIRMED], ann),
        ("failed", made[D.FAILED], ann),
        ("missed", made[D.MISSED], ann),
    ]
    assert [item.text for item in items] == [
        "Reconnect @bob on Kiosk",
        "Check Kiosk: did “unconfirmed” go out?",
        "Kiosk didn't take “failed”",
        "Missed on Kiosk: “missed”",
    ]
    posts.delete(workspace, made[D.FAILED])
    assert "failed" not in [item.kind for item in attention(workspace)]


def test_only_one_brand(workspace: Workspace, ann: str, bob: str) -> None:
    brand = brands.add(workspace, "Bakery")
    set_account(workspace, ann, state=AccountState.MISSING_PERMISSION.value, brand_id=brand.id)
    set_account(workspace, bob, state=AccountState.NEEDS_RECONNECT.value)
    assert [item.account_id for item in attention(workspace, brand_id=brand.id)] == [ann]
