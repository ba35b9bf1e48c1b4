"""The export file: one zip with readable JSON, the media, and a manifest with their checksums.

`docs/export.md` describes it for other programs. Version 1: `manifest.json`, `README.txt`,
`data/<table>.json`, `media/<as in the store>` and, where a passphrase was given, `secrets.json`.
"""

from __future__ import annotations

import json
import re
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models.schema import SCHEMA, too_new
from brandcraft_desktop.services.archive import MANIFEST, MEDIA, ODD, number_of, text_of, usual

KIND = "brandcraft-export"
VERSION = 1
README = "README.txt"
SECRETS = "secrets.json"
DATA = re.compile(r"data/([a-z_]{1,40})\.json")
LARGEST_DATA = 256 * 1024 * 1024  # all tables, unpacked: far more than a person ever writes
_SPARSE = 12
"""Bytes of JSON for each thing in it, at least; ours have dozens, `[{},{},…]` has three."""
_LARGEST_ODD = 1024 * 1024
_LARGEST_SMALL = 16 * 1024 * 1024
_LARGEST_MANIFEST = 64 * 1024 * 1024
_SCHEMA = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Contents:
    """What an export says of itself. `files` maps names to [SHA-256, bytes].

    `moving`: the computer that wrote it stopped publishing before, so that another may go on.
    """

    kind: str
    version: int
    schema: str
    workspace: str
    machine: str
    practice: bool
    moving: bool
    created_at: str
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """The size of everything once unpacked."""
        return sum(size for _, size in self.files.values())

    @property
    def media(self) -> tuple[str, ...]:
        """The names of the media parts."""
        return tuple(name for name in self.files if MEDIA.fullmatch(name))


def data_name(table: str) -> str:
    """The part that holds a table's rows."""
    return f"data/{table}.json"


def seal(archive: zipfile.ZipFile, contents: Contents) -> None:
    """Write the manifest, which comes last: without it the file is no export."""
    archive.writestr(MANIFEST, json.dumps(asdict(contents), indent=1, sort_keys=True))


def parsed(data: bytes) -> tuple[object, ...]:
    """The rows of a part. Raises ValueError or TypeError for what is none.

    Many tiny things in little JSON fill the memory; they are refused before they are read.
    """
    things = data.count(b"{") + data.count(b"[")
    if things * _SPARSE > len(data) + _LARGEST_ODD:
        raise ValueError("no rows of ours")
    stored = json.loads(data)
    if not isinstance(stored, list):
        raise TypeError("no list")
    return tuple(stored)


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Contents]]:
    """An export for reading.

    Raises `errors.NotFound`, `BadInput` for what is no export, `WorkspaceTooNew` for one that a
    newer program wrote.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise no_export(file)
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise NotFound("There is no such file.", f"{file} does not exist.") from error
    except (*ODD, OSError) as error:
        raise no_export(file) from error
    with archive:
        yield archive, _contents(archive, file)


def no_export(file: Path) -> BadInput:
    """The file is something else."""
    return BadInput(
        "This file is not a Brandcraft export.",
        f"{file.name} does not hold what an export holds, or not all of it.",
        "Choose a file that `brandcraft export` wrote; nothing was changed.",
        field="file",
    )


def _contents(archive: zipfile.ZipFile, file: Path) -> Contents:
    if not all(map(usual, archive.infolist())):
        raise no_export(file)
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise no_export(file)
        with archive.open(MANIFEST) as source:
            stored = json.loads(source.read(_LARGEST_MANIFEST))
        found = Contents(
            text_of(stored["kind"]),
            number_of(stored["version"]),
            text_of(stored["schema"]),
            text_of(stored["workspace"]),
            text_of(stored["machine"]),
            stored["practice"] is True,
            stored["moving"] is True,
            text_of(stored["created_at"]),
            {
                name: (text_of(digest), number_of(size))
                for name, (digest, size) in stored["files"].items()
            },
        )
    except (*ODD, OSError) as error:  # a place beyond the file is an error of the system
        raise no_export(file) from error
    if found.kind != KIND or not found.version or not _SCHEMA.fullmatch(found.schema):
        raise no_export(file)
    if found.version > VERSION or found.schema > SCHEMA:
        raise too_new()
    names = archive.namelist()
    there = set(names) - {MANIFEST}
    if there != set(found.files) or len(names) != len(there) + 1:
        raise no_export(file)
    if not all(_fits(name, digest, size) for name, (digest, size) in found.files.items()):
        raise no_export(file)
    if sum(size for name, (_, size) in found.files.items() if DATA.fullmatch(name)) > LARGEST_DATA:
        raise no_export(file)
    return found


def _fits(name: str, digest: str, size: int) -> bool:
    """Whether a part is one of ours: no name that leads elsewhere, and media named truly."""
    if name in (README, SECRETS):
        return size <= _LARGEST_SMALL
    if DATA.fullmatch(name):
        return size <= LARGEST_DATA
    if not MEDIA.fullmatch(name):
        return False
    return name == f"media/{digest[:2]}/{digest[2:4]}/{digest}"
