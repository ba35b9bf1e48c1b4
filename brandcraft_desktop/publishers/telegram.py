"""A channel on Telegram, written to by a bot of the person's own.

Source: Bot API 10.1 (core.telegram.org/bots/api, 2026-06-11): 4096 characters of text and 1024 of a
caption "after entities parsing"; photos of 10 MB, 10000 pixels of width and height together and a
ratio of 20; videos of 50 MB; albums of 2 to 10. It doesn't say what a character is; its offsets are
UTF-16 units, so these are counted, the stricter way. The bot's token stands in every address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia, Part, Plan
from brandcraft_desktop.domain.platform import PlatformInfo, SignIn, SignInKind, TextRules
from brandcraft_desktop.domain.platform import SignInField as Field
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps
from brandcraft_desktop.domain.surfaces import Count, SurfaceRules, media_rules
from brandcraft_desktop.domain.text.links import bare_addresses
from brandcraft_desktop.domain.text.marked import PLAIN_TAG, Marked
from brandcraft_desktop.domain.text.measure import Span, SpanKind
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import first_come, located, ranges
from brandcraft_desktop.domain.text.units import utf16_length
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.publishers import base, drafted, one_call, pasted
from brandcraft_desktop.publishers.drafting import Drafting
from brandcraft_desktop.publishers.exchange import Failure, Multipart, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.meanings import Meaning, meant, too_many

API, WEB, NAME = "https://api.telegram.org", "https://t.me", "Telegram"
TEXT, CAPTION = 4096, 1024
TOKEN, CHANNEL = "bot_token", "channel"
PREVIEW, SILENT, PROTECT = "link_preview", "silent", "protect"

MESSAGE = SurfaceRules("message", "a message without files", required=False)
CAPTIONED = SurfaceRules(
    "captioned",
    "a message",
    images=Count(1, 10),
    videos=Count(1, 10),
    together=Count(1, 10),
    image=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png"}),
        max_bytes=10_000_000,
        max_side=5000,
        aspect=Aspect(1 / 20, 20.0),
    ),
    video=VideoRules(
        mimes=frozenset({"video/mp4"}),
        max_bytes=50_000_000,
        max_seconds=None,
        codecs=frozenset({"h264", "hevc"}),
    ),
)

INFO = PlatformInfo(
    id="telegram",
    name=NAME,
    order=11,
    glyph="telegram",
    colour="#26A5E4",
    text=TextRules(limit=TEXT, unit="characters"),
    media=media_rules((MESSAGE, CAPTIONED)),
    options=(
        drafted.switch(
            PREVIEW,
            "Preview of the first link",
            "Telegram shows what the first link leads to.",
            begins=True,
            surfaces=frozenset({MESSAGE.name}),
        ),
        drafted.switch(SILENT, "Send silently", "Subscribers are notified without a sound."),
        drafted.switch(
            PROTECT,
            "Protect the content",
            "Nobody can forward or save it.",
            shown="Can't be forwarded or saved",
        ),
    ),
    threads=True,
    can_delete=True,
    profile_address=f"{WEB}/{{handle}}",
    renews=False,
)

SIGN_IN = SignIn(
    kind=SignInKind.PASTED_TOKEN,
    fields=(
        Field(
            TOKEN,
            "Bot token",
            placeholder="123456789:AAE…",
            secret=True,
            help="@BotFather shows it when the bot is made, and again with /token.",
        ),
        Field(
            CHANNEL,
            "Channel",
            placeholder="@yourchannel",
            help="Its public name, or the number of a private channel, which begins with -100.",
        ),
    ),
    guide=(
        "Write to @BotFather on Telegram and make a bot with /newbot. Then add the bot to your "
        "channel as an administrator who may post messages."
    ),
    guide_url=f"{WEB}/BotFather",
)
SHAPES = (
    pasted.Shape(
        TOKEN,
        re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,100}"),
        "A token is a number, a colon and some 35 letters and digits.",
    ),
    pasted.Shape(
        CHANNEL,
        re.compile(r"(-100[0-9]{5,15})|(?:(?:https://)?t\.me/|@)?([A-Za-z][A-Za-z0-9_]{3,31})"),
        "A channel is a name like @yourchannel, or a number like -1001234567890.",
    ),
)

_TAGS = Marked(SpanKind.TAG, "#", PLAIN_TAG)
_NAMES = Marked(
    SpanKind.MENTION, "@", r"(?<![<word>.@/])@([A-Za-z][A-Za-z0-9_]{3,31})(?![<word>@])"
)
_ENTITIES = {SpanKind.LINK: "url", SpanKind.MENTION: "mention", SpanKind.TAG: "hashtag"}


def find_spans(text: str) -> tuple[Span, ...]:
    """Addresses, @names and #tags."""
    found = [*bare_addresses(text), *_NAMES.find(text), *_TAGS.find(text)]
    return located(text, first_come(found))


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """By whether there are files: their words are a caption, which is shorter."""
    return CAPTIONED if media else MESSAGE


