"""A whole life with a careless umask: every file is for its owner alone, and no secret slips out.

The secrets are those that really were in use: passwords, every token that was ever handed out, the
passphrase, and the vault's key itself.
"""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.app import window_parts
from brandcraft_desktop.demo.signing_in import connect
from brandcraft_desktop.demo.stage import Stage
from brandcraft_desktop.demo.world import World
from brandcraft_desktop.publishers import exchange
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.application import Program
from tests.faults.practice_place import practice_place
from tests.media import files, films
from tests.secrecy import life as lived
from tests.secrecy.hunting import hunt, hunt_files, hunted, open_to_others
from tests.secrecy.life import PASSPHRASE, Life

pytestmark = pytest.mark.contract


@contextmanager
def begun(folder: Path) -> Iterator[Life]:
    """A home that is not there yet, with nothing that would hide a careless file."""
    before = os.umask(0)
    try:
        with practice_place(folder, accounts=2) as place, pytest.MonkeyPatch.context() as patch:
            home = place.home.root.with_name("life")
            for name, value in place.command.environment.items():
                if name.startswith("BRANDCRAFT_"):
                    patch.setenv(name, value)
            patch.setenv("BRANDCRAFT_HOME", str(home))
            patch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", PASSPHRASE)
            yield Life(place.elsewhere(home).home, place.server)
    finally:
        os.umask(before)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    folder = tmp_path_factory.mktemp("secrecy")
    with begun(folder) as life:
        account, other = lived.connect(life, 0), lived.connect(life, 1)
        picture = files.photo(folder / "picture.jpg")
        film = films.telephone_film(folder / "film.mp4")
        assert lived.publish(life, account, "A picture", picture)["status"] == "published"
        assert lived.publish(life, other, "A film", film)["status"] == "published"
        with life.opened() as workspace:
            lived.keep_reprs(life, workspace, account)
        life.say("accounts", "refresh", account, "--json")
        lived.fail_in_every_way(life, account)
        lived.copy_everything(life)
        lived.lose_the_sign_in(life, account)
        lived.look_at_everything(life)
        yield life


def test_every_file_is_for_its_owner_alone(life: Life) -> None:
    assert life.loose == []
    assert open_to_others(life.home.root) == []
    there = {path.relative_to(life.home.root).parts[0] for path in life.home.root.rglob("*")}
    assert {"media", "cache", "backups", "logs", "run", "brandcraft.sqlite"} <= there


def test_no_secret_stands_anywhere_unsealed(life: Life) -> None:
    assert len(life.secrets) > 20, "tokens were renewed, so there must be many"
    assert life.caught == []
    assert life.found() == []


def test_where_and_with_what_it_was_recorded_is_not_sent(life: Life) -> None:
    blobs = life.server.ask("bluesky/blobs")["blobs"]
    assert isinstance(blobs, list)
    kinds = set()
    for blob in blobs:
        assert isinstance(blob, dict)
        kinds.add(blob["mimeType"])
        sent = life.server.fetch(f"bluesky/blob?cid={blob['cid']}")
        assert not any(told in sent for told in (*films.SECRETS, b"A maker of cameras", b"Exif"))
    assert {"image/jpeg", "video/mp4"} <= kinds


def test_the_window_keeps_it_so(
    life: Life,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """An account is connected by typing a password; nothing on any page shows it afterwards."""
    monkeypatch.setenv("BRANDCRAFT_HOME", str(life.home.root))
    program = Program(window_parts(life.home.root))
    qtbot.addWidget(program.window)
    program.start()
    program.window.resize(1280, 800)
    try:
        robot.wait_for("the first page", lambda: program.window.current_key)
        robot.wait_for("the window to be quiet", lambda: not program.tasks.busy)
        password = str(life.secrets["new app password"])
        first = life.server.accounts[0]
        answers = {**first.answers, "app_password": password}
        who = replace(first, app_password=password, answers=answers)
        connect(Stage(program, World(life.home, life.server, (), Path()), tmp_path), who)
        assert program.workspace is not None
        life.learn(program.workspace)
        for widget in QApplication.allWidgets():
            life.shown += [
                str(widget.property(name))
                for name in ("text", "plainText", "toolTip", "accessibleName", "placeholderText")
            ]
        life.caught += life.found()
        life.loose += open_to_others(life.home.root)
    finally:
        program.end()
    out = capfd.readouterr()
    life.said += [out.out, out.err]
    assert (life.home.root / "window.ini").is_file()
    assert life.loose == []
    assert open_to_others(life.home.root) == []
    assert life.caught == []
    assert life.found() == []


def test_a_restored_home_is_as_closed(life: Life, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        again = Life(type(life.home)(tmp_path / "again"), life.server)
        patch.setenv("BRANDCRAFT_HOME", str(again.home.root))
        backup = life.home.backups / "with the key.zip"
        assert again.say("restore", str(backup), "--json")[0] == 0
        again.say("accounts", "list", "--json")
        assert again.loose == []
        again.secrets.update(life.secrets)
        assert again.found() == []


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o660, 0o777])
def test_an_open_file_is_seen(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "a").touch(mode=0o600)
    assert open_to_others(tmp_path) == []
    (tmp_path / "a").chmod(mode)
    assert open_to_others(tmp_path) == [f"{mode:04o} a"]


def in_a_database(folder: Path, data: bytes) -> None:
    with closing(sqlite3.connect(folder / "x.sqlite")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (v BLOB)")
        database.execute("INSERT INTO t VALUES (?)", (b"before " + data + b" after",))


def in_an_archive(folder: Path, data: bytes) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner", b"before " + data + b" after")


def in_a_log(folder: Path, data: bytes) -> None:
    (folder / "log").write_bytes(b"before " + data + b" after")


@pytest.mark.parametrize("put", [in_a_database, in_an_archive, in_a_log])
def test_every_planted_spelling_is_found(
    tmp_path: Path, put: Callable[[Path, bytes], None]
) -> None:
    one = hunted("the passphrase", PASSPHRASE)
    assert len({spelling for _, spelling in one.spellings}) > 10
    for number, (_, spelling) in enumerate(one.spellings):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert hunt_files(folder, [one]) == []
        put(folder, spelling)
        assert hunt_files(folder, [one])
    assert hunt("a repr", repr({"p": PASSPHRASE}).encode(), [one])


def test_a_leak_in_the_product_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: answers are kept as they came."""
    monkeypatch.setattr(exchange, "without_secrets", lambda text, known=(): text)
    with begun(tmp_path) as life:
        account = lived.connect(life, 0)
        lived.be_refused_with_an_echo(life, account)
        places = "\n".join(life.found())
    assert "access" in places
    assert "brandcraft.sqlite" in places
