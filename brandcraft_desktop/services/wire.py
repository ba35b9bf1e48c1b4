"""A word to the other processes on the same home: one datagram each, no server, no polling."""

from __future__ import annotations

import contextlib
import hashlib
import os
import selectors
import socket
import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from brandcraft_desktop.errors import WorkspaceUnsafe
from brandcraft_desktop.paths import private_folder

_LONGEST_PATH = 100  # of a socket: 104 bytes on macOS, 108 on Linux, the last one is 0
_LONGEST_WORD = 16 * 1024


class Wire(Protocol):
    """How processes wake each other. A word may get lost, so it only ever says "look"."""

    def send(self, word: str) -> None:
        """Say it to every other listening process; never waits, never fails."""
        ...

    def listen(self, callback: Callable[[str], None]) -> None:
        """Call back with each word, on a thread of the wire's own."""
        ...

    def close(self) -> None:
        """Stop listening; returns when the thread has ended."""
        ...


def socket_folder(run: Path) -> Path:
    """Where the sockets of a home lie: in its `run` folder, or elsewhere if its path is too long.

    Raises `errors.WorkspaceUnsafe` where somebody else owns the short folder.
    """
    folder = run / "wire"
    if len(os.fsencode(folder)) + 30 > _LONGEST_PATH:
        name = hashlib.sha256(os.fsencode(run.absolute())).hexdigest()[:16]
        user = os.getuid() if hasattr(os, "getuid") else 0
        session = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{user}")
        base = session if session.is_dir() else Path(tempfile.gettempdir())
        if len(os.fsencode(base)) + 60 > _LONGEST_PATH:
            base = Path("/tmp")  # noqa: S108 - made 0700 and checked to be ours below
        folder = base / f"brandcraft-{user}-{name}"
    private_folder(folder)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or (hasattr(os, "getuid") and state.st_uid != os.getuid()):
        raise WorkspaceUnsafe(
            "Brandcraft can't talk to itself here.",
            f"Somebody else owns {folder}.",
            "Remove that folder, or choose a data folder with a shorter path.",
        )
    folder.chmod(0o700)
    return folder


class LocalWire:
    """Datagrams between sockets in a folder that only this user can enter."""

    def __init__(self, folder: Path, name: str) -> None:
        """`name` is this process's own, e.g. "4711-a1b2c3"."""
        self._folder = folder
        self._own = f"{name}.sock"
        self._out = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._out.setblocking(False)
        self._ear: socket.socket | None = None
        self._stop, self._stopped = socket.socketpair()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def send(self, word: str) -> None:
        """Say it to every other listening process; never waits, never fails."""
        data = word.encode()[:_LONGEST_WORD]
        with self._lock:
            if self._closed:
                return
            with contextlib.suppress(OSError):
                for entry in os.scandir(self._folder):
                    if entry.name != self._own and entry.name.endswith(".sock"):
                        self._send_to(entry.path, data)

    def listen(self, callback: Callable[[str], None]) -> None:
        """Call back with each word, on a thread of the wire's own."""
        path = self._folder / self._own
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path.unlink(missing_ok=True)
        ear.bind(os.fspath(path))
        path.chmod(0o600)
        ear.setblocking(False)
        self._ear = ear
        self._thread = threading.Thread(
            target=self._run, args=(ear, callback), name="wire", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns when the thread has ended."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._stop.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        if self._ear is not None:
            self._ear.close()
            (self._folder / self._own).unlink(missing_ok=True)
        self._stopped.close()
        self._out.close()

    def _send_to(self, path: str, data: bytes) -> None:
        try:
            self._out.sendto(data, path)
        except ConnectionRefusedError:
            # Its process is gone: a living one always answers for its socket.
            with contextlib.suppress(OSError):
                Path(path).unlink()
        except OSError:
            pass  # full: that process has words enough to wake up on

    def _run(self, ear: socket.socket, callback: Callable[[str], None]) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(ear, selectors.EVENT_READ)
            selector.register(self._stopped, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if self._stopped in ready:
                    return
                words = _drain(ear)
                for word in dict.fromkeys(words):  # a hundred times "look" is one look
                    callback(word)


def _drain(ear: socket.socket) -> list[str]:
    words: list[str] = []
    while len(words) < 1000:
        try:
            words.append(ear.recv(_LONGEST_WORD).decode(errors="replace"))
        except OSError:
            break
    return words
