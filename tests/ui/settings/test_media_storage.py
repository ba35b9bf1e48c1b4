"""The section of the bucket: saved together, tested as it stands there, its secret never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.media_store import Addressing, BucketSettings
from brandcraft_desktop.services import bucket as buckets
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.bucket_fields import KEPT
from brandcraft_desktop.ui.settings.media_storage import MediaStorage
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import Button, WrappedLabel
from tests.media.s3_answers import Answers, answering
from tests.ui.stage import Stage, stage

SECRET = "a-secret-key-of-ours"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


@pytest.fixture
def server() -> Iterator[Answers]:
    with answering(Answers()) as made:
        yield made


def section(at: Stage) -> MediaStorage:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    at.settle()
    return page.media_storage


def fill(bot: QtBot, made: MediaStorage, **texts: str) -> None:
    for name, text in texts.items():
        line = made.fields.lines[name]
        line.clear()
        bot.keyClicks(line, text)


def press(bot: QtBot, at: Stage, button: Button) -> None:
    bot.mouseClick(button, Qt.MouseButton.LeftButton)
    at.settle()


def said(made: MediaStorage) -> str:
    return " | ".join(label.accessibleName() for label in made.report.findChildren(WrappedLabel))


def test_a_bucket_is_saved_and_its_secret_never_shown(qtbot: QtBot, at: Stage) -> None:
    made = section(at)
    assert made.forget.isHidden(), "there is nothing to forget"
    assert made.fields.lines["secret"].echoMode() is QLineEdit.EchoMode.Password
    fill(qtbot, made, endpoint="s3.eu-central-1.amazonaws.com", bucket="my-media")
    press(qtbot, at, made.save)
    assert "access key is missing" in made.problem.accessibleName()
    assert not made.problem.isHidden()
    assert buckets.current(at.workspace) is None
    fill(qtbot, made, access_key="AK1", secret=SECRET)
    assert made.problem.isHidden(), "typing takes the complaint away"
    press(qtbot, at, made.save)
    kept = buckets.current(at.workspace)
    assert kept is not None
    assert (kept.endpoint, kept.region) == ("https://s3.eu-central-1.amazonaws.com", "eu-central-1")
    assert made.fields.lines["region"].text() == "eu-central-1", "what was found is shown"
    secret = made.fields.lines["secret"]
    assert (secret.text(), secret.placeholderText()) == ("", KEPT)
    assert not made.forget.isHidden()
    assert made.fields.robots.isChecked()
    qtbot.mouseClick(made.fields.robots, Qt.MouseButton.LeftButton)
    press(qtbot, at, made.save)
    changed = buckets.current(at.workspace)
    assert changed is not None
    assert not changed.robots
    assert buckets.secret_for(at.workspace, changed) == SECRET, "left empty, it was kept"


def test_what_is_typed_is_tested_and_nothing_is_kept(
    qtbot: QtBot, at: Stage, server: Answers
) -> None:
    server.refuse(403, "InvalidAccessKeyId")
    made = section(at)
    fill(qtbot, made, endpoint=server.address, bucket="my-media", access_key="AK9", secret=SECRET)
    made.fields.place.setCurrentIndex(1)
    press(qtbot, at, made.test)
    assert "Reaching it: 127.0.0.1" in said(made)
    assert "Signing in: The media storage does not know this access key." in said(made)
    assert said(made).endswith("1 thing is to be mended. The rest was not tried.")
    assert not made.report.isHidden()
    assert (made.test.text(), made.test.isEnabled()) == ("Test", True)
    assert buckets.current(at.workspace) is None
    server.refuse(403, "SignatureDoesNotMatch")
    press(qtbot, at, made.test)
    assert "The secret key is wrong." in said(made)
    assert "does not know this access key" not in said(made), "the report before is gone"


def test_what_a_person_is_typing_is_left_alone(qtbot: QtBot, at: Stage) -> None:
    made = section(at)
    fill(qtbot, made, bucket="half-typ")
    there = BucketSettings("https://s3.example.com", "elsewhere", "AK1")
    buckets.save(at.workspace, there, SECRET)
    at.settle()
    assert made.fields.lines["bucket"].text() == "half-typ"


def test_nothing_is_typed_while_it_is_saved(qtbot: QtBot, at: Stage) -> None:
    made = section(at)
    fill(qtbot, made, endpoint="s3.eu-central-1.amazonaws.com", bucket="my-media")
    fill(qtbot, made, access_key="AK1", secret=SECRET)
    qtbot.mouseClick(made.save, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(made.fields.lines["bucket"], "-more")
    qtbot.mouseClick(made.fields.robots, Qt.MouseButton.LeftButton)
    assert made.fields.lines["bucket"].text() == "my-media"
    at.settle()
    assert made.fields.robots.isChecked()
    qtbot.keyClicks(made.fields.lines["bucket"], "-more")
    assert made.fields.lines["bucket"].text() == "my-media-more"
    fill(qtbot, made, access_key="")
    press(qtbot, at, made.save)
    assert made.fields.lines["access_key"].isEnabled(), "what was refused can be mended"


def test_what_was_set_elsewhere_is_shown_and_forgotten(qtbot: QtBot, at: Stage) -> None:
    made = section(at)
    there = BucketSettings(
        "http://127.0.0.1:9", "elsewhere", "AK1", addressing=Addressing.PATH, lifecycle=False
    )
    buckets.save(at.workspace, there, SECRET)
    at.settle()
    assert made.fields.lines["bucket"].text() == "elsewhere"
    assert made.fields.place.currentText() == "In the path"
    assert not made.fields.lifecycle.isChecked()
    press(qtbot, at, made.forget)
    assert made.dialog is not None
    press(qtbot, at, made.dialog.cancel_button)
    assert buckets.current(at.workspace) is not None
    press(qtbot, at, made.forget)
    press(qtbot, at, made.dialog.third_button)
    assert buckets.current(at.workspace) is None
    assert not buckets.has_secret(at.workspace)
    assert made.fields.lines["bucket"].text() == ""
    assert made.forget.isHidden()


def test_it_is_found_by_the_search(at: Stage) -> None:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page._filter("bucket robots")
    assert [one.title for one in page.sections if not one.isHidden()] == ["Media storage"]
    page._filter("")
