"""`platforms options` lists what a post can choose on a platform, for people and for scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.media.files import video


def test_every_option_stands_there_with_its_values(shell: Shell) -> None:
    said = shell("platforms", "options", "tiktok")
    assert said.code == 0
    assert "--option tiktok.NAME=VALUE" in said.out
    privacy = next(line for line in said.out.splitlines() if line.startswith("  privacy "))
    assert "must be chosen" in privacy
    assert "SELF_ONLY (Only me)" in privacy
    assert "allow_comment  Allow comment: true or false" in said.out


def test_scripts_get_the_values(shell: Shell) -> None:
    said = shell.json("platforms", "options", "youtube")
    assert said.code == 0
    document = said.document
    assert isinstance(document, list)
    found = {one["name"]: one for one in document}
    kids = found["made_for_kids"]
    assert kids["required"] is True
    assert [one["value"] for one in kids["choices"]] == ["yes", "no"]
    assert found["native"]["kind"] == "flag"


def test_a_platform_that_is_none_is_refused(shell: Shell) -> None:
    assert shell("platforms", "options", "myspace").code == 3


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube", "facebook", "threads"])
def test_what_is_refused_leads_there(shell: Shell, platform: str) -> None:
    said = shell("platforms", "show", platform)
    assert f"brandcraft platforms options {platform}" in said.out


@pytest.mark.parametrize(
    ("at", "options", "why"),
    [
        ("+2h", ("visibility=unlisted",), "because “Visibility” is “Unlisted”."),
        ("+5m", (), "because its time is less than 15 minutes away."),
        ("+2h", (), ""),
    ],
)
def test_a_platform_that_can_not_publish_it_by_itself_is_named(
    shell: Shell, tmp_path: Path, at: str, options: tuple[str, ...], why: str
) -> None:
    film = video(tmp_path / "film.mp4", seconds=2)
    chosen = ("title=A day", "made_for_kids=no", "native=true", *options)
    words = [word for one in chosen for word in ("--option", f"youtube.{one}")]
    said = shell.json("check", "Hi", "--as", "youtube", "--media", str(film), "--at", at, *words)
    found = [one for one in said.fields["problems"] if "this computer" in one["message"]]  # type: ignore[attr-defined]
    assert [one["message"] for one in found] == (
        [f"YouTube: the post goes out from this computer instead, {why}"] if why else []
    )
    assert all(one["severity"] == "warning" for one in found)


@pytest.mark.parametrize(
    ("options", "agreed"),
    [
        ((), "By posting, you agree to TikTok's Music Usage Confirmation"),
        (
            ("disclose=true", "branded_content=true"),
            "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation",
        ),
        (("mode=inbox",), ""),
    ],
)
def test_what_sending_agrees_to_is_told(
    shell: Shell, tmp_path: Path, options: tuple[str, ...], agreed: str
) -> None:
    film = video(tmp_path / "film.mp4", seconds=4, size=(540, 960))
    words = ["check", "Hi", "--as", "tiktok", "--media", str(film)]
    for one in ("privacy=PUBLIC_TO_EVERYONE", *options):
        words += ["--option", f"tiktok.{one}"]
    assert shell.json(*words).fields["agreed"] == ([agreed] if agreed else [])
    assert f"{agreed}." in shell(*words).out.splitlines() or not agreed
