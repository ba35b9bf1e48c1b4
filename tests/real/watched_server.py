"""Stands before a server and passes everything on: what was asked is counted, one answer held back.

So a test knows from the wire which page is being read, and can end a process in the middle of it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx

PATIENCE = 60.0
_HOP_BY_HOP = frozenset(
    {"connection", "content-length", "content-encoding", "host", "keep-alive", "transfer-encoding"}
)


@dataclass
class Watched:
    """What went by. `hold` names the call whose answer is kept back: method and how many."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    hold: tuple[str, int] | None = None
    holding: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    def cursors(self, method: str) -> list[str]:
        """The cursors with which a method was asked so far, in order; "" for the first page."""
        return [cursor for name, cursor in list(self.asked) if name == method]

    def _passed(self, path: str) -> None:
        parts = urlsplit(path)
        method = parts.path.rpartition("/")[2]
        cursor = parse_qs(parts.query).get("cursor", [""])[0]
        self.asked.append((method, cursor))

    def _may_answer(self, path: str) -> None:
        method = urlsplit(path).path.rpartition("/")[2]
        if self.hold == (method, len(self.cursors(method))):
            self.holding.set()
            assert self.release.wait(PATIENCE), "nobody let the answer go"


@contextmanager
def watched(server: str) -> Iterator[Watched]:
    """A way to `server` that is watched, until the block ends."""
    with httpx.Client(base_url=server, timeout=PATIENCE) as client:

        class Passing(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._pass()

            def do_POST(self) -> None:
                self._pass()

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                seen._passed(self.path)
                headers = {
                    name: value
                    for name, value in self.headers.items()
                    if name.lower() not in _HOP_BY_HOP
                }
                answer = client.request(self.command, self.path, content=body, headers=headers)
                seen._may_answer(self.path)
                try:
                    self.send_response(answer.status_code)
                    for name, value in answer.headers.items():
                        if name.lower() not in _HOP_BY_HOP:
                            self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.content)))
                    self.end_headers()
                    self.wfile.write(answer.content)
                except OSError:
                    self.close_connection = True  # who asked is gone

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        class Door(ThreadingHTTPServer):
            daemon_threads = True

        door = Door(("127.0.0.1", 0), Passing)
        seen = Watched(f"http://127.0.0.1:{door.server_port}")
        thread = threading.Thread(target=door.serve_forever, args=(0.05,), name="the watched way")
        thread.start()
        try:
            yield seen
        finally:
            seen.release.set()
            door.shutdown()
            door.server_close()
            thread.join()
