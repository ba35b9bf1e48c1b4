"""Draws the accounts page into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.accounts.pictures <folder>``.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget
from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from tests.ui.publisher.world import NOW, add_accounts
from tests.ui.shots import draw
from tests.ui.stage import Stage


def nobody(_: Workspace) -> None:
    """No account yet."""


def prepare(workspace: Workspace) -> None:
    ids = add_accounts(workspace)
    studio = brands.add(workspace, "Demo Studio", colour="#5B3FD6")
    column = tables.accounts.c

    def write(platform: str, **values: object) -> None:
        query = update(tables.accounts).where(column.id == ids[platform]).values(**values)
        workspace.database.write(lambda connection: connection.execute(query))

    for platform in ids:
        write(platform, brand_id=studio.id, checked_at=NOW - timedelta(minutes=5))
    write("tiktok", state=AccountState.NEEDS_RECONNECT.value, brand_id=None)
    write("threads", paused=True)
    write("linkedin", expires_at=NOW + timedelta(days=4))


def show(at: Stage) -> None:
    at.page("accounts")


def dialog(at: Stage) -> QWidget:
    page = at.page("accounts")
    assert isinstance(page, AccountsPage)
    page.connect_account()
    assert isinstance(page.dialog, ConnectDialog)
    return page.dialog


def form(at: Stage) -> QWidget:
    shown = dialog(at)
    assert isinstance(shown, ConnectDialog)
    shown.choose("bluesky")
    assert shown.form is not None
    shown.form.line("identifier").setText("demo-studio.bsky.social")
    shown.form.line("app_password").setFocus()
    shown.form.line("app_password").insert("my-main-password")
    shown.form.line("app_password").textEdited.emit("my-main-password")
    shown.form.line("app_password").editingFinished.emit()
    return shown


if __name__ == "__main__":
    out = Path(sys.argv[1])
    draw(out, "accounts", prepare=prepare, show=show)
    draw(out, "accounts_empty", prepare=nobody, show=show)
    draw(out, "connect", prepare=prepare, show=dialog)
    draw(out, "connect_form", prepare=prepare, show=form)
