"""Telegram as one platform of the practice world: bots that write to channels.

Facts: Bot API 10.1 (core.telegram.org/bots/api). Fields it does not know are refused here, which
the real one passes over in silence. `getChatMember` and `getFile` as documented there, too.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, Service, html_answer, json_answer
from brandcraft_desktop.practice.multipart import File, is_form, read_form
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platform import Arrived, PracticeAccount, Shown
from brandcraft_desktop.practice.shelf import Kept, Shelf, article
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.times import PracticeClock
from brandcraft_desktop.practice.values import (
    Json,
    Malformed,
    Object,
    parse,
    text_of,
    whole_of,
)

API, WEB = "https://api.telegram.org", "https://t.me"
_CALL = re.compile(r"/bot([0-9]+:[A-Za-z0-9_-]+)/([A-Za-z]+)")
_FILE = re.compile(r"/file/bot([0-9]+:[A-Za-z0-9_-]+)/photos/channel\.png")
_MOST, _WINDOW = 20, 60.0  # messages to one channel in so many seconds ("My bot is hitting limits")
_FILES = "/_practice/telegram/file?name="
_COMMON = frozenset({"chat_id", "disable_notification", "protect_content"})
_CAPTION = frozenset({"caption", "caption_entities"})
_SHAPE = frozenset({"width", "height", "duration", "supports_streaming"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "getMe": frozenset(),
    "getChat": frozenset({"chat_id"}),
    "getChatMember": frozenset({"chat_id", "user_id"}),
    "getFile": frozenset({"file_id"}),
    "sendMessage": _COMMON | {"text", "entities", "link_preview_options"},
    "sendPhoto": _COMMON | _CAPTION | {"photo"},
    "sendVideo": _COMMON | _CAPTION | _SHAPE | {"video"},
    "sendMediaGroup": _COMMON | {"media"},
    "deleteMessage": frozenset({"chat_id", "message_id"}),
}
_WORDS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}
_LARGEST = {"photo": 10_000_000, "video": 50_000_000}
_TAKEN = {"photo": {"image/jpeg", "image/png", "image/webp"}, "video": {"video/mp4"}}


class _Refused(Exception):
    def __init__(self, status: int, description: str, **parameters: Json) -> None:
        super().__init__(description)
        self.answer = _refusal(status, description, parameters)


@dataclass(frozen=True)
class Channel:
    """A channel with the bot that writes to it; the second one of the world is private."""

    number: int
    token: str

    @property
    def bot(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def id(self) -> int:
        return -1_001_234_567_000 - self.number

    @property
    def username(self) -> str:
        return "" if self.number == 2 else f"practice_channel_{self.number}"

    @property
    def title(self) -> str:
        return f"Practice Channel {self.number}"

    def to_json(self) -> Object:
        name: Object = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": "channel", "title": self.title, **name}

    def link(self, message: int) -> str:
        return f"{WEB}/{self.username or f'c/{str(self.id)[4:]}'}/{message}"


class Telegram:
    """The Bot API over a shelf of messages, and t.me with what a permalink leads to."""

    name = "telegram"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.shelf, self.clock = Shelf(folder), clock
        self.channels = [Channel(one, _token(one)) for one in range(1, accounts + 1)]

    def services(self) -> Mapping[str, Service]:
        return {API: _BotApi(self), WEB: _Web(self)}

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount(
                self.name,
                one.username or f"c/{str(one.id)[4:]}",
                "",
                "",
                str(one.id),
                {
                    "bot_token": one.token,
                    "channel": f"@{one.username}" if one.username else str(one.id),
                },
            )
            for one in self.channels
        ]

    def timeline(self) -> Sequence[Shown]:
        return [Shown(one.at, self.article(one, _FILES)) for one in self.shelf.there()[:200]]

    def arrived(self) -> Sequence[Arrived]:
        """An album is one message here, with the words of its first; none has alt texts."""
        found: dict[str, list[Kept]] = {}
        for one in reversed(self.shelf.there()):
            found.setdefault(text_of(one.value, "album") or str(one.number), []).append(one)
        return [_arrived(one) for one in found.values()]

    def article(self, one: Kept, source: str) -> str:
        """One message; an album is several, each with its own file."""
        channel = next(each for each in self.channels if str(each.id) == one.place)
        value = one.value
        files = [{"file": text_of(value, "file"), "mime": text_of(value, "mime")}]
        quiet = value.get("disable_notification") is True
        kept = value.get("protect_content") is True
        chips = [*(["Silent"] if quiet else []), *(["Protected"] if kept else [])]
        return article(
            channel.title,
            f"@{channel.username}" if channel.username else "private channel",
            one.at,
            text_of(value, "text") or text_of(value, "caption"),
            files=files if files[0]["file"] else (),
            source=source,
            alts=False,
            chips=chips,
            link=channel.link(one.number),
        )

    def control(self, request: Request, action: str) -> Answer | None:
        """See `Shelf.steer`; settings {rate_limits, revoked, may_post}."""
        return self.shelf.steer(request, action, ("rate_limits", "revoked", "may_post"))

    def forget(self) -> None:
        self.shelf.forget()

    def close(self) -> None:
        self.shelf.database.close()


class _BotApi:
    """https://api.telegram.org."""

    def __init__(self, platform: Telegram) -> None:
        self._platform, self._shelf = platform, platform.shelf

    def endpoint(self, method: str, path: str) -> str:
        found = _CALL.fullmatch(path)
        return found[2] if found else "file" if _FILE.fullmatch(path) else "unknown"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if kind in ("expired_token", "revoked"):
            return _refusal(401, "Unauthorized")
        return _refusal(status, message or _WORDS.get(status, "Internal Server Error"))

    def answer(self, request: Request) -> Answer:
        try:
            if picture := _FILE.fullmatch(request.path):
                self._channel(picture[1])
                return Answer(200, {"Content-Type": "image/png"}, _avatar())
            found = _CALL.fullmatch(request.path)
            if found is None:
                raise _Refused(404, "Not Found")
            channel = self._channel(found[1])
            return self._called(channel, found[2], request)
        except Malformed as error:
            return _refusal(400, f"Bad Request: {error}")
        except _Refused as refused:
            return refused.answer

    def _channel(self, token: str) -> Channel:
        known = next((one for one in self._platform.channels if one.token == token), None)
        if known is None or self._shelf.setting("revoked") == "yes":
            raise _Refused(401, "Unauthorized")
        return known

    def _called(self, channel: Channel, method: str, request: Request) -> Answer:
        if method not in _FIELDS:
            raise _Refused(404, "Not Found")
        value, files = _fields(request)
        if unknown := sorted(set(value) - _FIELDS[method]):
            self._shelf.failures.append(f"{method}: {unknown[0]}")
            raise _Refused(400, f"Bad Request: practice knows no field {unknown[0]}")
        if "chat_id" in _FIELDS[method]:
            self._check_chat(channel, value)
        return json_answer({"ok": True, "result": self._does(channel, method, value, files)})

    def _check_chat(self, channel: Channel, value: Object) -> None:
        wanted = {channel.id, str(channel.id)} | ({f"@{channel.username}"} - {"@"})
        if value.get("chat_id") not in wanted:
            raise _Refused(400, "Bad Request: chat not found")

    def _does(
        self, channel: Channel, method: str, value: Object, files: Mapping[str, File]
    ) -> Json:
        if method == "getMe":
            return _bot(channel)
        if method == "getChat":
            photo: Object = {"small_file_id": "small", "big_file_id": "big"}
            return {**channel.to_json(), "photo": photo}
        if method == "getFile":
            return {"file_id": "small", "file_unique_id": "1", "file_path": "photos/channel.png"}
        if method == "getChatMember":
            may = self._shelf.setting("may_post") != "no"
            return {"status": "administrator", "user": _bot(channel), "can_post_messages": may}
        if method == "deleteMessage":
            if not self._shelf.take_away(str(channel.id), whole_of(value, "message_id")):
                raise _Refused(400, "Bad Request: message to delete not found")
            return True
        return self._sent(channel, method, value, files)

    def _sent(
        self, channel: Channel, method: str, value: Object, files: Mapping[str, File]
    ) -> Json:
        if self._shelf.setting("may_post") == "no":
            raise _Refused(403, "Forbidden: bot is not a member of the channel chat")
        now = self._platform.clock.seconds()
        common = {name: value[name] for name in _COMMON if name in value}
        if method == "sendMessage":
            _check_words(text_of(value, "text"), value.get("entities", []), 4096, least=1)
            messages: list[Object] = [value]
        elif method == "sendMediaGroup":
            album = secrets.token_hex(8)  # `media_group_id` of Message
            messages = [{**common, **one, "album": album} for one in self._album(value, files)]
        else:
            kind = method.removeprefix("send").lower()
            messages = [{**value, **self._file(kind, kind, files)}]
            _check_words(
                text_of(value, "caption"), value.get("caption_entities", []), 1024, least=0
            )
        self._count(channel, now, len(messages))
        made = [self._kept(channel, now, one) for one in messages]
        return [*made] if method == "sendMediaGroup" else made[0]

    def _album(self, value: Object, files: Mapping[str, File]) -> list[Object]:
        media = value.get("media")
        if not isinstance(media, list) or not 2 <= len(media) <= 10:
            raise _Refused(400, "Bad Request: media must include 2-10 items")
        found: list[Object] = []
        for one in media:
            if not isinstance(one, dict):
                raise _Refused(400, "Bad Request: can't parse media JSON object")
            kind = text_of(one, "type")
            known = {"type", "media", *_CAPTION, *(_SHAPE if kind == "video" else ())}
            if kind not in _LARGEST or set(one) - known:
                raise _Refused(400, "Bad Request: can't parse InputMedia")
            _check_words(text_of(one, "caption"), one.get("caption_entities", []), 1024, least=0)
            field = text_of(one, "media").removeprefix("attach://")
            found.append({**one, **self._file(kind, field, files)})
        return found

    def _file(self, kind: str, field: str, files: Mapping[str, File]) -> Object:
        """What is kept of an uploaded file."""
        file = files.get(field)
        if file is None:
            raise _Refused(400, f"Bad Request: there is no {kind} in the request")
        if len(file.data) > _LARGEST[kind]:
            raise _Refused(413, "Request Entity Too Large")
        mime = media_type(file.data[:16])
        if mime not in _TAKEN[kind]:
            raise _Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        return {"file": self._shelf.keep_file(file.data), "mime": mime}

    def _count(self, channel: Channel, now: float, messages: int) -> None:
        if self._shelf.setting("rate_limits", "yes") != "yes":
            return
        place = str(channel.id)
        recent = [
            one.at for one in self._shelf.journal() if one.place == place and one.at > now - _WINDOW
        ]
        if len(recent) + messages > _MOST:
            wait = max(1, int(min(recent) + _WINDOW - now) + 1)
            raise _Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    def _kept(self, channel: Channel, now: float, value: Object) -> Object:
        number = self._shelf.add(str(channel.id), now, value)
        words = {name: value[name] for name in ("text", "caption") if value.get(name)}
        chat = channel.to_json()
        made: Object = {"message_id": number, "date": int(now), "chat": chat, "sender_chat": chat}
        return {**made, **words}


