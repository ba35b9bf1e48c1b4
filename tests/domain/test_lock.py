"""Passwords, handles and the waits of the lock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brandcraft_desktop.domain.lock import (
    LONGEST_HANDLE,
    Tried,
    handle_from,
    handle_trouble,
    rules,
    strength,
    wait_after,
    wait_words,
)


def test_four_tries_then_half_a_minute_doubled_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(wrong).total_seconds() for wrong in range(1, 12)]
    assert waits == [0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(10_000) == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "30 s"), (60, "1 min"), (450, "7 min 30 s"), (0.4, "1 s"), (59.2, "1 min")],
)
def test_waits_in_words(seconds: float, words: str) -> None:
    assert wait_words(timedelta(seconds=seconds)) == words


def test_what_a_try_says() -> None:
    assert Tried(True).message == ""
    assert Tried(False, 3).message == (
        "That password isn't right. 3 more tries before a 30 s wait."
    )
    assert "1 more try before" in Tried(False, 1).message
    assert Tried(False, 0, timedelta(minutes=1)).message.endswith("Try again in 1 min.")


@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("", {"At least 10 characters", "Not your name", "Not one character again and again"}),
        ("nine char", {"At least 10 characters"}),
        ("ten chars!", set()),
        ("annaexample", {"Not your name"}),
        ("Anna.Example1", {"Not your name"}),
        ("anna example likes green boats", set()),
        ("aaaaaaaaaaaa", {"Not one character again and again"}),
        ("ababababababab", {"Not one character again and again"}),
        ("пароль из слов", set()),
    ],
)
def test_the_rules_of_a_password(password: str, broken: set[str]) -> None:
    found = rules(password, ("Anna Example", "anna.example"))
    assert {rule.words for rule in found if not rule.kept} == broken


def test_a_short_name_is_no_reason() -> None:
    assert all(rule.kept for rule in rules("an ancient anchor", ("An", "an")))


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("short", "Too weak"),
        ("aaaaaaaaaaaaaaaaaaaaa", "Too weak"),
        ("plainwords", "Fair"),
        ("Plain words 1", "Good"),
        ("four quiet green boats", "Strong"),
    ],
)
def test_strength_goes_by_length(password: str, word: str) -> None:
    assert strength(password) == word


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Anna Example", "anna.example"),
        ("  Ánna   Exämple ", "anna.example"),
        ("J. R. Example", "j.r.example"),
        ("Al", "al0"),
        ("...", ""),
        ("安娜", ""),
        ("anna@example.com", "annaexample.com"),
        ("x" * 80, "x" * LONGEST_HANDLE),
    ],
)
def test_a_handle_is_made_of_a_name(name: str, handle: str) -> None:
    assert handle_from(name) == handle
    assert not handle or not handle_trouble(handle)


def test_a_taken_handle_gets_a_number() -> None:
    taken = {"anna.example", "anna.example2"}
    assert handle_from("Anna Example", taken) == "anna.example3"
    longest = "x" * LONGEST_HANDLE
    assert handle_from(longest, {longest}) == "x" * (LONGEST_HANDLE - 1) + "2"


@pytest.mark.parametrize(
    ("handle", "says"),
    [
        ("an", "3 to 30"),
        ("a" * 31, "3 to 30"),
        ("Anna", "a to z"),
        ("anna@example.com", "a to z"),
        ("anna example", "a to z"),
        ("änna", "a to z"),
        ("taken.one", "somebody else"),
        ("a_b-c.9", ""),
    ],
)
def test_what_a_handle_may_be(handle: str, says: str) -> None:
    trouble = handle_trouble(handle, {"taken.one"})
    assert (says in trouble) if says else not trouble
