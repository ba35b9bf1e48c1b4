"""The settings of the person's bucket, and its secret, which nobody ever sees again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from brandcraft_desktop.domain.events import Event, SettingChanged
from brandcraft_desktop.domain.media_store import Addressing, BucketSettings
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import BadInput, OutOfReach, OwnerNeeded, VaultLocked
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.services import copy_cleaning, doctor, sealed_settings, vault
from brandcraft_desktop.services.bucket_report import TITLES, examine, verdict
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import MemoryStore
from tests.media.files import photo
from tests.media.s3_answers import Answers, answering
from tests.models.times import StandingClock
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import KioskStore, add_account, add_delivery, row
from tests.services.puller import Puller, add_file, attach, pulling
from tests.services.town import LateVault, make_town, town_workspace

SECRET = "a-secret-key-of-ours"
PLAIN = BucketSettings("https://s3.example.com", "my-media", "AK1")


@pytest.fixture
def workspace(home: Path, tmp_path: Path) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path)) as opened:
        yield opened


def test_settings_are_kept_and_forgotten(workspace: Workspace) -> None:
    heard: list[Event] = []
    workspace.bus.subscribe(heard.append)
    assert (buckets.current(workspace), buckets.has_secret(workspace)) == (None, False)
    made = buckets.save(workspace, PLAIN, f" {SECRET}\n")
    assert buckets.current(workspace) == made
    assert buckets.secret_for(workspace, made) == SECRET
    assert SettingChanged(buckets.NAME) in heard
    buckets.forget(workspace)
    assert (buckets.current(workspace), buckets.has_secret(workspace)) == (None, False)
    with pytest.raises(OwnerNeeded, match="No media storage"):
        buckets.opened(workspace)


def test_the_secret_is_nowhere_in_the_open(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        buckets.save(workspace, PLAIN, SECRET)
        opened = buckets.opened(workspace)
    assert SECRET not in repr(opened) + repr(opened.settings) + caplog.text
    rows = workspace.database.read(
        lambda connection: connection.execute(select(tables.settings)).all()
    )
    assert SECRET not in str(rows)
    for file in workspace.home.root.glob("*.sqlite*"):
        assert SECRET.encode() not in file.read_bytes()


def test_an_empty_secret_keeps_that_of_the_same_key_alone(workspace: Workspace) -> None:
    with pytest.raises(BadInput) as caught:
        buckets.save(workspace, PLAIN)
    assert caught.value.field == "secret"
    buckets.save(workspace, PLAIN, SECRET)
    changed = buckets.save(workspace, replace(PLAIN, bucket="another"))
    assert buckets.secret_for(workspace, changed) == SECRET
    for action in (buckets.save, buckets.secret_for):
        with pytest.raises(BadInput, match="secret key is missing"):
            action(workspace, replace(PLAIN, access_key="AK2"))
    assert buckets.current(workspace) == changed, "what was refused changed nothing"
    with pytest.raises(BadInput):
        buckets.save(workspace, replace(PLAIN, endpoint="nothing at all"), SECRET)
    assert buckets.current(workspace) == changed


def test_an_open_bucket_is_the_same_until_its_settings_change(workspace: Workspace) -> None:
    buckets.save(workspace, PLAIN, SECRET)
    first = buckets.opened(workspace)
    assert buckets.opened(workspace) is first
    buckets.save(workspace, replace(PLAIN, bucket="another"))
    assert buckets.opened(workspace).settings.bucket == "another"


def test_starting_over_forgets_the_secret_with_the_sign_ins(workspace: Workspace) -> None:
    buckets.save(workspace, PLAIN, SECRET)
    vault.start_over(workspace)
    assert buckets.current(workspace) is not None
    assert not buckets.has_secret(workspace)
    with pytest.raises(OwnerNeeded, match="secret key of the media storage is missing"):
        buckets.opened(workspace)


def test_a_lost_record_of_the_key_never_makes_a_new_one(workspace: Workspace) -> None:
    """The bucket's secret alone is sealed: it counts as much as a sign-in."""
    buckets.save(workspace, PLAIN, SECRET)
    workspace.database.write(lambda connection: connection.execute(tables.vault_keys.delete()))
    workspace.vault.forget()
    with pytest.raises(VaultLocked, match="locked"):
        buckets.save(workspace, PLAIN, "another-secret")


