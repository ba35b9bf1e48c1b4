"""Which words of a text a dictionary is asked for."""

from __future__ import annotations

import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.words import plain, script_of, words_in


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in words_in(text)]


def test_links_handles_tags_numbers_and_names_are_no_words() -> None:
    text = (
        "Wrold see https://wrold.example/frist or demo.exmaple.com, @wrold.bsky.social and "
        "(#wrold) for NASA, YouTube, 3rd, file_nmae or and/or: tehn frist."
    )
    assert words(text) == ["Wrold", "see", "or", "and", "for", "or", "tehn", "frist"]


def test_apostrophes_hyphens_quotes_and_marks() -> None:
    assert words("don't “don’t” well-known rock'n'roll’ …") == [
        "don't",
        "don’t",
        "well",
        "known",
        "rock'n'roll",
    ]
    assert plain("don’t") == "don't"
    assert words("nai\u0308ve ąžuolas हिन्दी") == ["nai\u0308ve", "ąžuolas", "हिन्दी"]


def test_scripts_without_spaces_have_no_words_to_look_up() -> None:
    assert words("これは一つの文です สวัสดี 你好 привет") == ["привет"]
    assert (script_of("привет"), script_of("world")) == ("CYRILLIC", "LATIN")


@given(st.text())
def test_words_stand_in_order_inside_the_text(text: str) -> None:
    before = 0
    for start, end in words_in(text):
        assert before <= start < end <= len(text)
        assert regex.match(r"\p{L}", text[start])  # it knows newer letters than Python
        assert not any(one.isspace() for one in text[start:end])
        before = end
