"""Options whose choices an account's platform tells, and options made of words."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.options import choices_of, effective, overruled, wrong
from brandcraft_desktop.domain.platform import (
    NO_FACTS,
    AccountFacts,
    Choice,
    Need,
    OptionField,
    OptionKind,
)

OWN = Choice("b", "Blue", unless=Need("loud", frozenset({"true"})), reason="Never loud.")
SHELF = OptionField(
    "shelf", "Shelf", OptionKind.CHOICE, default=None, asked="shelves", choices=(OWN,)
)
LOUD = OptionField("loud", "Loud", OptionKind.FLAG, default="false")
NAME = OptionField("name", "Name", OptionKind.TEXT, default=None, max_length=3)
KNOWN = AccountFacts(choices={"shelves": (Choice("a", "Amber"), Choice("b", "b"))})


def told(
    fields: list[OptionField], options: dict[str, str], facts: AccountFacts = KNOWN
) -> list[str]:
    return [sentence for _, sentence in wrong(fields, options, facts)]


def test_the_account_lists_and_the_field_words_them() -> None:
    assert choices_of(SHELF, KNOWN) == (Choice("a", "Amber"), OWN)
    assert choices_of(SHELF, NO_FACTS) == ()


def test_a_choice_that_is_gone_is_chosen_again() -> None:
    assert told([SHELF], {"shelf": "a"}) == []
    assert told([SHELF], {"shelf": "c"}) == [
        "“c” is not offered to this account. Choose shelf again: “Amber” or “Blue”."
    ]
    less = AccountFacts(choices={"shelves": (Choice("a", "Amber"),)})
    assert told([SHELF], {"shelf": "b"}, less) == [
        "“Blue” is not offered to this account. Choose shelf again: “Amber”."
    ]


def test_an_unknown_list_matters_only_where_something_is_chosen_or_must_be() -> None:
    free = OptionField("shelf", "Shelf", OptionKind.CHOICE, asked="shelves")
    assert told([free], {}, NO_FACTS) == []
    (sentence,) = told([free], {"shelf": "a"}, NO_FACTS)
    assert (sentence,) == tuple(told([SHELF], {}, NO_FACTS))
    assert sentence.startswith("what can be chosen for shelf is not known yet.")


def test_a_condition_holds_only_while_its_option_applies() -> None:
    quiet = OptionField(
        "loud", "Loud", OptionKind.FLAG, default="false", needs=(Need("on", frozenset({"true"})),)
    )
    switch = OptionField("on", "On", OptionKind.FLAG, default="false")
    chosen = {"shelf": "b", "loud": "true"}
    assert told([SHELF, LOUD], chosen) == ["Never loud."]
    assert effective([SHELF, LOUD], chosen, KNOWN)["shelf"] == ""
    assert told([SHELF, switch, quiet], chosen) == []
    assert effective([SHELF, switch, quiet], chosen, KNOWN)["shelf"] == "b"


@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_words_that_have_to_be_there(value: str) -> None:
    assert told([NAME], {"name": value}) == ["“Name” is empty. Fill it in."]


def test_words_are_kept_as_they_were_written() -> None:
    assert told([NAME], {"name": "abc"}) == []
    assert told([NAME], {"name": "abcd"}) == ["name is 1 character too long."]
    assert effective([NAME], {"name": "abcd"}) == {"name": "abcd"}


@pytest.mark.parametrize("value", ["a\x07", "a\ud800"])
def test_characters_that_can_not_be_sent(value: str) -> None:
    assert told([NAME], {"name": value}) == [
        "name holds a broken or an invisible character. Type it again."
    ]
    assert told([NAME], {"name": "a👩\u200d"}) == []


def test_a_moment_is_a_number_of_milliseconds() -> None:
    field = OptionField("at", "At", OptionKind.MOMENT)
    assert told([field], {"at": "999999999"}) == []
    assert told([field], {"at": "1000000000"}) == [
        "“1000000000” is no place in the video; give it in milliseconds."
    ]


def test_a_choice_that_the_account_overrules_is_told() -> None:
    page = AccountFacts(flags=frozenset({"page"}))
    seen = OptionField(
        "seen",
        "Who can see it",
        OptionKind.CHOICE,
        default="all",
        choices=(Choice("all", "Everyone"), Choice("some", "Your connections")),
        locked="page",
    )
    assert [*overruled((seen,), {"seen": "some"}, page)] == [
        ("seen", "“Who can see it” is “Everyone”, as this account offers nothing else.")
    ]
    assert [*overruled((seen,), {"seen": "all"}, page)] == []
    assert [*overruled((seen,), {}, page)] == []
    assert [*overruled((seen,), {"seen": "some"})] == []
