"""What can be done with a brand on its page, and the dialogs for it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from brandcraft_desktop.domain.brand import BRAND_COLOURS, Brand, DeletedBrand
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import avatars, brands
from brandcraft_desktop.ui.brand.brand_dialog import BrandDialog, BrandForm
from brandcraft_desktop.ui.brand.campaign_dialog import CampaignDialog
from brandcraft_desktop.ui.brand.reading import BrandPicture
from brandcraft_desktop.ui.brand.words import campaign_words
from brandcraft_desktop.ui.context import Context

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class BrandDoing(QObject):
    """`dialog` is the one that was opened last."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.dialog: QDialog | None = None

    def open(self, dialog: QDialog) -> None:
        """One dialog at a time."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = dialog
        dialog.open()

    def new(self, picture: BrandPicture) -> None:
        """Ask for a new brand, with the first free colour of the palette."""
        taken = {one.colour for one in picture.brands}
        colour = next((one for one in BRAND_COLOURS if one not in taken), BRAND_COLOURS[0])
        dialog = BrandDialog(
            self._context.tasks,
            Brand("", "", colour),
            picture.shown.today,
            is_new=True,
            parent=self._page,
        )
        dialog.saved.connect(partial(self._save, dialog, None))
        self.open(dialog)

    def edit(self, picture: BrandPicture) -> None:
        """Ask what shall be different about the brand that is shown."""
        brand = picture.brand
        if brand is None:
            return
        path = picture.pictures.get(brand.avatar_sha256 or "")
        dialog = BrandDialog(
            self._context.tasks,
            brand,
            picture.shown.today,
            is_new=False,
            picture=QPixmap(path) if path is not None else None,
            parent=self._page,
        )
        dialog.saved.connect(partial(self._save, dialog, brand))
        dialog.delete_wanted.connect(partial(self._delete, dialog, brand))
        self.open(dialog)

    def change_campaign(self, picture: BrandPicture, brand_id: str) -> None:
        """Ask for the day a campaign starts."""
        brand = next((one for one in picture.brands if one.id == brand_id), None)
        if brand is None:
            return
        dialog = CampaignDialog(brand, picture.shown.today, self._page)
        today = picture.shown.today
        dialog.chosen.connect(lambda day: self._start_campaign(brand, day, today))
        self.open(dialog)

    # Saving

    def _save(self, dialog: BrandDialog, before: Brand | None, form: object) -> None:
        if not isinstance(form, BrandForm):
            return
        workspace, navigator = self._context.workspace, self._context.navigator

        def done(brand: Brand) -> None:
            dialog.accept()
            if before is None:
                navigator.show_brand(brand.id)
                navigator.toast(f"{brand.name} is there. Give it its accounts.")
            else:
                navigator.toast(f"Saved {brand.name}")

        brand_id = before.id if before is not None else None
        self._context.tasks.change(
            lambda: save(workspace, brand_id, form), done, failed=dialog.show_error, owner=dialog
        )

    def _delete(self, dialog: BrandDialog, brand: Brand) -> None:
        """Nothing is asked: its posts and accounts stay, and Undo brings all of it back."""
        workspace, navigator = self._context.workspace, self._context.navigator
        was_shown = navigator.brand_id == brand.id

        def back(deleted: DeletedBrand) -> None:
            def is_back(found: Brand) -> None:
                if was_shown:
                    navigator.show_brand(found.id)

            self._context.tasks.change(
                lambda: brands.restore(workspace, deleted),
                is_back,
                failed=navigator.show_error,
                owner=self._page,
            )

        def done(deleted: DeletedBrand) -> None:
            dialog.accept()
            if was_shown:
                navigator.show_all_brands()
            navigator.toast(
                f"Deleted {brand.name}. Its posts and accounts stay, without a brand.",
                undo=lambda: back(deleted),
            )

        self._context.tasks.change(
            lambda: brands.delete(workspace, brand.id),
            done,
            failed=dialog.show_error,
            owner=dialog,
        )

    def _start_campaign(self, brand: Brand, day: object, today: date) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator
        chosen = day if isinstance(day, date) else None
        if chosen == brand.campaign_start:
            return

        def put(wanted: date | None) -> None:
            self._context.tasks.change(
                lambda: brands.start_campaign(workspace, brand.id, wanted),
                failed=self._failed,
                owner=self._page,
            )

        put(chosen)
        words = campaign_words(chosen, today) if chosen is not None else "has no start day now"
        navigator.toast(
            f"The campaign of {brand.name} {words}", undo=lambda: put(brand.campaign_start)
        )

    def _failed(self, error: BrandcraftError) -> None:
        self._context.navigator.show_error(error)


def save(workspace: Workspace, brand_id: str | None, form: BrandForm) -> Brand:
    """Keep what was filled in; a new brand where there is no id. For a thread.

    Raises `BadInput`, `AlreadyExists` for a taken name or a sixth brand, `NotFound`; nothing of
    it is kept then.
    """
    data = avatars.content(form.picture) if form.picture is not None else None
    if brand_id is None:
        return brands.add(
            workspace,
            form.name,
            colour=form.colour,
            campaign_start=form.campaign_start,
            hashtags=[form.hashtags],
            times=form.times,
            picture=data,
        )
    return brands.edit(
        workspace,
        brand_id,
        name=form.name,
        colour=form.colour,
        hashtags=[form.hashtags],
        times=form.times,
        campaign_start=form.campaign_start or brands.NOTHING,
        picture=brands.NOTHING if form.no_picture else data,
    )
