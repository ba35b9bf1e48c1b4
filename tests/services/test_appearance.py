"""How the window looks: one file, written by the window with Qt and by the command line without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brandcraft_desktop.errors import BadInput, StorageTrouble
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import appearance, settings_list
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace

WRITTEN_BY_QT = (
    "[General]\n"
    "geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb scheme=light)\n"
    "page=settings\n"
    "scheme=dark\n"
    "text_scale=1.1\n"
    "\n"
    "[list]\n"
    "scheme=columns\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = open_workspace(Home(tmp_path / "home"))
    yield made
    close(made)


def test_what_nobody_chose_is_usual(workspace: Workspace) -> None:
    found = {one.name: one for one in settings_list.everything(workspace)}
    for name, usual in (
        ("ui.theme", "system"),
        ("ui.text_size", "100"),
        ("ui.reduce_motion", "false"),
    ):
        assert (found[name].value, found[name].of_person) == (usual, False)


def test_the_windows_own_file_is_read_and_nothing_else_in_it_changes(workspace: Workspace) -> None:
    file = workspace.home.window
    file.write_text(WRITTEN_BY_QT, encoding="utf-8")
    assert settings_list.one(workspace, "ui.theme").value == "dark"
    assert settings_list.one(workspace, "ui.text_size").value == "110"
    assert not settings_list.one(workspace, "ui.reduce_motion").of_person
    assert settings_list.put(workspace, "ui.theme", "light").value == "light"
    assert settings_list.put(workspace, "ui.reduce_motion", "true").value == "true"
    wanted = WRITTEN_BY_QT.replace("\nscheme=dark", "\nscheme=light")
    wanted = wanted.replace("[General]\n", "[General]\nreduced_motion=yes\n")
    assert file.read_text(encoding="utf-8") == wanted
    settings_list.put(workspace, "ui.reduce_motion", "false")
    assert settings_list.one(workspace, "ui.reduce_motion").value == "false"


def test_a_file_that_is_made_here_belongs_to_its_person_alone(workspace: Workspace) -> None:
    settings_list.put(workspace, "ui.text_size", "125")
    file = workspace.home.window
    assert file.read_text(encoding="utf-8") == "[General]\ntext_scale=1.25\n"
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"), [("ui.theme", "pink"), ("ui.text_size", "200"), ("ui.text_size", "big")]
)
def test_what_makes_no_sense_is_refused(workspace: Workspace, name: str, value: str) -> None:
    with pytest.raises(BadInput):
        settings_list.put(workspace, name, value)
    assert not workspace.home.window.exists()


def test_a_broken_file_counts_for_nothing(workspace: Workspace) -> None:
    workspace.home.window.write_bytes(b"[General]\ntext_scale=wide\nscheme=\xff\n")
    assert settings_list.one(workspace, "ui.text_size").value == "100"
    assert settings_list.one(workspace, "ui.theme").value == "system"
    settings_list.put(workspace, "ui.theme", "dark")
    assert settings_list.one(workspace, "ui.theme").value == "dark"


def test_a_file_that_cannot_be_read_says_so(workspace: Workspace) -> None:
    workspace.home.window.mkdir()
    with pytest.raises(StorageTrouble) as told:
        appearance.stored(workspace.home, "ui.theme")
    assert "window.ini" in told.value.message
