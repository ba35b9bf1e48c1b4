"""Taking what is due: one an account, in order, held back where something holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import guards, missed, pausing, settings
from brandcraft_desktop.services.publishing import claim_due, next_moment
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_deliveries,
    add_delivery,
    lost,
    row,
    set_account,
    statuses,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

MINUTE = timedelta(minutes=1)


def add_file(workspace: Workspace, delivery_id: str, state: MediaState) -> str:
    """A file on the delivery's post."""
    media_id = new_id(workspace.clock)

    def write(connection: Connection) -> None:
        post_id = connection.execute(
            select(tables.deliveries.c.post_id).where(tables.deliveries.c.id == delivery_id)
        ).scalar_one()
        connection.execute(
            insert(tables.media).values(
                id=media_id,
                sha256=media_id,
                kind=MediaKind.IMAGE.value,
                state=state.value,
                created_at=workspace.clock.now(),
            )
        )
        connection.execute(
            insert(tables.post_media).values(post_id=post_id, position=0, media_id=media_id)
        )

    workspace.database.write(write)
    return media_id


def set_file(workspace: Workspace, media_id: str, state: MediaState) -> None:
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.media).where(tables.media.c.id == media_id).values(state=state.value)
        )
    )


def test_one_an_account_in_order(workspace: Workspace, clock: HandClock) -> None:
    accounts = [add_account(workspace, name=name) for name in ("ann", "bob", "cem")]
    now = clock.now()
    expected = {}
    for account in accounts:
        add_delivery(workspace, account, at=now)
        expected[account] = add_delivery(workspace, account, at=now - timedelta(seconds=5))
    claims = claim_due(workspace)
    assert {claim.account_id: claim.delivery_id for claim in claims} == expected
    assert claim_due(workspace) == ()
    assert statuses(workspace) == {D.PUBLISHING: 3, D.SCHEDULED: 3}


def test_no_more_than_asked_for(workspace: Workspace) -> None:
    accounts = [add_account(workspace, name=f"name{number}") for number in range(70)]
    add_deliveries(workspace, accounts)
    assert len(claim_due(workspace, limit=3)) == 3
    assert len(claim_due(workspace, limit=1000)) == 64


def test_the_database_itself_refuses_two_jobs_an_account(workspace: Workspace) -> None:
    account = add_account(workspace)
    first, second = add_deliveries(workspace, [account, account])
    assert [claim.delivery_id for claim in claim_due(workspace)] == [first]
    with pytest.raises(IntegrityError):
        workspace.database.write(
            lambda connection: connection.execute(
                update(tables.deliveries)
                .where(tables.deliveries.c.id == second)
                .values(lease_owner="somebody")
            )
        )


def test_a_claim_is_told_and_leased(workspace: Workspace, clock: HandClock) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    heard: list[Event] = []
    end = workspace.bus.subscribe(heard.append)
    (claim,) = claim_due(workspace)
    end()
    found = row(workspace, delivery)
    assert (found.status, found.lease_owner, found.lease_number, found.attempts) == (
        D.PUBLISHING,
        workspace.owner,
        1,
        1,
    )
    assert found.run_at == clock.now() + timedelta(seconds=60)
    assert DeliveryChanged(delivery, claim.post_id, account, D.PUBLISHING) in heard


def test_a_copied_home_claims_nothing(workspace: Workspace) -> None:
    add_delivery(workspace, add_account(workspace))
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.workspace).values(machine="somewhere:else")
        )
    )
    assert claim_due(workspace) == ()
    assert next_moment(workspace) is None


def test_another_schema_stops_this_worker(workspace: Workspace) -> None:
    add_delivery(workspace, add_account(workspace))
    workspace.database.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE alembic_version SET version_num = '9999'"
        )
    )
    with pytest.raises(StorageTrouble, match="newer"):
        claim_due(workspace)


@pytest.mark.parametrize(
    "values",
    [
        {"paused": True},
        {"state": AccountState.NEEDS_RECONNECT.value},
        {"state": AccountState.MISSING_PERMISSION.value},
        {"state": AccountState.DISCONNECTED.value},
    ],
)
def test_an_account_that_cannot_publish_keeps_its_posts_waiting(
    workspace: Workspace, values: dict[str, object]
) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    other = add_delivery(workspace, add_account(workspace, name="bob"))
    set_account(workspace, account, **values)
    assert [claim.delivery_id for claim in claim_due(workspace)] == [other]
    found = row(workspace, delivery)
    assert found.status is D.SCHEDULED
    assert "@ann" in found.hold_reason
    set_account(workspace, account, paused=False, state=AccountState.CONNECTED.value)
    assert publish_due(workspace) == 1
    assert row(workspace, delivery).hold_reason == ""


