"""`brandcraft reel`: files and drafts, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from brandcraft_desktop.domain.reel_templates import TEMPLATES
from brandcraft_desktop.media.reel_film import Quality
from brandcraft_desktop.services import reels
from tests.cli.shell import Shell
from tests.media.files import photo


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reels, "BEST", Quality(108, 192, 10, "ultrafast"))


def test_the_looks_are_listed(shell: Shell) -> None:
    said = shell.json("reel", "templates")
    assert said.document == [{"id": one.id, "name": one.name} for one in TEMPLATES]
    assert "Big quote" in shell("reel", "templates").out


def test_a_picture_in_a_file(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "reel.png"
    words = ("reel", "Two words \ue000", "--template", "quote", "--still", "--out", str(out))
    said = shell.json(*words, "--background", "#112233-#445566")
    assert said.code == 0, said
    assert said.fields["left_out"] == ["\ue000"]
    assert "left out" in said.err
    with Image.open(out) as picture:
        assert picture.size == (1080, 1920)


def test_a_film_of_standard_input(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "reel.mp4"
    ground = photo(tmp_path / "ground.jpg")
    said = shell.json(
        *("reel", "-", "--out", str(out), "--seconds", "3", "--background", str(ground)),
        stdin="Piped words",
    )
    assert said.code == 0, said
    assert said.fields["seconds"] == 3
    assert out.stat().st_size > 1000


def test_a_draft_of_a_post(shell: Shell, account: str) -> None:
    post = shell.json("post", "The words", "--to", account, "--draft").text("id")
    said = shell.json("reel", "--post", post, "--still", "--draft", "--to", account)
    assert said.code == 0, said
    assert said.fields["status"] == "draft"
    assert said.text("text") == "The words"
    listed = said.fields["media"]
    assert isinstance(listed, list)
    assert [(one["kind"], one["alt"]) for one in listed] == [("image", "The words")]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--out", "x.mp4"), "text"),
        (("Words", "--post", "1", "--out", "x.mp4"), "text"),
        (("", "--out", "x.png", "--still"), "text"),
        (("Words",), "out"),
        (("Words", "--draft", "--out", "x.mp4"), "out"),
        (("Words", "--out", "x.mp4", "--to", "ann"), "accounts"),
        (("Words", "--out", "x.mp4", "--template", "none"), "template"),
        (("Words", "--out", "x.mp4", "--background", "#12"), "ground"),
        (("Words", "--out", "x.mp4", "--background", "nowhere.jpg"), "media"),
        (("Words", "--out", "x.mp4", "--audio", "nowhere.mp3"), "sound"),
        (("Words", "--out", "x.mp4", "--seconds", "500"), "seconds"),
    ],
)
def test_bad_input_changes_nothing(
    shell: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    field: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    said = shell.json("reel", *words)
    assert said.code == 2, said
    assert said.error.get("field") == field
    assert sorted(tmp_path.iterdir()) == before


def test_an_unknown_post_is_not_found(shell: Shell) -> None:
    assert shell.json("reel", "--post", "nothing", "--draft").code == 3
