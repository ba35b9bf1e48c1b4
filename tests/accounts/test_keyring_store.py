"""Which keyrings are trusted: real backends of the keyring package, no D-Bus needed."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked

from brandcraft_desktop.accounts.keyring_store import KeyringUnavailable, SystemKeyring


class OpenFile(KeyringBackend):
    """A backend as plug-ins bring them: it works, and nobody knows how it stores."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return "stored in the open"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("must not be asked")

    def delete_password(self, service: str, username: str) -> None:
        raise AssertionError("must not be asked")


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring()])  # type: ignore[no-untyped-call]
def test_no_keyring_and_the_one_that_stores_nothing_are_refused(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    with pytest.raises(KeyringUnavailable, match="no keyring"):
        SystemKeyring().write("w1", "key")
    with pytest.raises(KeyringUnavailable, match="no keyring"):
        SystemKeyring().read("w1")


def test_an_unknown_backend_is_refused() -> None:
    keyring.set_keyring(OpenFile())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringUnavailable, match="known to encrypt"):
        SystemKeyring().read("w1")


@pytest.mark.parametrize(
    ("error", "locked"),
    [(InitError("x"), True), (KeyringLocked("x"), True), (RuntimeError("no bus"), False)],
)
def test_foreign_errors_become_ours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, locked: bool
) -> None:
    class Troubled(OpenFile):
        def get_password(self, service: str, username: str) -> str | None:
            raise error

    monkeypatch.setattr(Troubled, "__module__", "keyring.backends.SecretService")
    keyring.set_keyring(Troubled())  # type: ignore[no-untyped-call]
    with pytest.raises(KeyringUnavailable) as caught:
        SystemKeyring().read("w1")
    assert caught.value.locked is locked
