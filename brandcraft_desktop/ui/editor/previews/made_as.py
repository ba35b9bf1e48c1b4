"""What becomes of the files of a part on their way out, in a line."""

from __future__ import annotations

from collections.abc import Sequence

from brandcraft_desktop.domain.shaping import made_size
from brandcraft_desktop.ui.editor.previews.finished import Facts, FinishedFiles
from brandcraft_desktop.ui.editor.previews.tile import Tile

_WORDS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WebP",
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
    "video/webm": "WebM",
}
DOT = " · "


def made_as(tiles: Sequence[Tile], files: FinishedFiles) -> str:
    """ "JPEG · 1080 × 1350 · 412 kB", "3 files · JPEG · 1.2 MB"; "" while nothing is known."""
    if len(tiles) == 1:
        return _one(tiles[0], files.facts(tiles[0].planned))
    made = [files.facts(one.planned) for one in tiles]
    known = [one for one in made if one is not None]
    if not tiles or len(known) < len(made):
        return f"{len(tiles)} files" if tiles else ""
    kinds = ", ".join(dict.fromkeys(_kind(one.mime) for one in known))
    return DOT.join((f"{len(tiles)} files", kinds, size_words(sum(one.bytes for one in known))))


def size_words(count: int) -> str:
    """ "412 kB", "12.3 MB"."""
    kilobytes = round(count / 1000)
    if kilobytes < 1000:
        return f"{max(1, kilobytes)} kB"
    return f"{count / 1_000_000:.1f} MB"


def _one(tile: Tile, made: Facts | None) -> str:
    facts, recipe = tile.planned.media.facts, tile.planned.recipe
    if made is not None:
        pixels = f"{made.width} × {made.height}"
        return DOT.join((_kind(made.mime), pixels, size_words(made.bytes)))
    if facts is None:
        return "Being prepared"
    if recipe is None:
        return ""
    width, height = made_size(facts, recipe)
    return DOT.join((_kind(recipe.mime), f"{width} × {height}"))


def _kind(mime: str) -> str:
    return _WORDS.get(mime, mime.rpartition("/")[2])
