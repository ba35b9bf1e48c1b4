"""HTTP/1.1 for one official origin on one loopback port, with trouble where it was ordered."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import threading
import time
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, NoReturn
from urllib.parse import urlsplit

from brandcraft_desktop.practice.calls import Calls
from brandcraft_desktop.practice.exchange import Answer, Request, Service, endpoint_of
from brandcraft_desktop.practice.faults import Fault, Faults
from brandcraft_desktop.practice.receive import BodyBroken, receive
from brandcraft_desktop.practice.times import PracticeClock

_GARBAGE = Answer(200, {"Content-Type": "text/html"}, b"<html><body>upstream <b>trouble")


@dataclass(frozen=True)
class World:
    """What all origins share."""

    clock: PracticeClock
    faults: Faults
    calls: Calls


class _Gone(Exception):
    """The connection is over; nothing more may be read or written."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, origin: str, service: Service, world: World | None) -> None:
        self.origin = origin
        self.service = service
        self.world = world
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    def server_bind(self) -> None:
        # The base class asks the resolver for our own name, which can take seconds offline.
        if os.name == "posix":  # elsewhere this option would share a port that is in use
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Only a client that went away ends here; the log of calls has it without a status."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "practice"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = 65_536
    timeout = 600
    server: _Server

    def setup(self) -> None:
        super().setup()
        with self.server.lock:
            self.server.open.add(self.connection)

    def handle(self) -> None:
        with contextlib.suppress(_Gone, ConnectionError, TimeoutError):
            super().handle()

    def finish(self) -> None:
        with self.server.lock:
            self.server.open.discard(self.connection)
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    def handle_expect_100(self) -> bool:
        """Let the body come at once: what is written waits in a buffer here (see `wbufsize`)."""
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def log_message(self, format: str, *args: object) -> None:
        """The log of calls replaces lines on stderr."""

    def _any(self) -> None:
        world = self.server.world
        if world is None:  # the control port: no faults, no log
            with self._body(None) as body:
                answer = self.server.service.answer(self._request(body))
            self._send(answer)
            return
        started = time.monotonic()
        parts = urlsplit(self.path)
        endpoint = endpoint_of(self.server.service, self.command, parts.path, parts.query)
        at, origin = world.clock.seconds(), self.server.origin
        self.call = world.calls.begin(at, origin, endpoint, self.command, self.path)
        try:
            fault = world.faults.take(endpoint)
            if fault is None:
                with self._body(None) as body:
                    answer = self.server.service.answer(self._request(body))
                self._note(world, accepted=answer.status < 400, status=answer.status)
                self._send(answer)
            else:
                self._troubled(world, fault)
        finally:
            self.call = replace(self.call, took_ms=(time.monotonic() - started) * 1000)
            world.calls.end(self.call)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _any

    def _troubled(self, world: World, fault: Fault) -> None:
        label = f"hold {fault.hold}" if fault.hold else fault.kind
        self._note(world, fault=label)
        answer: Answer | None = None
        with self._body(fault) as body:
            time.sleep(fault.before_ms / 1000)
            if fault.where == "before":
                self._stand(world, fault)
            if fault.accepted or fault.kind in ("none", "cut"):
                answer = self.server.service.answer(self._request(body))
                self._note(world, accepted=answer.status < 400)
        time.sleep(fault.after_ms / 1000)
        if fault.where == "after":
            self._stand(world, fault)
        if fault.kind == "reset":
            self._reset()
        if fault.kind == "close":
            self._close()
        if fault.kind == "cut" and answer is not None:
            self._send(answer, upto=len(answer.body) // 2)
            self._close()
        if fault.kind == "garbage":
            answer = _GARBAGE
        elif fault.kind != "none" or answer is None:
            answer = _refusal(self.server.service, fault, world.clock)
        self._note(world, status=answer.status)
        self._send(answer)

    def _note(
        self,
        world: World,
        *,
        fault: str | None = None,
        accepted: bool | None = None,
        status: int | None = None,
    ) -> None:
        # Written before an answer leaves: whoever holds the answer finds its call in the log.
        call = self.call
        self.call = replace(
            call,
            fault=call.fault if fault is None else fault,
            accepted=call.accepted if accepted is None else accepted,
            status=call.status if status is None else status,
        )
        world.calls.end(self.call)

    def _stand(self, world: World, fault: Fault) -> None:
        outcome = world.faults.stand(fault.hold) if fault.hold else "go"
        if outcome == "reset":
            self._reset()
        if outcome == "close":
            self._close()

    def _body(self, fault: Fault | None) -> IO[bytes]:
        stop_after = fault.after_bytes if fault is not None else -1
        try:
            body, complete = receive(self.rfile, self.headers, stop_after=stop_after)
        except BodyBroken:
            self._close()
        if not complete:
            body.close()
            self._reset()
        return body

    def _request(self, body: IO[bytes]) -> Request:
        parts = urlsplit(self.path)
        size = body.seek(0, 2)
        body.seek(0)
        return Request(
            origin=self.server.origin,
            method=self.command,
            path=parts.path,
            query=parts.query,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            size=size,
            client=str(self.client_address[0]),
        )

    def _send(self, answer: Answer, upto: int | None = None) -> None:
        phrase = "Practice"
        with contextlib.suppress(ValueError):
            phrase = HTTPStatus(answer.status).phrase
        self.send_response(answer.status, phrase)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[:upto])
        self.wfile.flush()

    def _reset(self) -> NoReturn:
        with contextlib.suppress(OSError):
            at_once = struct.pack("ii", 1, 0)  # linger for no time: the close becomes a RST
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        self._close()

    def _close(self) -> NoReturn:
        # The socket closes for real only when the two files made from it are closed too.
        for part in (self.wfile, self.rfile, self.connection):
            with contextlib.suppress(OSError, ValueError):
                part.close()
        raise _Gone


def _refusal(service: Service, fault: Fault, clock: PracticeClock) -> Answer:
    """The error answer a fault asks for, in the platform's own words where it has some."""
    answer = service.refusal(fault.kind, fault.status, fault.error, fault.message)
    headers = dict(answer.headers)
    if fault.retry_after:
        headers["Retry-After"] = fault.retry_after
    if fault.rate_limit_reset_in >= 0:
        headers["RateLimit-Limit"] = "30"
        headers["RateLimit-Remaining"] = "0"
        headers["RateLimit-Reset"] = str(int(clock.seconds()) + fault.rate_limit_reset_in)
        headers["RateLimit-Policy"] = "30;w=300"
    return replace(answer, headers=headers)


class Listener:
    """One origin's port; it can be taken down (connections refused) and put up again."""

    def __init__(self, port: int, origin: str, service: Service, world: World | None) -> None:
        self._origin, self._service, self._world = origin, service, world
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.port = port
        self.up()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_up(self) -> bool:
        return self._server is not None

    def up(self) -> None:
        """Listen. A port taken meanwhile by somebody else is replaced the first time only."""
        if self._server is not None:
            return
        server = _Server(self.port, self._origin, self._service, self._world)
        self.port = server.server_port
        name = f"practice {self._origin}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name=name, daemon=True)
        thread.start()
        self._server, self._thread = server, thread

    def down(self) -> None:
        """Refuse connections and break those that are open."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        self._server = self._thread = None
        server.shutdown()
        server.server_close()
        thread.join()
        with server.lock:
            open_now = list(server.open)
        for connection in open_now:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
