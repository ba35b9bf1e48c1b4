"""`brandcraft export|import|backups` as a script uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell


def test_an_export_comes_in_again_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell("settings", "set", "publishing.hourly_cap", "12")
    file = tmp_path / "all.zip"
    said = shell.json("export", file)
    assert (said.code, said.fields["posts"], said.fields["secrets"]) == (0, 0, False)
    said = shell.json("import", file)
    assert (said.code, said.fields["changed"]) == (0, False)
    assert shell.json("import", tmp_path / "none.zip").code == 3
    assert shell.json("export", file, "--with-secrets", stdin="short\n").code == 2
    assert shell.json("export", file, "--with-secrets", stdin="four quiet words\n").code == 0
    said = shell.json("import", file, "--with-secrets", stdin="quite another one\n")
    assert said.code == 2
    assert said.error["field"] == "passphrase"


def test_sign_ins_that_were_left_out_come_in_later(
    shell: Shell, connected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, words = tmp_path / "all.zip", "four quiet words\n"
    assert shell.json("export", file, "--with-secrets", stdin=words).code == 0
    monkeypatch.setenv("BRANDCRAFT_HOME", str(tmp_path / "elsewhere"))
    there = Shell(tmp_path / "elsewhere", monkeypatch, shell.capsys)
    assert there.json("import", file).fields["secrets"] == 0
    assert there.json("accounts", "show", connected).text("state") == "needs_reconnect"
    assert there.json("import", file, "--with-secrets", stdin=words).fields["secrets"] == 1
    assert there.json("accounts", "show", connected).text("state") == "connected"
    assert there.json("accounts", "refresh", connected).code == 0, "the sign-in is a real one"
    again = there.json("import", file, "--with-secrets", stdin=words)
    assert (again.fields["changed"], again.fields["secrets"]) == (False, 0)


def test_kept_backups_are_listed(shell: Shell) -> None:
    assert shell("backups").out == "No backups yet.\n"
    assert shell.json("backups").document == []


def test_a_move_brings_the_sign_in_of_an_account_disconnected_there(
    shell: Shell, connected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, moving, words = tmp_path / "first.zip", tmp_path / "moving.zip", "four quiet words\n"
    elsewhere = str(tmp_path / "elsewhere")
    assert shell.json("export", first, "--with-secrets", stdin=words).code == 0
    monkeypatch.setenv("BRANDCRAFT_HOME", elsewhere)
    there = Shell(tmp_path / "elsewhere", monkeypatch, shell.capsys)
    assert there.json("import", first, "--with-secrets", stdin=words).fields["secrets"] == 1
    assert there.json("accounts", "disconnect", connected).code == 0
    monkeypatch.setenv("BRANDCRAFT_HOME", str(shell.home))
    assert shell.json("post", "Later", "--to", connected, "--at", "+1h").code == 0
    assert shell.json("workspace", "move", moving, stdin=words).code == 0
    monkeypatch.setenv("BRANDCRAFT_HOME", elsewhere)
    assert there.json("import", moving, "--with-secrets", stdin=words).fields["secrets"] == 1
    assert there.json("accounts", "show", connected).text("state") == "connected"
