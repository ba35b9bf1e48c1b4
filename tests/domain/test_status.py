"""Every move and every mixture of states, not a sample of them."""

from itertools import combinations_with_replacement

import pytest

from brandcraft_desktop.domain.status import (
    ALLOWED_MOVES,
    DeliveryStatus,
    PostStatus,
    Stage,
    is_locked,
    may_move,
    post_status,
    shown_status,
)

D = DeliveryStatus
P = PostStatus

# Rows: from; the letters are the first of the columns below, in their order; "x" is allowed.
COLUMNS = (
    D.DRAFT,
    D.SCHEDULED,
    D.WAITING_MEDIA,
    D.PUBLISHING,
    D.PROCESSING,
    D.PUBLISHED,
    D.FAILED,
    D.MISSED,
    D.UNCONFIRMED,
    D.CANCELED,
)
TABLE = {
    D.DRAFT: ".xx......x",
    D.SCHEDULED: "x.xx.xxxxx",
    D.WAITING_MEDIA: "xx...xxxxx",
    D.PUBLISHING: ".x..xxx.xx",
    D.PROCESSING: ".x.x.xx.xx",
    D.PUBLISHED: "..........",
    D.FAILED: "xxx......x",
    D.MISSED: "xxx..x..xx",
    D.UNCONFIRMED: ".x...x....",
    D.CANCELED: "xxx.......",
}


@pytest.mark.parametrize("before", D)
@pytest.mark.parametrize("after", D)
def test_every_move(before: D, after: D) -> None:
    expected = TABLE[before][COLUMNS.index(after)] == "x"
    assert may_move(before, after) is expected


def test_the_table_names_every_state() -> None:
    assert set(ALLOWED_MOVES) == set(D) == set(TABLE) == set(COLUMNS)


def test_published_is_for_ever() -> None:
    assert not ALLOWED_MOVES[D.PUBLISHED]


def test_unconfirmed_moves_only_by_an_answer() -> None:
    assert ALLOWED_MOVES[D.UNCONFIRMED] == {D.PUBLISHED, D.SCHEDULED}


@pytest.mark.parametrize("stage", [Stage.TEMP, Stage.DRAFT])
@pytest.mark.parametrize("state", D)
def test_before_it_is_committed_a_post_is_its_stage(stage: Stage, state: D) -> None:
    assert post_status(stage, [state]) is P(stage.value)


# DESIGN, "A post's life": "first match". Rows: one of these is there, and (where there are any)
# one of those too; canceled ones are otherwise ignored.
BOOK: tuple[tuple[str, set[D], set[D], P], ...] = (
    ("any publishing or processing", {D.PUBLISHING, D.PROCESSING}, set(), P.PUBLISHING),
    ("any ahead, another is out", {D.SCHEDULED, D.WAITING_MEDIA}, {D.PUBLISHED}, P.PUBLISHING),
    ("any ahead, else", {D.SCHEDULED, D.WAITING_MEDIA}, set(), P.SCHEDULED),
    ("any unconfirmed", {D.UNCONFIRMED}, set(), P.UNCONFIRMED),
    ("published mixed", {D.PUBLISHED}, {D.FAILED, D.MISSED}, P.PARTIALLY_PUBLISHED),
    ("all published", {D.PUBLISHED}, set(), P.PUBLISHED),
    ("any failed", {D.FAILED}, set(), P.FAILED),
    ("any missed", {D.MISSED}, set(), P.MISSED),
    ("not going yet", {D.DRAFT}, set(), P.DRAFT),
    ("all canceled", {D.CANCELED}, set(), P.CANCELED),
)

