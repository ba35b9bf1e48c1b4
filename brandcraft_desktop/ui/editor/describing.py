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
    window: QWidget,
) -> None:
    """Ask for a file's alt text; the strictest of the chosen platforms' limits counts."""
    found = controller.files.get(media_id)
    if found is None or controller.locked_reason:
        return
    known = (infos[one.platform].media.alt_text_max for one in controller.chosen_accounts())
    limits = [most for most in known if most]  # some platforms have no limit or no alt text
    dialog = AltDialog(
        found,
        controller.alt(media_id),
        min(limits, default=DEFAULT_ALT_LIMIT),
        thumbnails.get(found.sha256, ThumbnailSize.LARGE),
        window,
    )
    dialog.chosen.connect(lambda words: controller.set_alt(media_id, words))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
