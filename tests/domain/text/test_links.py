"""Web addresses in a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.text.links import (
    addresses,
    bare_addresses,
    has_address,
    is_address,
    with_addresses,
)


def found(text: str) -> list[str]:
    return [text[start:end] for _, start, end, _ in addresses(text)]


def bare(text: str) -> list[str]:
    return [target for _, _, _, target in bare_addresses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no address", []),
        ("see https://a.example/x?y=1#z, ok", ["https://a.example/x?y=1#z"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/wiki/A_(b)", ["https://a.example/wiki/A_(b)"]),
        ("[https://a.example/x].", ["https://a.example/x"]),
        ("HTTP://A.EXAMPLE!?", ["HTTP://A.EXAMPLE"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("<https://a.example>", ["https://a.example"]),
        ("https://a.example/x\nhttp://b.example", ["https://a.example/x", "http://b.example"]),
        ("見てhttps://a.example/x、今", ["https://a.example/x"]),
        ("https://größe.example/ä", ["https://größe.example/ä"]),
        ("https://a.example/x…", ["https://a.example/x"]),
        ("wordhttps://a.example", []),
        ("https:// a", []),
        ("ftp://a.example", []),
        ("http://localhost:8080/x", ["http://localhost:8080/x"]),
    ],
)
def test_addresses_with_a_scheme(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "www.example.com, and example.org/x.",
            ["https://www.example.com", "https://example.org/x"],
        ),
        ("http://example.com/a.b", ["http://example.com/a.b"]),
        ("me@example.com", []),
        ("first.me@example.com", []),
        ("@name.com", []),
        ("e.g. this.Then that.invalidending", []),
        ("version 1.2.3", []),
        ("example.com.", ["https://example.com"]),
        ("Example.COM:80/x", ["https://Example.COM:80/x"]),
        ("a/example.com", []),
        ("example.com_x", []),
        ("-example.com", []),
    ],
)
def test_addresses_without_one(text: str, expected: list[str]) -> None:
    assert bare(text) == expected


def test_addresses_stay_whole_beside_what_is_live() -> None:
    assert with_addresses("a https://b.example", []) == ((2, 19),)


@given(st.text(st.sampled_from("ab. :/@https()-_,;?#é日\n"), max_size=60))
def test_any_text_has_addresses_that_stand_in_it(text: str) -> None:
    for _, start, end, target in bare_addresses(text):
        assert text[start:end] == target.removeprefix("https://") or text[start:end] == target
    starts = [start for _, start, _, _ in bare_addresses(text)]
    assert starts == sorted(starts)


@pytest.mark.parametrize("piece", ["https://a.b", ")", "a.", "a-", "((", "://", "https://a.b)))"])
def test_hostile_texts_cost_no_more_than_long_ones(piece: str) -> None:
    text = "https://a.example/" + piece * (60_000 // len(piece))
    begun = time.process_time()
    list(bare_addresses(text))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "somewhere", "alone"),
    [
        ("https://example.com/a?b=c#d", True, True),
        ("HTTP://example.com", True, True),
        ("see https://example.com", True, False),
        ("https://a.example https://b.example", True, False),
        ("example.com", False, False),
        ("https://", False, False),
        ("a://b", False, False),
        ("", False, False),
    ],
)
def test_whether_there_is_an_address(text: str, somewhere: bool, alone: bool) -> None:
    assert has_address(text) is somewhere
    assert is_address(text) is alone
