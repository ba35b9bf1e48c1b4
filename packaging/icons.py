"""Copies the glyphs we use out of the installed `fontawesomefree` package into the window's folder.

Font Awesome Free: icons CC BY 4.0; the notice stands as a comment in every file and is kept. The
files are made, never committed. Run as a script by `make setup`, and by packaging/build_hook.py.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "packaging" / "glyphs.txt"
TARGET = ROOT / "brandcraft_desktop" / "ui" / "icons"
NOTICE = "Font Awesome Free"


def wanted(listed: str) -> list[tuple[str, str]]:
    """The (style, name) pairs of the list; raises SystemExit where two would share one file."""
    lines = [line.split("#")[0].split() for line in listed.splitlines()]
    glyphs = [(style, name) for style, name in (line for line in lines if line)]
    names = [name for _, name in glyphs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SystemExit(f"Listed twice in {LIST.name}: {', '.join(twice)}")
    return glyphs


def source() -> Path:
    """The folder of drawings in the installed package, one folder a style."""
    package = importlib.util.find_spec("fontawesomefree")
    if package is None or package.origin is None:
        raise SystemExit("The package `fontawesomefree` is not installed. Run `make setup`.")
    return Path(package.origin).parent / "static" / "fontawesomefree" / "svgs"


def extract(target: Path = TARGET) -> int:
    """Makes `target` hold exactly the listed glyphs and returns how many there are."""
    glyphs, folder = wanted(LIST.read_text(encoding="utf-8")), source()
    target.mkdir(parents=True, exist_ok=True)
    for style, name in glyphs:
        drawing = folder / style / f"{name}.svg"
        if not drawing.is_file():
            raise SystemExit(f"Font Awesome Free has no {style} glyph named {name!r}")
        text = drawing.read_text(encoding="utf-8")
        if NOTICE not in text:
            raise SystemExit(f"{drawing.name} carries no licence notice: {drawing}")
        copy = target / drawing.name
        if not copy.is_file() or copy.read_text(encoding="utf-8") != text:
            copy.write_text(text, encoding="utf-8")
    for left in target.glob("*.svg"):
        if left.stem not in {name for _, name in glyphs}:
            left.unlink()
    return len(glyphs)


if __name__ == "__main__":
    print(f"{extract()} glyphs in {TARGET.relative_to(ROOT)}", file=sys.stderr)
