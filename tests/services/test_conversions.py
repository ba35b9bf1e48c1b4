"""Videos made for posts: each once, a few at once, watched, given up, never in anybody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update

from brandcraft_desktop.domain.conversion import Asker, Order, percent_words
from brandcraft_desktop.domain.events import ConversionState, Event, MediaProgress
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import Composition, Plan
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import ContentRefused, DiskFull, Refused
from brandcraft_desktop.media import transcode as transcoding
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import conversion_work, conversions, media
from brandcraft_desktop.services.conversions import Conversion
from brandcraft_desktop.services.event_codec import decode, encode, kind_of
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import another, clock, kiosk, workspace
from tests.services.engine_world import HandClock, Kiosk, add_account, add_delivery, row
from tests.services.films_to_make import (
    LONG,
    SMALL,
    long_film,
    order_for,
    plan_of,
    planned,
    short_film,
)

__all__ = ["another", "clock", "kiosk", "workspace"]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_film(tmp_path_factory.mktemp("films") / "short.mp4")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return long_film(tmp_path_factory.mktemp("films") / "long.mp4")


def ready(workspace: Workspace, path: Path) -> MediaView:
    view = media.process(workspace, media.add(workspace, [path])[0].id)
    assert view.state is MediaState.PROCESSED
    return view


def unfinished(workspace: Workspace) -> list[Path]:
    return list((workspace.home.renditions / conversion_work.UNFINISHED).glob("*"))


def going(workspace: Workspace, order: Order, asker: Asker = Asker.PERSON) -> Conversion:
    """One that has begun to write."""
    begun = threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, MediaProgress) and event.recipe == order.digest and event.done:
            begun.set()

    unsubscribe = workspace.bus.subscribe(hear)
    made = conversions.of(workspace).ask(order, asker)
    assert begun.wait(60)
    unsubscribe()
    return made


def test_a_video_is_made_told_and_then_found_without_starting_anything(
    workspace: Workspace, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ready(workspace, short)
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    made = media.rendition(workspace, planned(view, SMALL))
    assert (made.mime, made.width, made.height) == ("video/mp4", 96, 54)
    assert made.path.stat().st_size == made.bytes
    assert unfinished(workspace) == []
    told = [one for one in heard if isinstance(one, MediaProgress)]
    assert {(one.media_id, one.recipe) for one in told} == {(view.id, SMALL.digest)}
    assert (told[0].state, told[-1].state) == (ConversionState.RUNNING, ConversionState.DONE)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert decode(kind_of(told[0]), encode(told[0])) == told[0]

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    assert media.rendition(workspace, planned(view, SMALL)) == made
    assert media.renditions(workspace, plan_of(planned(view, SMALL))).file(
        planned(view, SMALL)
    ) == made  # fmt: skip


def test_who_asks_second_waits_for_the_first(
    workspace: Workspace, another: Callable[[], Workspace], short: Path
) -> None:
    view, other = ready(workspace, short), another()
    runs: list[Path] = []
    real = transcoding.transcode

    def counted(source: Path, *rest: object, **more: object) -> object:
        runs.append(source)
        return real(source, *rest, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transcoding, "transcode", counted)
        order = order_for(view, SMALL)
        first = conversions.of(workspace).ask(order, Asker.DUE)
        assert conversions.of(workspace).ask(order, Asker.PERSON) is first
        beside = conversions.of(other).ask(order, Asker.PERSON)  # as another process would
        assert first.wait() == beside.wait()
    assert len(runs) == 1


def test_no_more_than_a_few_are_made_at_once(workspace: Workspace, long: Path) -> None:
    view = ready(workspace, long)
    making = conversions.of(workspace)
    orders = [order_for(view, replace(LONG, max_bytes=10**9 + n)) for n in range(4)]
    begun = [making.ask(one, Asker.DUE) for one in orders]
    going(workspace, orders[0], Asker.DUE)
    running = [one for one in begun if one.state is ConversionState.RUNNING]
    assert 1 <= len(running) <= conversions.AT_ONCE <= 2
    urgent = making.ask(orders[3], Asker.PERSON)
    begun[0].stop()
    assert begun[0].wait_ended()
    begun[1].stop()
    going(workspace, orders[3])
    assert urgent.state is ConversionState.RUNNING, "a person's is made before the others"
    assert begun[2].state is not ConversionState.DONE


def test_what_nobody_wants_any_more_is_stopped_and_leaves_nothing(
    workspace: Workspace, long: Path
) -> None:
    view = ready(workspace, long)
    order = order_for(view, LONG)
    one = going(workspace, order)
    one.want(Asker.DUE)
    one.give_up(Asker.PERSON)
    assert not one.unwanted.is_set(), "a post still wants it"
    conversions.of(workspace).only([])
    with pytest.raises(Refused, match="not converted"):
        one.wait()
    assert one.state is ConversionState.CANCELLED
    assert unfinished(workspace) == []
    assert conversions.of(workspace).running() == ()
    assert conversions.kept(workspace, order) is None


def test_quitting_stops_everything(
    workspace: Workspace, another: Callable[[], Workspace], long: Path
) -> None:
    view, leaving = ready(workspace, long), another()
    one = going(leaving, order_for(view, LONG))
    conversions.stop(leaving)
    later = conversions.of(leaving).ask(order_for(view, SMALL), Asker.PERSON)
    for each in (one, later):
        with pytest.raises(Refused):
            each.wait()
    conversions.close(leaving)
    assert unfinished(workspace) == []


def test_a_killed_process_leaves_nothing_after_the_sweep(
    workspace: Workspace, long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ready(workspace, long)
    command = [sys.executable, "-m", "tests.services.converting_child"]
    child = subprocess.Popen(
        [*command, str(workspace.home.root), view.id], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "going\n"
    (left,) = unfinished(workspace)
    assert left.stat().st_mode & 0o077 == 0
    assert conversion_work.sweep(workspace) == 0, "its process lives"
    helpers = children_of(child.pid)
    assert helpers
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    for one in helpers:
        wait_until_gone(one)
    assert conversion_work.sweep(workspace) == 1
    assert unfinished(workspace) == []


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for path in found for one in path.read_text().split()]


def wait_until_gone(pid: int) -> None:
    """A child that ends with its parent: the kernel does it, this only watches."""
    for _ in range(600):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        threading.Event().wait(0.05)
    raise AssertionError("it goes on without its parent")


# Posts that wait for their video


def posting(
    workspace: Workspace, view: MediaView, at: timedelta, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A delivery that sends the file by a recipe; the platform asks for it small."""
    delivery = add_delivery(workspace, add_account(workspace), at=workspace.clock.now() + at)

    def attach(connection: Connection) -> None:
        post = connection.execute(
            select(tables.deliveries.c.post_id).where(tables.deliveries.c.id == delivery)
        ).scalar_one()
        connection.execute(
            insert(tables.post_media).values(post_id=post, media_id=view.id, target="", position=0)
        )

    def plan(self: Kiosk, composition: Composition) -> Plan:
        recipe = LONG if view.name == "long.mp4" else SMALL
        files = (planned(media.show(workspace, one.media_id), recipe) for one in composition.media)
        return plan_of(*files, text=composition.text)

    workspace.database.write(attach)
    monkeypatch.setattr(Kiosk, "plan", plan)
    return delivery


