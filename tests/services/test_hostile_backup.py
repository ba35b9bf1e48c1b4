"""Backups made by somebody who means harm: our own words, and nothing is changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.errors import BadInput, BrandcraftError, StorageTrouble, WorkspaceTooNew
from brandcraft_desktop.models.drivers import migrating_engine
from brandcraft_desktop.models.foreign import check_foreign
from brandcraft_desktop.models.migrate import run_migrations
from brandcraft_desktop.models.schema import SCHEMA
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import archive, settings
from brandcraft_desktop.services.backup import backup, restore
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.models.times import StandingClock

PHOTO = b"not really a photo, but bytes are bytes" * 1000


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def file(home: Path, clock: StandingClock, tmp_path: Path) -> Path:
    """A backup of a workspace with a setting and a photo."""
    target = tmp_path / "backup.zip"
    workspace = open_workspace(Home(home), clock=clock)
    settings.put(workspace, settings.HOURLY_CAP, 11)
    workspace.store.add_bytes(PHOTO)
    backup(workspace, target)
    close(workspace)
    return target


def rewritten(file: Path, target: Path, change: dict[str, bytes]) -> Path:
    """The same backup with some parts replaced or added."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *change)):
            new.writestr(name, change[name] if name in change else old.read(name))
    return target


def manifest_of(file: Path) -> dict[str, object]:
    with zipfile.ZipFile(file) as packed:
        found = json.loads(packed.read("manifest.json"))
    assert isinstance(found, dict)
    return found


