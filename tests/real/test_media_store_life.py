"""Files on a real S3 server: there just in time, and gone when the post is done."""

from __future__ import annotations

import itertools
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import update

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.media_store import KEPT_DAYS, BucketSettings
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.media.bucket_upload import PART
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.scheduler.housekeeping import COPIES, SWEEP, chores_of
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import copy_cleaning, deliveries, guards
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.transaction import change
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import photo
from tests.real.media_store_desk import (
    clock,
    fetched,
    finish,
    puller,
    put,
    settings,
    workspace,
)
from tests.real.radosgw import S3
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import (
    START,
    HandClock,
    add_account,
    add_delivery,
    row,
)
from tests.services.puller import Puller, add_file, attach, copies

__all__ = ["clock", "puller", "settings", "workspace"]
ROOT = Path(__file__).parents[2]
BIG = 2 * PART + 12_345  # three parts


def test_a_post_waits_for_its_file_is_published_and_leaves_nothing(
    workspace: Workspace, puller: Puller, settings: BucketSettings, s3: S3, tmp_path: Path
) -> None:
    data = photo(tmp_path / "a.jpg").read_bytes()
    media = add_file(workspace, data, state=MediaState.PENDING.value)
    delivery = add_delivery(workspace, add_account(workspace))
    attach(workspace, delivery, media)
    assert publish_due(workspace) == 0, "a file that is not looked at yet holds the post"
    processed(workspace, media)
    there: list[list[str]] = []
    puller.next("fetched", lambda: there.append(s3.keys(settings.bucket)))
    assert publish_due(workspace) == 1
    assert row(workspace, delivery).status is D.PUBLISHED
    [address] = puller.addresses
    assert "X-Amz-Signature=" in address
    assert len(puller.fetched) == 1
    assert puller.store.arrived() == [(delivery, 1)]
    assert [len(keys) for keys in there] == [1], "it lay there while the platform fetched it"
    assert s3.requests("GET", there[0][0], "puller/1.0"), "looked at as the platform does"
    assert s3.keys(settings.bucket) == []
    assert copies(workspace) == []
    assert fetched(address).status_code == 404


def processed(workspace: Workspace, media: str) -> None:
    def act(connection: object, emit: object) -> None:
        workspace_update = update(tables.media).where(tables.media.c.id == media)
        connection.execute(workspace_update.values(state=MediaState.PROCESSED.value))  # type: ignore[attr-defined]
        guards.settle_media(connection, emit, workspace.clock.now())  # type: ignore[arg-type]

    change(workspace, act)


