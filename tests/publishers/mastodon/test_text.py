"""Counting and cutting as a Mastodon server counts."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.mastodon.planning import MASTODON
from brandcraft_desktop.publishers.mastodon.text import cut, length, measure, split
from brandcraft_desktop.publishers.mastodon.text_problems import text_problems
from tests.publishers.messages import message

LINK = "https://example.com/a/path/longer/than/twenty-three/characters"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINK, 23),
        (f"{LINK} {LINK}", 47),
        (f"{LINK}/@anna@server.example", 23),
        ("@anna@server.example", 5),
        ("@anna @bert@b.example!", 12),
        ("https://größe.com", 23),
        ("https://größe.com/" + "x" * 30, 48),  # perhaps no link everywhere: as written
        ("https://a.example", 17),  # no top-level domain, no link
        ("http://localhost/a/very/long/path/here", 38),
        ("e\u0301👩\u200d👧", 2),
    ],
)
def test_links_and_servers_count_less(text: str, expected: int) -> None:
    assert length(text) == expected


def test_the_server_says_how_much() -> None:
    assert measure("x" * 500).valid
    assert measure("x" * 501).remaining == -1
    assert measure("x" * 5000, limit=5000).valid
    assert not measure("x" * 5001, limit=5000).valid
    assert measure(LINK, url_length=30).length == 30


def test_the_warning_counts_and_joins() -> None:
    assert measure("x" * 490, "w" * 10).valid
    assert measure("x" * 490, "w" * 11).remaining == -1
    assert measure("\u0301", "e").length == 1


def test_problems_of_a_post_and_of_a_part() -> None:
    assert list(text_problems(message(MASTODON, "x" * 500))) == []
    (problem,) = text_problems(message(MASTODON, "x" * 501))
    assert (problem.message, problem.fix) == ("Mastodon: 1 character too long", Fix.SPLIT)
    (problem,) = text_problems(message(MASTODON, "x" * 500, number=2, spoiler_text="cw"))
    assert problem.message == "Mastodon: part 2 is 2 characters too long"
    assert (problem.field, problem.fix) == ("text", Fix.SHORTEN)
    limits = {"max_characters": 23}
    assert list(text_problems(message(MASTODON, LINK, limits=limits))) == []
    limits["characters_reserved_per_url"] = 24
    assert len(list(text_problems(message(MASTODON, LINK, limits=limits)))) == 1


def test_a_thread_leaves_room_for_the_warning() -> None:
    text = "word " * 40
    parts = split(text, "{n}/{total}", "warning", limit=50)
    assert all(measure(part, "warning", 50).valid for part in parts)
    assert "".join(part.rsplit(" ", 1)[0] for part in parts).count("word") == 40
    with pytest.raises(BadInput):
        split(text, None, "w" * 50, limit=50)


def test_a_cut_keeps_links_and_mentions_whole() -> None:
    assert cut(f"see {LINK} now", limit=30) == f"see {LINK} …"
    assert cut(f"see {LINK} now", limit=26) == "see…"
    assert cut("hello @anna@server.example", limit=10) == "hello…"
    assert cut("hello you", "warning", limit=13) == "hello…"
