"""Names: the same in any capitals and any form, and shown in one line."""

from __future__ import annotations

import unicodedata

import pytest

from brandcraft_desktop.domain.names import as_told, called, is_showable


@pytest.mark.parametrize("name", ["Café", "İstanbul", "Straße", "ǅ", "ΐ", "Å", "각"])
def test_every_form_and_case_is_the_same(name: str) -> None:
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD")]
    told = {as_told(case) for one in forms for case in (one, one.casefold())}
    assert told == {as_told(name)}


def test_what_looks_different_is() -> None:
    assert as_told("Cafe") != as_told("Café")
    assert as_told("Ａｎｎａ") != as_told("Anna")


@pytest.mark.parametrize("name", ["می‌خواهم", "क्‍ष", "👨‍👩‍👧‍👦 Family", "Anna", "日本"])
def test_joined_letters_and_emoji_are_names(name: str) -> None:
    assert is_showable(name)


@pytest.mark.parametrize("name", ["", "\u200d", "a\u202eb", "a\nb", "a\x00b", "x\u00ad", "\u200b"])
def test_what_steers_or_is_nothing_is_none(name: str) -> None:
    assert not is_showable(name)


def test_a_post_is_called_in_one_short_line() -> None:
    assert called(" New\npack ", "Words") == "New pack"
    assert called("", "One\n\ntwo") == "One two"
    assert called(" \n", "") == "Untitled post"
    assert called("W" * 10_000) == "W" * 79 + "…"
    assert called("", "a " * 100, 9) == "a a a a…"
