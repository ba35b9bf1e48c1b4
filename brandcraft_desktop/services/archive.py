"""The backup file: one zip with the database, the media, and a manifest with their checksums.

Format 1: `manifest.json`, `brandcraft.sqlite`, `media/<as in the store>` and, where a passphrase
was given, `key.json` (the vault's key wrapped by it).
"""

from __future__ import annotations

import errno
import hashlib
import json
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from brandcraft_desktop.errors import BadInput, NotFound, StorageTrouble
from brandcraft_desktop.models.schema import SCHEMA, too_new
from brandcraft_desktop.paths import private_file, private_folder

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "brandcraft.sqlite"
KEY = "key.json"
MEDIA = re.compile(r"media/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}")
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 64 * 1024 * 1024  # some hundred thousand files
_LARGEST_KEY = 64 * 1024
_LARGEST_NUMBER = 2**62  # what a database can count to, and some room
_SCHEMA = re.compile(r"\d{4}")
_ENCRYPTED = 0x1  # bit 0 of a part's flags (PKWARE's APPNOTE 6.3.10, 4.4.4)
# What a file that only looks like a zip can do to the library that reads it.
ODD = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,  # encrypted; NotImplementedError is one, too
    RecursionError,
    OverflowError,
    lzma.LZMAError,
)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `files` maps names to [SHA-256, bytes]."""

    format: int
    schema: str
    workspace: str
    epoch: int
    machine: str
    created_at: str
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """The size of everything once unpacked."""
        return sum(size for _, size in self.files.values())


class Listed(Protocol):
    """Whatever says of a zip which files it holds: a manifest."""

    @property
    def files(self) -> Mapping[str, tuple[str, int]]:
        """Names with [SHA-256, bytes]."""
        ...


def add(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> tuple[str, int]:
    """Copy a stream into the archive; gives its SHA-256 and size. Media are not packed again."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_STORED if MEDIA.fullmatch(name) else zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as target:
        return _pour(source, target)


def seal(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest, which comes last: without it the file is no backup."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup file for reading.

    Raises `errors.NotFound`, `BadInput` for what is no backup, `WorkspaceTooNew` for one that a
    newer program wrote.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe would be waited for
            raise no_backup(file)
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise NotFound("There is no such backup.", f"{file} does not exist.") from error
    except (*ODD, OSError) as error:
        raise no_backup(file) from error
    with archive:
        yield archive, _manifest(archive, file)


def unpack(archive: zipfile.ZipFile, manifest: Listed, name: str, target: Path) -> None:
    """Copy one file out, checking it. Raises `errors.StorageTrouble` where it is damaged."""
    private_folder(target.parent)
    with private_file(target) as file:
        _check(archive, manifest, name, file)


def contents(archive: zipfile.ZipFile, manifest: Listed, name: str) -> bytes:
    """One file as it was written. Raises `errors.StorageTrouble` where it is damaged."""
    target = BytesIO()
    _check(archive, manifest, name, target)
    return target.getvalue()


def check(archive: zipfile.ZipFile, manifest: Listed) -> None:
    """Read every file and compare it with its checksum. Raises `errors.StorageTrouble`."""
    for name in manifest.files:
        _check(archive, manifest, name, None)


def wrapped_key(unpacked: Path) -> str:
    """The vault's key in an unpacked backup; "" where none came along. Raises `StorageTrouble`."""
    try:
        return unpacked.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except ValueError as error:
        raise _damaged(KEY) from error


def no_backup(file: Path) -> BadInput:
    """The file is something else."""
    return BadInput(
        "This file is not a Brandcraft backup.",
        f"{file.name} does not hold what a backup holds, or not all of it.",
        "Choose a file that `brandcraft backup` wrote; nothing was changed.",
        field="file",
    )


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    if not all(map(usual, archive.infolist())):
        raise no_backup(file)
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise no_backup(file)
        with archive.open(MANIFEST) as source:
            stored = json.loads(source.read(_LARGEST_MANIFEST))
        manifest = Manifest(
            number_of(stored["format"]),
            text_of(stored["schema"]),
            text_of(stored["workspace"]),
            number_of(stored["epoch"]),
            text_of(stored["machine"]),
            text_of(stored["created_at"]),
            {
                name: (text_of(digest), number_of(size))
                for name, (digest, size) in stored["files"].items()
            },
        )
    except (*ODD, OSError) as error:  # a place beyond the file is an error of the system
        raise no_backup(file) from error
    if not manifest.format:
        raise no_backup(file)
    if manifest.format > FORMAT:
        raise too_new()
    check_schema(manifest.schema, file)
    names = archive.namelist()
    there = set(names) - {MANIFEST}
    if DATABASE not in there or there != set(manifest.files) or len(names) != len(there) + 1:
        raise no_backup(file)
    if not all(_fits(name, digest, size) for name, (digest, size) in manifest.files.items()):
        raise no_backup(file)
    return manifest


def check_schema(schema: str, file: Path) -> None:
    """Raises `errors.BadInput` for what is no schema of ours, `WorkspaceTooNew` for a later one."""
    if not _SCHEMA.fullmatch(schema):
        raise no_backup(file)
    if schema > SCHEMA:
        raise too_new()


def usual(part: zipfile.ZipInfo) -> bool:
    """Whether a part is packed as ours are: an ordinary file, nothing encrypted or exotic."""
    plain = stat.S_IFMT(part.external_attr >> 16) in (0, stat.S_IFREG)
    known = part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return plain and known and not part.flag_bits & _ENCRYPTED


def text_of(value: object) -> str:
    """A text that JSON holds. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def number_of(value: object) -> int:
    """A count that JSON holds. Raises ValueError."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST_NUMBER:
        raise ValueError("no number that makes sense")
    return value


def _fits(name: str, digest: str, size: int) -> bool:
    """Whether a part is one of ours: no name that leads out of the home, and media named truly."""
    if name in (DATABASE, KEY):
        return name == DATABASE or size <= _LARGEST_KEY
    if not MEDIA.fullmatch(name):
        return False
    return name == f"media/{digest[:2]}/{digest[2:4]}/{digest}"


def _check(archive: zipfile.ZipFile, manifest: Listed, name: str, target: IO[bytes] | None) -> None:
    try:
        with archive.open(name) as source:
            found = _pour(source, target, manifest.files[name][1])
    except ODD as error:
        raise _damaged(name) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # the archive names a place that no file can have
            raise _damaged(name) from error
        raise
    if found != manifest.files[name]:
        raise _damaged(name)


def _pour(
    source: IO[bytes], target: IO[bytes] | None, declared: int | None = None
) -> tuple[str, int]:
    """Copy a stream. A part larger than it was `declared` is not written to its end."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if declared is not None and size > declared:
            break
        if target is not None:
            target.write(chunk)
    return digest.hexdigest(), size


def _damaged(name: str) -> StorageTrouble:
    return StorageTrouble(
        "This backup is damaged.",
        f"Its part {name} is not what was written.",
        "Use another backup; nothing was changed.",
    )
