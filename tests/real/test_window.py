"""The main job on a real server, from the window: typed, dropped, scheduled by keys, there once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime
from pytestqt.qtbot import QtBot

from brandcraft_desktop.app import window_parts
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.paths import Home
from brandcraft_desktop.ui import robot
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.platform_grid import PlatformTile
from brandcraft_desktop.ui.application import Program
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE
from tests.punctuality import on_time
from tests.real.bluesky_server import Pds, PdsAccount
from tests.real.main_job import dig, each, two_pictures

TEXT = "From the window #brushes https://example.com/shop"
MINUTE_MS = 90_000


@pytest.fixture
def program(
    pds: Pds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    """The window with its engine, in a home of its own."""
    origins = tmp_path / "origins.json"
    origins.write_text(
        json.dumps({"https://bsky.social": pds.url, "https://plc.directory": pds.plc})
    )
    home = Home(tmp_path / "home")
    home.prepare()
    monkeypatch.setenv("BRANDCRAFT_HOME", str(home.root))
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", str(origins))
    monkeypatch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", "a passphrase for tests")
    made = Program(window_parts(home.root))
    qtbot.addWidget(made.window)
    made.start()
    made.window.resize(1280, 800)
    robot.wait_for("the first page", lambda: made.window.current_key)
    yield made
    made.end()


def connect(program: Program, account: PdsAccount) -> None:
    """Through the accounts page and its dialog."""
    program.window.go_to(ACCOUNTS)
    page = program.window.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    robot.wait_for("the page to be read", lambda: not program.tasks.busy)
    robot.click(page.connect_button)
    dialog = page.dialog
    assert isinstance(dialog, ConnectDialog)
    tile = dialog.findChild(PlatformTile, "bluesky")
    assert tile is not None
    robot.click(tile)
    assert dialog.form is not None
    robot.type_text(dialog.form.line("identifier"), account.handle)
    robot.type_text(dialog.form.line("app_password"), account.app_password)
    robot.press(dialog.form.line("app_password"), "Return")
    robot.wait_for("the account", lambda: not dialog.isVisible() and page.cards())


@pytest.mark.bench
def test_written_in_the_window_it_goes_out_at_its_minute_and_once(
    program: Program, pds: Pds, tmp_path: Path
) -> None:
    account = pds.new_account()
    connect(program, account)
    program.window.open_editor()
    page = program.window.page(CREATE)
    assert isinstance(page, EditorPage)
    robot.wait_for("an open post", lambda: page.controller.post)
    robot.wait_for("the accounts", lambda: page.view.accounts.chips)
    for chip in list(page.view.accounts.chips):
        if not chip.isChecked():
            robot.click(chip)
    robot.type_text(page.view.composer, TEXT)
    robot.drop_files(page, two_pictures(tmp_path))
    tiles = page.view.strip.items
    robot.wait_for(
        "two pictures",
        lambda: (
            len(tiles.tiles) == 2
            and all(tile.state is MediaState.PROCESSED for tile in tiles.tiles)
        ),
    )
    for row, words in enumerate(("Grey noise", "A gradient")):
        page.view.strip.list.setFocus()
        page.view.strip.list.setCurrentIndex(tiles.index(row))
        robot.press(page.view.strip.list, "Return")
        dialog = robot.find(program.window, MediaDialog)
        robot.type_text(dialog.words, words)
        robot.click(dialog.save)
    soon = datetime.now(UTC) + timedelta(seconds=75)  # never a minute that is about to begin
    due = soon.replace(second=0, microsecond=0)
    page.view.bar.time.edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(due.timestamp())))
    robot.wait_for("everything to be saved", lambda: not program.tasks.busy)
    robot.press(page.view.composer, "Ctrl+Return")
    robot.wait_for("the editor to be left", lambda: program.window.current_key != CREATE)
    assert not pds.records(account.did), "nothing goes out before its time"
    robot.wait_for("the post", lambda: pds.records(account.did), within_ms=MINUTE_MS)
    robot.wait_for("the engine to rest", lambda: not program.tasks.busy)
    found = pds.records(account.did)
    assert len(found) == 1
    record = found[0][1]
    made = datetime.fromisoformat(str(record["createdAt"]))
    assert timedelta(0) <= made - due < on_time()
    assert record["text"] == TEXT
    kinds = [str(dig(facet, "features", 0, "$type")) for facet in each(record, "facets")]
    assert [kind.split("#")[1] for kind in kinds] == ["tag", "link"]
    assert [dig(image, "alt") for image in each(record, "embed", "images")] == [
        "Grey noise",
        "A gradient",
    ]
