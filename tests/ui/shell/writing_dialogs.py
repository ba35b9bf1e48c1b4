"""Every dialog and panel over the editor, the calendar, the files and a delivery."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QWidget

from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import media, posts
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.media_dialog import MediaDialog
from brandcraft_desktop.ui.editor.media_intake import ChoiceDialog
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.reel.dialog import ReelDialog
from brandcraft_desktop.ui.shell.places import CREATE, DELIVERY, LIBRARY, PUBLISHER
from brandcraft_desktop.ui.widgets import Button
from tests.ui.publisher.world import NOW, add_post
from tests.ui.shell.dialogs import Opening, modal, opened, popup, press
from tests.ui.stage import Stage

TEXT = "It starts Friday.\n\nAll brush packs 40% off, for 72 hours.\n\n#illustration"
SIDE = 640


def picture(at: Stage) -> Path:
    """A file to post."""
    file = at.program.parts.home / "brushes.png"
    Image.new("RGB", (SIDE, SIDE), (232, 120, 88)).save(file)
    return file


def written(at: Stage) -> EditorPage:
    """The editor with a post for three accounts, in two parts, with a file."""
    at.window.open_editor()
    at.settle()
    page = at.window.page(CREATE)
    assert isinstance(page, EditorPage)
    page.controller.set_accounts(tuple(one.id for one in page.controller.accounts[:3]))
    page.presenter.show_accounts()
    page.view.composer.insertPlainText(TEXT)
    if not page.controller.content.media:
        page.intake.add_files([picture(at)])
    at.settle()
    return page


def button_of(name: str) -> Opening:
    """One of the tools of the editor that pops a panel up."""

    def show(at: Stage) -> QWidget:
        getattr(written(at).view, name).click()
        return popup(at)

    return show


def earlier(at: Stage) -> QWidget:
    page = written(at)
    page.save_now()
    at.settle()
    page.view.history.click()
    return modal(at)


def snippets(at: Stage) -> QWidget:
    written(at).kept_words.manage()
    return modal(at)


def template(at: Stage) -> QWidget:
    written(at).kept_words._ask_name()
    return modal(at)


def changed_since(at: Stage) -> QWidget:
    page = written(at)
    page.tools.open_tab("bluesky")
    page.shared_changed.compare()
    return modal(at)


def photos(at: Stage) -> QWidget:
    written(at).photos.open()
    return modal(at)


def post_now(at: Stage) -> QWidget:
    written(at).finishing.ask_post_now()
    return modal(at)


def reel(at: Stage) -> QWidget:
    page = written(at)
    page.view.reel.click()
    at.wait(lambda: page.findChildren(ReelDialog), "the reel")
    return page.findChildren(ReelDialog)[0]


def media_dialog(at: Stage) -> QWidget:
    page = written(at)
    at.wait(lambda: page.view.strip.items.tiles, "the file")
    page.files.edit(page.view.strip.items.tiles[0].media_id)
    at.settle()
    return next(one for one in at.window.findChildren(MediaDialog) if one.isVisible())


def too_many(at: Stage) -> QWidget:
    """Files that do not fit together."""
    verdict = choose((), (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.IMAGE))
    dialog = ChoiceDialog(verdict, at.window)
    dialog.open()
    return dialog


def accounts_of_post(at: Stage) -> QWidget:
    written(at).view.accounts.more.click()
    return popup(at)


def suggested(at: Stage) -> QWidget:
    written(at).view.bar.time.suggest.click()
    return popup(at)


def zones(at: Stage) -> QWidget:
    written(at).view.bar.time.zone.click()
    return popup(at)


def quick(at: Stage) -> QWidget:
    at.program.quick_post()
    at.settle()
    return opened(at.program.quick)


EDITOR: dict[str, Opening] = {
    "emoji": button_of("emoji"),
    "thread": button_of("split"),
    "accounts": accounts_of_post,
    "suggested times": suggested,
    "zones": zones,
    "earlier versions": earlier,
    "snippets": snippets,
    "template": template,
    "changed since": changed_since,
    "photos": photos,
    "post now": post_now,
    "reel": reel,
    "file": media_dialog,
    "files that don't fit": too_many,
    "quick post": quick,
}


# The calendar and the list


def publisher(at: Stage) -> PublisherPage:
    """The month."""
    page = at.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    page.header.view.button("month").click()
    at.settle()
    return page


def pop_up_of(title: str) -> Opening:
    """What is told of a post beside its chip."""

    def show(at: Stage) -> QWidget:
        page = publisher(at)
        page.detail.open(next(one.id for one in page.rows() if one.title == title))
        at.settle()
        return page.detail.popover

    return show


def act_on(act: PostAct, title: str = "Reply") -> Opening:
    """What one of a post's verbs asks."""

    def show(at: Stage) -> QWidget:
        page = publisher(at)
        page._doing.act(act, next(one for one in page.rows() if one.title == title))
        return modal(at)

    return show


