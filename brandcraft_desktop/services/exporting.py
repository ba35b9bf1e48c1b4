"""Everything a person made, in one file that other programs can read."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.follow_up import FollowUpState
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import identity, tables
from brandcraft_desktop.models.backup import sync_folder
from brandcraft_desktop.models.schema import SCHEMA
from brandcraft_desktop.paths import private_file
from brandcraft_desktop.services import archive, export_file, export_rows, export_secrets
from brandcraft_desktop.services.export_file import Contents
from brandcraft_desktop.services.export_rows import Written
from brandcraft_desktop.services.kept_settings import kept_settings
from brandcraft_desktop.services.written_file import check_place, in_words

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_README = """This is an export of Brandcraft Desktop.

data/*.json   one list of rows for each kind: posts, deliveries, accounts, brands ...
media/        the files, each named by the SHA-256 of its bytes
secrets.json  only where a passphrase was given: sign-ins, sealed with it

Moments are ISO 8601 in UTC. Bring it in with: brandcraft import FILE
"""


@dataclass(frozen=True)
class Exported:
    """An export that was written and read back. `notices` are sentences for its person."""

    file: Path
    bytes: int
    posts: int
    media: int
    secrets: bool
    notices: tuple[str, ...] = ()


def export(
    workspace: Workspace, file: Path, *, passphrase: str | None = None, moving: bool = False
) -> Exported:
    """Write everything into one file: posts, media, brands, accounts, times, kept words, history.

    Sign-ins come along only sealed with `passphrase`. `moving` says in the file that this computer
    publishes no more (`services.moving`). The file appears only when it is complete and read back;
    an older export of that name is replaced only then, any other file never. Raises
    `errors.BadInput`, `StorageTrouble`, `VaultLocked`.
    """
    whole = file.absolute()
    check_place(whole, "export", export_file.opened)
    sealed = "" if passphrase is None else export_secrets.sealed(workspace, passphrase)
    rows = workspace.database.read(_rows)
    waiting = whole.with_name(f".{file.name}.part")
    with in_words(waiting):
        waiting.unlink(missing_ok=True)
        contents, missing = _write(workspace, waiting, rows, sealed, moving)
        with export_file.opened(waiting) as (packed, again):
            archive.check(packed, again)
        with waiting.open("rb+") as written:
            os.fsync(written.fileno())
        waiting.replace(whole)
        sync_folder(whole.parent)
    posts = len(rows[tables.posts.name])
    notices = _about_secrets(rows, sealed) + _about_media(missing)
    size = whole.stat().st_size
    return Exported(file, size, posts, len(contents.media), bool(sealed), notices)


def _rows(connection: Connection) -> dict[str, list[Written]]:
    """Every row, as of one moment."""
    found: dict[str, list[Written]] = {}
    # What an upload was begun with (its address can be a key to it) is of no use once it is over.
    over = _over(connection)
    for table in export_rows.taken():
        query = select(table).order_by(*table.primary_key.columns)
        rows = connection.execute(query).mappings()
        found[table.name] = [export_rows.written(table, dict(row)) for row in rows]
    found[tables.steps.name] = [
        {**row, "result": ""} if row["delivery_id"] in over else row
        for row in found[tables.steps.name]
    ]
    found[tables.settings.name] = [
        {"name": name, "value": value} for name, value in kept_settings(connection).items()
    ]
    return found


def _over(connection: Connection) -> frozenset[str]:
    """Deliveries that are out, with nothing left to do behind them."""
    deliveries, follow_ups = tables.deliveries.c, tables.follow_ups.c
    ended = (DeliveryStatus.PUBLISHED.value, DeliveryStatus.CANCELED.value)
    waiting = select(follow_ups.delivery_id).where(follow_ups.state != FollowUpState.DONE.value)
    query = select(deliveries.id).where(deliveries.status.in_(ended), deliveries.id.not_in(waiting))
    return frozenset(connection.execute(query).scalars())


def _write(
    workspace: Workspace,
    target: Path,
    rows: Mapping[str, list[Written]],
    sealed: str,
    moving: bool,
) -> tuple[Contents, int]:
    """The archive; gives what it holds and how many media were gone meanwhile."""
    files: dict[str, tuple[str, int]] = {}
    missing = 0

    def put(packed: zipfile.ZipFile, name: str, text: str) -> None:
        files[name] = archive.add(packed, name, io.BytesIO(text.encode()))

    with private_file(target) as made, zipfile.ZipFile(made, "w") as packed:
        put(packed, export_file.README, _README)
        for table, found in rows.items():
            text = json.dumps(found, ensure_ascii=False, indent=1)
            put(packed, export_file.data_name(table), text)
        for digest in sorted(workspace.store.contents()):
            path = workspace.store.path(digest)
            name = f"media/{path.relative_to(workspace.store.root).as_posix()}"
            try:
                with path.open("rb") as source:
                    files[name] = archive.add(packed, name, source)
            except FileNotFoundError:
                missing += 1  # purged since we looked
        if sealed:
            put(packed, export_file.SECRETS, sealed)
        who = workspace.database.read(identity.read)
        contents = Contents(
            export_file.KIND,
            export_file.VERSION,
            SCHEMA,
            who.id,
            who.machine,
            who.practice,
            moving,
            workspace.clock.now().isoformat(),
            files,
        )
        export_file.seal(packed, contents)
    return contents, missing


def _about_secrets(rows: Mapping[str, list[Written]], sealed: str) -> tuple[str, ...]:
    if sealed or not rows[tables.accounts.name]:
        return ()
    return (
        "Sign-ins are not in it: accounts are connected again where it is brought in."
        " With a passphrase they come along, sealed.",
    )


def _about_media(missing: int) -> tuple[str, ...]:
    return (f"{missing} media files were deleted meanwhile and are not in it.",) if missing else ()
