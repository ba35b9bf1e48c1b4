"""What is kept of a container from one attempt to the next."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers.graph import ID
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object


@dataclass(frozen=True)
class Container:
    """Its id, when it was made, and where its bytes go ("": it is fetched from an address)."""

    id: str
    at: datetime
    uri: str = ""

    @staticmethod
    def of(answer: JsonObject, clock: Clock, uri: str = "") -> str:
        """The text to keep of the answer that made it."""
        at = clock.now().isoformat()
        return json.dumps({"id": answer.identifier("id", ID), "at": at, "uri": uri})

    @staticmethod
    def parse(text: str) -> Container:
        """The container of a kept text. Raises `errors.NotSent`."""
        told = parse_object(text, _unreadable)
        try:
            at = datetime.fromisoformat(told.text("at"))
        except ValueError:
            raise _unreadable("its time is none") from None
        return Container(told.text("id"), at, told.optional("uri"))


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the post's files can't be read.", why)
