"""Answers that are changed on their way to a publisher, and where its calls went."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

from brandcraft_desktop.errors import NotSent
from brandcraft_desktop.publishers.exchange import Answer, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import Json, JsonObject


@contextmanager
def changed(fields: Mapping[str, Json]) -> Iterator[list[Request]]:
    """Every answer that has one of these fields gets it so; gives all requests that were sent."""
    sent: list[Request] = []
    send = Http.send

    def changing(self: Http, request: Request) -> Answer:
        sent.append(request)
        answer = send(self, request)
        if not set(fields) & set(answer.json.names()):
            return answer
        kept: dict[str, Json] = json.loads(answer.json.as_text())
        now = {name: fields.get(name, value) for name, value in kept.items()}
        return replace(answer, json=JsonObject(now, NotSent))

    with patch.object(Http, "send", changing):
        yield sent
