"""`brandcraft settings`: what the page shows, for scripts."""

from __future__ import annotations

import pytest

from brandcraft_desktop.services import appearance, first_run, lock, settings
from tests.cli.shell import Shell


def test_a_setting_is_listed_read_and_changed(shell: Shell) -> None:
    said = shell.json("settings", "list")
    assert isinstance(said.document, list)
    names = [one["name"] for one in said.document]
    assert names == sorted(set(names), key=names.index)
    assert shell("settings", "get", "publishing.hourly_cap").out == "30\n"
    said = shell.json("settings", "set", "publishing.hourly_cap", "12")
    assert said.fields["value"] == "12"
    assert said.fields["of_person"] is True
    assert shell("settings", "get", "publishing.hourly_cap").out == "12\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("publishing.hourly_cap", "0"),
        ("publishing.hourly_cap", "many"),
        ("ui.hours", "13"),
        ("ui.close_to_tray", "yes"),
    ],
)
def test_a_value_that_is_none_changes_nothing(shell: Shell, name: str, value: str) -> None:
    before = shell("settings", "get", name).out
    said = shell.json("settings", "set", name, value)
    assert said.code == 2
    assert said.error["field"] == name
    assert shell("settings", "get", name).out == before


def test_an_unknown_name_and_an_engine_s_own_mark_are_no_settings(shell: Shell) -> None:
    for name in ("no.such", "engine.last_tick", "sealed.unsplash"):
        assert shell.json("settings", "get", name).code != 0
        assert shell.json("settings", "set", name, "x").code != 0


def test_every_setting_that_there_is_can_be_set(shell: Shell) -> None:
    """None is forgotten in the list: what is stored is shown."""
    said = shell.json("settings", "list")
    assert isinstance(said.document, list)
    listed = {one["name"] for one in said.document}
    rooms = (appearance, settings, first_run, lock)
    there = {
        one.name
        for room in rooms
        for one in vars(room).values()
        if isinstance(one, settings.Setting)
    }
    assert listed == there
    for one in said.document:
        assert shell("settings", "set", one["name"], one["value"]).code == 0