def test_a_due_post_waits_for_its_video_and_holds_nobody_up(
    workspace: Workspace,
    clock: HandClock,
    kiosk: Kiosk,
    long: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = ready(workspace, long)
    waits = posting(workspace, view, timedelta(), monkeypatch)
    goes = add_delivery(workspace, add_account(workspace, name="bob"), text="words alone")
    for claim in claim_due(workspace):
        run(workspace, claim)
    held = row(workspace, waits)
    assert held.status is D.SCHEDULED, "it can still be changed and taken back"
    assert held.lease_owner is None
    assert "converting 0 %" in held.hold_reason
    assert row(workspace, goes).status is D.PUBLISHED
    (one,) = conversions.of(workspace).running()

    # It goes on being wanted until its post is taken back.
    media.prepare_soon(workspace)
    assert not one.unwanted.is_set()
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries)
            .where(tables.deliveries.c.id == waits)
            .values(status=D.DRAFT.value, run_at=None)
        )
    )
    media.prepare_soon(workspace)
    assert one.unwanted.is_set()
    assert one.wait_ended()
    assert unfinished(workspace) == []


def test_a_video_is_made_ahead_and_then_sent_without_waiting(
    workspace: Workspace,
    clock: HandClock,
    kiosk: Kiosk,
    short: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = ready(workspace, short)
    delivery = posting(workspace, view, timedelta(minutes=30), monkeypatch)
    assert media.prepare_soon(workspace, within=timedelta(minutes=10)) == 0
    assert conversions.of(workspace).running() == ()
    media.prepare_soon(workspace)
    for one in conversions.of(workspace).running():
        one.wait()
    assert media.prepare_soon(workspace) == 1
    clock.advance(minutes=30)
    for claim in claim_due(workspace):
        run(workspace, claim)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert row(workspace, delivery).attempts == 1


def test_what_cannot_be_converted_fails_in_words_and_a_full_disk_only_waits(
    workspace: Workspace, clock: HandClock, short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ready(workspace, short)
    delivery = posting(workspace, view, timedelta(), monkeypatch)
    trouble: list[Exception] = [
        DiskFull("There is not enough room on the disk to convert a video."),
        ContentRefused("“short.mp4” can't be converted.", "It is damaged.", "Export it again."),
    ]

    def failing(*_: object, **__: object) -> None:
        raise trouble.pop(0)

    monkeypatch.setattr(transcoding, "transcode", failing)
    told: list[str] = []
    while row(workspace, delivery).status is D.SCHEDULED:
        for claim in claim_due(workspace):
            run(workspace, claim)
            told.append(row(workspace, delivery).hold_reason)
        for one in conversions.of(workspace).running():
            one.wait_ended()
        clock.advance(seconds=6)
    assert "not enough room" in told[1]
    found = row(workspace, delivery)
    assert found.status is D.FAILED
    assert "can't be converted" in found.error_title
    assert not trouble


def test_words_of_progress() -> None:
    assert percent_words(0.0) == "Converting 0 %"
    assert percent_words(0.4349) == "Converting 43 %"
    assert percent_words(1.0) == "Converting 99 %"


def test_an_ended_workspace_takes_its_conversions_along(
    another: Callable[[], Workspace], long: Path
) -> None:
    leaving = another()
    view = ready(leaving, long)
    going(leaving, order_for(view, LONG))
    close(leaving)
    assert unfinished(leaving) == []
    assert not [one for one in threading.enumerate() if one.name == "converting"]
