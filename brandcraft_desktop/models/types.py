"""How our values lie in a column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime: a moment without a zone cannot be stored")
    return (moment - _START) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    """The aware UTC moment of a stored number."""
    return _START + number * _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An aware moment as whole microseconds since 1970: exact, sortable, equal everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Out of it."""
        return None if value is None else from_microseconds(value)
