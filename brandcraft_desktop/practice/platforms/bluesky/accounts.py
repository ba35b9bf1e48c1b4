"""The accounts of this world: same data folder, same accounts, same passwords."""

from __future__ import annotations

import base64
import hashlib
import secrets

from brandcraft_desktop.practice.platforms.bluesky.settings import PDS
from brandcraft_desktop.practice.platforms.bluesky.store import Account, Store
from brandcraft_desktop.practice.values import Object

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def ensure_accounts(store: Store, count: int, now: str) -> list[Account]:
    """At least `count` accounts exist afterwards; those that did stay as they are."""
    for position in range(len(store.accounts()), count):
        suffix = "" if position == 0 else f"-{position + 1}"
        handle = f"practice{suffix}.bsky.social"
        store.database.run(
            "INSERT INTO accounts (did, handle, display_name, password, app_password, created_at,"
            " position) VALUES (?, ?, ?, ?, ?, ?, ?)",
            did_for(handle),
            handle,
            "Practice account" if position == 0 else f"Practice account {position + 1}",
            secrets.token_urlsafe(12),
            app_password(),
            now,
            position,
        )
    return store.accounts()


def app_password() -> str:
    """A fresh one of the shape xxxx-xxxx-xxxx-xxxx."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def did_for(handle: str) -> str:
    """A DID of the PLC shape, the same for the same handle in every practice world."""
    digest = hashlib.sha256(f"practice:{handle}".encode()).digest()
    return "did:plc:" + base64.b32encode(digest).decode("ascii").lower()[:24]


def did_document(account: Account) -> Object:
    """What the PLC directory says about an account: its handle and where its repository lives."""
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/suites/secp256k1-2019/v1",
        ],
        "id": account.did,
        "alsoKnownAs": [f"at://{account.handle}"],
        "verificationMethod": [
            {
                "id": f"{account.did}#atproto",
                "type": "Multikey",
                "controller": account.did,
                "publicKeyMultibase": "zQ3sh" + "Practice" * 5,
            }
        ],
        "service": [
            {
                "id": "#atproto_pds",
                "type": "AtprotoPersonalDataServer",
                "serviceEndpoint": PDS,
            }
        ],
    }
