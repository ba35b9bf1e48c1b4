"""`lock set|status|remove|idle`."""

from __future__ import annotations

import pytest

from brandcraft_desktop.accounts import passwords
from tests.cli.shell import Shell

WORDS = "four quiet green boats"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost that no test has to wait for."""
    monkeypatch.setattr(passwords, "memory_kib", 64)


def test_set_status_and_remove(shell: Shell) -> None:
    assert shell.json("lock", "status").fields["on"] is False
    assert "not locked" in shell("lock", "status").out
    said = shell.json("lock", "set", "--name", "Anna Example", "--password-stdin", stdin=WORDS)
    assert said.text("handle") == "anna.example"
    status = shell.json("lock", "status")
    assert (status.fields["on"], status.fields["idle_minutes"]) == (True, 10)
    people = status.fields["people"]
    assert isinstance(people, list)
    assert [(one["name"], one["handle"]) for one in people] == [("Anna Example", "anna.example")]
    for words in (status.out, said.out, shell("lock", "status").out):
        assert "argon2" not in words
        assert WORDS not in words
    assert shell.json("lock", "idle", "3").code == 0
    assert shell.json("lock", "status").fields["idle_minutes"] == 3
    assert shell.json("lock", "remove").text("handle") == "anna.example"
    assert shell.json("lock", "status").fields["on"] is False
    assert shell.json("lock", "remove").code == 3


def test_what_is_refused(shell: Shell) -> None:
    said = shell.json("lock", "set", "--name", "Anna Example", "--password-stdin", stdin="short")
    assert (said.code, said.error["field"]) == (2, "password")
    assert shell.json("lock", "set", "--name", "Anna", "--password-stdin", stdin="").code == 2
    assert shell.json("lock", "status").fields["on"] is False


def test_where_several_are_there_one_is_named(shell: Shell) -> None:
    for name in ("Anna Example", "Bo Example"):
        shell.json("lock", "set", "--name", name, "--password-stdin", stdin=WORDS)
    assert shell.json("lock", "remove").error["field"] == "handle"
    assert shell.json("lock", "set", "--password-stdin", stdin=WORDS).code == 2
    said = shell.json("lock", "set", "--handle", "bo.example", "--password-stdin", stdin=WORDS)
    assert said.text("name") == "Bo Example"
    assert shell.json("lock", "remove", "--handle", "@bo.example").code == 0
    assert shell.json("lock", "remove").text("handle") == "anna.example"
