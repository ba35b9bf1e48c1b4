"""Starting the practice world from Python, as a process of its own that ends with ours."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.values import Json, Object, dump, parse_object, text_of

_PATIENCE = 10.0
_CONTROL_PATIENCE = 130.0  # a control call may wait for something for two minutes


@dataclass(frozen=True)
class PracticeServer:
    """A running practice world. `origins` is exactly what BRANDCRAFT_ORIGINS wants in its file.

    `control` is the base of the control calls (`practice.control`), `page` the page for people.
    """

    origins: Mapping[str, str]
    accounts: Sequence[PracticeAccount]
    control: str
    page: str
    process: subprocess.Popen[bytes] = field(repr=False, compare=False)

    def ask(self, path: str) -> Object:
        """What the control port says under `/_practice/<path>`, for example `bluesky/journal`."""
        return self._control("GET", path, b"")

    def tell(self, path: str, **fields: Json) -> Object:
        """Post to `/_practice/<path>`: `tell("faults", endpoint="…putRecord", kind="reset")`.

        Raises BadInput where the control port does not understand it.
        """
        return self._control("POST", path, dump(fields))

    def fetch(self, path: str) -> bytes:
        """The bytes under `/_practice/<path>`, for example `bluesky/blob?cid=…`."""
        status, body = self._call("GET", path, b"")
        if status >= 400:
            raise BadInput("The practice world has no such bytes.", path)
        return body

    def _control(self, method: str, path: str, body: bytes) -> Object:
        status, answer = self._call(method, path, body)
        value = parse_object(answer)
        if status >= 400:
            raise BadInput("The practice world does not understand this.", text_of(value, "error"))
        return value

    def _call(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        host, _, port = self.control.removeprefix("http://").partition(":")
        connection = HTTPConnection(host, int(port), timeout=_CONTROL_PATIENCE)
        try:
            connection.request(method, f"/_practice/{path}", body)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def stop(self) -> None:
        """End it in order; what it keeps stays in its data folder. Twice is fine."""
        _end(self.process)

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        _end(self.process)

    def write_origins(self, path: Path) -> Path:
        """Write the map for BRANDCRAFT_ORIGINS to `path`."""
        path.write_text(json.dumps({**self.origins}, indent=2), encoding="utf-8")
        return path


def start(
    data: Path,
    *,
    accounts: int = 1,
    platforms: Sequence[str] = (),
    launcher: Sequence[str] = (sys.executable, "-m", "brandcraft_desktop.practice"),
) -> PracticeServer:
    """Start it with its data in `data` and wait until it listens.

    The same folder again gives the same accounts, records and, where still free, ports; settings
    and planned faults begin anew. `launcher` is what a frozen program puts in Python's place.
    Raises BrandcraftError when it does not come up.
    """
    command = [*launcher, "--data", str(data)]
    command += ["--accounts", str(accounts), "--exit-with-parent"]
    for platform in platforms:
        command += ["--platform", platform]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    line = process.stdout.readline() if process.stdout is not None else b""
    if not line:
        _end(process)
        raise BrandcraftError(
            "The practice world did not start.",
            f"Its process ended with code {process.returncode}.",
            "Look at the messages above.",
        )
    ready = json.loads(line)
    return PracticeServer(
        origins=dict(ready["origins"]),
        accounts=tuple(PracticeAccount(**account) for account in ready["accounts"]),
        control=str(ready["control"]),
        page=str(ready["page"]),
        process=process,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None and not process.stdin.closed:
        process.stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
