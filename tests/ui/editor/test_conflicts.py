"""Two who write one post at the same time: whichever version is taken, the other one is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import delete

from brandcraft_desktop.models.tables import posts as posts_table
from brandcraft_desktop.services import post_versions, posts
from brandcraft_desktop.ui.widgets import Button
from tests.ui.editor.conftest import Desk

THEIRS = "Theirs, long and careful"
MINE = "Mine one and mine two"


def button(desk: Desk, name: str) -> Button | None:
    found = desk.view.banner.findChildren(Button)
    return next((one for one in found if one.text() == name and one.isVisible()), None)


def written_by_two(desk: Desk) -> str:
    """A post that somebody else saved while the editor holds other words."""
    desk.new()
    desk.type("Mine one")
    desk.wait(lambda: not desk.page.controller.autosave.unsaved)
    stored = desk.stored()
    other = replace(stored.content, text=THEIRS)
    posts.save(desk.workspace, stored.id, other, revision=stored.revision)
    desk.type(" and mine two")
    desk.wait(lambda: button(desk, "Reload") is not None)
    return stored.id


def kept(desk: Desk, post_id: str) -> list[str]:
    return [one.content.text for one in post_versions.versions(desk.workspace, post_id)]


@pytest.mark.parametrize(
    ("name", "taken", "lost"), [("Reload", THEIRS, MINE), ("Keep mine", MINE, THEIRS)]
)
def test_both_versions_are_there_afterwards(desk: Desk, name: str, taken: str, lost: str) -> None:
    post_id = written_by_two(desk)
    pressed = button(desk, name)
    assert pressed is not None
    desk.bot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    desk.wait(lambda: lost in kept(desk, post_id))
    desk.wait(lambda: desk.view.composer.text() == taken)
    desk.wait(lambda: desk.stored().content.text == taken)
    desk.wait(lambda: button(desk, name) is None)


def test_words_that_cannot_be_kept_stay_in_the_editor(desk: Desk) -> None:
    post_id = written_by_two(desk)
    desk.workspace.database.write(
        lambda connection: connection.execute(
            delete(posts_table).where(posts_table.c.id == post_id)
        )
    )
    pressed = button(desk, "Reload")
    assert pressed is not None
    desk.bot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "There is no such post" in desk.view.banner.text())
    assert desk.view.composer.text() == MINE
