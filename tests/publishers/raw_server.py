"""A server that does to a connection exactly what a test says."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class RawServer:
    """`url` is its origin; `heard` gathers what each connection sent."""

    url: str
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0


class Line:
    """One connection."""

    def __init__(self, connection: socket.socket, server: RawServer) -> None:
        self._socket = connection
        self._server = server

    def read_request(self) -> bytes:
        """One whole request by its Content-Length; kept in `heard`."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self._socket.recv(65_536)
            if not piece:
                return data
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        while len(body) < length:
            piece = self._socket.recv(65_536)
            if not piece:
                break
            body += piece
        self._server.heard.append(head + b"\r\n\r\n" + body)
        return self._server.heard[-1]

    def answer(self, status: int, body: bytes = b"{}", *headers: str) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers, "", ""]
        self.send("\r\n".join(lines).encode() + body)

    def send(self, data: bytes) -> None:
        with suppress(OSError):
            self._socket.sendall(data)

    def reset(self) -> None:
        """End with a TCP reset."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    def sip(self, size: int, *, rests: int) -> None:
        """Take a request of that many bytes in even sips, with a rest of 50 ms after each."""
        taken, rest = 0, threading.Event()
        for number in range(1, rests + 1):
            while taken < size * number // rests:
                piece = self._socket.recv(65_536)
                if not piece:
                    return
                taken += len(piece)
            rest.wait(0.05)

    def drip(self, data: bytes, *, every: float = 0.02) -> None:
        """Send `data` byte by byte, again and again, until the client goes away."""
        self._socket.settimeout(every)
        while True:
            for number in range(len(data)):
                self._socket.sendall(data[number : number + 1])
                try:
                    if not self._socket.recv(65_536):
                        return
                except TimeoutError:
                    continue

    def wait_for_the_end(self) -> None:
        """Until the client goes away."""
        with suppress(OSError):
            while self._socket.recv(65_536):
                pass


@contextmanager
def serving(script: Callable[[Line], None]) -> Iterator[RawServer]:
    """Runs `script` for each connection, one after another."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = RawServer(f"http://127.0.0.1:{listener.getsockname()[1]}")

    def work() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            server.connections += 1
            with connection, suppress(OSError):
                script(Line(connection, server))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