DRAFTING = Drafting(
    info=INFO,
    ruler=drafted.always(Ruler(utf16_length, TEXT, lambda text: ranges(find_spans(text)))),
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=drafted.length_alone(NAME),
    card=drafted.first_link(PREVIEW),
    limits={CAPTIONED.name: CAPTION},
)


class _Gone(ContentRefused):
    """The message is not there any more."""


_NO_RIGHT = "The bot may not post in this channel."
_GIVE = "Make the bot an administrator of the channel who may post messages."
_AGAIN = "Reconnect the channel with the token that @BotFather shows now."
_NO_TOKEN = "The token was made anew at @BotFather, or the bot was deleted."
# How the words of a refusal begin is not documented; these are known from years of reports.
_TABLE = (
    Meaning(SignInRevoked, "Telegram refuses the bot's token.", _NO_TOKEN, _AGAIN, status=401),
    Meaning(SignInRevoked, "Telegram does not know this bot.", _NO_TOKEN, _AGAIN, status=404),
    Meaning(PermissionMissing, _NO_RIGHT, action=_GIVE, status=403),
    Meaning(PermissionMissing, _NO_RIGHT, action=_GIVE, words=r"\brights\b|ADMIN_REQ|inaccessible"),
    Meaning(
        PermissionMissing, "The bot does not see this channel.", action=_GIVE, words="chat not"
    ),
    Meaning(_Gone, "This message is gone.", words="message to delete not found"),
    Meaning(
        ContentRefused,
        "Telegram does not let the bot delete this message.",
        "A bot can delete what is younger than 48 hours.",
        "Delete it in the Telegram app.",
        words="message can't be deleted",
    ),
    Meaning(
        ContentRefused,
        "A file is too large for Telegram.",
        "A bot can send photos of 10 MB and videos of 50 MB.",
        "Add a smaller file and try again.",
        status=413,
    ),
    Meaning(ContentRefused, "Telegram refused this.", status=400),
)


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where only the status speaks."""
    told = failure.json
    if told is None or failure.status >= 500:
        return None
    if failure.status != 429:
        return meant(NAME, _TABLE, failure, None, told.optional("description"))
    parameters = told.optional_child("parameters")
    seconds = parameters.number("retry_after") if parameters is not None else None
    return None if seconds is None else too_many(NAME, failure, seconds)


@dataclass(frozen=True)
class Bot:
    """One bot's way to Telegram; every method raises `errors.PublishingError`."""

    http: Http
    token: str = field(repr=False)

    def result(self, method: str, **fields: object) -> JsonObject:
        """The object that a call is answered with which may be repeated."""
        return self.http.send(self.request(method, fields)).json.child("result")

    def request(self, method: str, body: Mapping[str, object] | Multipart) -> Request:
        """A call of one method."""
        form = body if isinstance(body, Multipart) else None
        return Request(
            "POST",
            f"{API}/bot{self.token}/{method}",
            json=None if isinstance(body, Multipart) else body,
            multipart=form,
            judge=judge,
            secrets=self._hidden,
            seconds=one_call.MESSAGE_SECONDS,
        )

    def profile(self, chat: JsonObject) -> base.Profile:
        """How a channel looks; a picture that can't be had now is left out."""
        name, photo = _name(chat), chat.optional_child("photo")
        picture = None
        if photo is not None:
            try:
                file = self.result("getFile", file_id=photo.text("small_file_id"))
                url = f"{API}/file/bot{self.token}/{file.text('file_path')}"
                call = Request("GET", url, judge=judge, secrets=self._hidden, reads_json=False)
                picture = self.http.send(call).body or None
            except SignInExpired:
                raise
            except PublishingError:
                pass
        return base.Profile(name, chat.optional("title") or name, picture)

    def channel(self, chat_id: str | int) -> JsonObject:
        """The channel. Raises `errors.PermissionMissing` where the bot may not post in it."""
        me = self.result("getMe").number("id")
        chat = self.result("getChat", chat_id=chat_id)
        if chat.text("type") != "channel":
            told = f"Telegram calls it a {chat.words('type')}."
            raise PermissionMissing("This is no channel.", told, "Name a channel of yours.")
        member = self.result("getChatMember", chat_id=chat.number("id"), user_id=me)
        if not member.flag("can_post_messages", default=False):
            told = f"It is a {member.words('status')} without that right."
            raise PermissionMissing(_NO_RIGHT, told, _GIVE)
        return chat

    @property
    def _hidden(self) -> tuple[str, ...]:
        return (self.token, self.token.partition(":")[2])