# Every pair, drawn by hand: "s" scheduled, "g" publishing, "o" published (out), "/" partly,
# "f" failed, "m" missed, "?" unconfirmed, "-" canceled, "d" draft. Columns as above.
PAIRS = {
    D.DRAFT: "dssggofm?d",
    D.SCHEDULED: "sssgggssss",
    D.WAITING_MEDIA: "sssgggssss",
    D.PUBLISHING: "gggggggggg",
    D.PROCESSING: "gggggggggg",
    D.PUBLISHED: "oggggo//?o",
    D.FAILED: "fssgg/ff?f",
    D.MISSED: "mssgg/fm?m",
    D.UNCONFIRMED: "?ssgg?????",
    D.CANCELED: "dssggofm?-",
}
LETTERS = {
    "s": P.SCHEDULED,
    "g": P.PUBLISHING,
    "o": P.PUBLISHED,
    "/": P.PARTIALLY_PUBLISHED,
    "f": P.FAILED,
    "m": P.MISSED,
    "?": P.UNCONFIRMED,
    "-": P.CANCELED,
    "d": P.DRAFT,
}


def _by_the_book(states: tuple[D, ...]) -> P:
    there = set(states)
    for _, any_of, and_of, said in BOOK:
        if there & any_of and (not and_of or there & and_of):
            return said
    raise AssertionError(f"the book says nothing of {states}")


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_mixture(count: int) -> None:
    seen = 0
    for states in combinations_with_replacement(tuple(D), count):
        assert post_status(Stage.COMMITTED, states) is _by_the_book(states), states
        seen += 1
    assert seen == {1: 10, 2: 55, 3: 220, 4: 715}[count]


@pytest.mark.parametrize("one", D)
@pytest.mark.parametrize("other", D)
def test_every_pair_as_drawn(one: D, other: D) -> None:
    said = LETTERS[PAIRS[one][COLUMNS.index(other)]]
    assert post_status(Stage.COMMITTED, [one, other]) is said


def test_the_order_of_the_accounts_and_how_many_stand_alike_change_nothing() -> None:
    for states in combinations_with_replacement(tuple(D), 3):
        said = post_status(Stage.COMMITTED, states)
        assert post_status(Stage.COMMITTED, states[::-1]) is said
        assert post_status(Stage.COMMITTED, (*states, states[1])) is said
        if set(states) != {D.CANCELED}:
            assert post_status(Stage.COMMITTED, (D.CANCELED, *states)) is said


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((D.FAILED, D.FAILED), P.FAILED),
        ((D.PUBLISHED, D.FAILED), P.PARTIALLY_PUBLISHED),
        ((D.PUBLISHED, D.MISSED), P.PARTIALLY_PUBLISHED),
        ((D.PUBLISHED, D.CANCELED), P.PUBLISHED),
        ((D.PUBLISHED, D.SCHEDULED), P.PUBLISHING),
        ((D.UNCONFIRMED, D.PUBLISHED), P.UNCONFIRMED),
        ((D.FAILED, D.MISSED), P.FAILED),
    ],
)
def test_named_mixtures(states: tuple[D, ...], expected: P) -> None:
    assert post_status(Stage.COMMITTED, states) is expected


def test_no_delivery_is_a_draft() -> None:
    assert post_status(Stage.COMMITTED, []) is P.DRAFT


@pytest.mark.parametrize("state", D)
@pytest.mark.parametrize("over", [True, False])
def test_locked_when_finished(state: D, over: bool) -> None:
    finished = state in (D.PUBLISHED, D.CANCELED) or (state is D.FAILED and over)
    assert is_locked(Stage.COMMITTED, [(D.PUBLISHED, False), (state, over)]) is finished
    assert not is_locked(Stage.DRAFT, [(state, over)])


def test_nothing_is_not_locked() -> None:
    assert not is_locked(Stage.COMMITTED, [])


@pytest.mark.parametrize("other", D)
def test_what_its_platform_has_is_shown_as_scheduled(other: D) -> None:
    states = (D.PROCESSING, other)
    assert post_status(Stage.COMMITTED, states) is P.PUBLISHING, "the machine's word stays"
    shown = shown_status(Stage.COMMITTED, ((D.PROCESSING, True), (other, False)))
    assert shown is post_status(Stage.COMMITTED, (D.SCHEDULED, other))


@pytest.mark.parametrize("states", list(combinations_with_replacement(D, 3)))
def test_without_such_a_platform_both_statuses_are_one(states: tuple[D, ...]) -> None:
    pairs = [(state, False) for state in states]
    assert shown_status(Stage.COMMITTED, pairs) is post_status(Stage.COMMITTED, states)
