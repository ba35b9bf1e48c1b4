"""A shell to type `brandcraft …` into, inside the test's own process."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from brandcraft_desktop.cli import Faces, run


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> object:
        """The one JSON document on stdout."""
        lines = self.out.splitlines()
        assert len(lines) == 1, self
        return json.loads(lines[0])

    @property
    def fields(self) -> dict[str, object]:
        """The document, where it is an object."""
        document = self.document
        assert isinstance(document, dict)
        return document

    @property
    def error(self) -> dict[str, object]:
        """What the document says about the error."""
        inner = self.fields["error"]
        assert isinstance(inner, dict)
        return inner

    def text(self, name: str) -> str:
        """A field that is a text."""
        value = self.fields[name]
        assert isinstance(value, str)
        return value


def nobody(*_: object) -> int:
    """Stands where another face would be."""
    raise AssertionError("no other face was asked for")


FACES = Faces(window=nobody, worker=nobody, demo=nobody, practice=nobody)


class Shell:
    """Types commands in one home."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self._monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(
        self, *words: object, stdin: str | bytes | None = "", faces: Faces = FACES
    ) -> Said:
        """`stdin` None: it is closed."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        given = None
        if data is not None:
            given = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="strict")
        self._monkeypatch.setattr("sys.stdin", given)
        self.capsys.readouterr()
        code = run([str(word) for word in words], faces)
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        return Said(code, said.out, said.err)

    def json(self, *words: object, stdin: str | bytes | None = "") -> Said:
        """With --json: stdout holds one document, whatever happened."""
        said = self(*words, "--json", stdin=stdin)
        assert json.loads(said.out) is not None
        assert len(said.out.splitlines()) == 1
        if said.out.startswith('{"error"'):
            assert said.err, "a person is told as well"
        return said

    def rows(self) -> dict[str, int]:
        """How many rows there are, table by table."""
        place = self.home / "brandcraft.sqlite"
        found = sorted(self.home.glob("*.sqlite"))
        store = sqlite3.connect(f"file:{found[0] if found else place}?mode=ro", uri=True)
        try:
            names = ("posts", "deliveries", "variants", "post_media", "media", "accounts")
            return {
                name: int(store.execute(f"SELECT count(*) FROM {name}").fetchone()[0])
                for name in names
            }
        finally:
            store.close()

    def files(self) -> set[str]:
        """Every file below the media, thumbnail and rendition folders."""
        folders = ("media", "thumbnails", "renditions")
        return {
            str(path.relative_to(self.home))
            for folder in folders
            for path in (self.home / folder).rglob("*")
            if path.is_file()
        }

    def unchanged(self) -> Callable[[], None]:
        """Call the answer later: neither a row nor a file has come or gone."""
        rows, files = self.rows(), self.files()

        def check() -> None:
            assert self.rows() == rows
            assert self.files() == files

        return check
