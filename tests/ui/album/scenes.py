"""Every screen a person meets, each on a workspace of its own that is full of sample posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.services import brands, lock
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    BRAND,
    CREATE,
    LIBRARY,
    PUBLISHER,
    SETTINGS,
)
from tests.ui.album.looks import LOOKS, Look
from tests.ui.brand.world import fill as fill_brand
from tests.ui.publisher.pictures import fill
from tests.ui.publisher.world import StandingClock
from tests.ui.stage import Stage

NEVER_DARK = tuple(look for look in LOOKS if look.name != "dark")
"""The lock is light whatever the person chose."""


def nothing(at: Stage) -> None:
    """There is nothing to close."""


@dataclass(frozen=True)
class Scene:
    """`show` gives what lies over the window, None for the window alone."""

    show: Callable[[Stage], QWidget | None]
    prepare: Callable[[Workspace, Path], object] = fill
    leave: Callable[[Stage], object] = nothing
    clock: Callable[[], Clock] = StandingClock
    is_new: bool = False
    looks: tuple[Look, ...] = LOOKS


def page(key: str) -> Callable[[Stage], None]:
    """One of the pages of the rail."""

    def show(at: Stage) -> None:
        at.page(key)

    return show


def publisher(view: str) -> Callable[[Stage], None]:
    """The calendar or the list."""

    def show(at: Stage) -> None:
        found = at.page(PUBLISHER)
        assert isinstance(found, PublisherPage)
        found.header.view.button(view).click()

    return show


def post_popover(at: Stage) -> QWidget | None:
    """A post of the calendar that went out in part."""
    publisher("month")(at)
    found = at.page(PUBLISHER)
    assert isinstance(found, PublisherPage)
    chip = found.calendar.month.chip_of(next(r.id for r in found.rows() if "preset" in r.title))
    assert chip is not None
    chip.click()
    at.settle()
    return found.detail.popover


def close_popover(at: Stage) -> None:
    """Away with it."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def editor(at: Stage) -> None:
    """A post being written, for three accounts."""
    if at.window.current_key == CREATE:
        return
    at.window.open_editor()
    at.settle()
    found = at.window.page(CREATE)
    assert isinstance(found, EditorPage)
    for one in found.controller.accounts[:4]:
        found.controller.set_accounts((*found.controller.content.account_ids, one.id))
    found.presenter.show_accounts()
    found.view.title.setText("Black Friday: 40% off all brushes")
    found.controller.set_title("Black Friday: 40% off all brushes")
    found.view.composer.insertPlainText(
        "It starts Friday.\n\nAll brush packs 40% off for 72 hours. I made every one of them for a "
        "real client piece, and the process videos are included.\n\n#illustration #brushes"
    )


def connect(at: Stage) -> QWidget:
    """The platforms that an account can be connected on."""
    found = at.page(ACCOUNTS)
    assert isinstance(found, AccountsPage)
    found.connect_account()
    assert found.dialog is not None
    return found.dialog


def close_connect(at: Stage) -> None:
    """Away with the dialog."""
    found = at.page(ACCOUNTS)
    assert isinstance(found, AccountsPage)
    if found.dialog is not None:
        found.dialog.reject()


def with_password(workspace: Workspace, folder: Path) -> None:
    """As always, with a password over the window."""
    fill(workspace, folder)
    lock.add(workspace, "Anna Example", "a walk in the rain")


def too_small(at: Stage) -> None:
    """Less room than a page needs."""
    at.window.resize(760, 520)


def introduction(at: Stage) -> QWidget:
    """The question when the campaign starts, for somebody who begins."""
    found = at.page(SETTINGS)
    assert isinstance(found, SettingsPage)
    if found.introduction.dialog is None:
        found.introduction.button.click()
        at.settle()
        dialog = found.introduction.dialog
        assert isinstance(dialog, FirstRun)
        dialog.next.click()
        at.settle()
    assert found.introduction.dialog is not None
    return found.introduction.dialog


def close_introduction(at: Stage) -> None:
    """Away with it."""
    found = at.page(SETTINGS)
    assert isinstance(found, SettingsPage)
    if found.introduction.dialog is not None:
        found.introduction.dialog.reject()
        at.settle()
    at.window.toasts.clear()  # it would stay over the next picture for a while


def delivery(at: Stage) -> None:
    """Where a post went and where not."""
    found = at.page(PUBLISHER)
    assert isinstance(found, PublisherPage)
    at.window.open_delivery(next(r.id for r in found.rows() if "preset" in r.title))


def full_year(workspace: Workspace, _: Path) -> None:
    """A brand with a year of posts behind it."""
    fill_brand(workspace)


def my_brand(at: Stage) -> None:
    """The first brand, for which a year was posted."""
    at.page(BRAND)
    found = brands.list_brands(at.workspace)
    at.window.show_brand(found[0].id)


def edit_brand(at: Stage) -> QWidget | None:
    """The dialog of a brand."""
    my_brand(at)
    at.settle()
    page = at.page(BRAND)
    assert isinstance(page, BrandPage)
    page.header.edit.click()
    return page.doing.dialog


def close_brand(at: Stage) -> None:
    """Away with the dialog."""
    page = at.page(BRAND)
    assert isinstance(page, BrandPage)
    if page.doing.dialog is not None:
        page.doing.dialog.reject()


SCENES: dict[str, Scene] = {
    "my_brand": Scene(my_brand, prepare=full_year),
    "edit_brand": Scene(edit_brand, prepare=full_year, leave=close_brand),
    "introduction": Scene(introduction, leave=close_introduction),
    "publisher_month": Scene(publisher("month")),
    "publisher_week": Scene(publisher("week")),
    "publisher_day": Scene(publisher("day")),
    "publisher_list": Scene(publisher("list")),
    "post": Scene(post_popover, leave=close_popover),
    "delivery": Scene(delivery),
    "media": Scene(page(LIBRARY)),
    "accounts": Scene(page(ACCOUNTS)),
    "connect": Scene(connect, leave=close_connect),
    "editor": Scene(editor),
    "settings": Scene(page(SETTINGS)),
    "lock": Scene(nothing, prepare=with_password, looks=NEVER_DARK),
    "small_window": Scene(too_small),
}
