"""A static web space with the relay page, as people put it up; without https, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from brandcraft_desktop.services import relay_page


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class _Site(ThreadingHTTPServer):
    daemon_threads = True


@contextmanager
def relay_site(folder: Path) -> Iterator[str]:
    """The page's address."""
    relay_page.save(folder / "relay")
    site = _Site(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=site.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{site.server_port}/relay/"
    finally:
        site.shutdown()
        site.server_close()
        thread.join()