def resealed(file: Path, target: Path, change: dict[str, bytes]) -> Path:
    """A backup whose manifest is true for its changed parts: made on purpose, not damaged."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()} | change
    manifest = json.loads(parts.pop("manifest.json"))
    manifest["files"] = {
        name: [hashlib.sha256(data).hexdigest(), len(data)] for name, data in parts.items()
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
        new.writestr("manifest.json", json.dumps(manifest))
    return target


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER bad AFTER UPDATE ON workspace BEGIN DELETE FROM posts; END",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TABLE stowaway (x)",
        "DROP TABLE steps",
        "UPDATE alembic_version SET version_num = '0001'",
        "CREATE VIRTUAL TABLE words USING fts5(x)",
        "CREATE INDEX slow ON posts (hex(title))",
        "DROP INDEX ix_posts_trash",
        "DROP INDEX ix_posts_trash; CREATE INDEX ix_posts_trash ON posts (hex(deleted_at))",
        "ALTER TABLE posts ADD COLUMN more TEXT",
        "ALTER TABLE posts ADD COLUMN more TEXT AS (hex(title)) VIRTUAL",
        "ALTER TABLE settings ADD COLUMN more TEXT CHECK (more > 1)",
        "UPDATE workspace SET id = 'another'",
        "DELETE FROM workspace",
        "UPDATE alembic_version SET version_num = 'head'",
    ],
)
def test_a_database_that_no_program_of_ours_wrote_is_refused(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path, statement: str
) -> None:
    before = Home(home).database.read_bytes()
    place = tmp_path / "changed.sqlite"
    with zipfile.ZipFile(file) as packed:
        place.write_bytes(packed.read("brandcraft.sqlite"))
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.executescript(statement)
    odd = resealed(file, tmp_path / "odd.zip", {"brandcraft.sqlite": place.read_bytes()})
    with pytest.raises(BadInput, match="not one of Brandcraft's"):
        restore(Home(home), odd, clock=clock)
    assert Home(home).database.read_bytes() == before


def test_media_that_are_not_what_their_name_says_are_refused(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path
) -> None:
    with zipfile.ZipFile(file) as packed:
        (photo,) = [name for name in packed.namelist() if name.startswith("media/")]
    lie = resealed(file, tmp_path / "lie.zip", {photo: b"another picture"})
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), lie, clock=clock)


def test_a_part_larger_than_it_says_is_not_unpacked_to_its_end(file: Path, tmp_path: Path) -> None:
    bomb = rewritten(file, tmp_path / "bomb.zip", {archive.DATABASE: b"\0" * 100_000_000})
    target = tmp_path / "unpacked"
    with archive.opened(bomb) as (packed, manifest):
        assert manifest.files[archive.DATABASE][1] < 1_000_000
        with pytest.raises(StorageTrouble, match="damaged"):
            archive.unpack(packed, manifest, archive.DATABASE, target)
    assert target.stat().st_size < 5_000_000


@pytest.mark.parametrize(
    "manifest",
    [
        b"[]",
        b"[" * 100_000,
        b'{"format": "one"}',
        b'{"format": 1, "schema": "0001", "files": {"a": 1}}',
        b'{"format": 1, "schema": "0001", "workspace": "w", "epoch": 1, "machine": "", '
        b'"created_at": "", "files": {"brandcraft.sqlite": ["", -1]}}',
        b"\xff\xfe",
        b'"manifest"',
        b"1e999",
    ],
)
def test_an_odd_manifest_is_told_in_words(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path, manifest: bytes
) -> None:
    odd = rewritten(file, tmp_path / "odd.zip", {"manifest.json": manifest})
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), odd, clock=clock)


def test_a_part_that_stands_there_twice_is_refused(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path
) -> None:
    twice = tmp_path / "twice.zip"
    shutil.copy(file, twice)
    with zipfile.ZipFile(twice, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("brandcraft.sqlite", b"another one")
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), twice, clock=clock)


Edit = Callable[[dict[str, object]], object]


@pytest.mark.parametrize(
    "edit",
    [
        lambda found: found.update(format=True),
        lambda found: found.update(format=0),
        lambda found: found.update(format=[1]),
        lambda found: found.update(schema=4),
        lambda found: found.update(schema="head"),
        lambda found: found.update(workspace=None),
        lambda found: found.update(machine={}),
        lambda found: found.update(epoch="1"),
        lambda found: found.update(epoch=-1),
        lambda found: found.update(epoch=10**30),
        lambda found: found.update(epoch=1.5),
        lambda found: found.update(files=[]),
        lambda found: found.update(files={}),
        lambda found: found.update(files={"brandcraft.sqlite": "ab"}),
        lambda found: found.update(files={"brandcraft.sqlite": ["x", True]}),
        lambda found: found.pop("epoch"),
    ],
)
def test_a_manifest_of_other_types_is_told_in_words(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path, edit: Edit
) -> None:
    manifest = manifest_of(file)
    edit(manifest)
    changed = {"manifest.json": json.dumps(manifest).encode()}
    odd = rewritten(file, tmp_path / "odd.zip", changed)
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), odd, clock=clock)


def test_a_manifest_that_fills_the_memory_is_not_read(file: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("manifest.json", "w") as part:
            for _ in range(80):
                part.write(b" " * 1_000_000)
        packed.writestr("brandcraft.sqlite", b"")
    with pytest.raises(BadInput, match="not a Brandcraft backup"), archive.opened(bomb):
        pass


def test_a_schema_of_tomorrow_is_told_as_such(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path
) -> None:
    manifest = json.dumps(manifest_of(file) | {"schema": "9999"}).encode()
    newer = rewritten(file, tmp_path / "newer.zip", {"manifest.json": manifest})
    with pytest.raises(WorkspaceTooNew):
        restore(Home(home), newer, clock=clock)


def part(name: str, **facts: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


@pytest.mark.parametrize(
    "odd",
    [
        part("brandcraft.sqlite", external_attr=(stat.S_IFLNK | 0o777) << 16),
        part("brandcraft.sqlite", external_attr=(stat.S_IFIFO | 0o600) << 16),
        part("brandcraft.sqlite", compress_type=zipfile.ZIP_LZMA),
        part("brandcraft.sqlite", compress_type=zipfile.ZIP_BZIP2),
        part("n" * 60_000),
        part("C:\\Windows\\x"),
        part("media/"),
        part("media/ab/cd/" + "ab" * 32 + "\n"),
    ],
    ids=["link", "pipe", "lzma", "bzip2", "long", "drive", "folder", "line"],
)
def test_a_part_that_ours_never_are_is_refused(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path, odd: zipfile.ZipInfo
) -> None:
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    data = parts.pop(odd.filename, b"")
    manifest = json.loads(parts["manifest.json"])
    manifest["files"][odd.filename] = [hashlib.sha256(data).hexdigest(), len(data)]
    parts["manifest.json"] = json.dumps(manifest).encode()
    target = tmp_path / "odd.zip"
    with zipfile.ZipFile(target, "w") as new:
        new.writestr(odd, data, compress_type=odd.compress_type)
        for name, content in parts.items():
            new.writestr(name, content)
    with pytest.raises(BadInput, match="not a Brandcraft backup"):
        restore(Home(home), target, clock=clock)
    assert not (home / ".restoring").exists()


def test_a_key_that_is_no_text_is_damaged(
    home: Path, file: Path, clock: StandingClock, tmp_path: Path
) -> None:
    odd = resealed(file, tmp_path / "odd.zip", {"key.json": b"\xff\xfe"})
    with pytest.raises(StorageTrouble, match="damaged"):
        restore(Home(home), odd, clock=clock)


def test_what_is_no_file_is_not_waited_for(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    for place in (tmp_path / "pipe.zip", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadInput, match="not a Brandcraft backup"):
            restore(Home(home), place)


SCHEMAS = [f"{number:04d}" for number in range(1, int(SCHEMA) + 1)]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_each_program_of_ours_made_is_taken(tmp_path: Path, schema: str) -> None:
    made = tmp_path / "made.sqlite"
    engine = migrating_engine(made)
    with engine.begin() as connection:
        run_migrations(connection, schema)
        connection.exec_driver_sql(
            "INSERT INTO workspace (id, epoch, machine, practice, created_at)"
            " VALUES ('w', 1, '', 0, 0)"
        )
    engine.dispose()
    check_foreign(made, schema, "w")
    for other in (*SCHEMAS, f"{len(SCHEMAS) + 1:04d}", "base"):
        if other != schema:
            with pytest.raises(BadInput, match="not one of Brandcraft's"):
                check_foreign(made, other, "w")


def small_backup() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        files = {"brandcraft.sqlite": archive.add(packed, "brandcraft.sqlite", BytesIO(PHOTO))}
        archive.seal(packed, archive.Manifest(1, "0001", "w", 1, "m", "now", files))
    return made.getvalue()


SMALL = small_backup()
BACK = len(SMALL) - 400  # the table of contents and the manifest are where the danger is


@given(
    st.lists(
        st.tuples(st.integers(BACK, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=12
    ),
    st.integers(BACK, len(SMALL)),
)
def test_no_damage_is_an_error_of_the_program(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], size: int
) -> None:
    data = bytearray(SMALL)
    for place, value in changes:
        data[place] = value
    file = tmp_path_factory.mktemp("damaged") / "a.zip"
    file.write_bytes(data if size % 2 else data[:size])
    try:
        with archive.opened(file) as (packed, manifest):
            archive.check(packed, manifest)
    except BrandcraftError:
        pass