def test_a_program_that_ends_gives_the_upload_back_between_two_parts(
    workspace: Workspace, puller: Puller, s3: S3
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    attach(workspace, delivery, add_file(workspace, b"y" * BIG))
    asked = itertools.count(1)
    [claim] = claim_due(workspace)
    # Asked before the step, before the file, and behind each part: it ends behind the first one.
    run(workspace, claim, stopping=lambda: next(asked) >= 3)
    assert row(workspace, delivery).status is D.SCHEDULED
    [kept] = copies(workspace)
    assert not kept.uploaded
    assert publish_due(workspace) == 1
    assert row(workspace, delivery).status is D.PUBLISHED
    sent = [len(s3.requests("PUT", kept.key, f"partNumber={part}")) for part in (1, 2, 3)]
    assert sent == [1, 1, 1]
    assert puller.store.arrived() == [(delivery, 1)]


def test_a_file_stays_as_long_as_another_post_needs_it(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    media = add_file(workspace, b"shared" * 100)
    first, second = (
        add_delivery(workspace, add_account(workspace, name=name)) for name in ("ann", "bob")
    )
    for delivery in (first, second):
        put(workspace, delivery, media)
    assert len(s3.keys(settings.bucket)) == 1
    finish(workspace, first)
    assert copy_cleaning.release(workspace) == 0
    assert len(s3.keys(settings.bucket)) == 1
    finish(workspace, second)
    assert copy_cleaning.release(workspace) == 1
    assert s3.keys(settings.bucket) == []
    assert copies(workspace) == []


def test_an_address_that_ran_out_is_made_anew(workspace: Workspace, clock: HandClock) -> None:
    media = add_file(workspace, b"patience" * 50)
    delivery = add_delivery(workspace, add_account(workspace))
    early = put(workspace, delivery, media, life=timedelta(seconds=2))
    assert fetched(early).status_code == 200
    deadline = time.monotonic() + 30
    while fetched(early).status_code != 403:  # the server's own clock decides
        assert time.monotonic() < deadline
        time.sleep(0.1)
    clock.advance(hours=30)
    late = put(workspace, delivery, media)
    assert fetched(late).content == b"patience" * 50
    assert urlsplit(late).path == urlsplit(early).path, "the same object: nothing is sent again"
    assert "X-Amz-Expires=172800" in late


def test_what_vanished_from_the_bucket_is_put_there_again(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    media = add_file(workspace, b"gone" * 50)
    delivery = add_delivery(workspace, add_account(workspace))
    put(workspace, delivery, media)
    [key] = s3.keys(settings.bucket)
    s3.client.delete_object(Bucket=settings.bucket, Key=key)
    assert fetched(put(workspace, delivery, media)).content == b"gone" * 50
    finish(workspace, delivery)
    copy_cleaning.release(workspace)
    assert (s3.keys(settings.bucket), copies(workspace)) == ([], [])


def test_orphans_go_and_what_is_not_ours_stays(
    workspace: Workspace, settings: BucketSettings, s3: S3, clock: HandClock
) -> None:
    media = add_file(workspace, b"kept" * 50)
    delivery = add_delivery(workspace, add_account(workspace))
    put(workspace, delivery, media)
    [ours] = s3.keys(settings.bucket)
    folder = f"brandcraft/{workspace.id}"
    foreign = ["brandcraft/another-workspace/a.jpg", "holiday.jpg"]
    for key in (*foreign, f"{folder}/stray.jpg"):
        s3.client.put_object(Bucket=settings.bucket, Key=key, Body=b"a")
    s3.client.create_multipart_upload(Bucket=settings.bucket, Key=f"{folder}/begun.mp4")
    done = copy_cleaning.clean(workspace)
    assert (done.deleted, done.orphans) == (2, 2)
    assert sorted(s3.keys(settings.bucket)) == sorted([*foreign, ours])
    assert s3.uploads(settings.bucket) == []
    clock.advance(days=KEPT_DAYS - 1)
    assert copy_cleaning.release(workspace) == 0
    clock.advance(days=2)
    assert copy_cleaning.release(workspace) == 1, "the backstop, although the post is not done"
    assert sorted(s3.keys(settings.bucket)) == sorted(foreign)


def test_everything_is_taken_away_before_the_bucket_is_forgotten(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    media = add_file(workspace, b"all" * 50)
    put(workspace, add_delivery(workspace, add_account(workspace)), media)
    assert copy_cleaning.clean_all(workspace).deleted == 1
    assert (s3.keys(settings.bucket), copies(workspace)) == ([], [])
    buckets.forget(workspace)
    assert (buckets.current(workspace), buckets.has_secret(workspace)) == (None, False)
    assert copy_cleaning.release(workspace) == 0


def test_the_chores_take_away_what_a_person_gave_up(
    workspace: Workspace, settings: BucketSettings, s3: S3, clock: HandClock
) -> None:
    """A canceled delivery locks its post without a run; once a day the bucket is looked through."""
    chores = chores_of(workspace, lambda name, moment: None)
    delivery = add_delivery(workspace, add_account(workspace))
    put(workspace, delivery, add_file(workspace, b"given up" * 50))
    chores[COPIES]()
    assert len(s3.keys(settings.bucket)) == 1
    finish(workspace, delivery, D.CANCELED)
    chores[COPIES]()
    assert (s3.keys(settings.bucket), copies(workspace)) == ([], [])
    stray = f"brandcraft/{workspace.id}/stray.jpg"
    chores[SWEEP]()
    s3.client.put_object(Bucket=settings.bucket, Key=stray, Body=b"a")
    clock.advance(hours=23)
    chores[SWEEP]()
    assert s3.keys(settings.bucket) == [stray], "not more than once a day"
    clock.advance(hours=2)
    chores[SWEEP]()
    assert s3.keys(settings.bucket) == []


def test_a_locked_post_is_heard_of_by_the_engine(
    workspace: Workspace, settings: BucketSettings, s3: S3
) -> None:
    """Whoever locks it, in this process or another, the event tells the chores."""
    delivery = add_delivery(workspace, add_account(workspace), at=START + timedelta(days=1))
    put(workspace, delivery, add_file(workspace, b"heard" * 50))
    engine = Engine(workspace)
    engine.start()
    try:
        deliveries.cancel(workspace, delivery)
        deadline = time.monotonic() + 20
        while s3.keys(settings.bucket):
            assert time.monotonic() < deadline
            time.sleep(0.05)  # a condition of another thread and the server
    finally:
        engine.stop()
