"""The operating system's keyring, and the refusal of anything that only looks like one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Brandcraft Desktop"
# Long enough for a person to type the keyring's password into the prompt of the system.
ANSWER_SECONDS = 60.0
# Backends that encrypt at rest and ask the system; every other one (null, fail, plain files,
# unknown plug-ins) might store in the open, so it is refused rather than trusted.
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

_NOT_IN_PRACTICE = "A practice workspace keeps nothing in your keyring."
T = TypeVar("T")


class KeyringUnavailable(Exception):
    """The keyring cannot be used; the text is a sentence for a person.

    `locked` is True where the keyring exists and its owner can open it.
    """

    def __init__(self, reason: str, *, locked: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.locked = locked


class KeyStore(Protocol):
    """Where one short text per workspace is kept by the operating system."""

    def read(self, workspace_id: str) -> str | None:
        """The stored text; None if there is none. Raises `KeyringUnavailable`."""
        ...

    def write(self, workspace_id: str, text: str) -> None:
        """Store a text in place of the old one. Raises `KeyringUnavailable`."""
        ...


class SystemKeyring:
    """The keyring that the `keyring` package finds; 10 to 16 ms a call, so callers cache."""

    def read(self, workspace_id: str) -> str | None:
        """The stored text; None if there is none. Raises `KeyringUnavailable`."""
        return _ask(lambda store: store.get_password(SERVICE, workspace_id))

    def write(self, workspace_id: str, text: str) -> None:
        """Store a text in place of the old one. Raises `KeyringUnavailable`."""
        _ask(lambda store: store.set_password(SERVICE, workspace_id, text))


class NoKeyring:
    """Stands where a practice workspace would have a keyring: that is its person's own."""

    def read(self, workspace_id: str) -> str | None:
        """Raises `KeyringUnavailable`."""
        raise KeyringUnavailable(_NOT_IN_PRACTICE)

    def write(self, workspace_id: str, text: str) -> None:
        """Raises `KeyringUnavailable`."""
        raise KeyringUnavailable(_NOT_IN_PRACTICE)


def _trusted_backend() -> KeyringBackend:
    """The strongest backend of this machine that is known to encrypt."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    candidates = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    for candidate in candidates:
        if type(candidate).__module__ in TRUSTED:
            return candidate
    names = {type(candidate).__module__ for candidate in candidates}
    if names <= {"keyring.backends.fail", "keyring.backends.null"}:
        raise KeyringUnavailable("This computer has no keyring that is running.")
    raise KeyringUnavailable("The only keyring here is not one that is known to encrypt.")


def _ask(question: Callable[[KeyringBackend], T]) -> T:
    """Ask on a thread of its own: a prompt nobody answers must not hold a worker for ever."""
    answers: list[T] = []
    troubles: list[Exception] = []

    def work() -> None:
        try:
            answers.append(question(_trusted_backend()))
        except Exception as error:  # noqa: BLE001  D-Bus libraries raise what they like
            troubles.append(error)

    thread = threading.Thread(target=work, name="keyring", daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    if troubles:
        raise _explained(troubles[0]) from troubles[0]
    if not answers:
        raise KeyringUnavailable("The keyring does not answer.", locked=True)
    return answers[0]


def _explained(error: Exception) -> KeyringUnavailable:
    """A keyring's own error as ours; foreign D-Bus errors mean that it is not there."""
    from keyring.errors import InitError, KeyringLocked, PasswordSetError

    if isinstance(error, KeyringUnavailable):
        return error
    if isinstance(error, KeyringLocked | InitError):
        return KeyringUnavailable("The keyring of this computer is locked.", locked=True)
    if isinstance(error, PasswordSetError):
        return KeyringUnavailable("The keyring refused to store the key.", locked=True)
    if "locked" in type(error).__name__.lower() or "locked" in str(error).lower():
        return KeyringUnavailable("The keyring of this computer is locked.", locked=True)
    return KeyringUnavailable("This computer has no keyring that can be used.")
