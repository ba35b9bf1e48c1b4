"""The one key that seals an account's secrets, and its form wrapped by a passphrase.

Argon2id with 64 MiB and 3 passes is RFC 9106's second recommended setting (section 4).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import threading
from dataclasses import dataclass

from brandcraft_desktop.errors import BadInput

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
MIN_PASSPHRASE = 8

# OpenSSL hangs for ever when two threads of a process run Argon2id with several lanes at once
# (measured with cryptography 50.0.2: three threads, four lanes).
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, repr=False)
class SealingKey:
    """The key itself with its number; made once for a workspace."""

    number: int
    material: bytes

    def __repr__(self) -> str:
        return f"SealingKey(number={self.number})"


@dataclass(frozen=True)
class Wrapping:
    """How dear guessing a passphrase is: memory in KiB, passes, lanes."""

    memory: int = 65536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class KeyRecord:
    """What the database knows of the key: never the key itself.

    `check` proves a key right without opening anything; `wrapped` is the key sealed by a
    passphrase (JSON), or "" where only a keyring has it.
    """

    number: int
    check: bytes
    wrapped: str = ""


def generate(number: int) -> SealingKey:
    """A new random key."""
    return SealingKey(number, secrets.token_bytes(KEY_BYTES))


def check_value(key: SealingKey, workspace_id: str) -> bytes:
    """What only this key can make: kept in the database to recognise the key again."""
    words = f"brandcraft vault {workspace_id} {key.number}".encode()
    return hmac.new(key.material, words, hashlib.sha256).digest()


def fits(key: SealingKey, record: KeyRecord, workspace_id: str) -> bool:
    """Whether this is the key that the record speaks of."""
    same = hmac.compare_digest(check_value(key, workspace_id), record.check)
    return same and key.number == record.number


def key_text(key: SealingKey) -> str:
    """The key as a keyring stores it."""
    return f"1:{key.number}:{base64.urlsafe_b64encode(key.material).decode()}"


def parse_key(text: str) -> SealingKey | None:
    """The key in what a keyring gave; None if that is not one of ours."""
    pieces = text.split(":")
    if len(pieces) != 3 or pieces[0] != "1" or not pieces[1].isdigit():
        return None
    try:
        material = base64.urlsafe_b64decode(pieces[2])
    except (binascii.Error, ValueError):
        return None
    return SealingKey(int(pieces[1]), material) if len(material) == KEY_BYTES else None


def check_passphrase(passphrase: str) -> None:
    """Raises `BadInput` for a passphrase too short to protect anything."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise BadInput(
            "That passphrase is too short.",
            f"It protects every sign-in, so it needs at least {MIN_PASSPHRASE} characters.",
            "Choose a longer one; four random words are good.",
            field="passphrase",
        )


def wrap(key: SealingKey, passphrase: str, wrapping: Wrapping) -> str:
    """The key sealed by a passphrase, as JSON text that is safe to store."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    check_passphrase(passphrase)
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    outer = _stretch(passphrase, salt, wrapping)
    sealed = AESGCM(outer).encrypt(nonce, key.material, _context(key.number))
    return json.dumps(
        {
            "format": 1,
            "kdf": "argon2id",
            "memory": wrapping.memory,
            "passes": wrapping.passes,
            "lanes": wrapping.lanes,
            "number": key.number,
            "salt": salt.hex(),
            "nonce": nonce.hex(),
            "sealed": sealed.hex(),
        },
        sort_keys=True,
    )


def unwrap(wrapped: str, passphrase: str) -> SealingKey | None:
    """The key inside; None for a wrong passphrase. Raises `BadInput` if the text is damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        fields = json.loads(wrapped)
        if fields["format"] != 1 or fields["kdf"] != "argon2id":
            raise ValueError("unknown format")
        number = int(fields["number"])
        wrapping = Wrapping(int(fields["memory"]), int(fields["passes"]), int(fields["lanes"]))
        # A forged file must not be able to ask for all memory or hours of work.
        if wrapping.memory > 1_048_576 or wrapping.passes > 32 or wrapping.lanes > 64:
            raise ValueError("unreasonable cost")
        if min(wrapping.passes, wrapping.lanes) < 1 or wrapping.memory < 8 * wrapping.lanes:
            raise ValueError("less than Argon2 takes (RFC 9106, 3.1)")
        salt, nonce, sealed = (bytes.fromhex(fields[name]) for name in ("salt", "nonce", "sealed"))
        if (len(salt), len(nonce)) != (SALT_BYTES, NONCE_BYTES):
            raise ValueError("another size than ours")
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise BadInput(
            "The wrapped key can't be read.",
            "Its text is damaged or was written by a newer version.",
            "Use another backup, or connect the accounts again.",
        ) from error
    try:
        material = AESGCM(_stretch(passphrase, salt, wrapping)).decrypt(
            nonce, sealed, _context(number)
        )
    except InvalidTag:
        return None
    return SealingKey(number, material)


def _stretch(passphrase: str, salt: bytes, wrapping: Wrapping) -> bytes:
    """The passphrase turned into a key, at the wrapping's cost."""
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same passphrase typed on another system may come in another Unicode form.
    text = unicodedata.normalize("NFC", passphrase)
    maker = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=wrapping.passes,
        lanes=wrapping.lanes,
        memory_cost=wrapping.memory,
    )
    with _one_at_a_time:
        return maker.derive(text.encode())


def _context(number: int) -> bytes:
    return f"brandcraft wrapped key {number}".encode()
