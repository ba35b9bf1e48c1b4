"""Files behind addresses of this machine: what a person's media storage is for a publisher."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.errors import OwnerNeeded
from tests.publishers.support import FileRenditions


@dataclass
class Served:
    """A staging that gives an address anew each time it is asked.

    `agents` are who fetched, `robots` what robots.txt says, `open` whether a storage is set up.
    """

    renditions: FileRenditions
    address_of: str = ""
    asked: int = 0
    open: bool = True
    robots: str = ""
    status: int = 200
    agents: set[str] = field(default_factory=set)

    def address(self, planned: PlannedMedia) -> str:
        """See `publishers.base.Staging`."""
        if not self.open:
            raise OwnerNeeded("No media storage is set up.")
        self.asked += 1
        self.renditions.file(planned)
        return f"{self.address_of}/{planned.media.media_id}?asked={self.asked}"


@contextmanager
def serving(renditions: FileRenditions) -> Iterator[Served]:
    """Serves for the length of a test."""
    served = Served(renditions)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path[1:]
            served.agents.add(self.headers.get("User-Agent", ""))
            robots = path == "robots.txt"
            file = renditions.files.get(path)
            status = served.status if file is not None or (robots and served.robots) else 404
            data = served.robots.encode() if robots else b""
            if file is not None and status == 200:
                data = file.path.read_bytes()
            self.send_response(200 if robots and served.robots else status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address_of = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
