"""Running `brandcraft` as its users do: its own process, its own home, a real server behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.real.bluesky_server import Pds, PdsAccount
from tests.real.bluesky_store import Json

MAY_TAKE = 120


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    errors: str

    @property
    def document(self) -> dict[str, Json]:
        """Its one JSON document."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    @property
    def rows(self) -> list[dict[str, Json]]:
        """Its one JSON document, where that is a list."""
        value = json.loads(self.out)
        assert isinstance(value, list)
        return value


@dataclass(frozen=True)
class Brandcraft:
    """The command in a home of its own."""

    environment: Mapping[str, str]
    home: Path

    def run(self, *words: str, stdin: str = "") -> Said:
        """One command, to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "brandcraft_desktop", *words],
            env=dict(self.environment),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=MAY_TAKE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[str]]:
        """A worker that runs until the block ends, ready to publish."""
        process = subprocess.Popen(
            [sys.executable, "-m", "brandcraft_desktop", "worker"],
            env=dict(self.environment),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            assert "waiting for posts" in line, line
            # It says every delivery's state; a full pipe that nobody reads would hold it up.
            reader = threading.Thread(target=process.stderr.read, name="what the worker says")
            reader.start()
            try:
                yield process
            finally:
                process.terminate()
                process.wait(timeout=MAY_TAKE)
                reader.join()
        finally:
            process.terminate()
            process.communicate(timeout=MAY_TAKE)

    def connect(self, account: PdsAccount | Pds) -> dict[str, Json]:
        """Connect an account; gives its document."""
        said = self.run(
            "accounts",
            "connect",
            "bluesky",
            "--identifier",
            account.handle,
            "--secret-stdin",
            "--json",
            stdin=f"{account.app_password}\n",
        )
        assert said.code == 0, said.errors
        return said.document


def brandcraft(folder: Path, pds: Pds) -> Brandcraft:
    """The command with the official addresses led to the server on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    origins = folder / "origins.json"
    origins.write_text(
        json.dumps({"https://bsky.social": pds.url, "https://plc.directory": pds.plc})
    )
    home = folder / "home"
    environment = {
        **os.environ,
        "BRANDCRAFT_HOME": str(home),
        "BRANDCRAFT_ORIGINS": str(origins),
        "BRANDCRAFT_VAULT_PASSPHRASE": "a passphrase for tests",
    }
    return Brandcraft(environment, home)


def two_pictures(folder: Path) -> tuple[Path, Path]:
    """A wide JPEG with a location in it, and a tall PNG."""
    wide, tall = folder / "wide.jpg", folder / "tall.png"
    picture = Image.effect_noise((1600, 900), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0110] = "Secret Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 41.0, 0.0)})
    picture.save(wide, exif=exif, quality=90)
    Image.linear_gradient("L").resize((600, 900)).convert("RGB").save(tall)
    return wide, tall


def dig(value: Json, *path: str | int) -> Json:
    """What lies at a path in a JSON document: `dig(record, "embed", "images", 0, "alt")`."""
    for step in path:
        if isinstance(step, int):
            assert isinstance(value, list), value
            value = value[step]
        else:
            assert isinstance(value, dict), value
            value = value[step]
    return value


def each(value: Json, *path: str | int) -> list[Json]:
    """The list at a path."""
    found = dig(value, *path)
    assert isinstance(found, list), found
    return found
