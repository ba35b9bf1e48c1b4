"""Which end each class of error brings, as one table."""

import pytest

from brandcraft_desktop.domain.ending import LOOKS, Ending, ending
from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.errors import (
    AppKeysRefused,
    ContentRefused,
    DuplicateRefused,
    MediaGone,
    NotReached,
    NotSent,
    OutcomeUnknown,
    OutOfReach,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    SignInRevoked,
)

AGAIN = (NotSent, NotReached, RateLimited, MediaGone, OutcomeUnknown)
FINAL = (
    AppKeysRefused,
    ContentRefused,
    DuplicateRefused,
    OutOfReach,
    OwnerNeeded,
    PermissionMissing,
    SignInExpired,
    SignInRevoked,
)


def every_class() -> set[type[PublishingError]]:
    found: set[type[PublishingError]] = set()
    todo: list[type[PublishingError]] = [PublishingError]
    while todo:
        for child in todo.pop().__subclasses__():
            if child.__module__ == PublishingError.__module__:
                found.add(child)
                todo.append(child)
    return found


def test_the_lists_name_every_class() -> None:
    assert every_class() == {*AGAIN, *FINAL}


@pytest.mark.parametrize("kind", AGAIN)
@pytest.mark.parametrize("tries", range(1, MAX_ATTEMPTS + 2))
def test_surely_not_out_is_tried_again(kind: type[PublishingError], tries: int) -> None:
    how = ending(kind("x"), tries=tries, looks=0, call_open=False, looked=False)
    assert how is (Ending.RETRY if tries < MAX_ATTEMPTS else Ending.FAILED)


@pytest.mark.parametrize("kind", FINAL)
def test_final_errors_fail_at_once(kind: type[PublishingError]) -> None:
    assert ending(kind("x"), tries=1, looks=0, call_open=False, looked=False) is Ending.FAILED


def test_a_fault_of_our_own_fails() -> None:
    assert ending(None, tries=1, looks=0, call_open=False, looked=False) is Ending.FAILED


@pytest.mark.parametrize("kind", [*AGAIN, *FINAL, None])
@pytest.mark.parametrize("tries", [1, MAX_ATTEMPTS, 99])
@pytest.mark.parametrize("looks", range(len(LOOKS) + 2))
@pytest.mark.parametrize("looked", [True, False])
def test_an_open_call_is_never_simply_retried(
    kind: type[PublishingError] | None, tries: int, looks: int, looked: bool
) -> None:
    error = kind("x") if kind else None
    how = ending(error, tries=tries, looks=looks, call_open=True, looked=looked)
    asked_enough = looked or looks >= len(LOOKS)
    assert how is (Ending.UNCONFIRMED if asked_enough else Ending.LOOK)
