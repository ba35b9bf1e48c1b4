"""The lock: who may open the window, and what a wrong password costs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Update, select, update

from brandcraft_desktop.accounts import passwords
from brandcraft_desktop.domain.events import Event, SettingChanged
from brandcraft_desktop.domain.vault import VaultState
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import lock, settings, vault
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.models.times import NOON, StandingClock

WORDS = "four quiet green boats"
OTHER = "nine loud yellow kites"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost that no test has to wait for."""
    monkeypatch.setattr(passwords, "memory_kib", 64)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(home: Path, clock: StandingClock) -> Iterator[Workspace]:
    opened = open_workspace(Home(home), clock=clock)
    yield opened
    close(opened)


def stored(workspace: Workspace) -> str:
    rows = tables.settings
    found = workspace.database.read(
        lambda connection: connection.scalars(
            select(rows.c.value).where(rows.c.name.startswith("lock."))
        ).all()
    )
    return "\n".join(found)


def test_nobody_locks_nothing(workspace: Workspace) -> None:
    now = lock.status(workspace)
    assert (now.on, now.people, now.idle_minutes) == (False, (), 10)
    with pytest.raises(NotFound):
        lock.unlock(workspace, "anna.example", WORDS)


def test_a_password_is_kept_as_what_can_be_checked_only(workspace: Workspace) -> None:
    told: list[Event] = []
    workspace.bus.subscribe(told.append)
    anna = lock.add(workspace, "Anna  Example", WORDS)
    assert (anna.name, anna.handle) == ("Anna Example", "anna.example")
    assert SettingChanged(lock.LOCK) in told
    assert WORDS not in stored(workspace)
    assert "$argon2id$" in stored(workspace)
    assert "argon2" not in repr(lock.status(workspace))
    assert lock.status(workspace).people == (anna,)
    assert lock.unlock(workspace, "anna.example", WORDS).opened
    assert lock.unlock(workspace, anna.id, WORDS).opened
    assert not lock.unlock(workspace, "@anna.example", WORDS.upper()).opened


def test_it_never_touches_the_key_of_the_vault(workspace: Workspace) -> None:
    before = vault.status(workspace).state
    lock.add(workspace, "Anna Example", WORDS)
    lock.unlock(workspace, "anna.example", WORDS)
    assert vault.status(workspace).state is before
    assert before is not VaultState.OPEN, "nothing was sealed, so no key was made"


def test_wrong_tries_wait_longer_and_longer(workspace: Workspace, clock: StandingClock) -> None:
    lock.add(workspace, "Anna Example", WORDS)
    lefts = [lock.unlock(workspace, "anna.example", f"wrong {one}").left for one in range(3)]
    assert lefts == [3, 2, 1]
    assert lock.waiting(workspace, "anna.example") == timedelta()
    assert lock.unlock(workspace, "anna.example", "wrong").wait == timedelta(seconds=30)
    early = lock.unlock(workspace, "anna.example", WORDS)
    assert (early.opened, early.wrong) == (False, False), "the right one has to wait as well"
    clock.moment = NOON + timedelta(seconds=29)
    assert lock.waiting(workspace, "anna.example") == timedelta(seconds=1)
    clock.moment = NOON + timedelta(seconds=30)
    assert lock.unlock(workspace, "anna.example", "wrong").wait == timedelta(minutes=1)
    clock.moment += timedelta(minutes=1)
    assert lock.unlock(workspace, "anna.example", WORDS).opened
    assert lock.unlock(workspace, "anna.example", "wrong").left == 3, "it begins anew"


def test_a_wait_survives_a_restart(home: Path, clock: StandingClock) -> None:
    workspace = open_workspace(Home(home), clock=clock)
    lock.add(workspace, "Anna Example", WORDS)
    for _ in range(4):
        lock.unlock(workspace, "anna.example", "wrong")
    close(workspace)
    again = open_workspace(Home(home), clock=clock)
    try:
        assert lock.waiting(again, "anna.example") == timedelta(seconds=30)
        assert not lock.unlock(again, "anna.example", WORDS).opened
        clock.moment -= timedelta(days=2)
        assert lock.waiting(again, "anna.example") == timedelta(seconds=30), "the clock went back"
    finally:
        close(again)


def test_a_wait_of_a_wrong_clock_ends_as_any_other(
    workspace: Workspace, clock: StandingClock
) -> None:
    person = lock.add(workspace, "Anna Example", WORDS)
    clock.moment += timedelta(days=1000)
    for _ in range(4):
        lock.unlock(workspace, person.id, "wrong")
    clock.moment -= timedelta(days=1000)  # the computer hears what time it really is
    assert lock.waiting(workspace, person.id) == timedelta(seconds=30)
    clock.moment += timedelta(seconds=29)
    assert not lock.unlock(workspace, person.id, WORDS).wrong
    clock.moment += timedelta(seconds=1)
    assert lock.unlock(workspace, person.id, WORDS).opened


def test_a_try_in_a_wait_of_a_wrong_clock_is_not_looked_at(
    workspace: Workspace, clock: StandingClock
) -> None:
    person = lock.add(workspace, "Anna Example", WORDS)
    clock.moment += timedelta(days=1000)
    for _ in range(4):
        lock.unlock(workspace, person.id, "wrong")
    clock.moment -= timedelta(days=1000)
    early = lock.unlock(workspace, person.id, WORDS)
    assert (early.opened, early.wait) == (False, timedelta(seconds=30))
    clock.moment += timedelta(seconds=30)
    assert lock.unlock(workspace, person.id, WORDS).opened


