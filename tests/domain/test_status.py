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
    D.PROCESSING: ".x.x.xx.x.",
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


def _by_the_book(states: frozenset[D]) -> P:
    """DESIGN's paragraph, sentence by sentence."""
    seen = states - {D.CANCELED}
    if not seen:
        return P.CANCELED
    if D.PUBLISHING in seen or D.PROCESSING in seen:
        return P.PUBLISHING
    if D.SCHEDULED in seen or D.WAITING_MEDIA in seen:
        return P.PUBLISHING if D.PUBLISHED in seen else P.SCHEDULED
    if D.UNCONFIRMED in seen:
        return P.UNCONFIRMED
    if D.PUBLISHED in seen and seen & {D.FAILED, D.MISSED}:
        return P.PARTIALLY_PUBLISHED
    if D.PUBLISHED in seen:
        return P.PUBLISHED
    if D.FAILED in seen:
        return P.FAILED
    if D.MISSED in seen:
        return P.MISSED
    return P.DRAFT


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_mixture(count: int) -> None:
    for states in combinations_with_replacement(tuple(D), count):
        assert post_status(Stage.COMMITTED, states) is _by_the_book(frozenset(states)), states


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
