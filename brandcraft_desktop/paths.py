"""Where a workspace keeps its files: one folder, the home."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True)
class Home:
    """The one data folder of a workspace; `root` is absolute."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file (a shared workspace on PostgreSQL has none)."""
        return self.root / "brandcraft.sqlite"

    @property
    def media(self) -> Path:
        """Imported files, by content."""
        return self.root / "media"

    @property
    def thumbnails(self) -> Path:
        """Small pictures; can be made again."""
        return self.root / "cache" / "thumbnails"

    @property
    def renditions(self) -> Path:
        """Files fitted to a platform; can be made again."""
        return self.root / "cache" / "renditions"

    @property
    def logs(self) -> Path:
        """What happened, without secrets."""
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        """Copies made before a migration or a restore, and the daily ones."""
        return self.root / "backups"

    @property
    def window(self) -> Path:
        """Where and how the window was; may be missing."""
        return self.root / "window.ini"

    @property
    def dictionaries(self) -> Path:
        """Hunspell dictionaries that the person put there; may be missing."""
        return self.root / "dictionaries"

    @property
    def own_words(self) -> Path:
        """What the person added to the dictionary, one word a line; may be missing."""
        return self.root / "words.txt"

    @property
    def restoring(self) -> Path:
        """Where a backup is unpacked; of no value unless a restore runs right now."""
        return self.root / ".restoring"

    @property
    def run(self) -> Path:
        """Sockets and locks of the running processes; of no value when none runs."""
        return self.root / "run"

    def prepare(self) -> None:
        """Make all folders, readable by their owner alone. Raises OSError."""
        for folder in (
            self.root,
            self.media,
            self.thumbnails.parent,
            self.thumbnails,
            self.renditions,
            self.logs,
            self.backups,
            self.run,
        ):
            folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if self.root.stat().st_mode & 0o077:
            self.root.chmod(PRIVATE)


def private_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, each for its owner alone. Raises OSError."""
    if not folder.parent.exists():  # `mkdir(parents=True)` would give those the usual mode
        private_folder(folder.parent)
    folder.mkdir(mode=PRIVATE, exist_ok=True)


def private_file(path: Path) -> BinaryIO:
    """A new file for writing that only its owner can ever read. Raises OSError."""
    binary = getattr(os, "O_BINARY", 0)  # Windows alone has it
    return os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, PRIVATE_FILE), "wb"
    )


def reserve(path: Path) -> None:
    """Make a file for its owner alone before a library opens it, which would not ask for that.

    One that is there stays as it is; what is wrong with the place, the library says.
    """
    with suppress(OSError):
        path.touch(mode=PRIVATE_FILE, exist_ok=False)


def shown_name(path: Path) -> str:
    """The name of a file as a text that can be kept: a disk takes names that are none.

    Where a byte of it is no UTF-8, "\ufffd" stands.
    """
    name = path.name or str(path)
    return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in name)


def default_home() -> Home:
    """The home named by BRANDCRAFT_HOME, else the platform's user data folder."""
    named = os.environ.get("BRANDCRAFT_HOME")
    if named:
        return Home(Path(named).expanduser().absolute())
    return usual_home()


def usual_home() -> Home:
    """The home in the platform's user data folder, where BRANDCRAFT_HOME names no other."""
    from platformdirs import user_data_path

    return Home(user_data_path("brandcraft", appauthor=False))
