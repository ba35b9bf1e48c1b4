"""One click gives a file the shape or the length a platform takes; one takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Framing, MediaEdit
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.media.files import photo, video
from tests.services.market import add_trader
from tests.ui.editor.conftest import Desk
from tests.ui.editor.stalls import lines, mend
from tests.ui.editor.world import NoVault, StandingClock


@pytest.fixture
def workspace(tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(home, clock=clock, vault=cast(Vault, NoVault()), platforms=Registry())
    for platform in ("instagram", "mastodon"):
        add_trader(opened, f"demo-{platform}", platform=platform)
    yield opened
    close(opened)


def add(desk: Desk, path: Path) -> str:
    desk.page.intake.add_files([path])
    desk.wait(lambda: len(desk.page.controller.content.media) == 1)
    desk.settle()
    return desk.page.controller.content.media[0].media_id


def edit(desk: Desk, owner: str = "") -> MediaEdit:
    controller = desk.page.controller
    return controller.media.edit(controller.media.choices(owner)[0].media_id, owner)


def test_a_picture_is_cropped_for_all_that_need_it(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.choose_all()
    add(desk, photo(tmp_path / "wide.jpg", (1200, 500)))
    mend(desk, "Instagram: “wide.jpg” is 2.4:1", "Fit")
    assert edit(desk) == MediaEdit(framing=Framing.CROP)
    assert not any("2.4:1" in one for one in lines(desk))
    assert desk.way.toasts[-1] == "Cropped “wide.jpg” where it needs another shape."
    assert desk.way.undo is not None
    desk.way.undo()
    assert edit(desk) == UNTOUCHED
    assert any("2.4:1" in one for one in lines(desk))


def test_where_much_would_be_cut_off_it_gets_borders(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.choose_all()
    add(desk, photo(tmp_path / "tall.jpg", (400, 1200)))
    mend(desk, "Instagram: “tall.jpg” is 1:3", "Fit")
    assert edit(desk) == MediaEdit(framing=Framing.BLUR)
    words = "Put blurred borders around “tall.jpg” where it needs another shape."
    assert desk.way.toasts[-1] == words


def test_a_video_is_trimmed_for_the_one_that_takes_less(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    desk.choose_all()
    controller = desk.page.controller
    media_id = add(desk, video(tmp_path / "clip.mp4", size=(360, 640)))
    known = controller.files[media_id]
    assert known.facts is not None
    # An hour, without making one.
    controller.files[media_id] = replace(known, facts=replace(known.facts, duration=3600.0))
    desk.view.composer.insertPlainText("Words")
    mend(desk, "Instagram: “clip.mp4” lasts 1:00:00 hours", "Trim")
    assert edit(desk) == UNTOUCHED
    assert edit(desk, "instagram") == MediaEdit(end=900.0)
    assert desk.way.toasts[-1] == "Trimmed “clip.mp4” to 15:00 minutes for Instagram alone."
    assert not any("lasts" in one for one in lines(desk))
    assert desk.way.undo is not None
    desk.way.undo()
    assert controller.content.variants.get("instagram") is None
    controller.set_accounts(
        tuple(one.id for one in controller.accounts if one.platform == "instagram")
    )
    mend(desk, "Instagram: “clip.mp4” lasts 1:00:00 hours", "Trim")
    assert edit(desk) == MediaEdit(end=900.0)
    assert desk.way.toasts[-1] == "Trimmed “clip.mp4” to 15:00 minutes."
