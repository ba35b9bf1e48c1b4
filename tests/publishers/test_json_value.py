"""Foreign JSON: what is no honest answer is refused before it goes anywhere."""

from __future__ import annotations

import pytest

from brandcraft_desktop.publishers.json_value import parse


@pytest.mark.parametrize(
    "text",
    [
        r'{"uri": "at://\ud800"}',
        r'{"\udfff": 1}',
        r'["deep", [{"a": "\uDBFF x"}]]',
        b'{"a": "\xed\xa0\x80"}',
        "[" * 100_000,
        "{",
    ],
)
def test_what_no_database_takes_is_no_json(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever kind of it
        parse(text)


def test_a_whole_pair_is_a_character() -> None:
    assert parse(r'{"a": "\ud83d\ude00"}') == {"a": "\U0001f600"}
