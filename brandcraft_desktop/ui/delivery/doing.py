"""Carries out what a person chose on a delivery's row."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.services import deliveries
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.widgets import ConfirmDialog


class Doing(QObject):
    """One method an act; refusals come out of `refused`."""

    refused = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def act(self, act: Act, view: DeliveryView, post: PostView) -> None:
        """Do `act` on the delivery `view` of `post`."""
        navigator = self._context.navigator
        if act is Act.OPEN and view.permalink:
            QDesktopServices.openUrl(QUrl(view.permalink))
        elif act is Act.OPEN_PROFILE:
            self._open_profile(view)
        elif act is Act.COPY_LINK and view.permalink:
            QGuiApplication.clipboard().setText(view.permalink)
            navigator.toast("Link copied")
        elif act is Act.RECONNECT:
            navigator.open_accounts(account_id=view.account_id)
        elif act is Act.EDIT:
            navigator.open_failed_editor(view.id)
        elif act is Act.PICK_TIME:
            navigator.open_editor(post.id)
        elif act is Act.IT_IS_LIVE:
            self._ask_address(view)
        else:
            self._change(act, view)

    def _change(self, act: Act, view: DeliveryView) -> None:
        workspace, delivery_id = self._context.workspace, view.id
        work = {
            Act.RETRY: lambda: deliveries.retry(workspace, delivery_id),
            Act.POST_NOW: lambda: deliveries.retry(workspace, delivery_id),
            Act.CANCEL: lambda: deliveries.cancel(workspace, delivery_id),
            Act.SKIP: lambda: deliveries.cancel(workspace, delivery_id),
            Act.IT_IS_NOT: lambda: deliveries.resolve(workspace, delivery_id, published_url=None),
            Act.SEPARATE: lambda: deliveries.separate(workspace, delivery_id),
        }.get(act)
        if work is None:
            return
        self._context.tasks.change(
            work,
            lambda post: self._told(act, view, post),
            failed=self.refused.emit,
            owner=self,
        )

    def _told(self, act: Act, view: DeliveryView, post: PostView) -> None:
        navigator = self._context.navigator
        if act is Act.SEPARATE:
            navigator.open_editor(post.id)
        elif act is Act.CANCEL:
            undo = self._reinstate if self._can_come_back(view) else None
            navigator.toast(
                f"Canceled for {at(view.handle)}",
                undo=(lambda: undo(view)) if undo is not None else None,
            )
        elif act is Act.SKIP:
            navigator.toast(f"Skipped for {at(view.handle)}")

    def _can_come_back(self, view: DeliveryView) -> bool:
        now = self._context.workspace.clock.now()
        return view.due_at is not None and view.due_at > now

    def _reinstate(self, view: DeliveryView) -> None:
        """Undo of a cancel: it goes out at its old time again."""
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: deliveries.reinstate(workspace, view.id), failed=self.refused.emit, owner=self
        )

    def _open_profile(self, view: DeliveryView) -> None:
        info = self._context.workspace.platforms.get(view.platform).info
        QDesktopServices.openUrl(QUrl(info.profile_of(view.handle)))

    def _ask_address(self, view: DeliveryView) -> None:
        dialog = ConfirmDialog(
            self._page,
            "It is live",
            "Paste the address of the post, so that you can open it from here later. "
            "You can leave it empty.",
            confirm="Mark as published",
        )
        address = QLineEdit()
        address.setAccessibleName("Address of the post")
        address.setPlaceholderText("https://…")
        dialog.body.addWidget(address)
        address.setFocus()
        workspace, delivery_id = self._context.workspace, view.id
        dialog.accepted.connect(
            lambda: self._context.tasks.change(
                lambda: deliveries.resolve(
                    workspace, delivery_id, published_url=address.text().strip()
                ),
                failed=self.refused.emit,
                owner=self,
            )
        )
        dialog.open()

    def copy_details(self, text: str) -> None:
        """Put a text without secrets onto the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self._context.navigator.toast("Details copied. They hold no passwords.")
