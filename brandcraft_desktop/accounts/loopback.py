"""The port on this computer to which a browser brings the answer of a sign-in (RFC 8252 7.3)."""

from __future__ import annotations

import contextlib
import errno
import hmac
import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, TypeAlias
from urllib.parse import urlsplit

from brandcraft_desktop.accounts.callback import CallbackAnswer, Reception, read_query
from brandcraft_desktop.accounts.callback_page import BACK, HEADERS, page, received_page
from brandcraft_desktop.errors import BadInput, PortInUse

PORT_VARIABLE = "BRANDCRAFT_OAUTH_PORT"
DEFAULT_PORT = 47824
PATH = "/callback"
BEGIN = "/begin"
_LEAST, _MOST = 1024, 65535
_SECONDS = 10.0  # a request that is not there by then is no browser's

Receive: TypeAlias = Callable[[CallbackAnswer], Reception]
Request: TypeAlias = socket.socket | tuple[bytes, socket.socket]  # the second: of datagrams


def callback_port() -> int:
    """The port of the callback: BRANDCRAFT_OAUTH_PORT, else the usual one. Raises `BadInput`."""
    named = os.environ.get(PORT_VARIABLE, "").strip()
    if not named:
        return DEFAULT_PORT
    if not (named.isascii() and named.isdigit() and _LEAST <= int(named[:6]) <= _MOST):
        raise BadInput(
            f"“{named[:40]}” is no port for the sign-in.",
            f"{PORT_VARIABLE} takes a whole number from {_LEAST} to {_MOST}.",
            f"Set it to a free port, or unset it to use {DEFAULT_PORT}.",
            field=PORT_VARIABLE,
        )
    return int(named)


def callback_address(host: str, port: int) -> str:
    """The address to register: `host` is "127.0.0.1" or "localhost"."""
    return f"http://{host}:{port}{PATH}"


class Loopback:
    """Listens on 127.0.0.1 and ::1, nowhere else, until it is closed.

    `name` is the platform's; `receive` says what becomes of an answer. Raises `errors.PortInUse`.
    """

    def __init__(self, port: int, name: str, receive: Receive) -> None:
        self._servers: list[_Server] = []
        self._threads: list[threading.Thread] = []
        try:
            self._listen(socket.AF_INET, "127.0.0.1", port, name, receive)
            if socket.has_ipv6:
                self._listen(socket.AF_INET6, "::1", port, name, receive)
        except BaseException:
            self.close()
            raise

    def lead_to(self, address: str) -> str:
        """An address here that sends a browser on to `address`, once.

        What opens a browser is a command that others on this computer can read: this way there is
        nothing of the sign-in in it.
        """
        word = secrets.token_urlsafe(16)
        lead = _Lead(f"{BEGIN}/{word}", address)
        for server in self._servers:
            server.lead = lead
        return f"http://127.0.0.1:{self._servers[0].server_port}{lead.path}"

    def close(self) -> None:
        """Free the port; every thread has ended when this returns. Twice is fine."""
        servers, threads = self._servers, self._threads
        self._servers, self._threads = [], []
        for server in servers:
            server.end()
        for thread in threads:
            thread.join()

    def _listen(
        self, family: socket.AddressFamily, host: str, port: int, name: str, receive: Receive
    ) -> None:
        try:
            server = _Server(family, host, port, name, receive)
        except OSError as error:
            if family is socket.AF_INET6 and error.errno in (
                errno.EADDRNOTAVAIL,
                errno.EAFNOSUPPORT,
            ):
                return  # a system without IPv6
            raise _taken(port) from error
        thread = threading.Thread(
            target=server.serve_forever, args=(0.1,), name=f"callback {host}", daemon=True
        )
        self._servers.append(server)
        self._threads.append(thread)
        thread.start()


class _Lead:
    """Where a browser begins; good once."""

    def __init__(self, path: str, address: str) -> None:
        self.path = path
        self._address = address
        self._guard = threading.Lock()

    def take(self, path: str) -> str:
        """The address to go on to; "" for another path and the second time."""
        with self._guard:
            if not hmac.compare_digest(path.encode(), self.path.encode()):
                return ""
            address, self._address = self._address, ""
            return address


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(
        self, family: socket.AddressFamily, host: str, port: int, name: str, receive: Receive
    ) -> None:
        self.address_family = family
        self.platform, self.receive = name, receive
        self.lead = _Lead("", "")
        self.guard = threading.Lock()
        self.working: dict[threading.Thread, Request] = {}
        super().__init__((host, port), _Handler)

    def process_request(self, request: Request, client_address: object) -> None:
        """Each on a thread of its own: browsers open connections on which nothing ever comes."""
        thread = threading.Thread(
            target=self._answer, args=(request, client_address), name="callback", daemon=True
        )
        with self.guard:
            self.working[thread] = request
        thread.start()

    def _answer(self, request: Request, client_address: object) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self.guard:
                self.working.pop(threading.current_thread(), None)

    def server_bind(self) -> None:
        """Without asking the resolver for our own name, and with the port for us alone."""
        if os.name == "posix":  # elsewhere this option would share a port that is in use
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        if self.address_family is socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = "localhost", int(self.server_address[1])

    def end(self) -> None:
        """Listen no longer; what is just being answered is finished, what is idle is cut off."""
        self.shutdown()
        self.server_close()
        with self.guard:
            working = list(self.working.items())
        for thread, request in working:
            if isinstance(request, socket.socket):
                with contextlib.suppress(OSError):
                    request.shutdown(socket.SHUT_RD)  # only what it might still ask
            thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news, and nothing of a request is ever logged."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "Brandcraft"
    sys_version = ""
    timeout = _SECONDS
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "This can't be answered.\n"
    names: ClassVar[tuple[str, ...]] = ("127.0.0.1", "localhost", "[::1]")

    def handle(self) -> None:
        """A connection that breaks is over."""
        with contextlib.suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """A code stands in the address: it is in no log."""

    def version_string(self) -> str:
        """No versions for strangers."""
        return self.server_version

    def do_GET(self) -> None:
        """The answer of a sign-in, or a page that says there is nothing here."""
        if not self._host_is_ours():
            # Another name that leads here is not the browser we sent (DNS rebinding).
            self._send(421, page("Not here", "This is not an address of Brandcraft.", BACK))
            return
        parts = urlsplit(self.path)
        onward = self.server.lead.take(parts.path)
        if onward:
            self._send(303, "", {"Location": onward})
            return
        if parts.path.startswith(f"{BEGIN}/"):
            again = "A sign-in opens its page once. Begin again in Brandcraft."
            self._send(404, page("This was opened already", again, BACK))
            return
        if parts.path != PATH:
            self._send(404, page("Nothing is here", "Sign-ins come back to another page.", BACK))
            return
        answer = read_query(parts.query)
        reception = Reception.UNKNOWN if answer is None else self.server.receive(answer)
        self._send(*received_page(reception, self.server.platform))

    def _host_is_ours(self) -> bool:
        given = self.headers.get_all("Host", [])
        ours = {f"{name}:{self.server.server_port}" for name in self.names}
        return len(given) == 1 and given[0].lower() in ours

    def _send(self, status: int, text: str, more: Mapping[str, str] | None = None) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {**HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _taken(port: int) -> PortInUse:
    return PortInUse(
        f"Port {port} of this computer is in use.",
        "Another program, or another sign-in of Brandcraft, waits there for its answer.",
        f"End that one, paste the address yourself instead, or choose another port with "
        f"{PORT_VARIABLE} (and register it with your app).",
    )
