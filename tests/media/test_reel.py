"""Drawn reels, judged by their pixels: nothing is covered, and all of it can be read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from brandcraft_desktop.domain.contrast import TEXT, Colour, luminance
from brandcraft_desktop.domain.reel import (
    HEIGHT,
    SAFE,
    WIDTH,
    Film,
    Gradient,
    Ground,
    Picture,
    Plain,
    Reel,
    checked,
)
from brandcraft_desktop.domain.reel_templates import TEMPLATES, template
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import reel as drawing
from brandcraft_desktop.media.reel import Layers, layers
from tests.media.files import noise, photo, video

NAMES = [one.id for one in TEMPLATES]
PIECES = st.sampled_from(
    [
        *("ship", "Donaudampfschifffahrtsgesellschaftskapitän", "jgÄÅ", "https://example.com/" * 4),
        *("مرحبا بالعالم", "שלום", "12%", "字漢字漢字", "\U0001f680", "\U0001f469\u200d\U0001f467"),
        *("❤️", "नमस्ते", "สวัสดี", "—", "\n", "w" * 60),
    ]
)


def made(text: str, **other: object) -> Layers:
    author = {"name": "Ann Example", "handle": "ann.example"}
    return layers(checked(Reel(text, **(author | other))))  # type: ignore[arg-type]


def unclipped(card: Image.Image) -> Image.Image:
    return card


def inside(box: tuple[int, int, int, int] | None) -> bool:
    return box is None or (
        SAFE.left <= box[0]
        and SAFE.top <= box[1]
        and box[2] <= SAFE.right
        and box[3] <= SAFE.bottom
    )


@settings(max_examples=14)
@given(st.lists(PIECES, min_size=1, max_size=40), st.sampled_from(NAMES))
def test_words_stay_in_the_safe_area_by_themselves(words: list[str], name: str) -> None:
    """Without the last guard, which cuts off what would be outside."""
    text = " ".join(words)
    if not text.strip():
        return
    with mock.patch.object(drawing, "_clipped", unclipped):
        drawn = made(text, template=name, ground=Plain("#223344"))
    assert drawn.size >= 40
    for card in drawn.cards:
        assert inside(card.getbbox()), (name, text, card.getbbox())


@settings(max_examples=8)
@given(st.text(min_size=1, max_size=120), st.sampled_from(NAMES))
def test_any_text_is_drawn_or_refused_and_never_outside(text: str, name: str) -> None:
    drawn = None
    with suppress(BadInput):
        drawn = made(text, template=name)
    if drawn is None:  # nothing to see, or half a character
        assert not any(one.isalnum() for one in text)
        return
    assert all(inside(card.getbbox()) for card in drawn.cards)


@pytest.mark.parametrize("name", NAMES)
def test_author_and_ornaments_stay_in_the_safe_area(name: str) -> None:
    """All that differs from a reel without them, on a ground of one colour."""
    long = {"name": "W" * 80, "handle": "w" * 80, "template": name, "ground": Plain("#223344")}
    drawn = made("word " * 30, **long)
    if template(name).panel is None:
        assert inside(drawn.fixed.getbbox())
        return
    beside = drawn.fixed.crop((SAFE.right, SAFE.top, WIDTH - 90, SAFE.bottom)).convert("RGBA")
    middle = beside.height // 2
    row = beside.crop((0, middle - 200, beside.width, middle + 200))
    assert len(row.getcolors() or []) == 1, "only the panel reaches beyond"


GROUNDS: dict[str, Ground] = {
    "white": Plain("#ffffff"),
    "black": Plain("#000000"),
    "loud": Gradient("#ffff00", "#0000ff"),
}


@pytest.mark.parametrize("name", [one.id for one in TEMPLATES if not one.panel and not one.behind])
@pytest.mark.parametrize("ground", [*GROUNDS, "noise"])
def test_words_can_be_read_on_what_is_really_behind_them(
    name: str, ground: str, tmp_path: Path
) -> None:
    chosen = GROUNDS.get(ground) or Picture(noise(tmp_path / "ground.jpg", (270, 480)))
    drawn = made("Some words to read", template=name, ground=chosen, author=False)
    behind = drawn.ground.convert("RGBA")
    behind.alpha_composite(drawn.fixed)
    assert worst_pixel(behind.convert("RGB"), drawn.cards[0]) >= TEXT


def worst_pixel(behind: Image.Image, card: Image.Image) -> float:
    """The lowest contrast of the ink with a pixel around the letters."""
    box = card.getbbox()
    assert box is not None
    parts = np.asarray(behind.crop(box), dtype=np.float64) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = linear @ np.array([0.2126, 0.7152, 0.0722])
    ink = luminance(most_common(card))
    high, low = np.maximum(seen, ink), np.minimum(seen, ink)
    return float(((high + 0.05) / (low + 0.05)).min())


def most_common(card: Image.Image) -> Colour:
    solid = [one for one in card.getcolors(WIDTH * HEIGHT) or [] if rgba(one[1])[3] == 255]
    return rgb(max(solid)[1])


def rgb(colour: object) -> Colour:
    assert isinstance(colour, tuple)
    return int(colour[0]), int(colour[1]), int(colour[2])


def rgba(colour: object) -> tuple[int, ...]:
    assert isinstance(colour, tuple)
    return tuple(int(one) for one in colour)


def test_on_a_film_a_veil_holds_against_black_and_white(tmp_path: Path) -> None:
    drawn = made("Words", template="photo", ground=Film(video(tmp_path / "a.mp4")), author=False)
    for colour in ("#ffffff", "#000000"):
        behind = Image.new("RGBA", (WIDTH, HEIGHT), colour)
        behind.alpha_composite(drawn.fixed)
        assert worst_pixel(behind.convert("RGB"), drawn.cards[0]) >= TEXT


def test_a_long_text_is_shown_in_cards_of_one_size() -> None:
    text = "".join(f"Sentence {number} of a few ordinary words. " for number in range(14))
    drawn = made(text, template="quote")
    assert len(drawn.cards) == len(drawn.texts) > 1
    assert all(text.endswith(".") for text in drawn.texts)
    assert ImageChops.difference(drawn.cards[0], drawn.cards[1]).getbbox() is not None


def test_one_picture_holds_all_words_or_says_that_it_cannot() -> None:
    text = "A sentence of a few ordinary words. " * 10
    assert len(made(text, template="card", still=True).cards) == 1
    with pytest.raises(BadInput, match="no room in a single picture"):
        made(text * 2, template="quote", still=True)


def test_the_same_reel_is_the_same_picture() -> None:
    first, again = (made("Words \U0001f680", template="card").picture() for _ in range(2))
    assert first.size == (WIDTH, HEIGHT)
    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 no picture", None])
def test_a_damaged_ground_is_refused_with_words(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "ground.jpg"
    if content is not None:
        file.write_bytes(content)
    for ground in (Picture(file), Film(file)):
        with pytest.raises(BadInput) as caught:
            made("Words", ground=ground)
        assert "ground.jpg" in caught.value.title


def test_a_face_that_cannot_be_read_becomes_its_letter(tmp_path: Path) -> None:
    broken = tmp_path / "face.png"
    broken.write_bytes(b"no picture")
    assert made("Words", avatar=broken).fixed.tobytes() == made("Words").fixed.tobytes()
    assert (
        made("Words", avatar=photo(tmp_path / "face.jpg")).fixed.tobytes()
        != made("Words").fixed.tobytes()
    )
