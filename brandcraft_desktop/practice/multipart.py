"""Forms with files (RFC 7578), as they arrive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.values import Malformed

_BOUNDARY = re.compile(r'multipart/form-data;\s*boundary="?([^";,]{1,70})"?', re.IGNORECASE)
_NAME = re.compile(rb'[;\s]name="([^"]*)"')
_FILE_NAME = re.compile(rb'filename="([^"]*)"')
_TYPE = re.compile(rb"content-type:\s*([^\r\n;]+)", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """A file of a form, with what its sender says of it."""

    name: str
    mime: str
    data: bytes = field(repr=False)


def is_form(request: Request) -> bool:
    """Whether the body is said to be such a form."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def read_form(request: Request) -> tuple[Mapping[str, str], Mapping[str, File]]:
    """Its fields and its files. Raises Malformed."""
    boundary = _BOUNDARY.match(request.headers.get("content-type", ""))
    if boundary is None:
        raise Malformed("a form with files is expected")
    mark = b"\r\n--" + boundary[1].encode()
    pieces = (b"\r\n" + request.content()).split(mark)
    if len(pieces) < 3 or pieces[0] or not pieces[-1].startswith(b"--"):
        raise Malformed("the form is broken")
    fields: dict[str, str] = {}
    files: dict[str, File] = {}
    for piece in pieces[1:-1]:
        head, gap, content = piece.partition(b"\r\n\r\n")
        found = _NAME.search(head)
        name = found[1].decode("utf-8", "replace") if found is not None and gap else ""
        if not name or name in fields or name in files:
            raise Malformed("a part of the form is broken or comes twice")
        file, mime = _FILE_NAME.search(head), _TYPE.search(head)
        if file is None:
            fields[name] = content.decode("utf-8", "replace")
        else:
            told = mime[1].strip().decode("ascii", "replace") if mime else ""
            files[name] = File(file[1].decode("utf-8", "replace"), told, content)
    return fields, files
