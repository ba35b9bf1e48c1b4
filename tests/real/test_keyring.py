"""The vault on a real Secret Service: kept, locked, wrong, absent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.real.vault_process import SECRET

ROOT = Path(__file__).parents[2]
WORDS = "correct horse battery"


def do(home: Path, environment: Mapping[str, str], *orders: str) -> list[str]:
    """The answers of one process to these orders."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.real.vault_process", home, *orders],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr
    answers: list[str] = json.loads(done.stdout)
    return answers


def test_the_key_stays_in_the_keyring(home: Path, secret_service: dict[str, str]) -> None:
    before, connected = do(home, secret_service, "status", "connect")
    assert before.startswith("empty||")
    assert connected == "done"
    read, after = do(home, secret_service, "read", "status")  # another process
    assert read == SECRET
    assert after.startswith("open|keyring|")
    for path in home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes()


def test_a_locked_keyring_says_so_and_loses_nothing(
    home: Path, secret_service: dict[str, str]
) -> None:
    _, _, status, read = do(home, secret_service, "connect", "lock", "status", "read")
    state, _, message, action = status.split("|")
    assert state == "locked"
    assert "keyring of this computer is locked" in message
    assert "Unlock your keyring" in action
    assert read.startswith("VaultLocked: ")


def test_a_locked_keyring_makes_no_new_key(home: Path, secret_service: dict[str, str]) -> None:
    _, connected, status = do(home, secret_service, "lock", "connect", "status")
    assert connected.startswith("VaultLocked: ")
    assert status.startswith("empty||")


def test_a_wrong_key_is_told_and_a_passphrase_opens_anyway(
    home: Path, secret_service: dict[str, str]
) -> None:
    orders = (
        "connect",
        f"rewrap={WORDS}",
        "wrong",
        "status",
        "unlock=not these",
    )
    _, kept, _, status, refused = do(home, secret_service, *orders)
    assert kept == "keyring and passphrase"
    assert "another key" in status
    assert refused.startswith("BadInput: ")
    assert do(home, secret_service, f"unlock={WORDS}") == ["open"]
    given = secret_service | {"BRANDCRAFT_VAULT_PASSPHRASE": WORDS}
    assert do(home, given, "read") == [SECRET]


def test_a_forgotten_key_comes_back_with_the_passphrase(
    home: Path, secret_service: dict[str, str]
) -> None:
    orders = ("connect", f"rewrap={WORDS}", "forget", "status", f"unlock={WORDS}", "read")
    _, _, _, status, opened, read = do(home, secret_service, *orders)
    assert "does not have the key" in status
    assert opened == "open"
    assert read == SECRET  # the keyring holds it again


def test_without_a_bus_there_is_no_keyring(home: Path, secret_service: dict[str, str]) -> None:
    assert do(home, secret_service, "connect") == ["done"]
    lonely = dict(secret_service)
    del lonely["DBUS_SESSION_BUS_ADDRESS"]
    [status] = do(home, lonely, "status")
    assert "no keyring" in status
    null = secret_service | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    [status] = do(home, null, "status")
    assert "no keyring" in status
