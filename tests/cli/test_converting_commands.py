"""`media fit` and `media convert`, as a script and as a person at a keyboard use them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from brandcraft_desktop.cli.converting import media_app
from brandcraft_desktop.domain import media_check
from brandcraft_desktop.domain.media_rules import AnyRecipe, MediaFacts, VideoRules
from tests.cli.shell import Shell
from tests.media.files import encoded, photo
from tests.services.films_to_make import LONG, SMALL, long_film, short_film


def smaller(rules: VideoRules, facts: MediaFacts, *_: object) -> AnyRecipe:
    return LONG if (facts.duration or 0) > 5 else SMALL


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every platform wants every video made smaller."""
    monkeypatch.setattr(media_check, "video_recipe", smaller)


def added(shell: Shell, path: Path) -> str:
    document = shell.json("media", "add", path).document
    assert isinstance(document, list)
    assert document[0]["state"] == "processed"
    return str(document[0]["id"])


def gif(path: Path) -> Path:
    picture = "testsrc2=size=101x57:rate=10:duration=0.6"
    return encoded(path, sources=("-f", "lavfi", "-i", picture))


@pytest.mark.usefixtures("rules")
def test_a_video_is_made_as_a_platform_gets_it(shell: Shell, tmp_path: Path) -> None:
    media_id = added(shell, short_film(tmp_path / "short.mp4"))
    out = tmp_path / "here.mp4"
    made = shell.json("media", "fit", media_id, "--for", "mastodon", "--out", out)
    assert made.fields | {"bytes": 0} == {
        "file": str(out),
        "mime": "video/mp4",
        "width": 96,
        "height": 54,
        "bytes": 0,
        "converted": True,
    }
    assert out.stat().st_size == made.fields["bytes"]
    assert "Converting " in made.err
    assert [one for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    again = shell("media", "fit", media_id, "--for", "mastodon")
    assert again.code == 0
    assert "96 x 54" in again.out
    refused = shell("media", "fit", media_id, "--for", "instagram:reel")
    assert refused.code == 2
    assert "at least 3 seconds are needed" in refused.err
    assert "Converting" not in again.err, "it is there already"


def test_a_picture_is_made_as_a_platform_gets_it(shell: Shell, tmp_path: Path) -> None:
    media_id = added(shell, photo(tmp_path / "a.jpg", (300, 200)))
    made = shell.json("media", "fit", media_id, "--for", "mastodon")
    assert (made.fields["mime"], made.fields["width"]) == ("image/jpeg", 300)
    assert shell.json("media", "fit", media_id, "--for", "instagram:feast").code == 2
    assert shell.json("media", "fit", media_id, "--for", "nowhere").code == 3
    assert shell.json("media", "fit", "nothing", "--for", "mastodon").code == 3
    wrong = shell.json("media", "fit", media_id, "--for", "mastodon", "--out", "/proc/none/a.jpg")
    assert (wrong.code, wrong.error["field"]) == (2, "out")


def test_a_moving_picture_becomes_a_video_of_the_library(shell: Shell, tmp_path: Path) -> None:
    media_id = added(shell, gif(tmp_path / "dance.gif"))
    made = shell.json("media", "convert", media_id, "--to", "mp4")
    assert (made.fields["name"], made.fields["kind"]) == ("dance.mp4", "video")
    assert (made.fields["state"], made.fields["width"]) == ("processed", 100)
    assert shell.json("media", "convert", media_id).text("id") == made.text("id"), "the same one"
    still = added(shell, photo(tmp_path / "a.jpg"))
    refused = shell.json("media", "convert", still)
    assert refused.code == 2
    assert "no moving picture" in str(refused.error["title"])
    assert shell.json("media", "convert", media_id, "--to", "avi").code == 2


def test_ctrl_c_stops_a_conversion_cleanly(shell: Shell, tmp_path: Path) -> None:
    media_id = added(shell, long_film(tmp_path / "long.mp4"))
    script = (
        "import signal, sys\n"
        # A shell that runs us in the background has it ignored, which children take over.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from brandcraft_desktop.domain import media_check\n"
        "from tests.cli.test_converting_commands import smaller\n"
        "media_check.video_recipe = smaller\n"
        "from brandcraft_desktop.app import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", script, "media", "fit", media_id, "--for", "youtube"]
    environment = {**os.environ, "BRANDCRAFT_HOME": str(shell.home)}
    child = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert child.stderr is not None
    for line in child.stderr:
        if line.startswith("Converting"):
            break
    child.send_signal(signal.SIGINT)
    rest = child.stderr.read()
    child.stderr.close()
    assert child.wait() == 1
    assert "Stopped" in rest
    assert "Traceback" not in rest
    unfinished = shell.home / "cache" / "renditions" / "unfinished"
    assert not unfinished.is_dir() or list(unfinished.iterdir()) == []


def test_each_command_is_there_once_however_often_the_program_runs(shell: Shell) -> None:
    before = len(media_app.registered_commands)
    for _ in range(3):
        assert shell("media", "list").code == 0
    assert len(media_app.registered_commands) == before
    named = [one.name for one in media_app.registered_commands]
    assert len(set(named)) == len(named)
