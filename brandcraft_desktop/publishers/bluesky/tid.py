"""Record keys of the AT protocol: timestamps in base 32 that sort as text.

Source: atproto.com/specs/tid: 64 bits, the top one 0, then 53 bits of microseconds since 1970 and
10 bits of clock identifier, as 13 characters.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH = 13
_CLOCK_BITS = 10
_MICROS_BITS = 53
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def tid(micros: int, clock_id: int) -> str:
    """The TID of a moment (microseconds since 1970) and a clock (0-1023).

    Raises `ValueError` outside those ranges.
    """
    if not 0 <= micros < 1 << _MICROS_BITS:
        raise ValueError(f"{micros} microseconds do not fit into a TID")
    if not 0 <= clock_id < 1 << _CLOCK_BITS:
        raise ValueError(f"a clock identifier is 0 to 1023, not {clock_id}")
    number = micros << _CLOCK_BITS | clock_id
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


def moment_of(key: str) -> datetime | None:
    """The moment that a record key stands for; None for one that is no TID."""
    if len(key) != _LENGTH or any(letter not in _ALPHABET for letter in key):
        return None
    number = 0
    for letter in key:
        number = number << 5 | _ALPHABET.index(letter)
    micros = number >> _CLOCK_BITS
    return None if micros >> _MICROS_BITS else _EPOCH + timedelta(microseconds=micros)


def stable_tid(key: str, created_at: datetime, part: int) -> str:
    """The record key for part `part` (from 0) of the delivery `key`: always the same one.

    A resend after a crash thus meets its own record instead of making a second one. Deliveries
    made in the same millisecond are spread by a hash of their key (10 bits of clock, the
    microseconds below the millisecond); a thread's parts follow one another in order.
    Raises `ValueError` for a naive time or a negative part.
    """
    if created_at.tzinfo is None:
        raise ValueError("a TID needs an aware time")
    if part < 0:
        raise ValueError(f"a part is counted from 0, not {part}")
    spread = int.from_bytes(sha256(key.encode()).digest()[:8], "big")
    clock_id = spread % (1 << _CLOCK_BITS)
    below = (spread >> _CLOCK_BITS) % 1000
    micros = (created_at - _EPOCH) // _MILLISECOND * 1000 + below + part
    return tid(micros, clock_id)
