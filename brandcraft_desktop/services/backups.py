"""The copies that lie in the home's backups folder: which there are, and whether they are whole."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.models.backup import verify
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import archive
from brandcraft_desktop.services.backup_source import has_journal

FULL = "brandcraft-{stamp}.zip"  # what "Back up now" writes


HALF_FOR = timedelta(days=1)
_HALF = re.compile(r"tmp[a-z0-9_]{8}|\..+\.part")  # `tempfile`'s names, and files not yet named


class Why(StrEnum):
    """What a copy was made for."""

    DAILY = "daily"
    UPDATE = "before an update"
    REPLACED = "before a restore"
    OWN = "by you"


_KINDS = (
    (re.compile(r"daily-.*\.sqlite"), Why.DAILY),
    (re.compile(r"before-\d{4}-.*\.sqlite"), Why.UPDATE),
    (re.compile(r"replaced-.*\.sqlite"), Why.REPLACED),
    (re.compile(r"[^.].*\.zip"), Why.OWN),
)


@dataclass(frozen=True)
class Kept:
    """One copy. `media`: files lie in it too; without them it holds the database alone."""

    file: Path
    at: datetime
    why: Why
    bytes: int
    media: bool
    whole: bool


def kept(home: Home, *, look_inside: bool = True) -> tuple[Kept, ...]:
    """Every copy, newest first. `look_inside` reads each from end to end; else all count as whole.

    A file that is gone meanwhile is left out.
    """
    found = []
    for path in home.backups.iterdir():
        why = next((kind for name, kind in _KINDS if name.fullmatch(path.name)), None)
        if why is None or not path.is_file():
            continue
        try:
            facts = path.stat()
        except OSError:
            continue
        at = datetime.fromtimestamp(facts.st_mtime, UTC)
        whole = not look_inside or is_whole(path)
        found.append(Kept(path, at, why, facts.st_size, path.suffix == ".zip", whole))
    return tuple(sorted(found, key=lambda one: (one.at, one.file.name), reverse=True))


def is_whole(path: Path) -> bool:
    """Whether a copy can be read from end to end and is what was written."""
    try:
        if path.suffix != ".zip":
            verify(path)
            return not has_journal(path)
        with archive.opened(path) as (packed, manifest):
            archive.check(packed, manifest)
    except (BrandcraftError, OSError):
        return False
    return True


def sweep(home: Home, now: datetime) -> int:
    """Remove what copies that were killed half-way left behind a day ago; gives how many."""
    gone = 0
    for path in (*home.backups.iterdir(), *home.run.iterdir()):
        if not _HALF.fullmatch(path.name):
            continue
        with suppress(OSError):
            if datetime.fromtimestamp(path.lstat().st_mtime, UTC) > now - HALF_FOR:
                continue  # somebody may be writing it right now
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
            gone += 1
    return gone


def new_file(home: Home, now: datetime) -> Path:
    """Where "Back up now" writes."""
    return home.backups / FULL.format(stamp=now.strftime("%Y%m%dT%H%M%SZ"))
