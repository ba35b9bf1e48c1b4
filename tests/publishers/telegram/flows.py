"""Telegram's kinds of posts, and what its sheet promises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from tests.contracts.bodies import fields_of
from tests.contracts.recorded import Exchange
from tests.publishers.flow import MARK, PICTURE, VIDEO, Flow, Sheet, Where

SPEC = "platforms/specs/telegram/bot-api.trim.json"
WRITES = ("sendMessage", "sendPhoto", "sendVideo", "sendMediaGroup")
_PATH = re.compile(r"/bot[^/]+/(\w+)")
_PLAIN = {"Integer": int, "String": str, "Boolean": bool}


def _chosen(account: Account) -> Mapping[str, str]:
    return {"silent": "true", "protect": "true", "link_preview": "false"}


def _quiet_options(account: Account) -> Mapping[str, str]:
    return {"silent": "true"}


# Nobody can read what a bot sent: whatever answer is lost stays unconfirmed.
FLOWS = (
    Flow(
        "words",
        f"{MARK} 👩‍👩‍👧 #größe with @telegram at https://example.com/a?b=c",
        options=_chosen,
        can_tell=False,
        can_tell_absence=False,
    ),
    Flow(
        "a thread",
        f"{MARK} one https://example.com\n---\n{MARK} two",
        thread=True,
        arrives=2,
        can_tell=False,
        can_tell_absence=False,
    ),
    Flow(
        "a picture",
        f"{MARK} 👍🏽 #tag",
        (PICTURE,),
        options=_quiet_options,
        can_tell=False,
        can_tell_absence=False,
    ),
    Flow("a video", f"{MARK} Film", (VIDEO,), can_tell=False, can_tell_absence=False),
    Flow(
        "an album",
        f"{MARK} Three of them #tag",
        (PICTURE, VIDEO, PICTURE),
        can_tell=False,
        can_tell_absence=False,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return person.answers


def _quiet(server: PracticeServer) -> None:
    server.tell("telegram/settings", rate_limits=False)


def _messages(server: PracticeServer) -> Sequence[str]:
    journal = server.ask("telegram/journal")["journal"]
    assert isinstance(journal, list)
    values = [one["value"] for one in journal if isinstance(one, dict)]
    told = [
        text_of(one, "text") or text_of(one, "caption") for one in values if isinstance(one, dict)
    ]
    return [one for one in told if one]


class BotApi:
    """The official list of methods and types as a judge; implements `tests.publishers.flow.Spec`.

    Fields that it does not know, and those of another type, are wrong. Answers are held against
    the fields that it calls required.
    """

    def __init__(self, reference: Path) -> None:
        document = json.loads((reference / SPEC).read_text(encoding="utf-8"))
        self.methods: dict[str, Any] = document["methods"]
        self.types: dict[str, Any] = document["types"]

    def operation(self, exchange: Exchange) -> str:
        found = _PATH.fullmatch(exchange.path)
        known = found is not None and found[1] in self.methods
        return found[1] if found is not None and known else ""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        name = self.operation(exchange)
        if not name:
            return []
        fields = self.methods[name].get("fields", [])
        found = [f"{name}: {one}" for one in self._wrong_object(fields, _sent(exchange))]
        if exchange.status == 200:
            (kind, *_) = self.methods[name]["returns"]
            result = json.loads(exchange.answer)["result"]
            found += [f"{name}: answer: {one}" for one in self._wrong_value([kind], result, "")]
        return found

    def _wrong_object(self, fields: list[dict[str, Any]], value: Any) -> Iterator[str]:
        known = {one["name"]: one for one in fields}
        yield from (f"unknown field {one}" for one in value if one not in known)
        for name, one in known.items():
            if name in value:
                yield from self._wrong_value(one["types"], value[name], name)
                yield from _too_long(one["description"], value[name], name)
            elif one["required"]:
                yield f"{name} is missing"

    def _wrong_value(self, types: list[str], value: Any, name: str) -> Iterator[str]:
        inner = [one.removeprefix("Array of ") for one in types if one.startswith("Array of ")]
        listed = inner and isinstance(value, list)  # one list may hold several kinds
        if listed and all(any(self._is(one, each) for one in inner) for each in value):
            return
        if not any(self._is(one, value) for one in types):
            yield f"{name}: {value!r:.60} is none of {', '.join(types)}"

    def _is(self, kind: str, value: Any) -> bool:
        if kind in _PLAIN:
            return type(value) is _PLAIN[kind]
        if kind == "InputFile":
            return isinstance(value, bytes)
        if kind == "ChatFullInfo":
            kind = "Chat"
        if kind not in self.types or not isinstance(value, dict):
            return False
        if kind in ("Chat", "Message"):  # of answers: more than the trimmed list knows
            needed = [one["name"] for one in self.types[kind]["fields"] if one["required"]]
            return all(one in value for one in needed)
        media = kind.startswith("InputMedia")
        if media and value.get("type") != kind.removeprefix("InputMedia").lower():
            return False
        return not list(self._wrong_object(self.types[kind]["fields"], value))


def _too_long(description: str, value: Any, name: str) -> Iterator[str]:
    told = re.search(r"(\d)-(\d+) characters after entit", description)
    if told and not int(told[1]) <= len(value) <= int(told[2]):
        yield f"{name} has {len(value)} characters"


def _sent(exchange: Exchange) -> dict[str, Any]:
    """The fields of a call; those of a form are JSON where they are no text."""
    if exchange.mime != "multipart/form-data":
        found = exchange.json()
        assert isinstance(found, dict)
        return found
    made: dict[str, Any] = {}
    for name, value in fields_of(exchange):
        if name.startswith("file"):
            continue  # what "attach://" names
        plain = isinstance(value, bytes) or name in ("caption", "text")
        made[name] = value if plain else json.loads(value)
    return made


SHEET = Sheet(
    platform="telegram",
    features={
        "bot token": ("connect",),
        "channel": ("connect", "profile"),
        "text": ("words",),
        "picture": ("a picture",),
        "video": ("a video",),
        "album": ("an album",),
        "deleting": ("delete",),
    },
    operations=frozenset({"getMe", "getChat", *WRITES, "deleteMessage"}),
    left_out={
        "editMessageText": "what is published can't be edited here",
        "editMessageCaption": "what is published can't be edited here",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("bot_token",),
    spec=BotApi,
    writes=frozenset(WRITES),
    errors={"any": Where("words", "sendMessage"), "send": Where("words", "sendMessage")},
)
