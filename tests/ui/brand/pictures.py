"""Draws My Brand in both themes, both sizes and mirrored, and its dialogs, into a folder.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.brand.pictures <folder> [name…]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.shell.places import BRAND, PUBLISHER
from tests.ui.brand.world import fill
from tests.ui.publisher.world import add_accounts
from tests.ui.shots import draw
from tests.ui.stage import Stage


def brand_page(at: Stage) -> BrandPage:
    found = at.page(BRAND)
    assert isinstance(found, BrandPage)
    return found


def full(workspace: Workspace) -> None:
    fill(workspace)


def studio(at: Stage) -> None:
    page = brand_page(at)
    found = next(one for one in brands.list_brands(at.workspace) if one.name == "Demo Studio")
    at.window.show_brand(found.id)
    at.settle()
    page.activity.map.table.setFocus()


def everything(at: Stage) -> None:
    brand_page(at)


def lower(at: Stage) -> None:
    studio(at)
    page = brand_page(at)
    at.settle()
    page.area.verticalScrollBar().setValue(10_000)


def mirrored(at: Stage) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    at.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    studio(at)


def edit(at: Stage) -> QWidget | None:
    studio(at)
    page = brand_page(at)
    page.header.edit.click()
    return page.doing.dialog


def new(at: Stage) -> QWidget | None:
    page = brand_page(at)
    page.header.new.click()
    return page.doing.dialog


def campaign(at: Stage) -> QWidget | None:
    studio(at)
    page = brand_page(at)
    page.upcoming.campaigns()[0].change.click()
    return page.doing.dialog


def move(at: Stage) -> QWidget | None:
    studio(at)
    page = brand_page(at)
    assert page.picture is not None
    account = next(one for one in page.picture.accounts if one.platform == "bluesky")
    page.accounts.tile(account.id).moved.emit(account.id, page.picture.brands[1].id)
    at.settle()
    return page.doing.dialog


def editor(at: Stage) -> None:
    studio(at)
    at.window.open_editor()


def calendar(at: Stage) -> None:
    studio(at)
    found = next(one for one in brands.list_brands(at.workspace) if one.name == "Demo Studio")
    at.window.show_brand(found.id)
    at.page(PUBLISHER)


def last_year(at: Stage) -> None:
    studio(at)
    card = brand_page(at).activity
    card.year.setCurrentText("2026")
    card.year.activated.emit(card.year.currentIndex())


def nothing(_: Workspace) -> None:
    """Nobody has connected anything."""


def empty_brand(workspace: Workspace) -> None:
    add_accounts(workspace)
    for name in ("Demo Studio", "Night Garden", "Salt", "Paper Boat", "Fifth"):
        brands.add(workspace, name)


SCENES: dict[str, tuple[Callable[[Workspace], None], Callable[[Stage], QWidget | None]]] = {
    "studio": (full, studio),
    "lower": (full, lower),
    "all": (full, everything),
    "mirrored": (full, mirrored),
    "edit": (full, edit),
    "new": (full, new),
    "campaign": (full, campaign),
    "move": (full, move),
    "editor": (full, editor),
    "calendar": (full, calendar),
    "year": (full, last_year),
    "nobody": (nothing, everything),
    "empty": (empty_brand, studio),
}


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    for name, (prepare, show) in SCENES.items():
        if not names or name in names:
            draw(folder, name, prepare=prepare, show=show)


if __name__ == "__main__":
    main()