def filters(at: Stage) -> QWidget:
    publisher(at).header.filter.click()
    return popup(at)


def trash(at: Stage) -> QWidget:
    page = publisher(at)
    posts.delete(at.workspace, next(one.id for one in page.rows() if one.title == "An idea"))
    page.open_trash()
    return modal(at)


def full_day(at: Stage) -> QWidget:
    """More posts than a day's cell has room for."""
    page = publisher(at)
    people = {one.platform: one.id for one in page._accounts}
    for number in range(6):
        moment = NOW + timedelta(days=2, minutes=number)
        add_post(at.workspace, people, f"Sketch {number}", at=moment, to=("bluesky",))
    at.settle()
    press_like(page, "more")
    return popup(at)


def press_like(within: QWidget, word: str) -> None:
    """The visible button with a word in its text."""
    next(
        one
        for one in within.findChildren(QAbstractButton)
        if word in one.text() and one.isVisible()
    ).click()


PLANNING: dict[str, Opening] = {
    "post": pop_up_of("Pack"),
    "move": act_on(PostAct.MOVE),
    "post now": act_on(PostAct.POST_NOW),
    "filters": filters,
    "trash": trash,
    "full day": full_day,
}


# Files and deliveries


def library(at: Stage) -> LibraryPage:
    """The page of the files, with one."""
    page = at.page(LIBRARY)
    assert isinstance(page, LibraryPage)
    if not page.items.files:
        media.process(at.workspace, media.add(at.workspace, [picture(at)])[0].id)
        at.settle()
        page.refresh()
        at.wait(lambda: page.items.files, "the file")
    return page


def tags(at: Stage) -> QWidget:
    page = library(at)
    page.doing.ask_tags(page.items.files)
    return modal(at)


def empty_trash(at: Stage) -> QWidget:
    library(at).doing.empty_trash()
    return modal(at)


def remove_for_good(at: Stage) -> QWidget:
    page = library(at)
    page.doing.remove(page.items.files)
    return modal(at)


def it_is_live(at: Stage) -> QWidget:
    """The address of a post that went out after all."""
    row = next(one for one in posts.everything(at.workspace) if one.title == "Pack")
    at.window.open_delivery(row.id)
    at.settle()
    page = at.window.page(DELIVERY)
    view = posts.show(at.workspace, row.id)
    lost = next(one for one in view.deliveries if one.status is DeliveryStatus.UNCONFIRMED)
    name = next(
        one.accessibleName()
        for one in page.findChildren(Button)
        if one.objectName() == Act.IT_IS_LIVE.value
    )
    assert lost.handle in name
    press(page, name)
    return modal(at)


FILES: dict[str, Opening] = {
    "tags": tags,
    "empty trash": empty_trash,
    "remove for good": remove_for_good,
    "it is live": it_is_live,
}
