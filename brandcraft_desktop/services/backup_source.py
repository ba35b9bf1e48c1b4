"""A copy that is read: the file with everything, or a database alone as it is kept each day."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models.backup import verify
from brandcraft_desktop.models.foreign import check_foreign
from brandcraft_desktop.models.schema import VERSION_TABLE
from brandcraft_desktop.paths import Home, private_file, private_folder
from brandcraft_desktop.services import archive
from brandcraft_desktop.services.archive import Manifest
from brandcraft_desktop.services.written_file import brought_in_words

_DATABASE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, 1.3.1
_PATIENCE = 100_000_000  # steps of SQLite's machine; counting 100,000 posts takes a few million
_COUNTS = (
    ("posts", "SELECT count(*) FROM posts WHERE deleted_at IS NULL"),
    (
        "waiting",
        "SELECT count(*) FROM posts WHERE deleted_at IS NULL AND stage = 'committed'"
        " AND scheduled_at IS NOT NULL AND id IN"
        " (SELECT post_id FROM deliveries WHERE status = 'scheduled')",
    ),
    ("accounts", "SELECT count(*) FROM accounts"),
)


@dataclass(frozen=True)
class Source:
    """What a copy says of itself, and `unpack(name, target)`, which writes one file of it out."""

    manifest: Manifest
    unpack: Callable[[str, Path], None]


@dataclass(frozen=True)
class Inside:
    """What lies in a copy. `waiting`: posts with something still to be sent; `files` are media."""

    at: datetime
    posts: int
    waiting: int
    accounts: int
    files: int


@contextmanager
def opened(file: Path) -> Iterator[Source]:
    """A copy for reading; nothing of it is trusted yet.

    Raises `errors.NotFound`, `BadInput` for what is no backup, `WorkspaceTooNew`.
    """
    if _is_database(file):
        if has_journal(file):
            raise BadInput(
                "This copy is not whole by itself.",
                f"Its last changes lie in {file.name}-wal beside it; without them some would be "
                "lost.",
                "Choose another backup; nothing was changed.",
                field="file",
            )
        manifest = _says(file)

        def copy(_: str, target: Path) -> None:
            private_folder(target.parent)
            with file.open("rb") as old, private_file(target) as new:
                shutil.copyfileobj(old, new)

        yield Source(manifest, copy)
        return
    with archive.opened(file) as (packed, manifest):
        yield Source(manifest, lambda name, target: archive.unpack(packed, manifest, name, target))


def inside(home: Home, file: Path) -> Inside:
    """Count what a copy holds, without changing anything.

    Raises as `opened`, `errors.BadInput` for a database that is not one of ours, and
    `StorageTrouble` for a damaged one.
    """
    with (
        opened(file) as source,
        brought_in_words("This backup could not be looked into."),
        tempfile.TemporaryDirectory(dir=home.run) as folder,
    ):
        database = Path(folder) / "inside.sqlite"
        source.unpack(archive.DATABASE, database)
        manifest = source.manifest
        check_foreign(database, manifest.schema, manifest.workspace)
        verify(database)
        try:
            found = _counted(database)
            at = datetime.fromisoformat(manifest.created_at)
        except (sqlite3.Error, ValueError) as error:
            raise archive.no_backup(file) from error
    files = sum(name.startswith("media/") for name in manifest.files)
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return Inside(at, found["posts"], found["waiting"], found["accounts"], files)


def has_journal(file: Path) -> bool:
    """Whether the last changes of a database lie in a file beside it; alone it is not whole."""
    beside = file.with_name(f"{file.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


def _counted(database: Path) -> dict[str, int]:
    with closing(_reading(database)) as connection:
        return {name: int(connection.execute(words).fetchone()[0]) for name, words in _COUNTS}


def _is_database(file: Path) -> bool:
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return False
        with file.open("rb") as start:
            return start.read(len(_DATABASE)) == _DATABASE
    except FileNotFoundError as error:
        raise NotFound("There is no such backup.", f"{file} does not exist.") from error
    except OSError as error:
        raise archive.no_backup(file) from error


def _says(file: Path) -> Manifest:
    """What the workspace row of a database says, as the manifest of a backup would."""
    facts = file.stat()
    made = datetime.fromtimestamp(facts.st_mtime, UTC)
    try:
        with closing(_reading(file)) as connection:
            version = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()  # noqa: S608
            who = connection.execute("SELECT id, epoch, machine FROM workspace").fetchall()
        (((schema,),), ((workspace, epoch, machine),)) = (version, who)
        archive.check_schema(archive.text_of(schema), file)
        return Manifest(
            archive.FORMAT,
            schema,
            archive.text_of(workspace),
            archive.number_of(epoch),
            archive.text_of(machine),
            made.isoformat(),
            {archive.DATABASE: ("", facts.st_size)},
        )
    except (sqlite3.Error, ValueError, TypeError, UnicodeDecodeError) as error:
        raise archive.no_backup(file) from error


def _reading(path: Path) -> sqlite3.Connection:
    """The file alone, without a journal beside it; a statement hidden in a view does not run on."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.set_progress_handler(lambda: 1, _PATIENCE)
    return connection
