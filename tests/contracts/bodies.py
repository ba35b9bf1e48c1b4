"""The fields of a form that went over the wire; a file's bytes stay bytes."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from tests.contracts.recorded import Exchange


def fields_of(exchange: Exchange) -> list[tuple[str, str | bytes]]:
    """All fields in their order. Raises ValueError where the body is no such form."""
    if exchange.mime == "application/x-www-form-urlencoded":
        return [
            (name, value)
            for name, value in parse_qsl(
                exchange.body.decode("ascii"), keep_blank_values=True, strict_parsing=True
            )
        ]
    head = f"Content-Type: {exchange.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + exchange.body)
    if not message.is_multipart() or message.defects:
        raise ValueError("the body is no multipart form")
    found: list[tuple[str, str | bytes]] = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(content, bytes):
            raise ValueError("a part of the form has no name")
        is_file = part.get_filename() is not None
        found.append((name, content if is_file else content.decode("utf-8")))
    return found
