"""What the database keeps of the vault's key: check value, number, wrapped key."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from brandcraft_desktop.accounts.keys import KeyRecord
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.services import sealed_settings

_KEYS = tables.vault_keys


class DatabaseBook:
    """The vault's `Book` on the workspace's database; each call is a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def read(self) -> KeyRecord | None:
        """The record, if a key was ever made."""
        return self._database.read(_current)

    def sealed_exists(self) -> bool:
        """Whether any secret is sealed."""
        return self._database.read(_any_sealed)

    def next_number(self) -> int:
        """The number of the next key; none is ever used twice."""
        return self._database.read(_next_number)

    def create(self, record: KeyRecord) -> KeyRecord:
        """Keep the first record; if somebody was faster, theirs is given back."""

        def act(connection: Connection) -> KeyRecord:
            there = _current(connection)
            if there is not None:
                return there
            connection.execute(
                insert(_KEYS).values(
                    number=record.number,
                    check_value=record.check.hex(),
                    wrapped=record.wrapped or None,
                    created_at=self._clock.now(),
                )
            )
            return record

        try:
            return self._database.write(act, person=True)
        except IntegrityError:  # on a server another machine may write at the very same time
            winner = self.read()
            if winner is None:
                raise
            return winner

    def replace(self, record: KeyRecord) -> None:
        """Keep a record of the same key with another wrapping."""

        def act(connection: Connection) -> None:
            connection.execute(
                update(_KEYS)
                .where(_KEYS.c.number == record.number, _KEYS.c.check_value == record.check.hex())
                .values(wrapped=record.wrapped or None)
            )

        self._database.write(act, person=True)


def retire(connection: Connection) -> None:
    """Give up the present key and all that it sealed; its number stays used."""
    connection.execute(delete(tables.secrets))
    connection.execute(delete(tables.settings).where(sealed_settings.any_of_them()))
    connection.execute(update(_KEYS).values(check_value="", wrapped=None))


def _current(connection: Connection) -> KeyRecord | None:
    row = connection.execute(
        select(_KEYS.c.number, _KEYS.c.check_value, _KEYS.c.wrapped)
        .order_by(_KEYS.c.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None or not row.check_value:  # an empty check value marks a retired key
        return None
    return KeyRecord(row.number, bytes.fromhex(row.check_value), row.wrapped or "")


def _any_sealed(connection: Connection) -> bool:
    of_accounts = select(tables.secrets.c.name).limit(1)
    others = select(tables.settings.c.name).where(sealed_settings.any_of_them()).limit(1)
    return any(connection.execute(query).first() is not None for query in (of_accounts, others))


def _next_number(connection: Connection) -> int:
    return (connection.execute(select(func.max(_KEYS.c.number))).scalar() or 0) + 1
