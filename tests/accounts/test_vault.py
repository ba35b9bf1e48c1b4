"""The vault: sealing, the life of its key, and what it says when it is locked."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from brandcraft_desktop.accounts import keys
from brandcraft_desktop.accounts.keys import Wrapping
from brandcraft_desktop.accounts.secret import Sealed, Secret
from brandcraft_desktop.accounts.vault import Vault
from brandcraft_desktop.domain.vault import VaultState
from brandcraft_desktop.errors import BadInput, VaultLocked
from tests.accounts.memory import LOCKED, NONE, MemoryBook, MemoryStore

CHEAP = Wrapping(memory=64, passes=1, lanes=1)
PASSPHRASE = Secret("correct horse battery")
TOKEN = Secret("eyJ-token-of-an-account")


def make(
    tmp_path: Path,
    book: MemoryBook,
    store: MemoryStore,
    *,
    passphrase: Secret | None = None,
    shared: bool = False,
) -> Vault:
    return Vault(
        book,
        store,
        workspace_id="w1",
        lock_file=tmp_path / "vault.lock",
        passphrase=passphrase,
        shared=shared,
        wrapping=CHEAP,
    )


def test_what_is_sealed_opens_again_also_in_another_process(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    sealed = make(tmp_path, book, store).seal("a1", "access", TOKEN)
    assert TOKEN.reveal().encode() not in sealed.data
    assert make(tmp_path, book, store).open("a1", "access", sealed).reveal() == TOKEN.reveal()
    assert store.writes == 1


def test_each_sealing_is_different(tmp_path: Path) -> None:
    vault = make(tmp_path, MemoryBook(), MemoryStore())
    assert vault.seal("a1", "access", TOKEN).data != vault.seal("a1", "access", TOKEN).data


@pytest.mark.parametrize(("account", "name"), [("a2", "access"), ("a1", "refresh"), ("a1", "")])
def test_a_value_moved_to_another_row_does_not_open(
    tmp_path: Path, account: str, name: str
) -> None:
    vault = make(tmp_path, MemoryBook(), MemoryStore())
    sealed = vault.seal("a1", "access", TOKEN)
    with pytest.raises(VaultLocked, match="can't be opened"):
        vault.open(account, name, sealed)


@pytest.mark.parametrize("position", [0, 1, 12, 13, -1])
def test_a_changed_byte_is_noticed(tmp_path: Path, position: int) -> None:
    vault = make(tmp_path, MemoryBook(), MemoryStore())
    sealed = vault.seal("a1", "access", TOKEN)
    data = bytearray(sealed.data)
    data[position] ^= 1
    with pytest.raises(VaultLocked):
        vault.open("a1", "access", Sealed(bytes(data), sealed.key_number))


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x01short", b"\x02" + bytes(40)])
def test_rubbish_is_no_crash(tmp_path: Path, data: bytes) -> None:
    vault = make(tmp_path, MemoryBook(), MemoryStore())
    vault.ready()
    with pytest.raises(VaultLocked):
        vault.open("a1", "access", Sealed(data, 1))


def test_no_new_key_while_something_is_sealed(tmp_path: Path) -> None:
    book, store = MemoryBook(sealed=True), MemoryStore()
    with pytest.raises(VaultLocked, match="locked"):
        make(tmp_path, book, store).ready()
    assert store.writes == 0


def test_another_computer_without_the_key_is_locked_and_makes_none(tmp_path: Path) -> None:
    book = MemoryBook()
    make(tmp_path, book, MemoryStore()).ready()
    elsewhere = MemoryStore()
    vault = make(tmp_path, book, elsewhere)
    status = vault.status()
    assert status.state is VaultState.LOCKED
    assert "does not have the key" in status.message
    assert status.action
    assert elsewhere.writes == 0


def test_a_keyring_with_another_key_is_told_and_kept(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    make(tmp_path, book, store).ready()
    other = keys.key_text(keys.generate(1))
    store.entries["w1"] = other
    status = make(tmp_path, book, store).status()
    assert "another key" in status.message
    assert store.entries["w1"] == other


def test_a_start_that_died_between_keyring_and_database_goes_on_with_its_key(
    tmp_path: Path,
) -> None:
    left = keys.key_text(keys.generate(1))
    book, store = MemoryBook(), MemoryStore({"w1": left})
    make(tmp_path, book, store).ready()
    assert store.entries["w1"] == left
    assert make(tmp_path, book, store).status().state is VaultState.OPEN


def test_a_retired_key_in_the_keyring_is_not_used_again(tmp_path: Path) -> None:
    old = keys.key_text(keys.generate(1))
    book, store = MemoryBook(numbers=1), MemoryStore({"w1": old})
    vault = make(tmp_path, book, store)
    assert vault.seal("a1", "access", TOKEN).key_number == 2
    assert store.entries["w1"] != old


def test_a_foreign_entry_in_the_keyring_is_never_overwritten(tmp_path: Path) -> None:
    store = MemoryStore({"w1": "9:something newer"})
    with pytest.raises(VaultLocked, match="can't be kept safe"):
        make(tmp_path, MemoryBook(), store).ready()
    assert store.entries["w1"] == "9:something newer"


def test_a_keyring_that_keeps_nothing_is_noticed(tmp_path: Path) -> None:
    book = MemoryBook()
    with pytest.raises(VaultLocked) as caught:
        make(tmp_path, book, MemoryStore(forgetful=True)).ready()
    assert "did not keep" in caught.value.cause
    assert book.record is None


def test_many_at_once_make_one_key(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    vaults = [make(tmp_path, book, store) for _ in range(8)]
    sealed: list[Sealed] = []
    threads = [
        threading.Thread(target=lambda v=vault: sealed.append(v.seal("a1", "access", TOKEN)))
        for vault in vaults
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.writes == 1
    assert all(vaults[0].open("a1", "access", one).reveal() == TOKEN.reveal() for one in sealed)


def test_without_a_keyring_nothing_weaker_is_used(tmp_path: Path) -> None:
    book = MemoryBook()
    with pytest.raises(VaultLocked) as caught:
        make(tmp_path, book, MemoryStore(trouble=NONE)).seal("a1", "access", TOKEN)
    assert "no keyring" in caught.value.cause
    assert "BRANDCRAFT_VAULT_PASSPHRASE" in caught.value.action
    assert book.record is None


def test_without_a_keyring_a_passphrase_wraps_the_key(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore(trouble=NONE)
    sealed = make(tmp_path, book, store, passphrase=PASSPHRASE).seal("a1", "access", TOKEN)
    assert book.record is not None
    assert book.record.wrapped
    again = make(tmp_path, book, store, passphrase=PASSPHRASE)
    assert again.open("a1", "access", sealed).reveal() == TOKEN.reveal()
    wrong = make(tmp_path, book, store, passphrase=Secret("wrong horse battery")).status()
    assert (wrong.state, wrong.message) == (
        VaultState.LOCKED,
        "Your sign-ins are locked. The passphrase is wrong.",
    )
    asked = make(tmp_path, book, store)
    assert asked.status().state is VaultState.LOCKED
    with pytest.raises(BadInput, match="wrong"):
        asked.unlock(Secret("wrong horse battery"))
    asked.unlock(PASSPHRASE)
    assert asked.open("a1", "access", sealed).reveal() == TOKEN.reveal()


def test_a_first_passphrase_can_be_given_by_hand(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore(trouble=NONE)
    vault = make(tmp_path, book, store)
    with pytest.raises(BadInput, match="too short"):
        vault.unlock(Secret("short"))
    vault.unlock(PASSPHRASE)
    assert vault.status().state is VaultState.OPEN


def test_a_locked_keyring_says_so_and_a_passphrase_opens_anyway(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    make(tmp_path, book, store).ready()
    store.trouble = LOCKED
    status = make(tmp_path, book, store).status()
    assert "locked" in status.message
    assert "Unlock your keyring" in status.action
    store.trouble = None
    make(tmp_path, book, store).rewrap(None, PASSPHRASE)
    store.trouble = LOCKED
    assert make(tmp_path, book, store, passphrase=PASSPHRASE).status().state is VaultState.OPEN


def test_unlocking_lets_a_keyring_hold_the_key_but_never_over_another(tmp_path: Path) -> None:
    book, away, here = MemoryBook(), MemoryStore(), MemoryStore()
    make(tmp_path, book, away, passphrase=PASSPHRASE).ready()
    make(tmp_path, book, here).unlock(PASSPHRASE)
    assert here.entries == away.entries
    taken = MemoryStore({"w1": "1:1:other"})
    make(tmp_path, book, taken).unlock(PASSPHRASE)
    assert taken.entries == {"w1": "1:1:other"}


def test_rewrap(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore(trouble=NONE)
    new = Secret("another long passphrase")
    vault = make(tmp_path, book, store, passphrase=PASSPHRASE)
    sealed = vault.seal("a1", "access", TOKEN)
    with pytest.raises(BadInput, match="wrong"):
        vault.rewrap(Secret("not the old one"), new)
    vault.rewrap(PASSPHRASE, new)
    assert make(tmp_path, book, store, passphrase=PASSPHRASE).status().state is VaultState.LOCKED
    opened = make(tmp_path, book, store, passphrase=new).open("a1", "access", sealed)
    assert opened.reveal() == TOKEN.reveal()


def test_a_shared_workspace_needs_a_passphrase(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    with pytest.raises(VaultLocked, match="needs a passphrase"):
        make(tmp_path, book, store, shared=True).ready()
    make(tmp_path, book, store, shared=True, passphrase=PASSPHRASE).ready()
    assert book.record is not None
    assert book.record.wrapped


def test_a_backup_carries_the_key(tmp_path: Path) -> None:
    book, store = MemoryBook(), MemoryStore()
    vault = make(tmp_path, book, store)
    sealed = vault.seal("a1", "access", TOKEN)
    parcel = vault.export_wrapped(PASSPHRASE)
    elsewhere = MemoryStore()
    restored = make(tmp_path, book, elsewhere)
    with pytest.raises(BadInput, match="wrong"):
        restored.import_wrapped(parcel, Secret("wrong horse battery"))
    restored.import_wrapped(parcel, PASSPHRASE)
    assert restored.open("a1", "access", sealed).reveal() == TOKEN.reveal()
    assert elsewhere.entries == store.entries
    stranger = make(tmp_path, MemoryBook(), MemoryStore())
    stranger.ready()
    with pytest.raises(BadInput, match="another workspace"):
        stranger.import_wrapped(parcel, PASSPHRASE)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "nonsense", '{"format": 1, "kdf": "argon2id", "memory": 99999999}']
)
def test_a_damaged_parcel_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="can't be read"):
        make(tmp_path, MemoryBook(), MemoryStore()).import_wrapped(text, PASSPHRASE)


def test_no_secret_is_ever_shown(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = keys.generate(1)
    vault = make(tmp_path, MemoryBook(), MemoryStore(), passphrase=PASSPHRASE)
    sealed = vault.seal("a1", "access", TOKEN)
    shown = f"{TOKEN} {TOKEN!r} {[TOKEN]} {key!r} {sealed!r} {vault!r} {vault.status()!r}"
    for secret in (TOKEN.reveal(), PASSPHRASE.reveal(), key.material.hex(), repr(key.material)):
        assert secret not in shown + caplog.text


def test_the_empty_vault_asks_nobody(tmp_path: Path) -> None:
    assert make(tmp_path, MemoryBook(), MemoryStore(trouble=NONE)).status().state is (
        VaultState.EMPTY
    )


def test_the_default_wrapping_is_dear() -> None:
    wrapped = keys.wrap(keys.generate(1), "correct horse battery", Wrapping())
    assert '"memory": 65536' in wrapped
    assert keys.unwrap(wrapped, "correct horse batterx") is None


def test_many_threads_unwrap_at_once() -> None:
    wrapped = keys.wrap(keys.generate(1), "correct horse battery", Wrapping(memory=4096))
    found: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(keys.unwrap(wrapped, "correct horse battery") is not None)
        )
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 6
