"""Credits: kept without loss, said once, put where a text stops."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.credit import (
    Credit,
    clean_name,
    insertion,
    is_credited,
    kept,
    mark,
    missing,
    read,
    referred,
    words,
    words_with_links,
)
from brandcraft_desktop.domain.text.parts import ranges

ANNIE = Credit(
    "LBI7cgq3pbM",
    "Annie Spratt",
    "https://unsplash.com/@anniespratt",
    "https://unsplash.com/photos/LBI7cgq3pbM",
)
BEN = Credit("b", "Ben", "https://unsplash.com/@ben", "https://unsplash.com/photos/b")
SOME = st.text(min_size=1)


@given(SOME, SOME, SOME, SOME)
def test_what_is_kept_is_read_again(photo_id: str, name: str, profile: str, page: str) -> None:
    credit = Credit(photo_id, name, profile, page)
    assert read(kept(credit)) == credit
    assert mark(photo_id) in kept(credit)
    assert "\n" not in kept(credit)


@pytest.mark.parametrize("text", ["", "Anna", "[]", "null", '{"id":"x"}', '{"id":', "[" * 99_999])
def test_what_is_no_credit_is_none(text: str) -> None:
    assert read(text) is None
    assert read(kept(ANNIE).replace('"Annie Spratt"', "7")) is None


def test_the_words_are_those_that_unsplash_asks_for() -> None:
    assert words([ANNIE]) == "Photo by Annie Spratt on Unsplash"
    assert words([ANNIE, ANNIE]) == "Photos by Annie Spratt on Unsplash"
    cleo = Credit("c", "Cleo", "https://unsplash.com/@cleo", "https://unsplash.com/photos/c")
    assert words([ANNIE, BEN, cleo]) == "Photos by Annie Spratt, Ben and Cleo on Unsplash"
    assert words([]) == words_with_links([]) == ""


def test_links_back_say_who_sends_the_reader() -> None:
    link = referred("https://unsplash.com/@anniespratt?tab=likes&utm_source=other")
    query = parse_qs(urlsplit(link).query)
    assert query == {"tab": ["likes"], "utm_source": ["brandcraft"], "utm_medium": ["referral"]}
    assert words_with_links([ANNIE]) == (
        "Photo by Annie Spratt on Unsplash: "
        "https://unsplash.com/@anniespratt?utm_source=brandcraft&utm_medium=referral"
    )


@given(st.text())
def test_a_name_is_one_line(name: str) -> None:
    clean = clean_name(name)
    assert clean == clean.strip()
    assert clean.isprintable()
    assert len(clean) <= 100
    assert clean_name(clean) == clean


def test_a_credit_is_not_missing_twice() -> None:
    text = f"Look.\n\n{words([ANNIE, BEN])}"
    assert is_credited(text, ANNIE)
    assert is_credited(text, BEN)
    assert not is_credited(text.replace("Annie", "Fannie"), ANNIE)
    assert not is_credited("Annie Spratt on Unsplash", ANNIE)
    assert missing(f"{words([BEN])} https://x.example", [ANNIE, BEN]) == (ANNIE,)


NAMES = st.text("abc .&()[]\\|é", min_size=1).map(clean_name).filter(bool)


@given(st.text(), st.lists(NAMES, min_size=1, max_size=3))
def test_what_was_put_in_is_found_again(text: str, names: list[str]) -> None:
    given_ = [Credit(str(n), name, "https://unsplash.com/@x", "y") for n, name in enumerate(names)]
    put = insertion(text, words(given_))
    after = text[: put.index] + put.text + text[put.index :]
    assert missing(after, given_) == ()
    assert after.replace(put.text, "", 1) == text or put.text in text


@pytest.mark.parametrize(
    ("text", "part", "after"),
    [
        ("", 0, "LINE"),
        ("Hello \n", 0, "Hello\n\nLINE \n"),
        ("One\n---\nTwo", 0, "One\n\nLINE\n---\nTwo"),
        ("One\n---\nTwo", 1, "One\n---\nTwo\n\nLINE"),
        ("One\n---\n\n---\nThree", 1, "One\n---\nLINE\n\n---\nThree"),
        ("One\n---", 1, "One\n---\nLINE"),
    ],
)
def test_the_line_stands_at_the_end_of_its_part(text: str, part: int, after: str) -> None:
    start, end = ranges(text)[part]
    put = insertion(text, "LINE", start, end)
    found = text[: put.index] + put.text + text[put.index :]
    assert found == after
    assert len(ranges(found)) == len(ranges(text))
