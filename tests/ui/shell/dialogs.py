"""Every dialog over brands, settings and the frame, and how one gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import accounts, backup, backups, brands, lock, moving
from brandcraft_desktop.services.first_run import STEPS
from brandcraft_desktop.services.importing import Imported
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from brandcraft_desktop.ui.lock.password_dialog import PasswordDialog
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog, MissedPost
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import BRAND, SETTINGS
from brandcraft_desktop.ui.shell.quit_question import quit_question
from brandcraft_desktop.ui.widgets import Button
from tests.ui.accounts import pictures as connecting
from tests.ui.brand.world import give
from tests.ui.publisher.world import NOW, Made, StandingClock, add_accounts, add_post
from tests.ui.stage import Stage, open_house, stage

Opening = Callable[[Stage], QWidget | None]
"""Leads to a dialog as its person would; gives the dialog."""


def some_posts(workspace: Workspace) -> Made:
    """Posts in every state a screen has controls for; the one that went wrong in three ways."""
    people = add_accounts(workspace)
    studio = brands.add(workspace, "Demo Studio", colour="#5B3FD6")
    brands.add(workspace, "Night Garden")
    brands.start_campaign(workspace, studio.id, NOW.date() + timedelta(days=5))
    brands.link(workspace, studio.id, people["bluesky"])
    add_post(workspace, people, "Reply", at=NOW + timedelta(hours=1), to=("x", "threads"))
    add_post(workspace, people, "An idea", at=None, status=D.DRAFT)
    return add_post(
        workspace,
        people,
        "Pack",
        at=NOW - timedelta(hours=1),
        to=("x", "linkedin", "bluesky", "mastodon"),
        status=D.PUBLISHED,
        other={"linkedin": D.FAILED, "bluesky": D.UNCONFIRMED, "mastodon": D.SCHEDULED},
    )


@contextmanager
def dressed_stage(
    folder: Path, prepare: Callable[[Workspace], object] = some_posts
) -> Iterator[Stage]:
    """The window, over `some_posts`, on the ten real platforms that nobody asks."""
    clock = StandingClock()

    def fill(workspace: Workspace) -> None:
        prepare(workspace)

    with stage(
        folder,
        clock=clock,
        open_it=lambda: open_house(folder, clock, platforms=connecting.shops()),
        prepare=fill,
    ) as at:
        yield at


def opened(dialog: QWidget | None) -> QWidget:
    """The dialog, which has to be there."""
    assert dialog is not None
    return dialog


def modal(at: Stage) -> QWidget:
    """Whatever is asked now."""
    at.wait(QApplication.activeModalWidget, "a dialog")
    return opened(QApplication.activeModalWidget())


def popup(at: Stage) -> QWidget:
    """Whatever has popped up."""
    at.wait(QApplication.activePopupWidget, "a panel")
    return opened(QApplication.activePopupWidget())


def shown(dialog: QWidget) -> QWidget:
    """A dialog that the program opens when something happens from outside."""
    dialog.show()
    return dialog


# Brands


def brand_page(at: Stage) -> BrandPage:
    """My Brand, of the first one."""
    page = at.page(BRAND)
    assert isinstance(page, BrandPage)
    at.window.show_brand(first_brand(at).id)
    at.settle()
    return page


def first_brand(at: Stage) -> Brand:
    """Demo Studio."""
    return next(one for one in brands.list_brands(at.workspace) if one.name == "Demo Studio")


def new_brand(at: Stage) -> QWidget:
    page = brand_page(at)
    page.header.new.click()
    return opened(page.doing.dialog)


def edit_brand(at: Stage) -> QWidget:
    page = brand_page(at)
    page.header.edit.click()
    return opened(page.doing.dialog)


def campaign(at: Stage) -> QWidget:
    page = brand_page(at)
    page.upcoming.campaigns()[0].change.click()
    return opened(page.doing.dialog)


def to_another_brand(at: Stage) -> QWidget:
    """What becomes of the posts of an account that moves."""
    people = {one.platform: one.id for one in accounts.list_accounts(at.workspace)}
    soon = NOW + timedelta(days=2)
    made = add_post(at.workspace, people, "Thank-you", at=soon, to=("bluesky",))
    give(at.workspace, first_brand(at), posts=(made.id,))
    page = brand_page(at)
    page.accounts.tile(people["bluesky"]).moved.emit(people["bluesky"], other_brand(at).id)
    return modal(at)


def other_brand(at: Stage) -> Brand:
    """Night Garden."""
    return next(one for one in brands.list_brands(at.workspace) if one.name == "Night Garden")


BRANDS: dict[str, Opening] = {
    "new": new_brand,
    "edit": edit_brand,
    "campaign": campaign,
    "to another brand": to_another_brand,
}


# Settings


def settings_page(at: Stage) -> SettingsPage:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    at.settle()
    return page


def with_password(at: Stage) -> SettingsPage:
    """As `settings_page`, once somebody has a password."""
    if not lock.status(at.workspace).on:
        lock.add(at.workspace, "Anna Example", "four quiet green boats")
    page = settings_page(at)
    page.security.read()
    at.wait(lambda: page.security.set.text().startswith("Add"), "the person")
    at.settle()
    return page


def set_password(at: Stage) -> QWidget:
    page = settings_page(at)
    page.security.set.click()
    return opened(page.security.dialog)


def change_password(at: Stage) -> QWidget:
    page = with_password(at)
    press(page.security, "Change the password of Anna Example")
    assert isinstance(page.security.dialog, PasswordDialog)
    return page.security.dialog


def remove_password(at: Stage) -> QWidget:
    page = with_password(at)
    press(page.security, "Remove the password of Anna Example")
    return opened(page.security.dialog)


def press(within: QWidget, name: str) -> None:
    """The button that is called so."""
    next(one for one in within.findChildren(Button) if one.accessibleName() == name).click()


def bring_sealed(at: Stage) -> QWidget:
    """The passphrase of an export with sign-ins."""
    page, file = settings_page(at), at.program.parts.home / "moved.zip"
    moving.move(at.workspace, file, passphrase="a passphrase for tests")
    page.carrying.read(file)
    return modal(at)


def seal(at: Stage) -> QWidget:
    """The passphrase for the file that moves."""
    page = settings_page(at)
    page.carrying.leave_with(at.program.parts.home / "move.zip")
    return modal(at)


def came(at: Stage) -> QWidget:
    """What is told of an import from a computer that moved."""
    page = settings_page(at)
    page.carrying._tell(Imported(3, 1, 0, 0, 0, 0, True, True, ("It came from another.",)))
    return opened(page.carrying.dialog)


def leave(at: Stage) -> QWidget:
    page = settings_page(at)
    page.carrying.leave.click()
    return opened(page.carrying.dialog)


def kept_backups(at: Stage) -> QWidget:
    backup.backup(at.workspace, backups.new_file(at.workspace.home, at.workspace.clock.now()))
    page = settings_page(at)
    page.data.kept.click()
    at.settle()
    return opened(page.data.dialog)


def restore(at: Stage) -> QWidget:
    dialog = kept_backups(at)
    page = settings_page(at)
    assert page.data.dialog is dialog
    page.data.dialog.bring.click()
    at.wait(lambda: page.data.dialog is not None and page.data.dialog.question)
    return opened(page.data.dialog.question)


def checkup(at: Stage) -> QWidget:
    page = settings_page(at)
    page.data.doctor.click()
    at.settle()
    return opened(page.data.checkup)


def sign_ins(at: Stage) -> QWidget:
    page = settings_page(at)
    page.sign_ins.button.click()
    return modal(at)


def photo_key(at: Stage) -> QWidget:
    page = settings_page(at)
    page.integrations.change.click()
    return opened(page.integrations.dialog)


def forget_storage(at: Stage) -> QWidget:
    page = settings_page(at)
    page.media_storage._ask()
    return opened(page.media_storage.dialog)


def licences(at: Stage) -> QWidget:
    page = settings_page(at)
    page.about.licences.click()
    return modal(at)


DATA: dict[str, Opening] = {
    "set a password": set_password,
    "change a password": change_password,
    "remove a password": remove_password,
    "move to another computer": leave,
    "passphrase of the move": seal,
    "passphrase of an import": bring_sealed,
    "what came": came,
    "backups": kept_backups,
    "restore": restore,
    "check-up": checkup,
    "passphrase for sign-ins": sign_ins,
    "key for photos": photo_key,
    "forget media storage": forget_storage,
    "licences": licences,
}


# The frame


def passphrase(*, first: bool) -> Opening:
    return lambda at: shown(PassphraseDialog(at.window, first=first, reason="It is locked."))


def missed(at: Stage) -> QWidget:
    post = MissedPost("1", "Pack", "today 9:00", NOW, "X")
    return shown(MissedDialog([post, replace(post, post_id="2")], at.window))


def other_machine(at: Stage) -> QWidget:
    assert at.program.session is not None
    return shown(at.program.session.greeting._ask_machine(moved=False))


def shortcuts(at: Stage) -> QWidget:
    at.action("Keyboard shortcuts").trigger()
    return modal(at)


def introduction(place: int) -> Opening:
    """A step of the introduction; past the last one: what is said at its end."""

    def show(at: Stage) -> QWidget:
        page = settings_page(at)
        page.introduction.button.click()
        at.settle()
        dialog = page.introduction.dialog
        assert isinstance(dialog, FirstRun)
        for _ in range(place):
            dialog.skip.click()
            at.settle()
        return dialog

    return show


FRAME: dict[str, Opening] = {
    "first passphrase": passphrase(first=True),
    "passphrase": passphrase(first=False),
    "missed": missed,
    "other computer": other_machine,
    "quit": lambda at: shown(quit_question(at.window, 2)),
    "shortcuts": shortcuts,
    **{f"introduction {place + 1}": introduction(place) for place in range(len(STEPS) + 1)},
}
