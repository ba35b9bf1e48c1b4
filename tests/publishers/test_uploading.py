"""What a person reads while the files of a post are uploaded."""

from __future__ import annotations

from brandcraft_desktop.publishers.uploading import Uploads, words
from tests.publishers.support import MemorySteps, StandingClock


def test_one_file_is_not_counted() -> None:
    steps = MemorySteps(StandingClock())
    Uploads(steps, ["a"], "picture").of("a", 10)(5, 10)
    assert steps.told == [(5, 10, "Uploading the picture")]


def test_several_are_counted_with_all_their_bytes() -> None:
    steps = MemorySteps(StandingClock())
    uploads = Uploads(steps, ["a", "b", "c"], "picture")
    first, second = uploads.of("a", 10), uploads.of("b", 30)
    first(5, 10)
    first(10, 10)
    second(30, 30)
    uploads.of("c", 60)(60, 60)
    assert steps.told == [
        (5, 40, "Uploading picture 1 of 3"),
        (10, 40, "Uploading picture 2 of 3"),
        (40, 40, "Uploading picture 3 of 3"),
        (100, 100, "Uploading picture 3 of 3"),
    ]


def test_what_an_earlier_run_uploaded_counts_as_done() -> None:
    steps = MemorySteps(StandingClock())
    steps.once("a", lambda: "there")
    Uploads(steps, ["a", "b"]).of("b", 10)(1, 10)
    assert steps.told == [(1, 10, "Uploading file 2 of 2")]


def test_the_pieces_of_a_file_are_one_file() -> None:
    steps = MemorySteps(StandingClock())
    uploads = Uploads(steps, ["a"])
    uploads.of("a", 10)(4, 4)
    uploads.of("a", 10, 4)(6, 6)
    assert [sent for sent, _, _ in steps.told] == [4, 10]


def test_words() -> None:
    assert words(1, 0) == words(1, 1) == "Uploading the file"
    assert words(2, 3) == "Uploading file 2 of 3"