def test_a_damaged_secret_is_said(workspace: Workspace) -> None:
    buckets.save(workspace, PLAIN, SECRET)
    workspace.database.write(
        lambda connection: sealed_settings.store(connection, "media_store.secret", "1:%%%")
    )
    with pytest.raises(VaultLocked, match="can't be opened"):
        buckets.opened(workspace)


def test_a_practice_workspace_reaches_no_bucket_outside(home: Path) -> None:
    origins = Origins({"https://s3.example.com": "http://127.0.0.1:9"})
    late, clock = LateVault(), StandingClock()
    opened = open_workspace(Home(home), clock=clock, origins=origins, vault=late)
    late.begin(opened.database, opened.home, clock, MemoryStore())
    try:
        buckets.save(opened, PLAIN, SECRET)
        endpoint = buckets.opened(opened).client.meta.endpoint_url
        assert endpoint == "http://127.0.0.1:9"
        buckets.save(opened, replace(PLAIN, endpoint="https://elsewhere.example.com"), SECRET)
        with pytest.raises(OutOfReach):
            buckets.opened(opened)
    finally:
        close(opened)


def test_the_report_says_what_is_wrong_and_stops_there(workspace: Workspace) -> None:
    with answering(Answers()) as server:
        server.refuse(403, "SignatureDoesNotMatch")
        made = BucketSettings(server.address, "my-media", "AK1", addressing=Addressing.PATH)
        found = examine(workspace, made, SECRET)
        assert [(one.name, one.ok) for one in found] == [("reach", True), ("sign_in", False)]
        assert verdict(found) == "1 thing is to be mended. The rest was not tried."
        assert buckets.current(workspace) is None, "testing keeps nothing"
        buckets.save(workspace, made, SECRET)
        [line] = [one for one in doctor.examine(workspace) if one.name == "media_store"]
        assert (line.ok, line.message) == (False, found[-1].message)
        assert "media-store test" in line.action
    assert {one.name for one in found} <= set(TITLES)


def test_without_a_bucket_nothing_is_asked_of_anybody(workspace: Workspace) -> None:
    copy_cleaning.daily(workspace)
    copy_cleaning.release_quietly(workspace)
    assert copy_cleaning.release(workspace) == 0
    [line] = [one for one in doctor.examine(workspace) if one.name == "media_store"]
    assert line.ok


def test_a_post_without_a_bucket_fails_in_words(tmp_path: Path) -> None:
    """It was set up when the post was scheduled, and is not any more."""
    clock, puller = StandingClock(), Puller(KioskStore(tmp_path / "kiosk.sqlite"))
    with pulling(tmp_path / "home", clock, puller, keyring=MemoryStore()) as opened:
        media = add_file(opened, photo(tmp_path / "a.jpg").read_bytes())
        delivery = add_delivery(opened, add_account(opened))
        attach(opened, delivery, media)
        publish_due(opened)
        found = row(opened, delivery)
        assert (found.status, found.error_kind) == (D.FAILED, "needs_user")
        assert found.error_title == "No media storage is set up."
        assert "Settings, Media storage" in found.error_action
        assert puller.store.arrived() == []


def test_a_post_whose_bucket_is_away_is_tried_again(tmp_path: Path) -> None:
    clock, puller = StandingClock(), Puller(KioskStore(tmp_path / "kiosk.sqlite"))
    with pulling(tmp_path / "home", clock, puller, keyring=MemoryStore()) as opened:
        away = BucketSettings("http://127.0.0.1:9", "my-media", "AK1", addressing=Addressing.PATH)
        buckets.save(opened, away, SECRET)
        media = add_file(opened, photo(tmp_path / "a.jpg").read_bytes())
        delivery = add_delivery(opened, add_account(opened))
        attach(opened, delivery, media)
        publish_due(opened)
        found = row(opened, delivery)
        assert (found.status, found.error_kind) == (D.SCHEDULED, "transient")
        assert found.run_at is not None
        assert found.run_at > clock.now()
        [kept] = list_copies(opened)
        assert kept == "", "nobody holds the upload any more"


def list_copies(workspace: Workspace) -> list[str]:
    """Who uploads what lies ready, row by row."""
    return workspace.database.read(
        lambda connection: list(connection.execute(select(tables.remote_copies.c.url)).scalars())
    )
