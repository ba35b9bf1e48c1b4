"""The one door to the network: one client per account, and the border of errors around it."""

from __future__ import annotations

import logging
import threading
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.errors import PublishingError
from brandcraft_desktop.publishers import border
from brandcraft_desktop.publishers.bodies import body_of
from brandcraft_desktop.publishers.buckets import Buckets
from brandcraft_desktop.publishers.exchange import Answer, Failure, Request
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.outside import Fetched, Outside
from brandcraft_desktop.publishers.unpacking import unpacked

if TYPE_CHECKING:
    import ssl

    import httpx

LARGEST_ANSWER = 4 * 1024 * 1024  # bytes
_CONNECT = 10.0  # seconds
_WRITE = 30.0
_POOL = 60.0
# A slower way than 64 kbit/s is as good as none; it bounds how long an upload may take.
_SLOWEST = 8 * 1024  # bytes a second
# Servers on Node end idle connections after 5 s; ours must be gone before, or the next call meets
# a connection that is just closing.
_KEEP_ALIVE = 3.0

# Its lines name whole addresses, and in some of them stand secrets: Meta takes tokens and the
# secret of an app in the query, and an address of media storage is signed.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Http:
    """The network of one account. Threads may share it; `close` it when the account goes.

    `origins` is the practice map (SURFACES, BRANDCRAFT_ORIGINS); None talks to the real platforms.
    All waits are multiplied by `patience`.
    """

    def __init__(
        self, clock: Clock, origins: Origins | None = None, *, patience: float = 1.0
    ) -> None:
        self._patience = patience
        self._clock = clock
        self._origins = origins
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None
        self._buckets = Buckets(clock)

    def send(self, request: Request) -> Answer:
        """A read, an upload, or a write that may be repeated. Raises `errors.PublishingError`.

        Whatever goes wrong on the way is `errors.NotSent`.
        """
        return self._exchange(request, None)

    def commit(self, request: Request, guard: Guard) -> Answer:
        """An irreversible call. Raises `errors.PublishingError`.

        `guard` is asked once more after connecting, just before the headers and before the body
        go. From then on no answer, a broken one, or an error of the server's own means
        `errors.OutcomeUnknown`; before that, `errors.NotSent`.
        """
        return self._exchange(request, guard)

    def fetch(self, url: str, *, mimes: tuple[str, ...], max_bytes: int, cut: bool) -> Fetched:
        """Get something whose address came from outside; see `outside.Outside.fetch`."""
        outside = Outside(self._origins, user_agent(), _trusted, self._patience)
        return outside.fetch(url, mimes=mimes, max_bytes=max_bytes, cut=cut)

    @property
    def practising(self) -> bool:
        """Whether a practice map decides where requests go."""
        return self._origins is not None

    def mapped(self, url: str) -> str:
        """Where `url` really leads; the same address without a practice map."""
        return url if self._origins is None else self._origins.map(url)

    def knows(self, url: str) -> bool:
        """Whether the practice map has the origin of `url`."""
        return self._origins is not None and self._origins.knows(url)

    def close(self) -> None:
        """End the connections; a later call makes new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _exchange(self, request: Request, guard: Guard | None) -> Answer:
        import httpx

        from brandcraft_desktop.publishers.deadline import wait_freely

        self._buckets.check(request)
        target = self.mapped(request.full_url)
        seconds = request.seconds * self._patience
        timeout = httpx.Timeout(
            seconds,
            connect=_CONNECT * self._patience,
            write=_WRITE * self._patience,
            pool=_POOL * self._patience,
        )
        headers, content = body_of(request)
        size = 0 if content is None else int(headers["Content-Length"])
        sending = _Sending(guard, size, seconds=2 * seconds, patience=self._patience)
        headers.update(request.headers)
        if request.bearer:
            headers["Authorization"] = f"Bearer {request.bearer}"
        if request.basic is not None:
            headers["Authorization"] = _basic(*request.basic)
        client = self._opened()
        try:
            call = client.build_request(
                request.method,
                target,
                headers=headers,
                content=content,
                timeout=timeout,
                extensions={"trace": sending},
            )
            answer = client.send(call, stream=True)
            try:
                encoding = answer.headers.get("content-encoding", "")
                body = unpacked(answer.iter_raw(), encoding, LARGEST_ANSWER)
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            # What they hold (the request with its headers) must not travel on: no "from error".
            raise self._broken(request, error, sending) from None
        finally:
            wait_freely()
        if body is not None and len(body) > LARGEST_ANSWER:
            body = None
        return self._judged(request, answer, body, commit=guard is not None)

    def _judged(
        self, request: Request, answer: httpx.Response, body: bytes | None, *, commit: bool
    ) -> Answer:
        host, status = request.host, answer.status_code
        shown = "" if body is None else body.decode("utf-8", "replace")
        raw = request.describe(str(status), shown)

        def wrong(why: str) -> PublishingError:
            return border.garbage(host, why, raw, commit=commit)

        headers = {name.lower(): value for name, value in answer.headers.items()}
        self._buckets.heed(request, headers)
        if not 200 <= status < 300:
            try:
                # A platform that repeats what it refuses must not carry a token into our errors.
                told = parse_object(body or b"", wrong).with_texts(request.clean)
            except PublishingError:
                told = None
            failure = Failure(status, headers, told, raw, host, commit)
            judged = request.judge(failure) if request.judge is not None else None
            raise judged or border.refusal(failure, self._clock.now())
        if body is None:
            raise wrong("it is too large, or packed in a way nobody asked for")
        read = request.reads_json and body.strip()
        found = parse_object(body, wrong, request.clean) if read else JsonObject({}, wrong)
        return Answer(status, headers, found, body, request.clean)

    def _broken(self, request: Request, error: Exception, sending: _Sending) -> PublishingError:
        raw = request.describe(type(error).__name__)
        if not sending.begun:
            return border.not_reached(request.host, raw)
        return border.broke(request.host, raw, commit=sending.guard is not None)

    def _opened(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._client is None:
                from brandcraft_desktop.publishers.deadline import DeadlineTransport
                from brandcraft_desktop.publishers.system_proxy import proxies

                # It logs whole addresses, and some platforms take their token in the path.
                logging.getLogger("httpx").setLevel(logging.WARNING)
                limits = httpx.Limits(
                    max_connections=8,
                    max_keepalive_connections=4,
                    keepalive_expiry=_KEEP_ALIVE,
                )
                self._client = httpx.Client(
                    verify=_trusted(),
                    headers={
                        "User-Agent": user_agent(),
                        "Accept": "application/json",
                        "Accept-Encoding": "identity",
                    },
                    follow_redirects=False,
                    trust_env=False,
                    # Proxies of the environment would take practice requests off this machine.
                    mounts=proxies(_trusted(), limits) if self._origins is None else {},
                    transport=DeadlineTransport(_trusted(), limits),
                )
            return self._client


class _Sending:
    """Follows one request on its way out (the `trace` extension of httpcore).

    `begun` turns true with the first byte whose arrival could make the platform act. Once all is
    out, the whole answer must be there within `seconds`; what goes out, `size` bytes of a body, has
    as long and its own time besides.
    """

    def __init__(self, guard: Guard | None, size: int, *, seconds: float, patience: float) -> None:
        self.guard = guard
        self.begun = False
        self._size = size
        self._answering = seconds
        self._sending = seconds + size / _SLOWEST * patience

    def __call__(self, event: str, info: Mapping[str, object]) -> None:
        from brandcraft_desktop.publishers.deadline import wait_at_most

        if event.endswith(".receive_response_headers.started"):
            wait_at_most(self._answering)
            return
        headers = event.endswith(".send_request_headers.started")
        if not headers and not event.endswith(".send_request_body.started"):
            return
        if self.guard is not None:
            self.guard.check()
        if headers:
            wait_at_most(self._sending)
        asks_proxy = getattr(info.get("request"), "method", b"") == b"CONNECT"
        if not asks_proxy and (not headers or not self._size):
            self.begun = True


def _basic(name: str, password: str) -> str:
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()


@cache
def user_agent() -> str:
    """How the program names itself to servers."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"Brandcraft Desktop/{version('brandcraft-desktop')}"
    except PackageNotFoundError:
        return "Brandcraft Desktop"


@cache
def _trusted() -> ssl.SSLContext:
    """One set of trusted certificates for all clients: reading it takes a while."""
    import httpx

    return httpx.create_ssl_context()
