"""Discord as one platform of the practice world: webhooks that write to channels.

Facts: the OpenAPI document v10 and docs.discord.com, "Webhook", "Rate Limits", "Uploading Files".
Fields it does not know are refused here, which the real one passes over in silence.
"""

from __future__ import annotations

import re
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
from brandcraft_desktop.practice.times import PracticeClock, stamp
from brandcraft_desktop.practice.values import (
    Json,
    Malformed,
    Object,
    parse_object,
    text_of,
    whole_of,
)

WEB, CDN = "https://discord.com", "https://cdn.discordapp.com"
_HOOK = re.compile(r"/api(?:/v10)?/webhooks/([0-9]+)/([\w-]+)(?:/messages/([0-9]+))?")
_PAGE = re.compile(r"/channels/([0-9]+)/([0-9]+)/([0-9]+)")
_AVATAR = re.compile(r"/avatars/[0-9]+/[0-9a-f]{32}\.png")
_EPOCH = 1_420_070_400_000  # milliseconds: the first second of 2015 ("Snowflakes")
_MOST, _WINDOW = 5, 2.0  # messages of one webhook in so many seconds, as is observed
_LARGEST = 10 * 1024 * 1024
_FLAGS = (1 << 2) | (1 << 12)
_FILES = "/_practice/discord/file?name="
_KNOWN = frozenset({"content", "allowed_mentions", "flags", "username", "attachments"})
_GUILD = "1100000000000000001"