class _Web:
    """https://t.me: what a permalink leads to."""

    def __init__(self, platform: Telegram) -> None:
        self._platform = platform

    def endpoint(self, method: str, path: str) -> str:
        return "t.me"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return html_answer(f"<h1>{status}</h1>", status)

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/file/"):
            found = self._platform.shelf.file_answer(request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        address = f"{WEB}{request.path}"
        shown = [
            self._platform.article(one, "/file/")
            for one in self._platform.shelf.there()
            for channel in self._platform.channels
            if str(channel.id) == one.place
            and address in (channel.link(one.number), channel.link(one.number).rpartition("/")[0])
        ]
        words = "".join(shown) or "<p class=empty>Nothing is here</p>"
        return html_answer(document("Telegram", words), 200 if shown else 404, POLICY)


def _fields(request: Request) -> tuple[Object, Mapping[str, File]]:
    """Everything sent, typed: a form's fields are JSON where they are no text."""
    if not is_form(request):
        return request.json(), {}
    fields, files = read_form(request)
    texts = ("caption", "text")
    return {name: one if name in texts else _read(one) for name, one in fields.items()}, files


def _read(written: str) -> Json:
    try:
        return parse(written.encode())
    except Malformed:
        return written


def _check_words(text: str, entities: Json, limit: int, *, least: int) -> None:
    units = len(text.encode("utf-16-le")) // 2
    if units < least:
        raise _Refused(400, "Bad Request: message text is empty")
    if units > limit:
        raise _Refused(400, f"Bad Request: message {'text' if least else 'caption'} is too long")
    for one in entities if isinstance(entities, list) else [None]:
        if not isinstance(one, dict) or set(one) != {"type", "offset", "length"}:
            raise _Refused(400, "Bad Request: can't parse MessageEntity")
        start, length = whole_of(one, "offset"), whole_of(one, "length")
        if length < 1 or start < 0 or start + length > units:
            raise _Refused(400, "Bad Request: entity is beyond the text")


def _arrived(album: Sequence[Kept]) -> Arrived:
    first = album[0]
    return Arrived(
        first.place,
        first.at,
        str(first.number),
        text_of(first.value, "text") or text_of(first.value, "caption"),
        # Their names are the SHA-256 of what is in them (`Shelf.keep_file`).
        tuple(text_of(one.value, "file") for one in album if text_of(one.value, "file")),
    )


def _bot(channel: Channel) -> Object:
    return {
        "id": channel.bot,
        "is_bot": True,
        "first_name": f"Practice Bot {channel.number}",
        "username": f"practice_{channel.number}_bot",
    }


def _refusal(status: int, description: str, parameters: Object | None = None) -> Answer:
    more: Object = {"parameters": parameters} if parameters else {}
    body: Object = {"ok": False, "error_code": status, "description": description, **more}
    return json_answer(body, status)


def _token(number: int) -> str:
    return f"{700_000_000 + number}:AA{sha256(f'practice bot {number}'.encode()).hexdigest()[:33]}"


def _avatar() -> bytes:
    return gradient(160, 160, (38, 165, 228), (20, 90, 160))
