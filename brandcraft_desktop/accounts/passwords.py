"""Passwords that open the window, kept as what can be checked but not read back.

Argon2id by argon2-cffi with its own defaults, RFC 9106's second recommended setting (64 MiB, 3
passes, 4 lanes; section 4). No key is ever made of such a password.
"""

from __future__ import annotations

import unicodedata

memory_kib = 65536  # tests take less, so that they need not wait
_MOST_MEMORY = 1_048_576  # KiB: a forged row must not be able to ask for all there is
_MOST_PASSES = 32


def hashed(password: str) -> str:
    """What is stored of a password (the PHC string format, with its own salt and cost)."""
    from argon2 import PasswordHasher

    return PasswordHasher(memory_cost=memory_kib).hash(_plain(password))


def fits(stored: str, password: str) -> bool:
    """Whether this is the password; False as well for a text that `hashed` did not make."""
    from argon2 import PasswordHasher, extract_parameters
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        cost = extract_parameters(stored)
        if cost.memory_cost > _MOST_MEMORY or cost.time_cost > _MOST_PASSES:
            return False
        return PasswordHasher().verify(stored, _plain(password))
    except (VerificationError, InvalidHashError):
        return False


def _plain(password: str) -> str:
    # The same password typed on another keyboard may come in another Unicode form.
    return unicodedata.normalize("NFC", password)
