"""The lock over the window: people with passwords, tries that are counted, when it closes.

It keeps passers-by out of the window. Whoever may read the files of this computer's user needs no
window, so the way back from a forgotten password is that user's own command line. No key of the
vault is made of these passwords: posts go out while the window is locked.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, delete, insert, select, update

from brandcraft_desktop.accounts import passwords
from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.lock import (
    FREE_TRIES,
    LONGEST_NAME,
    Person,
    Tried,
    handle_from,
    handle_trouble,
    rules,
    wait_after,
)
from brandcraft_desktop.domain.names import is_showable
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.models.tables import settings as rows
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

T = TypeVar("T")
LOCK = "lock.people"  # what is told as changed
IDLE_MINUTES = settings.number("lock.idle_minutes", 10, 0, 24 * 60)
"""Minutes without a key or the pointer before the window locks itself; 0 is never."""
HOME_VARIABLE = "BRANDCRAFT_HOME"
PEOPLE = "lock.person."  # settings of such names never leave this computer, nor come from another


@dataclass(frozen=True)
class Lock:
    """Who may open the window, in the order they came; nobody means that there is no lock."""

    people: tuple[Person, ...]
    idle_minutes: int

    @property
    def on(self) -> bool:
        """Whether the window is locked at its start and when left alone."""
        return bool(self.people)


@dataclass(frozen=True, repr=False)
class _Row:
    person: Person
    password: str = field(repr=False)  # as `accounts.passwords` stores it
    wrong: int = 0
    until: datetime | None = None


def status(workspace: Workspace) -> Lock:
    """The lock as it is now; nothing of a password is in it."""

    def read(connection: Connection) -> Lock:
        people = tuple(row.person for row in _all(connection))
        return Lock(people, settings.read(connection, IDLE_MINUTES))

    return workspace.database.read(read)


def add(workspace: Workspace, name: str, password: str, *, handle: str = "") -> Person:
    """Let one more person open the window; without a handle one is made from the name.

    Raises `BadInput` for a name, handle or password that can't be taken, `AlreadyExists` for a
    handle that is somebody else's. Two people may share a name: a handle is one person's.
    """
    clean = _clean_name(name)

    def act(connection: Connection, emit: Emit) -> Person:
        taken = {row.person.handle for row in _all(connection)}
        person = Person(new_id(workspace.clock), clean, _clean_handle(clean, handle, taken))
        connection.execute(
            insert(rows).values(name=PEOPLE + person.id, value=_written(_Row(person, stored)))
        )
        emit(SettingChanged(LOCK))
        return person

    asked = handle or handle_from(clean)
    stored = _checked(password, (clean, asked))
    return change(workspace, act, person=True)


def change_password(workspace: Workspace, who: str, password: str) -> Person:
    """Give somebody another password; `who` is an id or a handle. Raises `NotFound`, `BadInput`."""
    person = workspace.database.read(lambda connection: _one(connection, who)).person
    stored = _checked(password, (person.name, person.handle))
    return _alter(workspace, who, lambda row: _Row(row.person, stored)).person


def rename(workspace: Workspace, who: str, name: str, handle: str) -> Person:
    """Another name and handle; the password stays. Raises like `add`, and `NotFound`."""
    clean = _clean_name(name)

    def act(connection: Connection, emit: Emit) -> Person:
        row = _one(connection, who, writing=True)
        taken = {one.person.handle for one in _all(connection) if one.person.id != row.person.id}
        person = Person(row.person.id, clean, _clean_handle(clean, handle, taken))
        _put(connection, replace(row, person=person))
        emit(SettingChanged(LOCK))
        return person

    return change(workspace, act, person=True)


def remove(workspace: Workspace, who: str) -> Person:
    """Take somebody's password away; without anybody left nothing is locked. Raises `NotFound`."""

    def act(connection: Connection, emit: Emit) -> Person:
        person = _one(connection, who, writing=True).person
        connection.execute(delete(rows).where(rows.c.name == PEOPLE + person.id))
        emit(SettingChanged(LOCK))
        return person

    return change(workspace, act, person=True)


def waiting(workspace: Workspace, who: str) -> timedelta:
    """How long this person has to wait before the next try; nothing mostly. Raises `NotFound`."""
    now = workspace.clock.now()
    row = workspace.database.read(lambda connection: _one(connection, who))
    if _from_tomorrow(row, now):
        row = _alter(workspace, who, lambda one: _begun_anew(one, now), quiet=True)
    return _rest(row, now)


def unlock(workspace: Workspace, who: str, password: str) -> Tried:
    """One try of a person's password, by id or handle. Raises `NotFound`.

    It is counted as wrong before it is looked at, so whoever kills the program meanwhile gains
    nothing, and forgotten when it was right. Takes some tenths of a second: never the main thread.
    """
    now = workspace.clock.now()

    def count(connection: Connection, _: Emit) -> tuple[_Row, timedelta]:
        row = _one(connection, who, writing=True)
        if _from_tomorrow(row, now):
            row = _begun_anew(row, now)
            _put(connection, row)
        rest = _rest(row, now)
        if rest:
            return row, rest
        wrong = row.wrong + 1
        wait = wait_after(wrong)
        row = replace(row, wrong=wrong, until=now + wait if wait else None)
        _put(connection, row)
        return row, timedelta()

    row, early = change(workspace, count, person=True)
    if early:
        return Tried(False, 0, early, wrong=False)
    if passwords.fits(row.password, password):
        _alter(workspace, row.person.id, lambda one: replace(one, wrong=0, until=None), quiet=True)
        return Tried(True)
    return Tried(False, max(0, FREE_TRIES - row.wrong), wait_after(row.wrong))


