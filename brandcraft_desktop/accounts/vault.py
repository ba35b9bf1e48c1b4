"""The vault: seals each secret of an account with the workspace's one key.

AES-256-GCM, a random nonce for each sealing; the account's id, the secret's name and the key's
number are bound in, so that a sealed value moved to another row does not open.
"""

from __future__ import annotations

import json
import secrets
import threading
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.accounts import keys
from brandcraft_desktop.accounts.keyring_store import KeyringUnavailable, KeyStore
from brandcraft_desktop.accounts.keys import KeyRecord, SealingKey, Wrapping
from brandcraft_desktop.accounts.secret import Sealed, Secret
from brandcraft_desktop.domain.vault import VaultState, VaultStatus
from brandcraft_desktop.errors import BadInput, VaultLocked
from brandcraft_desktop.file_lock import FileLock

_FORMAT = b"\x01"
_UNLOCK = "Open it with `brandcraft vault unlock`, or set BRANDCRAFT_VAULT_PASSPHRASE."
_SET_ONE = "Set BRANDCRAFT_VAULT_PASSPHRASE, or give a passphrase with `brandcraft vault unlock`."


class Book(Protocol):
    """Where the database keeps what it knows of the key. Each call is a transaction of its own."""

    def read(self) -> KeyRecord | None:
        """The record, if a key was ever made."""
        ...

    def sealed_exists(self) -> bool:
        """Whether any secret is sealed."""
        ...

    def next_number(self) -> int:
        """The number of the next key; none is ever used twice."""
        ...

    def create(self, record: KeyRecord) -> KeyRecord:
        """Keep the first record; if somebody was faster, theirs is given back."""
        ...

    def replace(self, record: KeyRecord) -> None:
        """Keep a record of the same key with another wrapping."""
        ...