def test_a_try_is_counted_before_it_is_looked_at(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock.add(workspace, "Anna Example", WORDS)

    def killed(_stored: str, _password: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr(passwords, "fits", killed)
        for _ in range(4):
            with pytest.raises(KeyboardInterrupt):
                lock.unlock(workspace, "anna.example", "wrong")
    assert lock.waiting(workspace, "anna.example") == timedelta(seconds=30)


def test_many_hands_at_once_get_no_more_tries(workspace: Workspace) -> None:
    lock.add(workspace, "Anna Example", WORDS)
    with ThreadPoolExecutor(6) as hands:
        answers = list(
            hands.map(lambda one: lock.unlock(workspace, "anna.example", f"no {one}"), range(6))
        )
    assert sum(one.wrong for one in answers) == 4
    assert not any(one.opened for one in answers)


def test_two_people_of_one_name_never_mix(workspace: Workspace) -> None:
    first = lock.add(workspace, "Anna Example", WORDS)
    second = lock.add(workspace, "Anna Example", OTHER)
    assert (first.handle, second.handle) == ("anna.example", "anna.example2")
    assert first.id != second.id
    assert not lock.unlock(workspace, first.handle, OTHER).opened
    assert not lock.unlock(workspace, second.handle, WORDS).opened
    assert lock.unlock(workspace, second.handle, OTHER).opened
    for _ in range(4):
        lock.unlock(workspace, first.handle, "wrong")
    assert lock.waiting(workspace, first.id)
    assert not lock.waiting(workspace, second.id), "a wait is one person's"
    lock.change_password(workspace, second.handle, WORDS + "!")
    assert lock.waiting(workspace, first.id), "and so is a change"
    lock.remove(workspace, first.id)
    assert lock.status(workspace).people == (second,)


def test_nobody_is_found_by_an_address_or_a_name(workspace: Workspace) -> None:
    lock.add(workspace, "anna@example.com", WORDS)
    (anna,) = lock.status(workspace).people
    assert (anna.name, anna.handle) == ("anna@example.com", "annaexample.com")
    for who in ("anna@example.com", "ANNAEXAMPLE.COM", "Anna", ""):
        with pytest.raises(NotFound):
            lock.unlock(workspace, who, WORDS)


def test_what_can_not_be_taken_changes_nothing(workspace: Workspace) -> None:
    lock.add(workspace, "Anna Example", WORDS)
    refused: list[tuple[str, str, str, str]] = [
        ("Bo Example", "too short", "", "password"),
        ("Bo Example", "boexample12", "", "password"),
        ("Bo Example", OTHER, "b@e.com", "handle"),
        ("安娜", OTHER, "", "handle"),
        ("", OTHER, "bo.example", "name"),
    ]
    for name, password, handle, field in refused:
        with pytest.raises(BadInput) as caught:
            lock.add(workspace, name, password, handle=handle)
        assert caught.value.field == field
        assert password not in caught.value.message
    with pytest.raises(AlreadyExists):
        lock.add(workspace, "Bo Example", OTHER, handle="anna.example")
    with pytest.raises(BadInput):
        lock.change_password(workspace, "anna.example", "short")
    assert [one.handle for one in lock.status(workspace).people] == ["anna.example"]
    assert lock.unlock(workspace, "anna.example", WORDS).opened


def test_another_name_keeps_the_password(workspace: Workspace) -> None:
    anna = lock.add(workspace, "Anna Example", WORDS)
    lock.add(workspace, "Bo Example", OTHER)
    with pytest.raises(AlreadyExists):
        lock.rename(workspace, anna.id, "Anna", "bo.example")
    now = lock.rename(workspace, anna.id, "Anna B. Example", "anna_b")
    assert (now.id, now.name, now.handle) == (anna.id, "Anna B. Example", "anna_b")
    assert lock.unlock(workspace, "anna_b", WORDS).opened


def test_a_row_that_makes_no_sense_is_nobody(workspace: Workspace) -> None:
    lock.add(workspace, "Anna Example", WORDS)
    rows = tables.settings
    for value in ("", "{}", "[]", '{"name": 1}', "nonsense"):
        spoil = update(rows).where(rows.c.name.startswith("lock.person.")).values(value=value)
        workspace.database.write(partial(_run, spoil))
        assert not lock.status(workspace).on


def _run(spoil: Update, connection: Connection) -> None:
    connection.execute(spoil)


def test_the_usual_cost_is_what_rfc_9106_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert passwords.hashed(WORDS).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    "text", ["", "nonsense", "$argon2id$v=19$m=99999999,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g"]
)
def test_a_forged_row_opens_nothing_and_costs_nothing(text: str) -> None:
    assert not passwords.fits(text, WORDS)


def test_idle_minutes_have_bounds(workspace: Workspace) -> None:
    settings.put(workspace, lock.IDLE_MINUTES, 0)
    assert lock.status(workspace).idle_minutes == 0
    with pytest.raises(BadInput):
        settings.put(workspace, lock.IDLE_MINUTES, -1)