def test_pausing_everything(workspace: Workspace, clock: HandClock) -> None:
    add_delivery(workspace, add_account(workspace))
    pausing.pause_for(workspace, timedelta(hours=1))
    assert claim_due(workspace) == ()
    assert next_moment(workspace) == clock.now() + timedelta(hours=1)
    pausing.pause(workspace)
    assert next_moment(workspace) == pausing.FOREVER
    clock.advance(hours=2)
    assert claim_due(workspace) == ()
    pausing.resume(workspace)
    assert len(claim_due(workspace)) == 1  # late because of the pause: not missed


def test_a_post_in_the_trash_stays_there(workspace: Workspace, clock: HandClock) -> None:
    add_delivery(workspace, add_account(workspace))
    workspace.database.write(
        lambda connection: connection.execute(update(tables.posts).values(deleted_at=clock.now()))
    )
    assert claim_due(workspace) == ()
    assert next_moment(workspace) is None


def test_a_post_waits_for_its_files(workspace: Workspace, clock: HandClock) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + MINUTE)
    file = add_file(workspace, delivery, MediaState.PENDING)
    clock.advance(minutes=1)
    assert next_moment(workspace) == clock.now()
    assert claim_due(workspace) == ()
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.WAITING_MEDIA, None)
    assert "files" in found.hold_reason
    assert next_moment(workspace) is None
    for _ in range(40):
        clock.advance(seconds=15)
        missed.tick(workspace)  # somebody runs all the time: it is late, not missed
    set_file(workspace, file, MediaState.PROCESSED)
    assert next_moment(workspace) == clock.now()
    assert [claim.delivery_id for claim in claim_due(workspace)] == [delivery]


def test_a_file_that_cannot_be_used_fails_the_post(workspace: Workspace) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    add_file(workspace, delivery, MediaState.FAILED)
    assert next_moment(workspace) is not None
    assert claim_due(workspace) == ()
    found = row(workspace, delivery)
    assert (found.status, found.error_kind) == (D.FAILED, "invalid_content")
    assert next_moment(workspace) is None


def test_the_next_moment(workspace: Workspace, clock: HandClock) -> None:
    assert next_moment(workspace) is None
    account = add_account(workspace)
    later = add_delivery(workspace, account, at=clock.now() + 5 * MINUTE)
    assert next_moment(workspace) == clock.now() + 5 * MINUTE
    add_delivery(workspace, account, at=clock.now() + 2 * MINUTE)
    assert next_moment(workspace) == clock.now() + 2 * MINUTE
    clock.advance(minutes=2)
    claim_due(workspace)
    assert next_moment(workspace) is None  # the account is busy; its lane takes the next
    assert row(workspace, later).status is D.SCHEDULED


def test_the_next_moment_of_a_lease_elsewhere(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock
) -> None:
    add_delivery(workspace, add_account(workspace))
    claim_due(another())
    assert next_moment(workspace) == clock.now() + timedelta(seconds=60)


def test_the_hourly_cap_holds_back_and_lets_go(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 3)
    account, free = add_account(workspace), add_account(workspace, name="bob")
    start = clock.now()
    held = [
        add_delivery(workspace, account, at=start + number * timedelta(seconds=10))
        for number in range(5)
    ]
    for _ in range(5):
        publish_due(workspace)
        clock.advance(seconds=10)
    assert len(kiosk.store.arrived()) == 3
    for delivery in held[3:]:
        found = row(workspace, delivery)
        assert (found.status, found.run_at) == (D.SCHEDULED, start + timedelta(hours=1))
        assert "3 posts an hour" in found.hold_reason
    other = add_delivery(workspace, free)
    publish_due(workspace)
    assert row(workspace, other).status is D.PUBLISHED
    clock.advance_to(start + timedelta(hours=1, microseconds=1))
    publish_due(workspace)
    assert row(workspace, held[3]).status is D.PUBLISHED
    assert row(workspace, held[4]).run_at == start + timedelta(hours=1, seconds=10)
    clock.advance(seconds=10)
    publish_due(workspace)
    assert statuses(workspace) == {D.PUBLISHED: 6}


def test_a_higher_cap_lets_go_at_once(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 1)
    account = add_account(workspace)
    add_deliveries(workspace, [account] * 3)
    publish_due(workspace)
    assert len(kiosk.store.arrived()) == 1
    settings.put(workspace, settings.HOURLY_CAP, 10)
    workspace.database.write(lambda connection: guards.release_capped(connection, clock.now()))
    publish_due(workspace)
    assert len(kiosk.store.arrived()) == 3


def test_the_cap_counts_what_may_be_out_and_never_cuts_a_thread(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    settings.put(workspace, settings.HOURLY_CAP, 2)
    account = add_account(workspace)
    thread = add_delivery(workspace, account, text=SPLIT_AT.join("abc"))
    kiosk.next("answer", None, lost())
    publish_due(workspace)
    second = add_delivery(workspace, account)
    publish_due(workspace)
    assert "an hour" in row(workspace, second).hold_reason
    clock.advance(seconds=5)
    publish_due(workspace)
    assert row(workspace, thread).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(thread, 1), (thread, 2), (thread, 3)]
