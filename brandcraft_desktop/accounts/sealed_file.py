"""Secrets that travel in a file: sealed with a key of their own, which a passphrase wraps.

Argon2id and AES-256-GCM as the vault's key (`accounts.keys`); `context` is bound in, so that what
was sealed for one file does not open in another.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets

from brandcraft_desktop.accounts import keys
from brandcraft_desktop.accounts.keys import Wrapping
from brandcraft_desktop.accounts.secret import Secret
from brandcraft_desktop.errors import BadInput

_FORMAT = 1


def seal(text: str, passphrase: Secret, context: str, wrapping: Wrapping | None = None) -> str:
    """The text sealed, as JSON. Raises `BadInput` for a passphrase that is too short."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = keys.generate(_FORMAT)
    wrapped = keys.wrap(key, passphrase.reveal(), wrapping or Wrapping())
    nonce = secrets.token_bytes(keys.NONCE_BYTES)
    sealed = AESGCM(key.material).encrypt(nonce, text.encode(), context.encode())
    return json.dumps(
        {
            "format": _FORMAT,
            "key": json.loads(wrapped),
            "nonce": nonce.hex(),
            "sealed": base64.b64encode(sealed).decode(),
        },
        sort_keys=True,
    )


def unseal(sealed: str, passphrase: Secret, context: str) -> str:
    """What `seal` took. Raises `BadInput` for a wrong passphrase and for a damaged text."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        fields = json.loads(sealed)
        if fields["format"] != _FORMAT:
            raise ValueError("unknown format")
        nonce = bytes.fromhex(fields["nonce"])
        body = base64.b64decode(fields["sealed"], validate=True)
        wrapped = json.dumps(fields["key"])
        if len(nonce) != keys.NONCE_BYTES:
            raise ValueError("another size than ours")
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise _damaged() from error
    key = keys.unwrap(wrapped, passphrase.reveal())
    if key is None:
        raise BadInput(
            "That passphrase is wrong.",
            "The sign-ins in this file are sealed with another one.",
            "Try again, or bring it in without its sign-ins.",
            field="passphrase",
        )
    try:
        return AESGCM(key.material).decrypt(nonce, body, context.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise _damaged() from error


def _damaged() -> BadInput:
    return BadInput(
        "The sign-ins in this file can't be read.",
        "They are damaged, or belong to another file.",
        "Bring it in without them, or use another export.",
    )
