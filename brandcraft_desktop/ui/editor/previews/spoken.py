"""A whole preview in words, for people who listen instead of look."""

from __future__ import annotations

from brandcraft_desktop.ui.editor.previews.part import Showing
from brandcraft_desktop.ui.editor.previews.tile import spoken, tiles_of


def spoken_part(showing: Showing) -> str:
    """Everything a reader of this part would meet, in their order."""
    part = showing.part
    said = []
    if showing.total > 1:
        said.append(f"Part {showing.number} of {showing.total}")
    if showing.warning:
        said.append(f"Behind the warning: {showing.warning}")
    if showing.title and showing.title != showing.warning:
        said.append(f"Title: {showing.title}")
    if part.text.strip():
        said.append(part.text.strip())
    if part.measure.remaining < 0:
        said.append(f"{-part.measure.remaining} {part.measure.unit} too long")
    if part.media:
        said.append(spoken(tiles_of(part, showing.cover, showing.hidden)))
    if part.link_card is not None:
        said.append(f"Link card: {part.link_card}")
    if showing.left_out:
        said.append(showing.left_out)
    return ". ".join(one.rstrip(".") for one in said)