class Telegram(pasted.Pasted):
    """See `publishers.base.FormPublisher`."""

    drafting, form, shapes = DRAFTING, SIGN_IN, SHAPES

    def connect(self, answers: Mapping[str, str], http: Http, clock: Clock) -> base.Connection:
        """Ask who the bot is, what the channel is, and whether the one may post in the other."""
        token, channel = self.read(answers)
        bot = Bot(http, token[0])
        try:
            chat = bot.channel(int(channel[1]) if channel[1] else f"@{channel[2]}")
        except SignInExpired as error:
            told = "Copy it from @BotFather once more."
            raise BadInput(error.title, error.cause, told, field=TOKEN) from None
        except PermissionMissing as error:
            raise BadInput(error.title, error.cause, error.action, field=CHANNEL) from None
        shown = bot.profile(chat)
        return base.Connection(
            remote_id=str(chat.number("id")),
            handle=shown.handle,
            display_name=shown.display_name,
            server=WEB,
            secrets={TOKEN: token[0]},
            grant=base.Grant(),
            avatar=shown.avatar,
        )

    def renew(self, session: base.AccountSession) -> None:
        """A token lasts until it is taken back: ask whether the bot may still post."""
        bot, chat = _way(session)
        bot.channel(chat)

    def profile(self, session: base.AccountSession) -> base.Profile:
        """Name, title and picture of the channel."""
        bot, chat = _way(session)
        return bot.profile(bot.result("getChat", chat_id=chat))

    def publish(self, plan: Plan, session: base.Session, steps: Steps) -> Published:
        """One message a part."""
        bot, chat = _way(session.account)

        def send(part: Part, files: tuple[base.Rendition, ...], guard: Guard) -> PublishedPart:
            call = bot.request(*message(chat, part, files, plan.options, steps))
            return _published(bot.http.commit(call, guard).json)

        return one_call.send_parts(plan, session.renditions, steps, send)

    def find(self, plan: Plan, session: base.Session, since: datetime) -> Finding:
        """A bot can't read its channel."""
        return one_call.nobody(since)

    def delete(self, remote_id: str, session: base.AccountSession) -> None:
        """Delete a message, or all of an album."""
        bot, chat = _way(session)
        if not re.fullmatch(r"[0-9]+(,[0-9]+)*", remote_id):
            raise BadInput("This is no message of Telegram.", f"Its id is {remote_id}.")
        for number in map(int, remote_id.split(",")):
            try:
                bot.http.send(bot.request("deleteMessage", {"chat_id": chat, "message_id": number}))
            except _Gone:
                continue


def message(
    chat: int,
    part: Part,
    files: tuple[base.Rendition, ...],
    options: Mapping[str, str],
    steps: Steps,
) -> tuple[str, Mapping[str, object] | Multipart]:
    """The method that sends one part, and its fields."""
    whole: dict[str, object] = {"chat_id": chat}
    whole |= {"disable_notification": True} if drafted.on(options, SILENT) else {}
    whole |= {"protect_content": True} if drafted.on(options, PROTECT) else {}
    words, live = ("caption", "caption_entities") if files else ("text", "entities")
    said = {name: one for name, one in ((words, part.text), (live, entities(part))) if one}
    if not files:
        shown = {} if drafted.on(options, PREVIEW) else {"is_disabled": True}
        return "sendMessage", whole | said | ({"link_preview_options": shown} if shown else {})
    kinds = ["video" if one.mime.startswith("video/") else "photo" for one in files]
    shapes: list[dict[str, object]] = [
        {"width": one.width, "height": one.height, "supports_streaming": True} if moves else {}
        for one, moves in zip(files, (kind == "video" for kind in kinds), strict=True)
    ]
    if len(files) == 1:
        whole |= said | shapes[0]
        return f"send{kinds[0].title()}", one_call.form(whole, files, steps, lambda _: kinds[0])
    # Readers see the caption of the first file as that of the whole album.
    whole["media"] = [
        {"type": kind, "media": f"attach://file{place}", **shape, **({} if place else said)}
        for place, (kind, shape) in enumerate(zip(kinds, shapes, strict=True))
    ]
    return "sendMediaGroup", one_call.form(whole, files, steps, lambda place: f"file{place}")


def entities(part: Part) -> list[dict[str, object]]:
    """What is live in a part; offsets and lengths in UTF-16 units."""
    places = Positions(part.text)
    return [
        {
            "type": _ENTITIES[one.kind],
            "offset": places.utf16(one.start),
            "length": places.utf16(one.end) - places.utf16(one.start),
        }
        for one in part.spans
    ]


def _published(answer: JsonObject) -> PublishedPart:
    """Number and address of a new message; an album is all of its numbers."""
    messages = answer.items("result") or (answer.child("result"),)
    numbers = [one.number("message_id") for one in messages]
    if None in numbers:
        raise one_call.unnamed(NAME)
    address = f"{WEB}/{_name(messages[0].child('chat'))}/{numbers[0]}"
    return PublishedPart(",".join(map(str, numbers)), address)


def _name(chat: JsonObject) -> str:
    """How addresses call a channel; a private one by its number, for its members alone."""
    return chat.optional("username") or f"c/{str(chat.number('id')).removeprefix('-100')}"


def _way(session: base.AccountSession) -> tuple[Bot, int]:
    return Bot(session.http, session.secrets.read(TOKEN)), int(session.identity.remote_id)
