"""Opens the media dialog for a file of the post, and puts what was decided there into it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.media_edit import MediaEdit
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.services.media_lengths import LengthLimit, length_limits
from brandcraft_desktop.services.media_takers import (
    Liking,
    Taker,
    liking,
    takers,
    with_alt,
    with_edit,
)
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.covering import cover_slots, put_thumbnail
from brandcraft_desktop.ui.editor.media_dialog import Decided, MediaDialog, Subject
from brandcraft_desktop.ui.editor.media_dialog.alt_words import AltLimit
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails


def open_dialog(
    controller: EditorController,
    infos: Mapping[str, PlatformInfo],
    thumbnails: Thumbnails,
    media_id: str,
    target: str,
    window: QWidget,
    *,
    alt_first: bool = False,
) -> MediaDialog | None:
    """Ask for everything about a file, as the tab of `target` has it; None where that is locked.

    `alt_first`: the person came for its alt text.
    """
    if media_id not in controller.files or controller.locked_reason:
        return None
    owner = controller.media.holder(media_id, target)
    subject = _subject(controller, infos, media_id, owner)
    dialog = MediaDialog(subject, thumbnails, window)
    name, toast = subject.view.name, controller.context.navigator.toast
    post, delivery_id = controller.post, controller.delivery_id

    def same_post() -> bool:
        nonlocal post
        if post is None and media_id in controller.files:
            post = controller.post  # the row of a new post came while this was open
        here = controller.post is None if post is None else controller.is_post(post)
        return here and controller.delivery_id == delivery_id

    def take(decided: object) -> None:
        if not isinstance(decided, Decided):
            return
        there = (one.media_id for one in controller.media.choices(owner))
        if not same_post() or media_id not in there:
            toast(f"“{name}” is no longer on this post.")
        elif controller.locked_reason:
            toast(f"“{name}” stays as it was. {controller.locked_reason}")
        else:
            controller.media.decide(media_id, decided.alt, decided.edit, owner)
            if decided.thumbnail != subject.thumbnail:
                put_thumbnail(controller, subject, decided.thumbnail)

    def leave(decided: object) -> None:
        toast(
            f"{name} stays as it was.", action=("Take the changes after all", lambda: take(decided))
        )

    def leave_with_post() -> None:
        if not same_post():
            dialog.reject()

    dialog.chosen.connect(take)
    dialog.left.connect(leave)
    controller.changed.connect(leave_with_post)
    dialog.finished.connect(lambda: controller.changed.disconnect(leave_with_post))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    if alt_first:
        dialog.show_alt()
    return dialog


def _subject(
    controller: EditorController, infos: Mapping[str, PlatformInfo], media_id: str, owner: str
) -> Subject:
    platforms = controller.workspace.platforms
    content, files = controller.content, dict(controller.files)
    accounts = controller.chosen_accounts()
    edit = controller.media.edit(media_id, owner)

    def judge(edit: MediaEdit, alt: str) -> tuple[Taker, ...]:
        tried = with_alt(with_edit(content, media_id, owner, edit), media_id, owner, alt)
        return takers(platforms, tried, accounts, files, media_id)

    def lengths() -> tuple[LengthLimit, ...]:
        return length_limits(platforms, content, accounts, files, media_id)

    def likings() -> Mapping[str, Liking]:
        return liking(platforms, content, accounts, files, media_id)

    return Subject(
        files[media_id],
        controller.media.alt(media_id, owner),
        edit,
        _limits(controller, infos, owner, accounts),
        judge,
        likings,
        lengths,
        cover_slots(controller, infos, media_id),
    )


def _limits(
    controller: EditorController,
    infos: Mapping[str, PlatformInfo],
    owner: str,
    accounts: tuple[Account, ...],
) -> tuple[AltLimit, ...]:
    """The limits of the chosen platforms that get these words."""
    getting = [one for one in accounts if controller.media.owner(one.id) == owner] or accounts
    platforms = dict.fromkeys(one.platform for one in getting)
    ordered = sorted((infos[one] for one in platforms), key=lambda one: one.order)
    return tuple(AltLimit(one.name, one.media.alt_text_max) for one in ordered)
