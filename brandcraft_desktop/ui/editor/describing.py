"""Opens the words of a file for people who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.editor.alt_dialog import AltDialog
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

DEFAULT_ALT_LIMIT = 1_500


def describe(
    controller: EditorController,
    infos: Mapping[str, PlatformInfo],
    thumbnails: Thumbnails,
    media_id: str,
    target: str,
    window: QWidget,
) -> None:
    """Ask for a file's alt text, as the tab of `target` has it.

    The strictest limit of the chosen platforms that get these words counts.
    """
    found = controller.files.get(media_id)
    if found is None or controller.locked_reason:
        return
    media = controller.media
    owner = media.holder(media_id, target)
    chosen = controller.chosen_accounts()
    getting = [one for one in chosen if media.owner(one.id) == owner] or chosen
    known = (infos[one.platform].media.alt_text_max for one in getting)
    limits = [most for most in known if most]  # some platforms have no limit or no alt text
    dialog = AltDialog(
        found,
        media.alt(media_id, owner),
        min(limits, default=DEFAULT_ALT_LIMIT),
        thumbnails.get(found.sha256, ThumbnailSize.LARGE),
        window,
    )
    dialog.chosen.connect(lambda words: media.set_alt(media_id, words, owner))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
