"""A channel on Discord, written to through a webhook of its own.

Sources: docs.discord.com, "Webhook" and "Rate Limits"; the OpenAPI document v10 (content of 2000
characters, ten attachments, alt texts and names of 1024 and 80); "Uploading Files" for 10 MiB a
file. The address of a webhook is all that is needed to write there: whoever has it, may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.media_rules import AnimationRules, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia, Part, Plan, Problem
from brandcraft_desktop.domain.platform import OptionField as Option
from brandcraft_desktop.domain.platform import (
    OptionKind,
    PlatformInfo,
    SignIn,
    SignInField,
    SignInKind,
    TextRules,
)
from brandcraft_desktop.domain.steps import Finding, Guard, Published, PublishedPart, Steps
from brandcraft_desktop.domain.surfaces import Count, SurfaceRules, media_rules
from brandcraft_desktop.domain.text.links import addresses
from brandcraft_desktop.domain.text.measure import Span
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.domain.text.spans import located, ranges
from brandcraft_desktop.errors import (
    BadInput,
    ContentRefused,
    PermissionMissing,
    PublishingError,
    SignInExpired,
    SignInRevoked,
)
from brandcraft_desktop.publishers import base, drafted, one_call, pasted
from brandcraft_desktop.publishers.drafting import Drafting, Message
from brandcraft_desktop.publishers.exchange import Failure, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.meanings import Meaning, meant
from brandcraft_desktop.publishers.text_checks import Voice

WEB, CDN, NAME = "https://discord.com", "https://cdn.discordapp.com", "Discord"
API = f"{WEB}/api/v10"
TEXT, ALT_TEXT, SENDER = 2000, 1024, 80
WEBHOOK, TOKEN, GUILD = "webhook", "webhook_token", "guild_id"
LINKS, SILENT, SHOWN_NAME = "link_previews", "silent", "username"
# Message flags, "Message Flags" of the documents.
_SUPPRESS_EMBEDS, _SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12
_INCOMING = 1  # a webhook that takes messages ("Webhook Types")
_VOICE = Voice(NAME)

MESSAGE = SurfaceRules(
    "message",
    "a message",
    images=Count(1, 10),
    videos=Count(1, 10),
    together=Count(1, 10),
    required=False,
    image=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
        max_bytes=10 * 1024 * 1024,
        animation=AnimationRules(),
    ),
    video=VideoRules(
        mimes=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
        max_bytes=10 * 1024 * 1024,
        max_seconds=None,
    ),
    alt_text_max=ALT_TEXT,
)

INFO = PlatformInfo(
    id="discord",
    name=NAME,
    order=12,
    glyph="discord",
    colour="#5865F2",
    text=TextRules(limit=TEXT, unit="characters"),
    media=media_rules((MESSAGE,)),
    options=(
        drafted.switch(
            LINKS, "Previews of links", "Discord shows what links lead to.", begins=True
        ),
        drafted.switch(
            SILENT, "Send silently", "Nobody gets a notification on the desktop or phone."
        ),
        Option(
            SHOWN_NAME,
            "Name shown for this message",
            OptionKind.TEXT,
            max_length=SENDER,
            placeholder="As the webhook is called",
            help="Stands above the message instead of the webhook's own name.",
            shown="Posted as {value}",
        ),
    ),
    threads=True,
    can_delete=True,
    renews=False,
)

SIGN_IN = SignIn(
    kind=SignInKind.PASTED_TOKEN,
    fields=(
        SignInField(
            WEBHOOK,
            "Webhook address",
            placeholder=f"{WEB}/api/webhooks/…",
            secret=True,
            help="Whoever has it can write in the channel: keep it like a password.",
        ),
    ),
    guide=(
        "In Discord, open the settings of your channel, then Integrations, Webhooks. Make a "
        "webhook there, give it a name and a picture, and copy its address."
    ),
    guide_url="https://support.discord.com/hc/en-us/articles/228383668",
)
SHAPES = (
    pasted.Shape(
        WEBHOOK,
        re.compile(
            r"https://(?:(?:ptb|canary)\.)?discord(?:app)?\.com/api(?:/v[0-9]{1,2})?/webhooks/"
            r"([0-9]{15,20})/([A-Za-z0-9_-]{40,200})/?(?:\?.*)?"
        ),
        f"The address of a webhook begins with {WEB}/api/webhooks/, with two long parts behind.",
    ),
)

# What Markdown makes of a text is Discord's own ("Markdown Text 101"); it counts as written.
_MARKS = re.compile(
    r"\*[^*\s][^*]*\*|\b_[^_\s][^_]*_\b|~~|`|\|\||^(?:#{1,3}|>|-#|[-*]) ", re.MULTILINE
)
_PINGS = re.compile(r"@(?:everyone|here)\b|<@[!&]?[0-9]+>")
_FORBIDDEN_NAMES = re.compile("discord|clyde", re.IGNORECASE)  # "Usernames and Nicknames"


def find_spans(text: str) -> tuple[Span, ...]:
    """Addresses with their scheme; names and channels are live by their numbers alone."""
    return located(text, addresses(text))


def surface_for(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    """There is one kind of message."""
    return MESSAGE


def _text_problems(message: Message) -> Iterator[Problem]:
    yield from drafted.length_alone(NAME)(message)
    yield from _VOICE.doubt(message.text, TEXT)
    if _MARKS.search(message.text):
        yield _VOICE.warning("marks like *, _, ` or a leading # and > are shown as formatting.")
    if _PINGS.search(message.text):
        yield _VOICE.warning("nobody is notified by a mention, not even by @everyone.")
    if message.number < 2 and _FORBIDDEN_NAMES.search(message.options.get(SHOWN_NAME, "")):
        yield _VOICE.error(
            "a name with “Discord” or “Clyde” in it is refused.", f"options.{SHOWN_NAME}"
        )


DRAFTING = Drafting(
    info=INFO,
    ruler=drafted.always(Ruler(len, TEXT, lambda text: ranges(find_spans(text)))),
    find_spans=find_spans,
    surface_for=surface_for,
    text_problems=_text_problems,
    card=drafted.first_link(LINKS),
)


class _Gone(ContentRefused):
    """The message is not there any more."""


_NO_WEBHOOK = "This webhook is not there any more."
_DELETED = "It was deleted on Discord, or its address was made anew."
_ANEW = "Copy the webhook's address in the channel's settings and reconnect."
# "Opcodes and Status Codes", JSON error codes.
_TABLE = (
    Meaning(SignInRevoked, _NO_WEBHOOK, _DELETED, _ANEW, status=404, code=10015),
    Meaning(SignInRevoked, _NO_WEBHOOK, _DELETED, _ANEW, status=401),
    Meaning(_Gone, "This message is gone.", status=404, code=10008),
    Meaning(
        PermissionMissing,
        "Discord does not let this webhook write here.",
        action="Look at the channel and its webhooks in Discord's settings.",
        status=403,
    ),
    Meaning(
        PermissionMissing,
        "The channel of this webhook is gone.",
        action="Make a webhook in another channel and connect it.",
        status=404,
        code=10003,
    ),
    Meaning(
        ContentRefused,
        "The files are too large for Discord.",
        "It takes 10 MB a file.",
        "Add smaller files and try again.",
        status=413,
    ),
    Meaning(ContentRefused, "Discord refused this.", status=400),
)


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where only the status speaks (429 has its header)."""
    told = failure.json
    if told is None or failure.status == 429 or failure.status >= 500:
        return None
    return meant(NAME, _TABLE, failure, told.number("code"), told.optional("message"))


