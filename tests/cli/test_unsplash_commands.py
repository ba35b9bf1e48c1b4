"""`brandcraft unsplash …`, as scripts use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.integrations.unsplash_stand import KEY, UnsplashStand, unsplash_stand
from tests.secrecy.hunting import hunt_files, hunted


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def shell(
    home: Path,
    tmp_path: Path,
    stand: UnsplashStand,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps(stand.origins))
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", str(origins))
    monkeypatch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", "correct horse battery")
    return Shell(home, monkeypatch, capsys)


def test_the_key_comes_by_standard_input_and_is_never_shown(
    shell: Shell, stand: UnsplashStand
) -> None:
    assert shell.json("unsplash", "key", "show").fields == {"key": False, "source": None}
    said = [shell("unsplash", "key", "set", stdin=f"{KEY}\n"), shell("unsplash", "key", "show")]
    assert [one.code for one in said] == [0, 0]
    assert shell.json("unsplash", "key", "show").fields == {"key": True, "source": "vault"}
    assert not any(KEY in one.out + one.err for one in said)
    assert hunt_files(shell.home, [hunted("key", KEY)]) == []
    assert shell("unsplash", "key", "set", KEY).code == 2, "a key is no argument"
    assert shell.json("unsplash", "key", "forget").fields == {"forgotten": True}
    assert shell.json("unsplash", "key", "forget").fields == {"forgotten": False}


def test_exit_codes_say_what_is_missing(shell: Shell, stand: UnsplashStand) -> None:
    assert shell.json("unsplash", "search", "boat").code == 4
    assert shell.json("unsplash", "key", "set", stdin="").code == 2
    assert shell.json("unsplash", "key", "set", stdin="too short").code == 2
    assert shell.json("unsplash", "key", "set", stdin="wrong-Access-Key-0123456789").code == 4
    assert shell.json("unsplash", "key", "show").fields["key"] is False


def test_photos_are_found_page_by_page_and_used(
    shell: Shell, stand: UnsplashStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_UNSPLASH_KEY", KEY)
    assert shell.json("unsplash", "key", "show").fields["source"] == "environment"
    found = shell.json("unsplash", "search", "boat", "--page", "3").fields
    assert (found["page"], found["pages"], found["total"]) == (3, 3, 70)
    assert (found["limit"], found["remaining"]) == (50, 49)
    photos = found["photos"]
    assert isinstance(photos, list)
    assert len(photos) == 10
    used = shell.json("unsplash", "use", photos[1]["id"]).fields
    assert used["state"] == "processed"
    assert used["alt"] == photos[1]["description"] == "Red bicycle at a wall"
    credit = used["credit"]
    assert isinstance(credit, dict)
    assert credit["text"] == "Photo by Tomás Ferreira on Unsplash"
    assert credit["text_with_link"].endswith("?utm_source=brandcraft&utm_medium=referral")
    assert stand.downloads == {photos[1]["id"]: 1}
    again = shell.json("unsplash", "use", photos[1]["id"]).fields
    assert again["id"] == used["id"]
    assert stand.fetched == {photos[1]["id"]: 1}


def test_people_get_lines_and_words(
    shell: Shell, stand: UnsplashStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_UNSPLASH_KEY", KEY)
    said = shell("unsplash", "search", "bread")
    assert "Mara Lindqvist" in said.out
    assert said.err == "Page 1 of 1, 3 photos.\n"
    assert shell("unsplash", "search", "qwx").out == "No photos.\n"
    assert shell("unsplash", "use", "no-such-photo").code == 3
    assert shell("unsplash", "use", "../photos").code == 2
    assert shell("unsplash", "search", "boat", "--page", "0").code == 2
    stand.used = stand.limit
    limited = shell("unsplash", "search", "boat")
    assert limited.code == 1
    assert limited.err.startswith("Error: Unsplash limit reached.")
