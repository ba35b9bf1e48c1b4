"""A choice may be named by its value or by its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.cli.choice_words import value_of
from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.platform import AccountFacts, Choice, OptionField, OptionKind

REPLIES = OptionField(
    "replies",
    "Who can reply",
    OptionKind.CHOICE,
    choices=(Choice("everyone", "Everyone"), Choice("following", "People you follow")),
)
BOARD = OptionField("board", "Board", OptionKind.CHOICE, default=None, asked="boards")
LANGUAGES = OptionField(
    "languages",
    "Languages",
    OptionKind.CHOICES,
    choices=(Choice("en", "English"), Choice("de", "German")),
    max_choices=2,
)
ANN = Account("1", "p", "r", "ann", "Ann", "s", AccountState.CONNECTED)
BOARDS = (Choice("107", "Recipes"), Choice("108", "Garden"), Choice("109", "Garden"))
GARDENER = replace(ANN, facts=AccountFacts(choices={"boards": BOARDS}))


@pytest.mark.parametrize(
    ("known", "text", "value"),
    [
        (REPLIES, "following", "following"),
        (REPLIES, "Following", "following"),
        (REPLIES, "people you follow", "following"),
        (REPLIES, "", ""),
        (BOARD, "Recipes", "107"),
        (BOARD, "108", "108"),
        (LANGUAGES, "German, en", "de,en"),
    ],
)
def test_a_choice_is_found(known: OptionField, text: str, value: str) -> None:
    assert value_of(known, text, [GARDENER]) == value


@pytest.mark.parametrize(
    ("known", "text"), [(REPLIES, "nobody"), (BOARD, "Garden"), (LANGUAGES, "English,Klingon")]
)
def test_what_is_none_or_two_is_left_to_the_checks(known: OptionField, text: str) -> None:
    assert value_of(known, text, [GARDENER]) == text.replace("English", "en")


def test_what_nobody_has_asked_yet_is_passed_on() -> None:
    assert value_of(BOARD, "Recipes", [ANN]) == "Recipes"