@dataclass(frozen=True)
class Webhook:
    """One webhook's way to Discord; every method raises `errors.PublishingError`."""

    http: Http
    number: str
    token: str = field(repr=False)

    def request(self, method: str, path: str = "") -> Request:
        """A call without a body; Discord counts those of each webhook."""
        url = f"{API}/webhooks/{self.number}/{self.token}{path}"
        return Request(method, url, bucket=method, judge=judge, secrets=(self.token,))

    def about(self) -> JsonObject:
        """What is known of it: "name", "avatar", "guild_id"."""
        return self.http.send(self.request("GET")).json

    def profile(self, found: JsonObject) -> base.Profile:
        """How its messages look; a picture that can't be had now is left out."""
        picture = found.optional("avatar")
        url = f"{CDN}/avatars/{self.number}/{picture}.png"
        name = found.optional("name") or f"webhook {self.number}"
        return base.Profile(
            name, name, one_call.fetched_picture(self.http, url) if picture else None
        )


class Discord(pasted.Pasted):
    """See `publishers.base.FormPublisher`."""

    drafting, form, shapes = DRAFTING, SIGN_IN, SHAPES

    def connect(self, answers: Mapping[str, str], http: Http, clock: Clock) -> base.Connection:
        """Ask what the webhook is."""
        (written,) = self.read(answers)
        webhook = Webhook(http, written[1], written[2])
        try:
            found = webhook.about()
        except SignInExpired as error:
            told = "Copy the address once more."
            raise BadInput(error.title, error.cause, told, field=WEBHOOK) from None
        if found.number("type") != _INCOMING:
            told = "It belongs to an app or follows another channel."
            raise BadInput("This webhook takes no messages.", told, _ANEW, field=WEBHOOK)
        shown = webhook.profile(found)
        return base.Connection(
            remote_id=webhook.number,
            handle=shown.handle,
            display_name=shown.display_name,
            server=WEB,
            secrets={TOKEN: webhook.token, GUILD: found.optional("guild_id")},
            grant=base.Grant(),
            avatar=shown.avatar,
        )

    def renew(self, session: base.AccountSession) -> None:
        """An address lasts until it is taken back: ask whether it still is one."""
        _way(session).about()

    def profile(self, session: base.AccountSession) -> base.Profile:
        """Name and picture of the webhook."""
        webhook = _way(session)
        return webhook.profile(webhook.about())

    def publish(self, plan: Plan, session: base.Session, steps: Steps) -> Published:
        """One message a part."""
        webhook, guild = _way(session.account), session.secrets.read(GUILD)

        def send(part: Part, files: tuple[base.Rendition, ...], guard: Guard) -> PublishedPart:
            call = replace(
                webhook.request("POST"),
                query=(("wait", "true"),),  # else nobody learns the message's number
                seconds=one_call.MESSAGE_SECONDS,
            )
            body = content(part, plan.options)
            if files:
                form = one_call.form({"payload_json": body}, files, steps, _file_field)
                call = replace(call, multipart=form)
            else:
                call = replace(call, json=body)
            return _published(webhook.http.commit(call, guard).json, guild)

        return one_call.send_parts(plan, session.renditions, steps, send)

    def find(self, plan: Plan, session: base.Session, since: datetime) -> Finding:
        """A message can be read by its number alone, which came with the answer."""
        return one_call.nobody(since)

    def delete(self, remote_id: str, session: base.AccountSession) -> None:
        """Delete a message."""
        if not remote_id.isdecimal():
            raise BadInput("This is no message of Discord.", f"Its id is {remote_id}.")
        webhook = _way(session)
        try:
            webhook.http.send(webhook.request("DELETE", f"/messages/{remote_id}"))
        except _Gone:
            return


def content(part: Part, options: Mapping[str, str]) -> dict[str, object]:
    """One message; nobody is notified by what stands in it."""
    flags = 0 if drafted.on(options, LINKS) else _SUPPRESS_EMBEDS
    flags |= _SUPPRESS_NOTIFICATIONS if drafted.on(options, SILENT) else 0
    attachments = [
        {"id": str(place), **({"description": one.media.alt} if one.media.alt else {})}
        for place, one in enumerate(part.media)
    ]
    said: dict[str, object] = {"content": part.text, "allowed_mentions": {"parse": []}}
    name = options.get(SHOWN_NAME, "").strip()
    more = {"flags": flags, "username": name, "attachments": attachments}
    return said | {key: value for key, value in more.items() if value}


def _file_field(place: int) -> str:
    return f"files[{place}]"


def _published(answer: JsonObject, guild: str) -> PublishedPart:
    number, channel = answer.text("id"), answer.text("channel_id")
    return PublishedPart(number, f"{WEB}/channels/{guild or '@me'}/{channel}/{number}")


def _way(session: base.AccountSession) -> Webhook:
    return Webhook(session.http, session.identity.remote_id, session.secrets.read(TOKEN))
