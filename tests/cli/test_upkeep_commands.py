"""`media …`, `vault …`, `backup`, `restore`, `doctor`, and what the command does as a whole."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from brandcraft_desktop.cli import Faces
from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli.shell import FACES, Shell, nobody
from tests.media.files import encoded, photo


def test_media(shell: Shell, account: str, tmp_path: Path) -> None:
    picture = photo(tmp_path / "a.jpg", (300, 200))
    assert shell("media", "list").out == "No files.\n"
    added = shell.json("media", "add", picture).document
    assert isinstance(added, list)
    assert [(one["name"], one["state"], one["width"]) for one in added] == [
        ("a.jpg", "processed", 300)
    ]
    again = shell.json("media", "add", picture).document
    assert isinstance(again, list)
    assert again[0]["id"] == added[0]["id"]
    listed = shell.json("media", "list").document
    assert isinstance(listed, list)
    assert [one["id"] for one in listed] == [added[0]["id"]]
    assert shell.json("media", "show", added[0]["id"]).text("name") == "a.jpg"
    assert shell.json("media", "show", "nothing").code == 3
    assert shell.json("media", "purge").fields == {"purged": 0}
    check = shell.unchanged()
    assert shell.json("media", "add", picture, tmp_path / "none.jpg").code == 2
    assert shell.json("media", "add").code == 2
    check()


def test_frames_of_a_video(shell: Shell, account: str, tmp_path: Path) -> None:
    film = encoded(tmp_path / "film.mp4", "-pix_fmt", "yuv420p")
    added = shell.json("media", "add", film, photo(tmp_path / "a.jpg")).document
    assert isinstance(added, list)
    film_id, picture_id = (one["id"] for one in added)
    found = shell.json("media", "frames", film_id, "--count", "3").document
    assert isinstance(found, list)
    first, second, third = (one["milliseconds"] for one in found)
    assert 0 < first < 333 <= second < 666 <= third < 1000
    assert found[0]["moment"] == f"0:00.{first}"
    out = tmp_path / "out"
    sharp = shell.json("media", "frames", film_id, "--sharp", "--count", "2", "--out", out).document
    assert isinstance(sharp, list)
    assert [Path(one["file"]).name for one in sharp] == [
        f"film-{one['milliseconds']}.jpg" for one in sharp
    ]
    assert all(Path(one["file"]).read_bytes().startswith(b"\xff\xd8") for one in sharp)
    assert "MOMENT" in shell("media", "frames", film_id).out
    assert shell.json("media", "frames", picture_id).code == 2
    assert shell.json("media", "frames", film_id, "--out", film, "--sharp").code == 2
    assert shell.json("media", "frames", "nothing").code == 3


def test_vault(shell: Shell, connected: str) -> None:
    status = shell.json("vault", "status")
    assert (status.code, status.fields["locked"]) == (0, False)
    changed = shell.json("vault", "rewrap", stdin="another phrase altogether\n")
    assert changed.code in (0, 2, 4), changed
    assert shell.json("vault", "unlock", stdin="").code == 2


def test_backup_and_restore(shell: Shell, account: str, tmp_path: Path) -> None:
    kept = shell.json("post", "Kept", "--to", account, "--draft").text("id")
    file = tmp_path / "backup.zip"
    assert shell.json("backup", file).fields["verified"] is True
    later = shell.json("post", "Later", "--to", account, "--draft").text("id")
    restored = shell.json("restore", file)
    assert restored.code == 0, restored
    assert shell.json("posts", "show", kept).code == 0
    assert shell.json("posts", "show", later).code == 3


def test_a_restore_of_something_else(shell: Shell, account: str, tmp_path: Path) -> None:
    (tmp_path / "words.zip").write_text("no backup", encoding="utf-8")
    check = shell.unchanged()
    for file in (tmp_path / "none.zip", tmp_path, tmp_path / "words.zip"):
        said = shell.json("restore", file)
        assert said.code in (1, 2, 3), said
    said = shell.json("backup", tmp_path / "no folder" / "x.zip")
    assert said.code in (1, 2), said
    check()


def test_doctor(shell: Shell) -> None:
    said = shell.json("doctor")
    assert (said.code, said.fields["ok"]) == (0, True), "a fresh home is healthy"
    checks = said.fields["checks"]
    assert isinstance(checks, list)
    assert {tuple(one) for one in checks} == {("name", "ok", "message", "action")}


def test_the_doctor_tells_times_on_their_own_clocks(shell: Shell, account: str) -> None:
    assert shell("settings", "set", "ui.zone", "Asia/Kathmandu").code == 0
    due = shell.json("post", "Soon", "--to", account, "--at", "+1h").text("scheduled_at")
    there = datetime.fromisoformat(due).astimezone(ZoneInfo("Asia/Kathmandu"))
    said = shell("doctor").out
    assert f"The next post is due at {there:%Y-%m-%d %H:%M} Asia/Kathmandu." in said
    assert "UTC" not in said


def test_the_doctor_says_what_to_do(shell: Shell, account: str) -> None:
    workspace = open_workspace(Home(shell.home))
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(state=AccountState.NEEDS_RECONNECT.value)
        )
    )
    close(workspace)
    said = shell("doctor")
    assert said.code == 1
    assert said.out.splitlines()[-1] == "accounts: Reconnect them."
    checks = shell.json("doctor").fields["checks"]
    assert isinstance(checks, list)
    assert [one["action"] for one in checks if not one["ok"]] == ["Reconnect them."]


def test_version_and_help(shell: Shell) -> None:
    said = shell("--version")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("brandcraft 0.")
    assert shell("--help").code == 0
    assert shell("posts").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("apps", "set"),
        ("export",),
        ("posts", "nonsense"),
        ("posts", "show"),
        ("--nonsense",),
    ],
)
def test_commands_that_are_not_there(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell.json(*words)
    assert said.code == 2
    assert said.error["title"]
    plain = shell(*words)
    assert (plain.code, plain.out) == (2, "")
    assert "brandcraft --help" in plain.err


def test_the_other_faces_are_asked(shell: Shell) -> None:
    asked: list[object] = []

    def worker(once: bool, name: str) -> int:
        asked.append((once, name))
        return 1

    def demo(headless: bool, out: Path | None, empty: bool) -> int:
        asked.append((headless, out, empty))
        sys.stdout.write("A TABLE\n")
        return 0

    faces = Faces(window=nobody, worker=worker, demo=demo, practice=nobody)
    assert shell("worker", "--once", "--name", "w", faces=faces).code == 1
    shown = shell("demo", "--headless", "--out", "x", faces=faces)
    assert (shown.code, shown.out) == (0, "A TABLE\n")
    assert shell("worker", "--json", faces=faces).fields == {"ok": False}
    as_json = shell("demo", "--json", faces=faces)
    assert as_json.fields == {"ok": True}
    assert "A TABLE" in as_json.err
    assert shell("demo", "--empty", faces=faces).code == 0
    assert asked == [
        (True, "w"),
        (True, Path("x"), False),
        (False, ""),
        (False, None, False),
        (False, None, True),
    ]
    assert shell(faces=Faces(lambda _: 3, worker, demo, nobody)).code == 3


@pytest.mark.parametrize("code", [0, 1])
def test_what_another_face_tells_stands_beside_the_document(shell: Shell, code: int) -> None:
    def demo(headless: bool, out: Path | None, empty: bool) -> int:
        sys.stdout.write("ACCOUNT  TIME\n")
        return code

    faces = Faces(window=nobody, worker=nobody, demo=demo, practice=nobody)
    said = shell("demo", "--json", "--headless", faces=faces)
    assert (said.code, said.fields) == (code, {"ok": code == 0})
    assert said.err == "ACCOUNT  TIME\n"
    assert shell("demo", "--headless", faces=faces).out == "ACCOUNT  TIME\n"


def test_what_nobody_foresaw(shell: Shell) -> None:
    secret = f"a secret value {shell.home}/in/it"

    def worker(once: bool, name: str) -> int:
        raise ZeroDivisionError(secret)

    faces = Faces(window=nobody, worker=worker, demo=nobody, practice=nobody)
    said = shell("worker", "--json", faces=faces)
    assert said.code == 1
    assert said.error["title"] == "Something went wrong inside Brandcraft."
    log = shell.home / "logs" / "unexpected.txt"
    assert str(log) in said.err
    kept = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept
    assert secret not in kept + said.err + said.out


def test_ctrl_c(shell: Shell) -> None:
    def worker(once: bool, name: str) -> int:
        raise KeyboardInterrupt

    faces = Faces(window=nobody, worker=worker, demo=nobody, practice=nobody)
    said = shell("worker", "--json", faces=faces)
    assert said.code == 1
    assert said.error["title"] == "Stopped."


def test_a_home_that_is_a_file(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv("BRANDCRAFT_HOME", str(file))
    said = shell.json("posts", "list", stdin="")
    assert said.code == 1
    assert "data folder" in said.err
    assert FACES.window is nobody
