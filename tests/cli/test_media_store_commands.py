"""`media-store …`: the bucket from which platforms fetch files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.media.files import photo
from tests.media.s3_answers import Answers, answering

SECRET = "a-secret-key-of-ours"


@pytest.fixture
def server() -> Iterator[Answers]:
    with answering(Answers()) as made:
        yield made


def words(server: Answers) -> tuple[str, ...]:
    return (
        *("media-store", "set", "--endpoint", server.address, "--bucket", "my-media"),
        *("--access-key", "AK1", "--addressing", "path"),
    )


def test_set_show_and_forget(shell: Shell, server: Answers) -> None:
    assert shell.json("media-store", "show").fields == {"set": False}
    made = shell.json(*words(server), "--no-robots", stdin=f"{SECRET}\n")
    assert made.code == 0, made
    kept = {
        "set": True,
        "endpoint": server.address,
        "bucket": "my-media",
        "access_key": "AK1",
        "region": "us-east-1",
        "prefix": "brandcraft",
        "media_domain": "",
        "addressing": "path",
        "lifecycle": True,
        "robots": False,
        "secret": True,
    }
    assert made.fields == kept
    assert shell.json("media-store", "show").fields == kept
    changed = shell.json(*words(server), "--keep-secret", "--media-domain", "media.example.com")
    assert changed.fields["media_domain"] == "https://media.example.com"
    shown = shell("media-store", "show")
    assert "secret key    kept" in shown.out
    assert SECRET not in made.out + made.err + shown.out
    assert server.came == [], "nothing of this asks the storage"
    forgotten = shell.json("media-store", "forget", "--keep-files")
    assert forgotten.fields == {"forgotten": True, "deleted": 0}
    assert shell("media-store", "show").out == "No media storage is set up.\n"
    assert shell.json("media-store", "test").code == 4
    assert shell.json("media-store", "clean").code == 4


def test_what_makes_no_sense_is_refused(shell: Shell, server: Answers) -> None:
    assert shell.json(*words(server), stdin="").error["field"] == "secret"
    assert shell.json(*words(server), "--keep-secret").error["field"] == "secret"
    wrong = shell.json(*words(server), "--prefix", "über", stdin=SECRET)
    assert (wrong.code, wrong.error["field"]) == (2, "prefix")
    assert shell("media-store", "set", "--bucket", "x").code == 2
    assert shell("media-store", "set", "--secret", SECRET).code == 2, "never as a word of a command"
    assert shell.json("media-store", "show").fields == {"set": False}


def test_the_test_fails_with_its_steps(
    shell: Shell, server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_MEDIA_STORE_SECRET", SECRET)
    assert shell.json(*words(server)).fields["secret"] is True
    server.refuse(404, "NoSuchBucket")
    said = shell.json("media-store", "test")
    assert (said.code, said.fields["ok"]) == (1, False)
    steps = said.fields["steps"]
    assert isinstance(steps, list)
    assert [(one["name"], one["ok"]) for one in steps] == [("reach", True), ("sign_in", False)]
    assert "There is no bucket “my-media”" in said.out
    [line] = shell("doctor").out.split("media_store:")[1:]
    assert "brandcraft media-store test" in line


def test_a_platform_that_fetches_files_is_told_before_an_account_is_connected(
    shell: Shell, tmp_path: Path
) -> None:
    picture = photo(tmp_path / "a.jpg", (800, 800))
    words = ("check", "Hi", "--as", "threads", "--media", picture, "--alt", "A square")
    said = shell.json(*words)
    assert said.code == 2
    assert "no media storage is set up" in said.out
