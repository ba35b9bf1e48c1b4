"""What readers meet of a post's options."""

from __future__ import annotations

from string import Formatter

import pytest

from brandcraft_desktop.domain import reader_words
from brandcraft_desktop.domain.plan import Composition
from brandcraft_desktop.domain.platform import Choice, OptionField, OptionKind, Veil
from brandcraft_desktop.publishers.registry import Registry

FIELDS = (
    OptionField(
        "replies",
        "Replies",
        OptionKind.CHOICE,
        "all",
        choices=(Choice("all", "Everyone"), Choice("some", "Followers")),
        shown="Who can reply: {value}",
    ),
    OptionField("ads", "Advertising", OptionKind.FLAG, "false", shown="Paid partnership"),
    OptionField("shared", "Others can repost it", OptionKind.FLAG, "true", shown="No reposts"),
    OptionField("tags", "Tags", OptionKind.TEXT),
    OptionField("comment", "Comment", OptionKind.TEXT, shown="First comment: {value}"),
    OptionField("warning", "Warning", OptionKind.TEXT, veil=Veil.ALL),
    OptionField("hide", "Hide", OptionKind.FLAG, "false", shown="Sensitive", veil=Veil.MEDIA),
    OptionField("moment", "Cover frame", OptionKind.MOMENT),
    OptionField("picture", "Cover", OptionKind.FILE),
)


def test_only_what_is_not_as_usual_is_said() -> None:
    usual = {"replies": "all", "ads": "false", "shared": "true", "tags": "a, b", "comment": ""}
    assert reader_words.captions(FIELDS, usual) == ()
    chosen = {**usual, "replies": "some", "ads": "true", "shared": "false", "comment": "{a}\nb"}
    assert reader_words.captions(FIELDS, chosen) == (
        "Who can reply: Followers",
        "Paid partnership",
        "No reposts",
        "First comment: {a} / b",
    )


def test_a_long_comment_is_cut() -> None:
    (words,) = reader_words.captions(FIELDS, {"comment": "x" * 500})
    assert words == f"First comment: {'x' * 119}…"


def test_what_hides_a_post_is_told_apart_from_what_is_said_of_it() -> None:
    options = {"warning": "Spiders", "hide": "true"}
    assert reader_words.veil(FIELDS, options, Veil.ALL) == "Spiders"
    assert reader_words.veil(FIELDS, options, Veil.MEDIA) == "Sensitive"
    assert reader_words.captions(FIELDS, options) == ()
    assert reader_words.veil(FIELDS, {"warning": " ", "hide": "false"}, Veil.ALL) == ""
    assert reader_words.veil(FIELDS, {"hide": "false"}, Veil.MEDIA) == ""


def test_a_chosen_picture_wins_over_a_moment() -> None:
    assert reader_words.cover(FIELDS, {}) is None
    assert reader_words.cover(FIELDS, {"moment": "1500"}) == (OptionKind.MOMENT, "1500")
    both = {"moment": "1500", "picture": "abc"}
    assert reader_words.cover(FIELDS, both) == (OptionKind.FILE, "abc")


@pytest.mark.parametrize("platform", [one.info.id for one in Registry().all()])
def test_no_platform_says_anything_of_what_nobody_chose(platform: str) -> None:
    planner = Registry().get(platform)
    plan = planner.plan(Composition("Hello"))
    fields = planner.info.options
    assert reader_words.captions(fields, plan.options) == ()
    assert not any(reader_words.veil(fields, plan.options, one) for one in (Veil.ALL, Veil.MEDIA))
    for field in fields:
        names = {name for _, name, _, _ in Formatter().parse(field.shown) if name is not None}
        assert names <= {"value"}, field.name
