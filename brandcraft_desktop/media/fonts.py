"""The letters that pictures are set in: our own fonts, then those of the system.

Own ones (`fonts/`, SIL Open Font License) look the same on every machine and have what most people
write. What they lack (Chinese, Japanese, Korean, rarer scripts, emoji in colour) the system's have;
they are looked for where each system keeps them.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.reel_templates import Letters
from brandcraft_desktop.media.font_coverage import coverage

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_OWN = Path(__file__).parent / "fonts"
_FIRST = {
    Letters.MEDIUM: "Inter-Medium",
    Letters.BOLD: "Inter-Bold",
    Letters.HEAVY: "Inter-ExtraBold",
    Letters.SERIF: "NotoSerif-SemiBold",
}
_SCRIPTS = tuple(
    f"NotoSans{script}-SemiBold"
    for script in (
        *("Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Telugu", "Gujarati", "Gurmukhi"),
        *("Thai", "Georgian", "Armenian", "Symbols"),
    )
)
PLAIN_EMOJI = "NotoEmoji-Medium"
# Fonts with emoji in colour: Linux, macOS, Windows.
_COLOUR_EMOJI = ("NotoColorEmoji.ttf", "Apple Color Emoji.ttc", "seguiemj.ttf")
# Where the signs of Chinese, Japanese and Korean are, the best looking first.
_WIDE = (
    *("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "SourceHanSans-Bold.ttc"),
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc"),
    *("msyhbd.ttc", "msyh.ttc", "YuGothB.ttc", "malgunbd.ttf", "malgun.ttf"),
    *("wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf"),
)
# Sizes that fonts made of small pictures have (CBDT of Noto; sbix of Apple).
_STRIKES = (109, 160, 136, 96)
# Left out where nothing draws them: they only say how their neighbours are drawn.
_UNSEEN = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\u2028\u2029")


@dataclass(frozen=True)
class Face:
    """A font file; `colour`: it brings its own colours."""

    path: Path
    colour: bool = False


@lru_cache(maxsize=4096)
def face_for(cluster: str, letters: Letters, *, emoji: bool) -> Face | None:
    """The first font that has everything in a grapheme; None if no font has."""
    for face in _order(letters, emoji=emoji):
        if _has_all(face, cluster):
            return face
    return next((face for face in _others() if _has_all(face, cluster)), None)


def is_unseen(character: str) -> bool:
    """Whether a character is not drawn by itself: joiners, selectors, marks of direction."""
    return (
        character in _UNSEEN
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0000" <= character <= "\U000e0fff"
        or unicodedata.category(character) in ("Cf", "Cc")
    )


@lru_cache(maxsize=64)
def opened(face: Face, size: int) -> tuple[FreeTypeFont, float]:
    """The font in the nearest size it has, and by how much what it draws must be enlarged."""
    from PIL import ImageFont

    for real in (size, *_STRIKES):
        try:
            return ImageFont.truetype(
                face.path, real, layout_engine=ImageFont.Layout.RAQM
            ), size / real
        except OSError:  # "invalid pixel size" from a font made of pictures
            continue
    return ImageFont.truetype(_OWN / f"{PLAIN_EMOJI}.ttf", size), 1.0


@cache
def _order(letters: Letters, *, emoji: bool) -> tuple[Face, ...]:
    own = [Face(_OWN / f"{name}.ttf") for name in (_FIRST[letters], *_SCRIPTS)]
    pictures = [Face(path, colour=True) for path in _named(_COLOUR_EMOJI)]
    plain = [Face(_OWN / f"{PLAIN_EMOJI}.ttf")]
    wide = [Face(path) for path in _named(_WIDE)]
    if emoji:
        return (*pictures, *plain, *own)
    return (*own, *wide, *plain, *pictures)


def _has_all(face: Face, cluster: str) -> bool:
    seen = coverage(face.path)
    return all(seen.has(one) or is_unseen(one) for one in cluster)


@cache
def _files() -> dict[str, Path]:
    """Every font of the system by its file name."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in (".ttf", ".otf", ".ttc"):
                found.setdefault(path.name, path)
    return found


def _named(names: tuple[str, ...]) -> Iterator[Path]:
    files = _files()
    return (files[name] for name in names if name in files)


@cache
def _others() -> tuple[Face, ...]:
    """The rest of the system's fonts: upright ones first, so that the choice looks at ease."""
    known = {*_COLOUR_EMOJI, *_WIDE}
    rest = [path for name, path in _files().items() if name not in known]
    slanted = ("italic", "oblique", "mono", "condensed", "light", "thin")

    def order(path: Path) -> tuple[bool, bool, str]:
        name = path.name.lower()
        return any(word in name for word in slanted), "bold" not in name, name

    return tuple(Face(path) for path in sorted(rest, key=order))


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        yield from (home / ".local/share/fonts", home / ".fonts")
        yield from (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
