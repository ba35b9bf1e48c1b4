"""The options of chosen platforms that say what stands for a video until it plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.domain.options import applying
from brandcraft_desktop.domain.platform import OptionKind, PlatformInfo
from brandcraft_desktop.domain.views import MediaView, VariantContent
from brandcraft_desktop.services.media_takers import planned_in
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.media_dialog import Subject
from brandcraft_desktop.ui.editor.media_dialog.subject import CoverSlot

_KINDS = (OptionKind.FILE, OptionKind.MOMENT)
_NOTHING = VariantContent()


def cover_slots(
    controller: EditorController, infos: Mapping[str, PlatformInfo], media_id: str
) -> tuple[CoverSlot, ...]:
    """One for each option of a chosen platform that counts for this video, in their order."""
    found: dict[tuple[str, str], CoverSlot] = {}
    for one in controller.judge().plans:
        if planned_in(one.plan, media_id) is None:
            continue
        info, options = infos[one.platform], one.plan.options
        # A picture that is chosen hides the moment, but the dialog shows both ways.
        open_options = {
            name: value
            for name, value in options.items()
            if not any(one.name == name and one.kind is OptionKind.FILE for one in info.options)
        }
        for field in applying(info.options, open_options, surface=one.plan.surface):
            if field.kind in _KINDS:
                picture = controller.files.get(options.get(field.name, ""))
                slot = CoverSlot(info.id, info.name, field.name, field.kind, picture)
                found.setdefault((info.id, field.name), slot)
    return tuple(found.values())


def put_thumbnail(
    controller: EditorController, subject: Subject, picture: MediaView | None
) -> None:
    """Choose a picture in every option that takes one; a toast has the way back."""
    slots = [one for one in subject.covers if one.kind is OptionKind.FILE]
    if not slots:
        return
    before = {one.platform: _options(controller, one.platform) for one in slots}
    post = controller.post
    if picture is not None:
        controller.files[picture.id] = picture
    for slot in slots:
        options = dict(_options(controller, slot.platform))
        options.pop(slot.option, None)
        if picture is not None:
            options[slot.option] = picture.id
        controller.set_options(slot.platform, options)
    names = ", ".join(dict.fromkeys(one.name for one in slots))
    words = f"Thumbnail chosen for {names}." if picture else f"Thumbnail removed from {names}."

    def back() -> None:
        if controller.is_post(post):
            for platform, options in before.items():
                controller.set_options(platform, options)

    undo: Callable[[], None] = back
    controller.context.navigator.toast(words, undo=undo)


def _options(controller: EditorController, platform: str) -> Mapping[str, str]:
    return controller.content.variants.get(platform, _NOTHING).options
