"""An export holds everything readable, comes in once, and lets nothing go out by itself."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice, PostContent, PostView
from brandcraft_desktop.errors import BadInput, BrandcraftError, Refused, WorkspaceTooNew
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import (
    accounts,
    brands,
    lock,
    posting_times,
    posts,
    settings,
    templates,
)
from brandcraft_desktop.services.export_rows import taken
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.importing import import_file
from brandcraft_desktop.services.publishing import claim_due
from brandcraft_desktop.services.workspace import Workspace, close, who
from tests.services.desk import (
    HOUR,
    Stall,
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    scheduled,
    set_media,
    stall,
    workspace,
)
from tests.services.engine_fixtures import open_kiosk, publish_due
from tests.services.engine_world import HandClock, add_account, set_account

__all__ = ["ann", "bob", "clock", "stall", "workspace"]

PHOTO = b"not really a photo, but bytes are bytes" * 1000


@pytest.fixture
def other(tmp_path: Path, clock: HandClock, stall: Stall) -> Iterator[Workspace]:
    """An empty workspace on another computer."""
    opened = open_kiosk(tmp_path / "other", clock, stall)
    yield opened
    close(opened)


@pytest.fixture
def file(workspace: Workspace, ann: str, bob: str, tmp_path: Path) -> Path:
    """A brand, a photo, a setting, a draft, a post of an hour from now, and one that is out."""
    brands.add(workspace, "Anna's shop")
    posting_times.set_slots(workspace, ann, [Slot(1, 570)])
    templates.keep(workspace, "Weekly", PostContent(text="News"))
    settings.put(workspace, settings.HOURLY_CAP, 11)
    media = add_media(workspace, "kept.jpg")
    set_media(workspace, media, sha256=workspace.store.add_bytes(PHOTO).sha256)
    draft(workspace, ann, text="A draft", media=(MediaChoice(media, "a cup"),))
    scheduled(workspace, ann, bob, text="Later")
    out = scheduled(workspace, ann, text="Out")
    force(workspace, out.deliveries[0].id, D.PUBLISHED, published_at=workspace.clock.now())
    target = tmp_path / "everything.zip"
    done = export(workspace, target)
    assert (done.posts, done.media, done.secrets) == (3, 1, False)
    return target


def all_rows(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    return workspace.database.read(
        lambda connection: {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in (*taken(), tables.settings, tables.workspace)
        }
    )


def by_text(workspace: Workspace) -> dict[str, PostView]:
    rows = posts.everything(workspace, start=None, end=None)
    views = [posts.show(workspace, row.id) for row in rows]
    return {view.content.text: view for view in views}


def test_it_is_readable_for_other_programs(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        rows = json.loads(packed.read("data/posts.json"))
        manifest = json.loads(packed.read("manifest.json"))
        assert {row["text"] for row in rows} == {"A draft", "Later", "Out"}
        assert rows[1]["scheduled_at"].endswith("+00:00")
        (media,) = json.loads(packed.read("data/media.json"))
        name = f"media/{media['sha256'][:2]}/{media['sha256'][2:4]}/{media['sha256']}"
        assert packed.read(name) == PHOTO
        for name, (digest, size) in manifest["files"].items():
            data = packed.read(name)
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (digest, size)
    assert "secrets.json" not in manifest["files"]


def test_what_an_upload_was_begun_with_stays_once_it_is_over(
    workspace: Workspace, ann: str, tmp_path: Path
) -> None:
    out = scheduled(workspace, ann, text="Out").deliveries[0].id
    waiting = scheduled(workspace, ann, text="Waiting").deliveries[0].id
    for delivery in (out, waiting):
        add_step(workspace, delivery, "video begin", armed=False)
    force(workspace, out, D.PUBLISHED, published_at=workspace.clock.now())
    export(workspace, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        steps = json.loads(packed.read("data/steps.json"))
    assert {one["delivery_id"]: one["result"] for one in steps} == {out: "", waiting: "{}"}


def test_who_may_open_the_window_stays_with_each_computer(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    lock.add(workspace, "Anna Example", "a walk in the rain")
    export(workspace, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert not any(b"argon2" in packed.read(name) for name in packed.namelist())
        kept = json.loads(packed.read("data/settings.json"))
    rows = workspace.database.read(
        lambda connection: connection.execute(select(tables.settings)).mappings().all()
    )
    person = [dict(one) for one in rows if one["name"].startswith(lock.PEOPLE)]
    assert person
    strange = rewritten(
        tmp_path / "x.zip",
        tmp_path / "y.zip",
        "data/settings.json",
        lambda _: json.dumps([*kept, *person]).encode(),
    )
    import_file(other, strange)
    assert not lock.status(other).on


def test_everything_comes_into_an_empty_workspace(file: Path, other: Workspace) -> None:
    done = import_file(other, file)
    assert (done.posts, done.media, done.accounts, done.brands, done.settings) == (3, 1, 2, 1, 1)
    assert settings.get(other, settings.HOURLY_CAP) == 11
    assert [one.name for one in brands.list_brands(other)] == ["Anna's shop"]
    (digest,) = other.store.contents()
    assert other.store.path(digest).read_bytes() == PHOTO
    found = by_text(other)
    assert found["A draft"].content.media[0].alt == "a cup"
    assert found["Out"].status.value == "published"
    assert found["Later"].status.value == "draft"
    assert len(found["Later"].content.account_ids) == 2
    assert found["Later"].content.scheduled_at == other.clock.now() + HOUR


def test_a_second_time_changes_nothing(file: Path, other: Workspace) -> None:
    import_file(other, file)
    before = all_rows(other)
    done = import_file(other, file)
    assert done.changed is False
    assert all_rows(other) == before


def test_its_own_workspace_learns_nothing_from_it(file: Path, workspace: Workspace) -> None:
    before = all_rows(workspace)
    assert import_file(workspace, file).changed is False
    assert all_rows(workspace) == before


def test_a_used_workspace_keeps_what_it_has(file: Path, other: Workspace, clock: HandClock) -> None:
    brands.add(other, "Anna's shop")
    own_account = add_account(other, name="ann")
    with zipfile.ZipFile(file) as packed:
        theirs = json.loads(packed.read("data/accounts.json"))
    (remote,) = [one["remote_id"] for one in theirs if one["handle"] == "@ann"]
    set_account(other, own_account, remote_id=remote)
    mine = scheduled(other, own_account, text="Mine")
    settings.put(other, settings.HOURLY_CAP, 22)
    done = import_file(other, file)
    assert (done.brands, done.accounts, done.settings) == (0, 1, 0)
    assert settings.get(other, settings.HOURLY_CAP) == 22
    found = by_text(other)
    assert own_account in found["Later"].content.account_ids, "the same login is one account"
    clock.advance(hours=1)
    assert [one.post_id for one in claim_due(other)] == [mine.id], "what was planned here goes on"


def test_nothing_that_comes_goes_out_by_itself(
    workspace: Workspace, ann: str, other: Workspace, tmp_path: Path, clock: HandClock, stall: Stall
) -> None:
    due = scheduled(workspace, ann, text="Due before")
    later = scheduled(workspace, ann, text="Partly prepared", at=clock.now() + 5 * HOUR)
    add_step(workspace, later.deliveries[0].id, "publish", armed=True)
    clock.advance(hours=2)
    export(workspace, tmp_path / "x.zip")
    import_file(other, tmp_path / "x.zip")
    found = by_text(other)
    assert found["Due before"].deliveries[0].id == due.deliveries[0].id
    assert found["Partly prepared"].status.value == "unconfirmed", "a part of it may be out"
    for account in accounts.list_accounts(other):
        set_account(other, account.id, state="connected")  # its person signed in again
    assert [one.look_only for one in claim_due(other)] == [True]
    assert publish_due(other) == 0, "it is being looked for"
    clock.advance(hours=5)
    publish_due(other)
    clock.advance(hours=5)
    publish_due(other)
    assert stall.store.arrived() == []


def rewritten(
    file: Path, target: Path, name: str, change: Callable[[bytes], bytes], *, seal: bool = True
) -> Path:
    """The same export with one part changed; `seal`: its manifest is true for that."""
    with zipfile.ZipFile(file) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    if seal and name != "manifest.json":
        manifest = json.loads(parts["manifest.json"])
        digest = hashlib.sha256(parts[name]).hexdigest()
        manifest["files"][name] = [digest, len(parts[name])]
        parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w") as new:
        for part, data in parts.items():
            new.writestr(part, data)
    return target


def in_rows(**values: object) -> Callable[[bytes], bytes]:
    """Change the first row of a part."""

    def change(data: bytes) -> bytes:
        rows = json.loads(data)
        rows[0].update(values)
        return json.dumps(rows).encode()

    return change


@pytest.mark.parametrize(
    ("name", "change", "seal"),
    [
        ("data/posts.json", in_rows(id="../../etc/passwd"), True),
        ("data/posts.json", in_rows(stage="nonsense"), True),
        ("data/posts.json", in_rows(created_at="yesterday"), True),
        ("data/posts.json", in_rows(created_at="2027-01-01T10:00:00"), True),
        ("data/posts.json", in_rows(text=None), True),
        ("data/posts.json", in_rows(text="\ud800"), True),
        ("data/posts.json", in_rows(stowaway="x"), True),
        ("data/posts.json", in_rows(revision=2**70), True),
        ("data/posts.json", in_rows(brand_id="0" * 26), True),
        ("data/posts.json", lambda data: b"[" * 100_000, True),
        ("data/posts.json", lambda data: b"{}", True),
        ("data/posts.json", lambda data: data[:-5], True),
        ("data/posts.json", lambda data: data.replace(b"Later", b"Never"), False),
        ("data/media.json", in_rows(sha256="../../../x"), True),
        ("data/variants.json", lambda data: b'[{"post_id": 1}]', True),
        ("data/posts.json", in_rows(created_at="0001-01-01T00:00:00+14:00"), True),
        ("data/settings.json", lambda data: b'[{"name": "x", "value": "\\ud800"}]', True),
        ("data/deliveries.json", in_rows(parts={"a": 1}), True),
        ("data/deliveries.json", in_rows(parts=[1, 2]), True),
        ("data/accounts.json", in_rows(facts=[1]), True),
        ("data/accounts.json", in_rows(facts={"a": [1]}), True),
        ("data/accounts.json", in_rows(platform="myspace"), True),
        ("data/brands.json", in_rows(campaign_start="someday"), True),
        ("data/brands.json", in_rows(times="Tue 25:00"), True),
        ("data/deliveries.json", in_rows(error_kind="bad luck"), True),
        ("data/deliveries.json", in_rows(published_at="9999-12-31T23:59:59+00:00"), True),
        ("data/post_versions.json", in_rows(reason=""), True),
        ("data/slots.json", in_rows(minute=-1), True),
        ("data/slots.json", in_rows(weekday=7), True),
        ("data/templates.json", in_rows(content=[]), True),
        ("data/templates.json", in_rows(content={"text": 5}), True),
        ("data/templates.json", in_rows(content={"media": {"a": 1}}), True),
        ("data/templates.json", in_rows(content={"variants": {"x": []}}), True),
        ("data/posts.json", lambda data: b"[" + b"{}," * 2_000_000 + b"{}]", True),
        ("media/../../outside", lambda data: b"x", True),
        ("/etc/x", lambda data: b"x", True),
        ("run/vault.lock", lambda data: b"x", True),
        ("media/00/00/" + "0" * 64, lambda data: b"x", True),
        ("stranger.txt", lambda data: b"x", False),
        ("manifest.json", lambda data: b"{}", False),
        ("manifest.json", lambda data: data.replace(b"brandcraft-export", b"mixpost"), False),
    ],
)
def test_a_broken_or_evil_file_changes_nothing(
    file: Path,
    other: Workspace,
    tmp_path: Path,
    name: str,
    change: Callable[[bytes], bytes],
    seal: bool,
) -> None:
    before, files = all_rows(other), set(other.store.contents())
    evil = rewritten(file, tmp_path / "evil.zip", name, change, seal=seal)
    with pytest.raises(BrandcraftError):
        import_file(other, evil)
    assert all_rows(other) == before
    assert set(other.store.contents()) == files


def test_a_torn_file_a_bomb_and_a_newer_one_are_refused(
    file: Path, other: Workspace, tmp_path: Path
) -> None:
    data = file.read_bytes()
    torn = tmp_path / "torn.zip"
    for size in (0, 10, len(data) // 2, len(data) - 5):
        torn.write_bytes(data[:size])
        with pytest.raises(BadInput, match="not a Brandcraft export"):
            import_file(other, torn)
    bomb = rewritten(
        file,
        tmp_path / "bomb.zip",
        "manifest.json",
        lambda stored: json.dumps(
            json.loads(stored)
            | {"files": {**json.loads(stored)["files"], "data/posts.json": ["0" * 64, 10]}}
        ).encode(),
    )
    with pytest.raises(BrandcraftError):
        import_file(other, bomb)
    newer = rewritten(
        file,
        tmp_path / "newer.zip",
        "manifest.json",
        lambda stored: json.dumps(json.loads(stored) | {"schema": "9999"}).encode(),
    )
    with pytest.raises(WorkspaceTooNew):
        import_file(other, newer)


def test_more_brands_than_there_may_be_are_refused_as_a_whole(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    for number in range(3):
        brands.add(workspace, f"Brand {number}")
        brands.add(other, f"Other {number}")
    export(workspace, tmp_path / "x.zip")
    before = all_rows(other)
    with pytest.raises(Refused, match="no room"):
        import_file(other, tmp_path / "x.zip")
    assert all_rows(other) == before


def test_a_brand_of_the_same_name_is_the_same_brand(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    mine = brands.add(workspace, "Café Anna")
    theirs = brands.add(other, unicodedata.normalize("NFD", "café ANNA"))
    link = add_account(workspace, name="ann")
    brands.link(workspace, mine.id, link)
    export(workspace, tmp_path / "x.zip")
    assert import_file(other, tmp_path / "x.zip").brands == 0
    assert [one.id for one in brands.list_brands(other)] == [theirs.id]
    assert [one.brand_id for one in accounts.list_accounts(other)] == [theirs.id]


def test_another_file_of_that_name_is_never_replaced(workspace: Workspace, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(BadInput):
        export(workspace, letter)
    assert letter.read_text() == "dear"
    target = tmp_path / "x.zip"
    export(workspace, target)
    export(workspace, target)
    assert not list(tmp_path.glob(".*.part"))


def test_an_older_file_lacks_columns_and_comes_all_the_same(
    file: Path, other: Workspace, tmp_path: Path
) -> None:
    def older(data: bytes) -> bytes:
        rows = json.loads(data)
        for row in rows:
            del row["credit"], row["tags"]
        return json.dumps(rows).encode()

    assert import_file(other, rewritten(file, tmp_path / "o.zip", "data/media.json", older)).media


def test_ten_thousand_posts_come_in_a_few_seconds(
    workspace: Workspace, other: Workspace, tmp_path: Path, clock: HandClock
) -> None:
    now = clock.now()
    rows = [
        {
            "id": f"{number:026d}",
            "stage": "draft",
            "origin": "own",
            "text": f"Post {number}",
            "created_at": now + timedelta(seconds=number),
            "updated_at": now,
        }
        for number in range(10_000)
    ]
    workspace.database.write(lambda connection: connection.execute(insert(tables.posts), rows))
    export(workspace, tmp_path / "x.zip")
    assert import_file(other, tmp_path / "x.zip").posts == 10_000
    epoch = who(other).epoch
    assert import_file(other, tmp_path / "x.zip").changed is False
    assert who(other).epoch == epoch
