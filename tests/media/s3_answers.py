"""A server that gives one answer to everything, as an S3 server words it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answers:
    """What is answered, and the requests that came: method, path, headers."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    silent: threading.Event | None = None  # held back until it is set
    came: list[tuple[str, str, Mapping[str, str]]] = field(default_factory=list)
    address: str = ""

    def refuse(self, status: int, code: str, more: str = "", **headers: str) -> None:
        """An error as S3 words it; `_` in a header's name stands for `-`."""
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.body = f"<Error><Code>{code}</Code><Message>no</Message>{more}</Error>".encode()


@contextmanager
def answering(answers: Answers) -> Iterator[Answers]:
    """Serves on the loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            answers.came.append((self.command, self.path, dict(self.headers)))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if answers.silent is not None:
                answers.silent.wait(20)
            try:
                self.send_response(answers.status)
                for name, value in answers.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in answers.headers:
                    self.send_header("Content-Length", str(len(answers.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answers.body)
            except ConnectionError:
                return  # nobody waits any more

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield answers
    finally:
        if answers.silent is not None:
            answers.silent.set()
        server.shutdown()
        server.server_close()
        thread.join()
