"""Without a screen the program says so in its own words, before Qt aborts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brandcraft_desktop.ui.display import DEMO_ADVICE, NoDisplay, check_display

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "minimal"},
        {"QT_QPA_PLATFORM": "vnc:size=800x600"},
        {"QT_QPA_PLATFORM": "xcb;offscreen"},
    ],
)
def test_where_a_window_may_open(environment: dict[str, str]) -> None:
    check_display(environment=environment, system="linux")


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "wayland;xcb"}],
)
def test_where_it_may_not(environment: dict[str, str]) -> None:
    with pytest.raises(NoDisplay, match="no display") as caught:
        check_display(DEMO_ADVICE, environment=environment, system="linux")
    assert caught.value.action == DEMO_ADVICE
    check_display(environment=environment, system="darwin")
    check_display(environment=environment, system="win32")


def start(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    plain = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "brandcraft_desktop", *words],
        cwd=ROOT,
        env={**plain, "BRANDCRAFT_HOME": str(home), "TMPDIR": str(home), **more},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
@pytest.mark.parametrize(
    ("more", "cause"),
    [({}, "DISPLAY"), ({"QT_QPA_PLATFORM": "nonsense"}, "“nonsense”")],
)
def test_the_real_program_without_a_screen(
    tmp_path: Path, more: dict[str, str], cause: str
) -> None:
    """The second is Qt's own abort, told in our words as well."""
    for words, advice in (((), "brandcraft worker"), (("demo",), "demo --headless")):
        said = start(tmp_path, *words, **more)
        assert said.returncode == 1, said
        assert said.stdout == ""
        assert said.stderr.count("\n") == 1
        assert said.stderr.startswith("Error: The window can't open: there is no display")
        assert cause.strip("“”") in said.stderr
        assert advice in said.stderr
    assert not list(tmp_path.glob("brandcraft-demo-*")), "nothing is left of a demo"


def test_pictures_can_not_be_kept_in_a_file(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    said = start(tmp_path, "demo", "--headless", "--out", str(taken))
    assert said.returncode == 2
    assert "It is a file. Give --out a folder." in said.stderr
    assert not list(tmp_path.glob("brandcraft-demo-*"))
