"""A real browser that a test steers: Chromium without a window, told what to do over two pipes.

Its remote debugging protocol (chromedevtools.github.io/devtools-protocol): JSON messages with a
zero byte behind each; the browser reads from its descriptor 3 and writes to 4.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.real.availability import program, tied

PACKAGE = "chromium-headless-shell"
PATIENCE = 60.0  # seconds; the machine may be busy
# Puts two pipes where the browser expects them, out of each other's way first.
_LAUNCH = (
    "import fcntl, os, sys;"
    "ends = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 20) for one in sys.argv[1:3]];"
    "os.dup2(ends[0], 3); os.dup2(ends[1], 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_ARGUMENTS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",  # it runs as root here, and sees only our own pages
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--no-proxy-server",
    "--window-size=900,700",
    # Nothing beyond this machine has a name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "about:blank",
)
Message = dict[str, Any]


class Browser:
    """One page, with what a person does on it."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._numbers = 0
        self._rest = b""
        self.ended_at = ""
        """The address of the page that came last, as the address bar shows it."""
        self._events: list[Message] = []
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._ask("Page.enable")

    @property
    def address(self) -> str:
        """Where the page is now."""
        return str(self.evaluate("location.href"))

    @property
    def text(self) -> str:
        """What a person reads on it."""
        return str(self.evaluate("document.body.innerText"))

    def open(self, address: str) -> None:
        """Type an address and wait for its page."""
        self._events.clear()
        self._ask("Page.navigate", url=address)
        self.loaded()

    def click(self, selector: str) -> None:
        """Press something, as a mouse does; where it leads is for `loaded` to wait for."""
        place = self.evaluate(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView(); const box = one.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        self._events.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent",
                type=kind, x=place[0], y=place[1], button="left", clickCount=1,
            )  # fmt: skip

    def go_back(self, beginning: str) -> None:
        """The page before, whose address has this beginning."""
        history = self._ask("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] - 1]
        self._events.clear()
        self._ask("Page.navigateToHistoryEntry", entryId=entry["id"])
        self.loaded(beginning)

    def loaded(self, beginning: str = "") -> None:
        """Wait until a page whose address has this beginning stands there, error pages too."""

        def there(event: Message) -> bool:
            if event["method"] != "Page.frameNavigated":
                return False
            frame = event["params"]["frame"]
            if "parentId" in frame:
                return False
            self.ended_at = str(frame.get("unreachableUrl") or frame["url"])
            return self.ended_at.startswith(beginning)

        self._await(there)
        self._await(lambda event: event["method"] == "Page.loadEventFired")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression on the page."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def picture(self, file: Path, *, dark: bool = False) -> Path:
        """What the page looks like."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        data = self._ask("Page.captureScreenshot", format="png")["data"]
        file.write_bytes(base64.b64decode(data))
        return file

    def end(self) -> None:
        """Ask it to go."""
        self._session = ""
        with contextlib.suppress(OSError, AssertionError):
            self._ask("Browser.close")

    def _ask(self, method: str, **parameters: object) -> Message:
        self._numbers += 1
        message: Message = {"id": self._numbers, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        number = self._numbers
        answer = self._next(lambda one: one.get("id") == number)
        assert "error" not in answer, (method, answer["error"])
        result: Message = answer["result"]
        return result

    def _await(self, wanted: Callable[[Message], bool]) -> None:
        """Wait for an event; those before it are gone then."""
        while self._events:
            if wanted(self._events.pop(0)):
                return
        self._next(lambda one: "method" in one and wanted(one))
        self._events.clear()

    def _next(self, wanted: Callable[[Message], bool]) -> Message:
        """Read until the wanted message comes; events that come before it are kept."""
        deadline = time.monotonic() + PATIENCE
        while True:
            while b"\0" not in self._rest:
                left = deadline - time.monotonic()
                ready, _, _ = select.select([self._reading], [], [], max(0.0, left))
                assert ready, "the browser does not answer"
                data = os.read(self._reading, 65536)
                assert data, "the browser has ended"
                self._rest += data
            line, _, self._rest = self._rest.partition(b"\0")
            message: Message = json.loads(line)
            if wanted(message):
                return message
            if "method" in message:
                self._events.append(message)


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A browser with an empty profile; it ends with the block, and with the test's process."""
    path = program(PACKAGE, package=PACKAGE)
    its_reading, writing = os.pipe()
    reading, its_writing = os.pipe()
    words = [path, f"--user-data-dir={folder / 'profile'}", *_ARGUMENTS]
    process = subprocess.Popen(
        tied([sys.executable, "-c", _LAUNCH, str(its_reading), str(its_writing), *words]),
        pass_fds=(its_reading, its_writing),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
    )
    os.close(its_reading)
    os.close(its_writing)
    try:
        browser = Browser(reading, writing)
        yield browser
        browser.end()
    finally:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(reading)
        os.close(writing)