class Vault:
    """Seals and opens; safe to use from any thread, never inside a transaction."""

    def __init__(
        self,
        book: Book,
        store: KeyStore,
        *,
        workspace_id: str,
        lock_file: Path,
        passphrase: Secret | None = None,
        shared: bool = False,
        wrapping: Wrapping | None = None,
    ) -> None:
        """`shared`: several machines use the workspace, so a passphrase must wrap its key."""
        self._book = book
        self._store = store
        self._workspace_id = workspace_id
        self._lock_file = lock_file
        self._passphrase = passphrase
        self._shared = shared
        self._wrapping = wrapping or Wrapping()
        self._guard = threading.RLock()
        self._key: SealingKey | None = None

    def seal(self, account_id: str, name: str, secret: Secret) -> Sealed:
        """Seal one secret. The first ever makes the key. Raises `VaultLocked`."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._open()
        nonce = secrets.token_bytes(keys.NONCE_BYTES)
        sealed = AESGCM(key.material).encrypt(
            nonce, secret.reveal().encode(), _context(account_id, name, key.number)
        )
        return Sealed(_FORMAT + nonce + sealed, key.number)

    def open(self, account_id: str, name: str, sealed: Sealed) -> Secret:
        """Open what `seal` made for the same account and name. Raises `VaultLocked`."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._open(sealed.key_number)
        start = len(_FORMAT) + keys.NONCE_BYTES
        nonce, body = sealed.data[len(_FORMAT) : start], sealed.data[start:]
        try:
            if not sealed.data.startswith(_FORMAT) or key.number != sealed.key_number:
                raise InvalidTag
            text = AESGCM(key.material).decrypt(nonce, body, _context(account_id, name, key.number))
        except (InvalidTag, ValueError) as error:
            raise VaultLocked(
                "The stored sign-in can't be opened.",
                "It was sealed with another key, or it is damaged.",
                "Reconnect the account.",
            ) from error
        return Secret(text.decode())

    def ready(self) -> None:
        """Make sure that sealing will work, before anything is asked of a network."""
        self._open()

    def forget(self) -> None:
        """Forget the key in memory; the next use fetches it again."""
        with self._guard:
            self._key = None

    def close(self) -> None:
        """Forget the key and the passphrase."""
        with self._guard:
            self._key = None
            self._passphrase = None

    @property
    def has_passphrase(self) -> bool:
        """Whether this process was given one: a key can be made and opened without a keyring."""
        return self._passphrase is not None

    def status(self) -> VaultStatus:
        """How it stands; tries to open it, and never makes a key."""
        record = self._book.read()
        if record is None:
            return VaultStatus(
                VaultState.EMPTY, "Nothing is sealed yet; the first account makes the key."
            )
        wrapped = bool(record.wrapped)
        try:
            self._open()
        except VaultLocked as error:
            return VaultStatus(
                VaultState.LOCKED,
                " ".join(part for part in (error.title, error.cause) if part),
                error.action,
                passphrase=wrapped,
                key_number=record.number,
            )
        known = VaultStatus(
            VaultState.OPEN,
            "",
            keyring=self._in_keyring(record),
            passphrase=wrapped,
            key_number=record.number,
        )
        kept = f"Sign-ins can be opened; kept by: {known.keeper or 'this process alone'}."
        return replace(known, message=kept)

    def unlock(self, passphrase: Secret) -> None:
        """Open with a passphrase; the first use of a vault without a keyring sets it.

        Raises `BadInput` for a wrong one. The machine's keyring is given the key where it can be.
        """
        with self._guard:
            record = self._book.read()
            if record is None:
                keys.check_passphrase(passphrase.reveal())
                self._passphrase = passphrase
                self._open()
                return
            if not record.wrapped:
                raise BadInput(
                    "This vault has no passphrase.",
                    "Its key is in the keyring of the computer that made it.",
                    "Run `brandcraft vault rewrap` there to set one.",
                    field="passphrase",
                )
            self._key = self._unwrapped(record, passphrase)
            self._passphrase = passphrase
            self._remember(self._key)

    def rewrap(self, old: Secret | None, new: Secret) -> None:
        """Give the key a new passphrase. `old` may be None while the keyring opens the vault.

        Raises `BadInput` if `old` is wrong or `new` too short, `VaultLocked` if nothing opens it.
        """
        keys.check_passphrase(new.reveal())
        with self._guard:
            record = self._book.read()
            if record is not None and record.wrapped and old is not None:
                self._key = self._unwrapped(record, old)
            key = self._open()
            record = self._book.read() or self._record(key)
            self._book.replace(
                replace(record, wrapped=keys.wrap(key, new.reveal(), self._wrapping))
            )
            self._passphrase = new

    def export_wrapped(self, passphrase: Secret) -> str:
        """The key wrapped for a portable backup, as text. Raises `VaultLocked`, `BadInput`."""
        return keys.wrap(self._open(), passphrase.reveal(), self._wrapping)

    def import_wrapped(self, wrapped: str, passphrase: Secret) -> None:
        """Take the key out of a portable backup, once its database is in place."""
        with self._guard:
            key = keys.unwrap(wrapped, passphrase.reveal())
            if key is None:
                raise BadInput("That passphrase is wrong.", field="passphrase")
            record = self._book.read() or self._book.create(self._record(key))
            if not keys.fits(key, record, self._workspace_id):
                raise BadInput(
                    "This key belongs to another workspace.",
                    action="Use the backup that came with this database.",
                )
            self._book.replace(replace(record, wrapped=wrapped))
            self._key, self._passphrase = key, passphrase
            self._remember(key)

    def _open(self, number: int | None = None) -> SealingKey:
        """The key: from memory, else from where it is kept, else made."""
        with self._guard:
            if self._key is not None and number in (None, self._key.number):
                return self._key
            record = self._book.read()
            self._key = self._make() if record is None else self._fetch(record)
            return self._key

    def _fetch(self, record: KeyRecord) -> SealingKey:
        """The key of an existing record. Raises `VaultLocked` with what opens it."""
        wrong = False
        if record.wrapped and self._passphrase is not None:
            key = keys.unwrap(record.wrapped, self._passphrase.reveal())
            if key is not None and keys.fits(key, record, self._workspace_id):
                return key
            wrong = True
        try:
            text = self._store.read(self._workspace_id)
            key = keys.parse_key(text or "")
            if key is not None and keys.fits(key, record, self._workspace_id):
                return key
            trouble = (
                "The keyring of this computer holds another key than the one that sealed them."
                if text
                else "The keyring of this computer does not have the key."
            )
            action = "Use the computer that made them, or connect the accounts again."
        except KeyringUnavailable as error:
            trouble = error.reason
            action = (
                "Unlock your keyring (sign in to your desktop), then try again."
                if error.locked
                else "Start your keyring, or connect the accounts again here."
            )
        if wrong:
            trouble, action = "The passphrase is wrong.", _UNLOCK
        elif record.wrapped:
            action = _UNLOCK
        raise VaultLocked("Your sign-ins are locked.", trouble, action)

    def _make(self) -> SealingKey:
        """A new key: kept and read back before anything is sealed with it."""
        lock = FileLock(self._lock_file)
        try:
            with lock:
                record = self._book.read()
                if record is not None:  # another process was faster
                    return self._fetch(record)
                if self._book.sealed_exists():
                    raise VaultLocked(
                        "Your sign-ins are locked.",
                        "The database lost the record of the key that sealed them.",
                        "Restore a backup, or start over and connect the accounts again.",
                    )
                key = self._kept()
                ours = replace(self._record(key), wrapped=self._wrapped(key))
                winner = self._book.create(ours)
        finally:
            lock.close()
        return key if winner.check == ours.check else self._fetch(winner)

    def _kept(self) -> SealingKey:
        """A key that the keyring holds, or, with a passphrase, one that nothing holds yet."""
        if self._shared and self._passphrase is None:
            raise VaultLocked(
                "This workspace needs a passphrase before accounts can be connected.",
                "Several computers share it, so one keyring is not enough.",
                _SET_ONE,
            )
        try:
            return self._kept_in_keyring()
        except KeyringUnavailable as error:
            if self._passphrase is None:
                raise VaultLocked(
                    "Sign-ins can't be kept safe here yet.",
                    error.reason,
                    "Unlock your keyring (sign in to your desktop), then try again."
                    if error.locked
                    else _SET_ONE,
                ) from error
            return keys.generate(self._book.next_number())

    def _kept_in_keyring(self) -> SealingKey:
        number = self._book.next_number()
        found = self._store.read(self._workspace_id)
        if found is not None:
            key = keys.parse_key(found)
            if key is None:
                raise KeyringUnavailable(
                    "The keyring holds an entry for this workspace that is not a key of ours."
                )
            # Left by a start that died between keyring and database: nothing is sealed with it.
            if key.number >= number:
                return key
        key = keys.generate(number)
        self._store.write(self._workspace_id, keys.key_text(key))
        if self._store.read(self._workspace_id) != keys.key_text(key):
            raise KeyringUnavailable("The keyring did not keep what it was given.")
        return key

    def _in_keyring(self, record: KeyRecord) -> bool:
        try:
            key = keys.parse_key(self._store.read(self._workspace_id) or "")
        except KeyringUnavailable:
            return False
        return key is not None and keys.fits(key, record, self._workspace_id)

    def _wrapped(self, key: SealingKey) -> str:
        """The key under the passphrase that was given, read back; "" without one."""
        if self._passphrase is None:
            return ""
        wrapped = keys.wrap(key, self._passphrase.reveal(), self._wrapping)
        back = keys.unwrap(wrapped, self._passphrase.reveal())
        if back is None or back.material != key.material:
            raise VaultLocked("The new key could not be read back.")
        return wrapped

    def _unwrapped(self, record: KeyRecord, passphrase: Secret) -> SealingKey:
        key = keys.unwrap(record.wrapped, passphrase.reveal())
        if key is None or not keys.fits(key, record, self._workspace_id):
            raise BadInput("That passphrase is wrong.", field="passphrase")
        return key

    def _remember(self, key: SealingKey) -> None:
        """Let this machine's keyring hold the key too; never over another key, never a must."""
        try:
            if self._store.read(self._workspace_id) is None:
                self._store.write(self._workspace_id, keys.key_text(key))
        except KeyringUnavailable:
            return

    def _record(self, key: SealingKey) -> KeyRecord:
        return KeyRecord(key.number, keys.check_value(key, self._workspace_id))


def _context(account_id: str, name: str, number: int) -> bytes:
    """What is bound into a sealing; JSON keeps neighbouring fields apart."""
    return json.dumps(["brandcraft", account_id, name, number]).encode()
