"""`--fit`, `--crop` and `--trim`: what is decided about files, and what will be made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.cli.asking import asked_for
from brandcraft_desktop.cli.drafts import Request
from brandcraft_desktop.cli.editing import edits
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Box, Framing, MediaEdit
from brandcraft_desktop.errors import BadInput
from tests.cli.shell import Shell
from tests.media.files import encoded, photo


@pytest.mark.parametrize(
    ("trim", "start", "end"),
    [
        ("5-65", 5.0, 65.0),
        ("0:05-1:05.5", 5.0, 65.5),
        ("-60", None, 60.0),
        ("1:00:00-", 3600.0, None),
        ("-", None, None),
    ],
)
def test_moments(trim: str, start: float | None, end: float | None) -> None:
    assert edits(1, [], [], [trim]) == (MediaEdit(start=start, end=end),)


def test_one_after_each_file_and_one_fit_for_all() -> None:
    tall = Box(0.1, 0.0, 0.9, 1.0)
    assert edits(3, ["blur"], ["-", "10,0,90,100"], []) == (
        MediaEdit(framing=Framing.BLUR),
        MediaEdit(framing=Framing.BLUR, crop=tall),
        MediaEdit(framing=Framing.BLUR),
    )
    assert edits(3, ["crop", "-"], [], []) == (
        MediaEdit(framing=Framing.CROP),
        UNTOUCHED,
        UNTOUCHED,
    )
    assert edits(0, [], [], []) == ()


@pytest.mark.parametrize(
    ("fits", "crops", "trims"),
    [
        (["stretch"], [], []),
        ([], ["0,0,100"], []),
        ([], ["0,0,110,100"], []),
        ([], ["50,0,50,100"], []),
        ([], ["a,b,c,d"], []),
        ([], ["nan,0,100,100"], []),
        ([], [], ["60"]),
        ([], [], ["60-5"]),
        ([], [], ["1:2:3:4-"]),
        ([], [], ["a-b"]),
        ([], [], ["nan-"]),
        (["crop", "crop"], [], []),
        ([], ["-", "-"], []),
    ],
)
def test_what_can_t_be_read_says_how_to_write_it(
    fits: list[str], crops: list[str], trims: list[str]
) -> None:
    with pytest.raises(BadInput) as caught:
        edits(1, fits, crops, trims)
    assert caught.value.action


def test_decisions_are_part_of_what_was_asked_for() -> None:
    plain, fitted = Request("a"), Request("a", fit=("crop",))
    assert asked_for(plain) != asked_for(fitted)
    assert asked_for(fitted) != asked_for(Request("a", crop=("crop",)))


def test_a_wide_picture_is_refused_until_it_is_said_how_it_fits(
    shell: Shell, tmp_path: Path
) -> None:
    stored = ("media-store", "set", "--endpoint", "https://s3.example.org", "--bucket", "media")
    assert shell.json(*stored, "--access-key", "AK1", "--no-robots", stdin="secret\n").code == 0
    wide = photo(tmp_path / "wide.jpg", (1600, 400))
    asked = ("check", "Words", "--as", "instagram", "--as", "bluesky", "--media", wide)
    said = shell.json(*asked, "--alt", "A field")
    assert said.code == 2
    problems = said.fields["problems"]
    assert isinstance(problems, list)
    assert [one["fix"] for one in problems] == ["fit_image"]
    fitted = shell.json(*asked, "--alt", "A field", "--fit", "bars")
    assert (fitted.code, fitted.fields["problems"]) == (0, [])
    files = fitted.fields["files"]
    assert isinstance(files, list)
    assert [(one["platform"], one["width"], one["height"]) for one in files] == [
        ("instagram", 1440, 755),
        ("bluesky", 1600, 400),
    ]
    told = shell(*asked, "--alt", "A field", "--crop", "0,0,50,100", "--fit", "crop").out
    assert told.splitlines() == [
        "No problems.",
        "Instagram: “wide.jpg” goes as JPEG, 764 × 400 pixels.",
        "Bluesky: “wide.jpg” goes as JPEG, 800 × 400 pixels.",
    ]


def test_a_cut_is_saved_with_the_post(shell: Shell, account: str, tmp_path: Path) -> None:
    film = encoded(tmp_path / "film.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac")
    said = shell.json(
        *("post", "Words", "--to", account, "--draft", "--media", film, "--alt", "A test"),
        *("--trim", "0.2-0.8", "--crop", "25,0,75,100"),
    )
    assert said.code == 0
    media = said.fields["media"]
    assert isinstance(media, list)
    assert media[0]["edit"] == {
        "crop": [0.25, 0.0, 0.75, 1.0],
        "fit": None,
        "focus": [0.5, 0.5],
        "start": 0.2,
        "end": 0.8,
        "cover": None,
    }
    assert "Bluesky: “film.mp4” goes as MP4, 32 × 36 pixels, 0.6 seconds, about " in said.err
