"""`media list|show|edit|delete|restore`: the library from a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Said, Shell
from tests.media.files import photo, video


def names(said: Said) -> list[str]:
    assert isinstance(said.document, list)
    return [one["name"] for one in said.document]


@pytest.fixture
def files(shell: Shell, account: str, tmp_path: Path) -> list[str]:
    """Two pictures and a video."""
    added = shell.json(
        "media",
        "add",
        photo(tmp_path / "beach.jpg", (300, 200)),
        photo(tmp_path / "sofa.png", (200, 200)),
        video(tmp_path / "film.mp4"),
    ).document
    assert isinstance(added, list)
    return [one["id"] for one in added]


def test_listing_by_words_kind_and_use(shell: Shell, account: str, files: list[str]) -> None:
    assert names(shell.json("media", "list")) == ["film.mp4", "sofa.png", "beach.jpg"]
    assert names(shell.json("media", "list", "--kind", "video")) == ["film.mp4"]
    assert names(shell.json("media", "list", "--kind", "image", "--search", "SOFA")) == ["sofa.png"]
    shell.json(
        "media", "edit", files[0], "--alt", "Sand and sea", "--tag", "Summer", "--tag", "#sea"
    )
    assert names(shell.json("media", "list", "--search", "sand #summer")) == ["beach.jpg"]
    said = shell.json("media", "list", "--unused", "--trash")
    assert (said.code, said.error["title"]) == (2, "These can't be asked for together.")
    assert shell("media", "list", "--kind", "song").code == 2
    assert shell("media", "list", "--search", "nothing").out == "No files.\n"
    assert "beach.jpg" in shell("media", "list").out


def test_editing_says_what_is_wrong(shell: Shell, files: list[str]) -> None:
    one = shell.json("media", "edit", files[1], "--name", "Our sofa", "--alt", "A sofa").fields
    assert (one["name"], one["alt"], one["tags"]) == ("Our sofa", "A sofa", [])
    again = shell.json("media", "edit", files[1], "--alt", "", "--tag", "home").fields
    assert (again["name"], again["alt"], again["tags"]) == ("Our sofa", "", ["home"])
    assert shell.json("media", "edit", files[1], "--tag", "").fields["tags"] == []
    assert shell.json("media", "edit", files[1]).code == 2
    assert shell.json("media", "edit", files[1], "--name", " ").error["field"] == "name"
    assert shell.json("media", "edit", "nothing", "--name", "a").code == 3


def test_deleting_tells_of_posts_and_can_be_taken_back(
    shell: Shell, account: str, files: list[str], tmp_path: Path
) -> None:
    shell.json("post", "Look", "--to", account, "--media", tmp_path / "beach.jpg", "--at", "+2h")
    assert names(shell.json("media", "list", "--unused")) == ["film.mp4", "sofa.png"]
    shown = shell.json("media", "show", files[0]).fields
    uses, platforms = shown["uses"], shown["platforms"]
    assert isinstance(uses, list)
    assert [(use["status"], use["in_trash"]) for use in uses] == [("scheduled", False)]
    assert isinstance(platforms, list)
    assert platforms[0]["platform"] == "bluesky"
    assert platforms[0]["connected"] is True
    assert platforms[0]["takes"] == "fits"
    text = shell("media", "show", files[0]).out
    assert "Used in" in text
    assert "Bluesky: Fits" in text
    said = shell.json("media", "delete", files[0], files[1])
    assert said.fields["used_by"] == {"scheduled": 1, "drafts": 0, "unfinished": 0}
    assert "Used by 1 scheduled post." in said.err
    assert names(shell.json("media", "list")) == ["film.mp4"]
    assert sorted(names(shell.json("media", "list", "--trash"))) == ["beach.jpg", "sofa.png"]
    assert shell.json("media", "delete", files[2], "nothing").code == 3
    assert names(shell.json("media", "list")) == ["film.mp4"]
    assert shell.json("media", "restore", files[1]).fields == {"restored": [files[1]]}
    assert names(shell.json("media", "list")) == ["film.mp4", "sofa.png"]
    assert shell.json("media", "delete", files[1]).fields["message"] is None
    gone = shell.json("media", "delete", "--for-good", files[2], files[0])
    assert gone.fields["removed"] == [files[2]]
    assert shell.json("media", "purge").fields == {"purged": 0}
    assert shell.json("media", "purge", "--now").fields == {"purged": 1}
    assert names(shell.json("media", "list", "--trash")) == ["beach.jpg"], "its post has it"
    assert shell.json("media", "restore", files[1]).code == 3
