"""A real Secret Service: a private session bus with an unlocked, empty GNOME keyring on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real.availability import program, tied

KEYRING_PASSWORD = b"opens the login keyring of this test"


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """The environment in which a subprocess finds the keyring, until the block ends."""
    bus_program = program("dbus-daemon", package="dbus-daemon")
    keyring_program = program("gnome-keyring-daemon", package="gnome-keyring")
    folder = Path(tempfile.mkdtemp(prefix="brandcraft-keyring-"))
    (folder / "data" / "keyrings").mkdir(parents=True)
    environment = {name: text for name, text in os.environ.items() if name not in HIDDEN}
    environment |= {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_RUNTIME_DIR": str(folder),
    }
    bus = subprocess.Popen(
        tied([bus_program, "--session", "--nofork", "--print-address"]),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    try:
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        keyring = _unlocked(keyring_program, environment)
        try:
            yield environment
        finally:
            keyring.terminate()
            keyring.wait()
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)


# Would turn the real keyring off, or lead to another bus.
HIDDEN = {"PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS"}


def _unlocked(path: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    daemon = subprocess.Popen(
        tied([path, "--foreground", "--unlock", "--components=secrets"]),
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    daemon.stdin.write(KEYRING_PASSWORD)
    daemon.stdin.close()
    # It prints its control socket once the keyring is open.
    daemon.stdout.readline()
    daemon.stdout.close()
    return daemon
