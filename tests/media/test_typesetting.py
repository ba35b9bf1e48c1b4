"""Fonts: what each has, and that what is drawn is what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFont

from brandcraft_desktop.domain.reel_templates import Letters
from brandcraft_desktop.media import fonts, typesetting
from brandcraft_desktop.media.font_coverage import Coverage, coverage

OWN = Path(fonts.__file__).parent / "fonts"


@pytest.mark.parametrize("path", sorted(OWN.glob("*.ttf")), ids=lambda path: path.stem)
def test_what_a_font_has_is_what_it_draws(path: Path) -> None:
    """A character it lacks is drawn as its empty box; none that it has is."""
    found = coverage(path)
    assert found.firsts
    font = ImageFont.truetype(path, 40, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\U0010fffe"))
    for first in found.firsts[:: max(1, len(found.firsts) // 12)]:
        assert found.has(chr(first))
        if chr(first).isalpha():
            assert bytes(font.getmask(chr(first))) != box
    assert not found.has("\U0010fffe")
    assert not found.has("\u4e2d")


def test_a_file_that_is_no_font_has_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    real = (OWN / "NotoSansThai-SemiBold.ttf").read_bytes()
    for data in (b"", b"ttcf", real[:200], b"\0\1\0\0\xff\xff" + b"\xff" * 400):
        broken.write_bytes(data)
        coverage.cache_clear()
        assert coverage(broken) == Coverage()
    assert coverage(tmp_path / "nowhere.ttf") == Coverage()


def test_every_script_of_ours_is_drawn_by_our_own_fonts() -> None:
    for text in ("Straße", "Ελλάδα", "Привет", "مرحبا", "שלום", "नमस्ते", "สวัสดี", "বাংলা"):
        for letters in Letters:
            found = typesetting.pieces(text, letters, from_right=False)
            assert all(one.face is not None and one.face.path.parent == OWN for one in found), text
            assert typesetting.width(text, 60, letters) > 60


def test_emoji_are_pictures_and_stay_whole() -> None:
    text = "a \U0001f469\u200d\U0001f467\U0001f44d\U0001f3fd\u2764\ufe0f \U0001f1e9\U0001f1ea b"
    found = typesetting.pieces(text, Letters.BOLD, from_right=False)
    emoji = [one.text for one in found if one.face is not None and "Emoji" in one.face.path.stem]
    assert "".join(emoji).replace(" ", "") == text[2:-2].replace(" ", "")
    assert "\U0001f469\u200d\U0001f467" in emoji or len(emoji) == 1  # or in black and white


def test_an_emoji_is_drawn_in_colours_where_there_is_a_font_for_it() -> None:
    face = fonts.face_for("\U0001f680", Letters.BOLD, emoji=True)
    assert face is not None
    layer = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    typesetting.draw(
        layer, "\U0001f680", (20, 150), size=100, letters=Letters.BOLD, ink=(10, 10, 10)
    )
    colours = layer.getcolors(40_000) or []
    assert (len(colours) > 300) == face.colour
    box = layer.getbbox()
    assert box is not None
    assert 80 <= box[2] - box[0] <= 130


def test_what_no_font_has_is_told_and_left_out() -> None:
    private = "\ue000"
    assert typesetting.undrawable(f"a{private}b{private}", Letters.BOLD) == (private,)
    assert typesetting.width(private, 60, Letters.BOLD) == 0
    assert typesetting.width(f"a{private}b", 60, Letters.BOLD) == pytest.approx(
        typesetting.width("ab", 60, Letters.BOLD), abs=2
    )
    assert not typesetting.undrawable("a\u200db\ufe0f\u00ad", Letters.BOLD)


def test_right_to_left_ends_at_the_right(tmp_path: Path) -> None:
    """ "اب" joined: the alef (a plain stroke) is the right one of the two."""
    layer = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    options = {"size": 100, "letters": Letters.BOLD, "ink": (0, 0, 0)}
    typesetting.draw(layer, "ا1", (20, 150), from_right=True, **options)  # type: ignore[arg-type]
    box = layer.getbbox()
    assert box is not None
    alone = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    typesetting.draw(alone, "1", (20, 150), from_right=True, **options)  # type: ignore[arg-type]
    figure = alone.getbbox()
    assert figure is not None
    assert layer.crop(figure).tobytes() == alone.crop(figure).tobytes()  # the figure is at the left
    assert box[2] > figure[2]