class _Refused(Exception):
    def __init__(self, status: int, code: int, message: str, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.answer = _refusal(status, code, message, headers)


@dataclass(frozen=True)
class Hook:
    """A webhook of one channel."""

    number: int

    @property
    def id(self) -> str:
        return str(1_200_000_000_000_000_000 + self.number)

    @property
    def channel(self) -> str:
        return str(1_300_000_000_000_000_000 + self.number)

    @property
    def token(self) -> str:
        return f"Practice_{sha256(f'practice webhook {self.number}'.encode()).hexdigest()[:59]}"

    @property
    def name(self) -> str:
        return f"Practice News {self.number}"

    @property
    def avatar(self) -> str:
        return sha256(self.id.encode()).hexdigest()[:32]

    @property
    def address(self) -> str:
        return f"{WEB}/api/webhooks/{self.id}/{self.token}"

    def to_json(self) -> Object:
        return {
            "application_id": None,
            "avatar": self.avatar,
            "channel_id": self.channel,
            "guild_id": _GUILD,
            "id": self.id,
            "name": self.name,
            "type": 1,
            "token": self.token,
            "url": self.address,
        }

    def link(self, message: int) -> str:
        return f"{WEB}/channels/{_GUILD}/{self.channel}/{message}"


class Discord:
    """Webhooks over a shelf of messages, the pages of messages, and the server of pictures."""

    name = "discord"

    def __init__(self, folder: Path, clock: PracticeClock, accounts: int) -> None:
        self.shelf, self.clock = Shelf(folder), clock
        self.hooks = [Hook(one) for one in range(1, accounts + 1)]
        self.last = 0

    def services(self) -> Mapping[str, Service]:
        return {WEB: _Site(self), CDN: _Pictures()}

    def accounts(self) -> Sequence[PracticeAccount]:
        return [
            PracticeAccount(self.name, one.name, "", "", one.id, {"webhook": one.address})
            for one in self.hooks
        ]

    def timeline(self) -> Sequence[Shown]:
        return [Shown(one.at, self.article(one, _FILES)) for one in self.shelf.there()[:200]]

    def arrived(self) -> Sequence[Arrived]:
        return [_arrived(one) for one in reversed(self.shelf.there())]

    def article(self, one: Kept, source: str) -> str:
        """One message."""
        hook = next(each for each in self.hooks if each.id == one.place)
        files = [
            {name: text_of(file, name) for name in ("file", "mime", "alt")} for file in _files(one)
        ]
        flags = whole_of(one.value, "flags")
        chips = ["No link previews"] if flags & 4 else []
        return article(
            text_of(one.value, "username") or hook.name,
            "webhook",
            one.at,
            text_of(one.value, "content"),
            files=files,
            source=source,
            chips=[*chips, *(["Silent"] if flags & 4096 else [])],
            link=hook.link(one.number),
        )

    def control(self, request: Request, action: str) -> Answer | None:
        """See `Shelf.steer`; settings {rate_limits, deleted}."""
        return self.shelf.steer(request, action, ("rate_limits", "deleted"))

    def forget(self) -> None:
        self.shelf.forget()

    def close(self) -> None:
        self.shelf.database.close()


class _Site:
    """https://discord.com: the API under /api, the pages of messages under /channels."""

    def __init__(self, platform: Discord) -> None:
        self._platform, self._shelf = platform, platform.shelf

    def endpoint(self, method: str, path: str) -> str:
        found = _HOOK.fullmatch(path)
        if found is None:
            return "discord.com"
        if found[3]:
            return f"message/{method.lower()}"
        return "webhook/execute" if method == "POST" else f"webhook/{method.lower()}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if kind == "revoked":
            return _refusal(404, 10015, "Unknown Webhook", {})
        if kind == "expired_token":
            return _refusal(401, 50027, "Invalid Webhook Token", {})
        return _refusal(status, 0, message or f"{status}: Practice", {})

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/file/"):
            found = self._shelf.file_answer(request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        if page := _PAGE.fullmatch(request.path):
            return self._page(int(page[3]))
        try:
            return self._called(request)
        except Malformed as error:
            return _refusal(400, 50109, f"The request body contains invalid JSON: {error}", {})
        except _Refused as refused:
            return refused.answer

    def _page(self, number: int) -> Answer:
        shown = [
            self._platform.article(one, "/file/")
            for one in self._shelf.there()
            if one.number == number
        ]
        words = "".join(shown) or "<p class=empty>Nothing is here</p>"
        return html_answer(document("Discord", words), 200 if shown else 404, POLICY)

    def _called(self, request: Request) -> Answer:
        path = _HOOK.fullmatch(request.path)
        if path is None:
            raise _Refused(404, 0, "404: Not Found", {})
        hook = next((one for one in self._platform.hooks if one.id == path[1]), None)
        if hook is None or self._shelf.setting("deleted") == "yes":
            raise _Refused(404, 10015, "Unknown Webhook", {})
        if hook.token != path[2]:
            raise _Refused(401, 50027, "Invalid Webhook Token", {})
        if path[3]:
            return self._message(hook, request.method, int(path[3]))
        if request.method == "GET":
            return json_answer(hook.to_json())
        if request.method == "POST":
            return self._execute(hook, request)
        raise _Refused(405, 0, "405: Method Not Allowed", {})

    def _message(self, hook: Hook, method: str, number: int) -> Answer:
        found = next(
            (one for one in self._shelf.there() if (one.place, one.number) == (hook.id, number)),
            None,
        )
        if found is None:
            raise _Refused(404, 10008, "Unknown Message", {})
        if method == "GET":
            return json_answer(_shown(hook, found))
        if method != "DELETE":
            raise _Refused(405, 0, "405: Method Not Allowed", {})
        self._shelf.take_away(hook.id, number)
        return Answer(204)

    def _execute(self, hook: Hook, request: Request) -> Answer:
        headers = self._count(hook)
        files: Mapping[str, File] = {}
        if is_form(request):
            fields, files = read_form(request)
            if set(fields) - {"payload_json"}:
                raise self._invalid(f"practice knows no field {sorted(fields)}")
            value = parse_object(fields.get("payload_json", "").encode())
        else:
            value = request.json()
        kept = self._checked(value, files)
        now = self._platform.clock.seconds()
        self._platform.last = max(
            (int(now * 1000) - _EPOCH) << 22, self._platform.last + 1
        )  # as a snowflake tells when it was made
        number = self._shelf.add(hook.id, now, kept, self._platform.last)
        if request.parameter("wait") != "true":
            return Answer(204, headers)
        return json_answer(_shown(hook, Kept(number, hook.id, now, True, kept)), 200, headers)

    def _count(self, hook: Hook) -> Mapping[str, str]:
        """The headers that tell what is left of a webhook's count."""
        if self._shelf.setting("rate_limits", "yes") != "yes":
            return {}
        now = self._platform.clock.seconds()
        recent = [
            one.at
            for one in self._shelf.journal()
            if one.place == hook.id and one.at > now - _WINDOW
        ]
        wait = max(0.0, (min(recent) if recent else now) + _WINDOW - now)
        headers = {
            "X-RateLimit-Limit": str(_MOST),
            "X-RateLimit-Remaining": str(max(0, _MOST - len(recent) - 1)),
            "X-RateLimit-Reset": f"{now + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": hook.id,
        }
        if len(recent) >= _MOST:
            told = {**headers, "Retry-After": str(int(wait) + 1)}
            raise _Refused(429, 0, "You are being rate limited.", told)
        return headers

    def _checked(self, value: Object, files: Mapping[str, File]) -> Object:
        """What is kept of a message. Raises _Refused."""
        if unknown := sorted(set(value) - _KNOWN):
            raise self._invalid(f"practice knows no field {unknown[0]}")
        content, sender = text_of(value, "content"), text_of(value, "username", "none")
        if not content and not files:
            raise _Refused(400, 50006, "Cannot send an empty message", {})
        if len(content) > 2000:
            raise _Refused(400, 50035, "Invalid Form Body: content is longer than 2000", {})
        if not 1 <= len(sender) <= 80 or re.search("discord|clyde", sender, re.IGNORECASE):
            raise _Refused(400, 50035, "Invalid Form Body: username is not allowed", {})
        if whole_of(value, "flags") & ~_FLAGS:
            raise self._invalid("flags that a webhook can't set")
        if value.get("allowed_mentions") != {"parse": []}:
            raise self._invalid("a post of the program would notify somebody")
        return {**value, "files": [*self._attached(value, files)]}

    def _attached(self, value: Object, files: Mapping[str, File]) -> Sequence[Object]:
        told = value.get("attachments", [])
        listed = told if isinstance(told, list) else []
        alts = {
            text_of(one, "id"): text_of(one, "description")
            for one in listed
            if isinstance(one, dict)
        }
        wanted = [f"files[{place}]" for place in range(len(files))]
        if [*files] != wanted or set(alts) - {str(place) for place in range(len(files))}:
            raise self._invalid("files and attachments do not go together")
        if len(files) > 10 or any(len(alt) > 1024 for alt in alts.values()):
            raise _Refused(400, 50035, "Invalid Form Body: attachments", {})
        if any(len(one.data) > _LARGEST for one in files.values()):
            raise _Refused(413, 40005, "Request entity too large", {})
        return [
            {
                "file": self._shelf.keep_file(one.data),
                "mime": media_type(one.data[:16]),
                "name": one.name,
                "size": len(one.data),
                "alt": alts.get(str(place), ""),
            }
            for place, one in enumerate(files.values())
        ]

    def _invalid(self, words: str) -> _Refused:
        self._shelf.failures.append(words)
        return _Refused(400, 50035, f"Invalid Form Body: {words}", {})


class _Pictures:
    """https://cdn.discordapp.com: the pictures of webhooks."""

    def endpoint(self, method: str, path: str) -> str:
        return "cdn.discordapp.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return html_answer(f"<h1>{status}</h1>", status)

    def answer(self, request: Request) -> Answer:
        if request.method != "GET" or not _AVATAR.fullmatch(request.path):
            return html_answer("", 404)
        picture = gradient(128, 128, (88, 101, 242), (40, 46, 110))
        return Answer(200, {"Content-Type": "image/png"}, picture)


def _files(one: Kept) -> list[Object]:
    told = one.value.get("files")
    return [file for file in (told if isinstance(told, list) else []) if isinstance(file, dict)]


def _arrived(one: Kept) -> Arrived:
    # The files' names are the SHA-256 of what is in them (`Shelf.keep_file`).
    files, alts = ([text_of(file, name) for file in _files(one)] for name in ("file", "alt"))
    words = text_of(one.value, "content")
    return Arrived(one.place, one.at, str(one.number), words, tuple(files), tuple(alts))


def _shown(hook: Hook, one: Kept) -> Object:
    """A message as the API shows it."""
    attachments: list[Json] = [
        {
            "id": str(one.number + place + 1),
            "filename": text_of(file, "name"),
            "size": whole_of(file, "size"),
            "url": f"{CDN}/attachments/{hook.channel}/{one.number}/{text_of(file, 'name')}",
            "proxy_url": f"{CDN}/attachments/{hook.channel}/{one.number}/{text_of(file, 'name')}",
            **({"description": text_of(file, "alt")} if text_of(file, "alt") else {}),
        }
        for place, file in enumerate(_files(one))
    ]
    author: Object = {
        "id": hook.id,
        "username": text_of(one.value, "username") or hook.name,
        "avatar": hook.avatar,
        "discriminator": "0000",
        "public_flags": 0,
        "flags": 0,
        "bot": True,
        "global_name": None,
        "primary_guild": None,
    }
    return {
        "type": 0,
        "content": text_of(one.value, "content"),
        "mentions": [],
        "mention_roles": [],
        "attachments": attachments,
        "embeds": [],
        "timestamp": stamp(one.at),
        "edited_timestamp": None,
        "flags": whole_of(one.value, "flags"),
        "components": [],
        "id": str(one.number),
        "channel_id": hook.channel,
        "author": author,
        "pinned": False,
        "mention_everyone": False,
        "tts": False,
        "webhook_id": hook.id,
    }


def _refusal(status: int, code: int, message: str, headers: Mapping[str, str]) -> Answer:
    body: Object = {"message": message, "code": code}
    if status == 429:
        body = {"message": message, "retry_after": 1.0, "global": False}
    return json_answer(body, status, headers)
