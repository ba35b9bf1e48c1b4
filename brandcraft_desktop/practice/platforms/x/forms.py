"""Forms with files (RFC 7578), as they arrive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.platforms.x.problems import plain

_NAME = re.compile(r'(?:^|[;\s])name="([^"]*)"')
_FILE = re.compile(r'filename="([^"]*)"')


@dataclass(frozen=True)
class Part:
    """One field; a file has a name and a type."""

    content: bytes
    filename: str | None
    kind: str


def read_form(request: Request) -> dict[str, Part]:
    """The parts by name. Raises Refusal for what is no such form."""
    found = re.search(r"boundary=\"?([^\";]+)", request.headers.get("content-type", ""))
    if found is None:
        raise plain(400, "Practice: the form has no boundary.")
    mark = b"--" + found[1].encode()
    pieces = (b"\r\n" + request.content()).split(b"\r\n" + mark)
    if len(pieces) < 3 or pieces[0] or not pieces[-1].startswith(b"--"):
        raise plain(400, "Practice: the form is broken.")
    parts: dict[str, Part] = {}
    for piece in pieces[1:-1]:
        head, gap, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        lines = head.decode("utf-8", "replace").split("\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        disposition = headers.get("content-disposition", "")
        name = _NAME.search(disposition)
        if not gap or name is None or name[1] in parts:
            raise plain(400, "Practice: a part of the form is broken or comes twice.")
        file = _FILE.search(disposition)
        kind = headers.get("content-type", "")
        parts[name[1]] = Part(content, None if file is None else file[1], kind)
    return parts
