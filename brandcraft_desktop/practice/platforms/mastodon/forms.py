"""The parameters of a request: Rails takes JSON, forms and forms with files alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.platforms.mastodon.answers import Refusal
from brandcraft_desktop.practice.values import Json, Malformed, Object, parse_object

_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?')
_NAME = re.compile(rb'[;\s]name="([^"]*)"')
_FILE_NAME = re.compile(rb'filename="([^"]*)"')
_TYPE = re.compile(rb"content-type:\s*([^\r\n;]+)", re.IGNORECASE)


@dataclass(frozen=True)
class File:
    """A file of a form."""

    name: str
    mime: str
    data: bytes = field(repr=False)


def parameters(request: Request) -> Object:
    """The body as an object. Raises `Refusal`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not request.size:
        return {}
    if kind == "application/json":
        try:
            return parse_object(request.content())
        except Malformed:
            raise Refusal(400, "There was an error parsing the request body") from None
    if kind == "application/x-www-form-urlencoded":
        found: Object = {}
        for name, value in parse_qsl(request.content().decode("utf-8", "replace")):
            listed = found.setdefault(name, []) if name.endswith("[]") else None
            if isinstance(listed, list):
                listed.append(value)
            else:
                found[name] = value
        return {name.removesuffix("[]"): value for name, value in found.items()}
    raise Refusal(415, f"{kind or 'no type'} is no type of a body that is taken here")


def form(request: Request) -> tuple[dict[str, str], dict[str, File]]:
    """Fields and files of a form with files (RFC 7578). Raises `Refusal`."""
    kind = request.headers.get("content-type", "")
    boundary = _BOUNDARY.search(kind)
    if not kind.lower().startswith("multipart/form-data") or boundary is None:
        raise Refusal(422, "Validation failed: File can't be blank")
    if "content-length" not in request.headers:
        raise Refusal(411, "Length Required")
    mark = b"--" + boundary[1].encode()
    pieces = (b"\r\n" + request.content()).split(b"\r\n" + mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise Refusal(400, "There was an error parsing the request body")
    fields: dict[str, str] = {}
    files: dict[str, File] = {}
    for piece in pieces[1:-1]:
        head, _, content = piece.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is None:
            raise Refusal(400, "There was an error parsing the request body")
        file, mime = _FILE_NAME.search(head), _TYPE.search(head)
        key = name[1].decode("utf-8", "replace")
        if file is None:
            fields[key] = content.decode("utf-8", "replace")
        else:
            told = mime[1].strip().decode("ascii", "replace") if mime else ""
            files[key] = File(file[1].decode("utf-8", "replace"), told, content)
    return fields, files


def text_at(value: Object, name: str) -> str:
    """A text; numbers and truth values are written as Rails reads them. Raises `Refusal`."""
    found = value.get(name, "")
    if found is None:
        return ""
    if isinstance(found, list | dict):
        raise Refusal(422, f"Validation failed: {name} is no text")
    return str(found).lower() if isinstance(found, bool) else str(found)


def flag_at(value: Object, name: str) -> bool:
    """A truth value. Raises `Refusal`."""
    found = text_at(value, name)
    if found not in ("", "true", "false", "1", "0"):
        raise Refusal(422, f"Validation failed: {name} is no truth value")
    return found in ("true", "1")


def texts_at(value: Object, name: str) -> list[str]:
    """A list of texts. Raises `Refusal`."""
    found: Json = value.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Refusal(422, f"Validation failed: {name} is no list")
    return [str(one) for one in found]
