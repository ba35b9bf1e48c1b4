"""A server that takes a file in pieces as YouTube does, and breaks off where a test says."""

from __future__ import annotations

import os
import signal
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.errors import MediaGone, PublishingError
from brandcraft_desktop.publishers.exchange import Failure, Request, Upload
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.pieces import Partly, Piece, Stand, after_range

SENDER = "X-Sender"  # the process to kill at `kill_at`


@dataclass
class Store:
    """What arrived. It keeps whole grains only: what it has of a broken one is thrown away.

    `break_at`: bytes at which a connection is reset, each once; `kill_at`: at which its sender is
    killed. `lose_answers` swallows that many last answers; `gone` makes it forget its session.
    """

    url: str = ""
    grain: int = 1
    taken: int = 0
    break_at: list[int] = field(default_factory=list)
    kill_at: list[int] = field(default_factory=list)
    lose_answers: int = 0
    gone: int = 0
    sessions: int = 0
    asked: int = 0
    pieces: list[tuple[int, int]] = field(default_factory=list)
    complete: int = 0  # how many times it had all of a file

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self._sum = sha256()
        self._rest = b""

    def begin(self) -> None:
        """A new session, with nothing in it."""
        self.sessions += 1
        self.taken = 0
        self._sum = sha256()
        self._rest = b""

    def take(self, data: bytes) -> None:
        """Keep what makes whole grains."""
        data = self._rest + data
        whole = len(data) // self.grain * self.grain
        self._sum.update(data[:whole])
        self.taken += whole
        self._rest = data[whole:]

    def close_piece(self, *, last: bool) -> None:
        """The piece is over; the end of a file may be no whole grain."""
        if last:
            self._sum.update(self._rest)
            self.taken += len(self._rest)
        self._rest = b""

    def sha256(self) -> str:
        """Of all that is kept."""
        return self._sum.hexdigest()


class _Handler(StreamRequestHandler):
    store: Store

    def handle(self) -> None:
        while head := self._head():
            if not self._answer(head):
                return

    def _head(self) -> dict[str, str]:
        lines: list[str] = []
        while (line := self.rfile.readline().strip()) or not lines:
            if not line:
                return {}
            lines.append(line.decode())
        fields = {"method": lines[0].split()[0], "path": lines[0].split()[1]}
        for one in lines[1:]:
            name, _, value = one.partition(":")
            fields[name.strip().lower()] = value.strip()
        return fields

    def _answer(self, head: dict[str, str]) -> bool:
        store = self.store
        with store.lock:
            size = int(head.get("content-length", "0"))
            if head["method"] == "POST":
                self.rfile.read(size)
                store.begin()
                return self._say(200, f'{{"address": "{store.url}/session/{store.sessions}"}}')
            if head["path"] != f"/session/{store.sessions}" or store.gone:
                store.gone = max(0, store.gone - 1)
                self.rfile.read(size)
                return self._say(404)
            span, _, total = head["content-range"].removeprefix("bytes ").partition("/")
            if span == "*":
                store.asked += 1
                return self._tell(int(total))
            start = int(span.partition("-")[0])
            if start != store.taken:
                self.rfile.read(size)
                return self._tell(int(total))
            store.pieces.append((start, start + size))
            if not self._take(head, start, size):
                return False
            store.close_piece(last=start + size == int(total))
            if store.taken == int(total):
                store.complete += 1
                if store.lose_answers:
                    store.lose_answers -= 1
                    return self._reset()
            return self._tell(int(total))

    def _take(self, head: dict[str, str], start: int, size: int) -> bool:
        store, at = self.store, start
        while at < start + size:
            stops = [one for one in (*store.break_at, *store.kill_at) if at < one <= start + size]
            until = min([*stops, start + size])
            data = self.rfile.read(min(65_536, until - at))
            if not data:
                store.close_piece(last=False)
                return False
            store.take(data)
            at += len(data)
            if at in store.break_at:
                store.break_at.remove(at)
                store.close_piece(last=False)
                return self._reset()
            if at in store.kill_at:
                store.kill_at.remove(at)
                store.close_piece(last=False)
                os.kill(int(head[SENDER.lower()]), signal.SIGKILL)
                return False
        return True

    def _tell(self, total: int) -> bool:
        store = self.store
        if store.taken == total:
            return self._say(200, f'{{"id": "v-{store.sessions}"}}')
        there = (f"Range: bytes=0-{store.taken - 1}",) if store.taken else ()
        return self._say(308, "", *there)

    def _say(self, status: int, body: str = "", *headers: str) -> bool:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers, "", body]
        self.wfile.write("\r\n".join(lines).encode())
        return True

    def _reset(self) -> bool:
        connection: socket.socket = self.request
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return False


class _Server(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that ended is no news."""


@contextmanager
def storing(store: Store) -> Iterator[Store]:
    """Serve `store` for the length of a test."""
    handler = type("Handler", (_Handler,), {"store": store})
    with _Server(("127.0.0.1", 0), handler) as server:
        store.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()


def judge(failure: Failure) -> PublishingError | None:
    """The platform's own table."""
    if failure.status == 308:
        return Partly(after_range(failure.headers.get("range", "")), failure.raw)
    return MediaGone("The session ran out.") if failure.status == 404 else None


@dataclass(frozen=True)
class StoreReceiver:
    """The platform's side of one upload."""

    http: Http
    url: str
    total: int

    def begin(self) -> str:
        return self.http.send(Request("POST", f"{self.url}/begin", json={})).json.text("address")

    def send(self, address: str, piece: Piece, guard: Guard | None) -> Stand | None:
        headers = (("Content-Range", piece.content_range), (SENDER, str(os.getpid())))
        call = Request("PUT", address, upload=piece.upload, headers=headers, judge=judge)
        answer = self.http.send(call) if guard is None else self.http.commit(call, guard)
        return Stand(self.total, answer.json.text("id"))

    def stand(self, address: str) -> Stand:
        empty = Upload(b"", "video/mp4", 0)
        headers = (("Content-Range", f"bytes */{self.total}"),)
        try:
            answer = self.http.send(
                Request("PUT", address, upload=empty, headers=headers, judge=judge)
            )
        except Partly as partly:
            return Stand(partly.next)
        return Stand(self.total, answer.json.text("id"))


def film(path: Path, size: int) -> str:
    """A file of `size` bytes, no two pieces alike; gives its sha256."""
    block = bytes(range(256)) * 256
    digest = sha256()
    with path.open("wb") as file:
        for number in range(-(-size // len(block))):
            data = (number.to_bytes(8, "big") + block)[
                : min(len(block), size - number * len(block))
            ]
            file.write(data)
            digest.update(data)
    return digest.hexdigest()