def way_back(people: tuple[Person, ...], person: Person) -> str:
    """The command that takes a forgotten password away, as it is typed on this computer."""
    words = "brandcraft lock remove"
    if len(people) > 1:
        words += f" --handle {person.handle}"
    home = os.environ.get(HOME_VARIABLE)
    if not home:
        return words
    if os.name == "nt":
        return f'set "{HOME_VARIABLE}={home}" && {words}'
    return f"{HOME_VARIABLE}={shlex.quote(home)} {words}"


def _alter(
    workspace: Workspace, who: str, alter: Callable[[_Row], _Row], *, quiet: bool = False
) -> _Row:
    def act(connection: Connection, emit: Emit) -> _Row:
        row = alter(_one(connection, who, writing=True))
        _put(connection, row)
        if not quiet:
            emit(SettingChanged(LOCK))
        return row

    return change(workspace, act, person=True)


def _rest(row: _Row, now: datetime) -> timedelta:
    """What is left of a wait."""
    return max(row.until - now, timedelta()) if row.until is not None else timedelta()


def _from_tomorrow(row: _Row, now: datetime) -> bool:
    """Whether the wait ends later than any can that began before now: the clock was put back."""
    return row.until is not None and row.until - now > wait_after(row.wrong)


def _begun_anew(row: _Row, now: datetime) -> _Row:
    """The same wait from now on; counted from a wrong clock it could last for years."""
    return replace(row, until=now + wait_after(row.wrong)) if _from_tomorrow(row, now) else row


def _checked(password: str, names: tuple[str, ...]) -> str:
    """The password as it is stored. Raises `BadInput`."""
    broken = [rule.words for rule in rules(password, names) if not rule.kept]
    if broken:
        raise BadInput(
            "This password is too easy to guess.",
            f"It needs: {'; '.join(broken)}.",
            "Choose another; a few words in a row are good.",
            field="password",
        )
    return passwords.hashed(password)


def _clean_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not is_showable(clean):
        raise BadInput(
            "This name can't be used.",
            f"A name has 1 to {LONGEST_NAME} letters and no control characters.",
            "Write another.",
            field="name",
        )
    return clean


def _clean_handle(name: str, handle: str, taken: set[str]) -> str:
    wanted = handle.strip().removeprefix("@") or handle_from(name, taken)
    if wanted in taken:
        raise AlreadyExists(
            f"@{wanted} is somebody else here.",
            "A handle is one person's.",
            "Choose another.",
            field="handle",
        )
    trouble = handle_trouble(wanted, taken)
    if trouble:
        raise BadInput(
            "This handle can't be used.", trouble, "For example: anna.example", field="handle"
        )
    return wanted


def _all(connection: Connection) -> tuple[_Row, ...]:
    found = connection.execute(
        select(rows.c.name, rows.c.value)
        .where(rows.c.name.startswith(PEOPLE, autoescape=True))
        .order_by(rows.c.name)
    ).all()
    read = (_read(row.name.removeprefix(PEOPLE), row.value) for row in found)
    return tuple(row for row in read if row is not None)


def _one(connection: Connection, who: str, *, writing: bool = False) -> _Row:
    """A person's row by id or handle, held until the end of a writing transaction."""
    wanted = who.strip().removeprefix("@")
    for row in _all(connection):
        if wanted in (row.person.id, row.person.handle):
            if not writing:
                return row
            name = PEOPLE + row.person.id
            held = select(rows.c.value).where(rows.c.name == name).with_for_update()
            again = _read(row.person.id, connection.scalar(held) or "")
            if again is not None:
                return again
    raise NotFound(
        f"Nobody here is called “{who}”.",
        "People who may open the window are named by their handle.",
        "See them with: brandcraft lock status",
    )


def _put(connection: Connection, row: _Row) -> None:
    name = PEOPLE + row.person.id
    connection.execute(update(rows).where(rows.c.name == name).values(value=_written(row)))


def _written(row: _Row) -> str:
    return json.dumps(
        {
            "name": row.person.name,
            "handle": row.person.handle,
            "password": row.password,
            "wrong": row.wrong,
            "until": row.until.isoformat() if row.until is not None else "",
        },
        ensure_ascii=False,
    )


def _read(person_id: str, text: str) -> _Row | None:
    """A row from its text; None for one that we did not write."""
    try:
        fields = json.loads(text)
        until = datetime.fromisoformat(fields["until"]) if fields["until"] else None
        person = Person(person_id, str(fields["name"]), str(fields["handle"]))
        return _Row(person, str(fields["password"]), max(0, int(fields["wrong"])), until)
    except (ValueError, KeyError, TypeError):
        return None
