"""Ids that sort by the time they were made, also across processes."""

from __future__ import annotations

import secrets
import threading

from brandcraft_desktop.domain.clock import Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: https://github.com/ulid/spec
_LENGTH = 26
_RANDOM_BITS = 80


class _Last:
    """The newest id of this process."""

    lock = threading.Lock()
    number = 0


def new_id(clock: Clock) -> str:
    """A ULID in lower case: 48 bits of milliseconds, 80 random bits.

    Ids of one process grow strictly, whatever the clock does within a second of the last one.
    """
    milliseconds = int(clock.now().timestamp() * 1000)
    fresh = (milliseconds << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    with _Last.lock:
        behind = (_Last.number >> _RANDOM_BITS) - milliseconds
        if fresh <= _Last.number and behind <= 1000:
            fresh = _Last.number + 1 + secrets.randbits(32)
        _Last.number = fresh
    return _written(fresh)


def new_id_after(clock: Clock, newest: str) -> str:
    """An id that sorts behind `newest` (an id, or ""), however far the clock was set back."""
    fresh = new_id(clock)
    return fresh if fresh > newest else _written(_read(newest) + 1)


def _written(number: int) -> str:
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def _read(id_: str) -> int:
    number = 0
    for letter in id_:
        number = number << 5 | _ALPHABET.index(letter)
    return number
