"""A desk to write posts at: a real workspace, a clock set by hand, a platform with limits.

Fixtures are imported by name; the rest puts rows where a test needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from brandcraft_desktop.domain.events import Event
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.plan import Composition, Fix, Plan, Problem, Severity
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import HandClock, Kiosk, KioskStore, add_account

HOUR = timedelta(hours=1)
LIMIT = 300


class Stall(Kiosk):
    """The kiosk, but it says what is wrong with a post."""

    def plan(self, composition: Composition) -> Plan:
        plan = super().plan(composition)
        found = []
        if not composition.text.strip() and not composition.media:
            found.append(Problem(Severity.ERROR, "Kiosk: there is nothing to post.", "text"))
        for part in plan.parts:
            if not part.measure.valid:
                over = -part.measure.remaining
                found.append(
                    Problem(
                        Severity.ERROR, f"Kiosk: {over} characters too long.", "text", Fix.SHORTEN
                    )
                )
        found += [
            Problem(
                Severity.WARNING, f"Kiosk: {one.name} has no alt text.", f"media:{one.media_id}"
            )
            for one in composition.media
            if not one.alt
        ]
        found += [
            Problem(Severity.ERROR, f"Kiosk: {one.name} can't be used.", f"media:{one.media_id}")
            for one in composition.media
            if one.state is MediaState.FAILED
        ]
        return replace(plan, problems=tuple(found))


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def stall(tmp_path: Path) -> Stall:
    return Stall(KioskStore(tmp_path / "stall.sqlite"))


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock, stall: Stall) -> Iterator[Workspace]:
    opened = open_kiosk(tmp_path / "home", clock, stall)
    yield opened
    close(opened)


@pytest.fixture
def ann(workspace: Workspace) -> str:
    return add_account(workspace, name="ann")


@pytest.fixture
def bob(workspace: Workspace) -> str:
    return add_account(workspace, name="bob")


@pytest.fixture
def heard(workspace: Workspace) -> Iterator[list[Event]]:
    """What the bus tells, in order."""
    told: list[Event] = []
    unsubscribe = workspace.bus.subscribe(told.append)
    yield told
    unsubscribe()


def add_media(
    workspace: Workspace,
    name: str = "a.jpg",
    *,
    state: MediaState = MediaState.PROCESSED,
    deleted: bool = False,
) -> str:
    """A file in the library, as a row."""
    media_id = new_id(workspace.clock)
    now = workspace.clock.now()
    workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.media).values(
                id=media_id,
                sha256=media_id.rjust(64, "0"),
                name=name,
                kind=MediaKind.IMAGE.value,
                state=state.value,
                mime="image/jpeg",
                bytes=1000,
                width=800,
                height=600,
                created_at=now,
                deleted_at=now if deleted else None,
            )
        )
    )
    return media_id


def set_media(workspace: Workspace, media_id: str, **values: object) -> None:
    """Change a file's row."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.media).where(tables.media.c.id == media_id).values(**values)
        )
    )


def draft(workspace: Workspace, *account_ids: str, text: str = "Hello", **more: object) -> PostView:
    """A draft to these accounts."""
    content = replace(PostContent(text=text, account_ids=account_ids), **more)  # type: ignore[arg-type]
    return posts.create(workspace, content, mode=posts.Mode.DRAFT)


def scheduled(
    workspace: Workspace,
    *account_ids: str,
    at: datetime | None = None,
    text: str = "Hello",
    **more: object,
) -> PostView:
    """A post that goes out in an hour."""
    post = draft(workspace, *account_ids, text=text, **more)
    return posts.schedule(workspace, post.id, at=at or workspace.clock.now() + HOUR)


def force(workspace: Workspace, delivery_id: str, status: DeliveryStatus, **values: object) -> None:
    """Put a delivery into a status, as the engine would have left it."""
    pending = status in (DeliveryStatus.SCHEDULED, DeliveryStatus.PROCESSING)
    columns: dict[str, object] = {"status": status.value, **values}
    if not pending:
        columns.setdefault("run_at", None)
    if status is DeliveryStatus.FAILED:
        columns = {
            "error_kind": "invalid_content",
            "error_title": "Kiosk refused it.",
            "error_message": "Too blue.",
            **columns,
        }
    if status is DeliveryStatus.PUBLISHED:
        columns.setdefault("published_at", workspace.clock.now())
    if status is DeliveryStatus.PUBLISHING:
        columns = {"lease_owner": "m:1:x", "lease_until": workspace.clock.now() + HOUR, **columns}
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries).where(tables.deliveries.c.id == delivery_id).values(**columns)
        )
    )


def add_step(
    workspace: Workspace, delivery_id: str, name: str, *, armed: bool, done: bool = True
) -> None:
    """A step that was kept: armed ones are the irreversible calls."""
    now = workspace.clock.now()
    workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.steps).values(
                delivery_id=delivery_id,
                name=name,
                state="done" if done else "armed",
                result="{}" if done else "",
                armed_at=now if armed else None,
                done_at=now if done else None,
            )
        )
    )


def add_attempt(workspace: Workspace, delivery_id: str, number: int = 1) -> None:
    """A try that has ended."""
    now = workspace.clock.now()
    workspace.database.write(
        lambda connection: connection.execute(
            insert(tables.attempts).values(
                id=new_id(workspace.clock),
                delivery_id=delivery_id,
                number=number,
                owner="m:1:x",
                started_at=now,
                ended_at=now,
                outcome="failed",
            )
        )
    )


def steps_of(workspace: Workspace, delivery_id: str) -> set[str]:
    """Names of the steps that are kept."""
    return workspace.database.read(
        lambda connection: set(
            connection.execute(
                select(tables.steps.c.name).where(tables.steps.c.delivery_id == delivery_id)
            ).scalars()
        )
    )


def row_counts(workspace: Workspace) -> dict[str, int]:
    """How many rows each table of posts holds."""
    return workspace.database.read(
        lambda connection: {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (
                tables.posts,
                tables.variants,
                tables.deliveries,
                tables.post_media,
                tables.media,
                tables.steps,
                tables.events,
            )
        }
    )


def raise_epoch(workspace: Workspace) -> None:
    """The workspace was restored just now."""
    now = workspace.clock.now()
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.workspace).values(epoch=tables.workspace.c.epoch + 1, restored_at=now)
        )
    )


def stage_of(workspace: Workspace, post_id: str) -> Stage:
    """How far a post has come."""
    return posts.show(workspace, post_id).stage
