"""The throw-away world of a demo: a home, practice platforms, and nothing of this machine's."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer, start

ACCOUNTS = 2
PICTURES = ("dawn.jpg", "lake.jpg", "plant.jpg", "town.jpg")
FILM = "sunset.mp4"


@dataclass(frozen=True)
class World:
    """Where the demo lives while it runs."""

    home: Home
    server: PracticeServer
    pictures: tuple[Path, ...]
    film: Path


def everywhere(server: PracticeServer) -> tuple[PracticeAccount, ...]:
    """Whom the demo connects: all with an app password, else the first of each platform."""
    found: dict[str, PracticeAccount] = {}
    for one in server.accounts:
        found.setdefault(one.did if one.app_password else one.platform, one)
    return tuple(found.values())


@contextmanager
def world(*, accounts: int = ACCOUNTS) -> Iterator[World]:
    """Make it, and take it away again at the end.

    The environment of this process is changed for good: a demo is a process of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="brandcraft-demo-"))
    server = start(folder / "practice", accounts=accounts)
    try:
        home = Home(folder / "home")
        os.environ["BRANDCRAFT_HOME"] = str(home.root)
        os.environ["BRANDCRAFT_ORIGINS"] = str(server.write_origins(folder / "origins.json"))
        # The person's own keyring stays untouched: this world's key lives and dies with it.
        os.environ["BRANDCRAFT_VAULT_PASSPHRASE"] = secrets.token_urlsafe(24)
        os.environ.pop("BRANDCRAFT_DATABASE_URL", None)
        home.prepare()
        *pictures, film = sample_files(folder / "pictures")
        yield World(home, server, tuple(pictures), film)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def sample_files(folder: Path) -> tuple[Path, ...]:
    """Copies of the sample pictures and of the film, as if they lay in the person's own folder."""
    here = Path(__file__).parent
    # Beside this file in an installed program, in `resources` of a checkout.
    source = here / "sample"
    if not source.is_dir():
        source = here.parents[1] / "resources" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(Path(shutil.copy(source / name, folder / name)) for name in (*PICTURES, FILM))
