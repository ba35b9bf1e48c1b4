"""Discord's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from tests.contracts.bodies import fields_of
from tests.contracts.openapi import OpenApi
from tests.contracts.recorded import Exchange
from tests.publishers.flow import MARK, VIDEO, File, FileKind, Flow, Sheet, Where

SPEC = "platforms/specs/discord/discord-webhooks.trim.openapi.json"
ORIGIN = "https://discord.com"
HOOK = "/webhooks/{webhook_id}/{webhook_token}"


def _chosen(account: Account) -> Mapping[str, str]:
    return {"link_previews": "false", "silent": "true", "username": "The garden"}


# A message can be asked for by its number alone, and that came with the answer that was lost.
FLOWS = (
    Flow(
        "words",
        f"{MARK} 👩‍👩‍👧 at https://example.com/a?b=c",
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
        "files",
        f"{MARK} three of them",
        (File(FileKind.PICTURE, "A sketch"), VIDEO, File(FileKind.MOVING, "It turns")),
        can_tell=False,
        can_tell_absence=False,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return person.answers


def _quiet(server: PracticeServer) -> None:
    server.tell("discord/settings", rate_limits=False)


def _messages(server: PracticeServer) -> Sequence[str]:
    journal = server.ask("discord/journal")["journal"]
    assert isinstance(journal, list)
    values = [one["value"] for one in journal if isinstance(one, dict)]
    return [text_of(one, "content") for one in values if isinstance(one, dict)]


class Webhooks(OpenApi):
    """The official document; of a form it is the `payload_json` that is judged.

    That field and `files[n]` stand in the documents' "Uploading Files" and not in the schema.
    """

    def wrong(self, exchange: Exchange) -> list[str]:
        found: list[str] = []
        if exchange.mime == "multipart/form-data":
            fields = dict(fields_of(exchange))
            body = fields.pop("payload_json", "")
            files = [f"files[{place}]" for place in range(len(fields))]
            found = [] if [*fields] == files else [f"files are called {', '.join(fields)}"]
            headers = {**exchange.headers, "content-type": "application/json"}
            told = body.encode() if isinstance(body, str) else body
            exchange = replace(exchange, headers=headers, body=told)
        return [*found, *super().wrong(exchange)]


def _spec(reference: Path) -> OpenApi:
    return Webhooks.read(reference / SPEC, origins=(ORIGIN,))


SHEET = Sheet(
    platform="discord",
    features={
        "webhook": ("connect", "profile"),
        "text": ("words",),
        "files with alt text": ("files",),
        "deleting": ("delete",),
    },
    operations=frozenset({f"GET {HOOK}", f"POST {HOOK}", f"DELETE {HOOK}/messages/{{message_id}}"}),
    left_out={
        f"GET {HOOK}/messages/{{message_id}}": "a lost answer took the number with it",
        f"PATCH {HOOK}/messages/{{message_id}}": "what is published can't be edited here",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("webhook_token",),
    spec=_spec,
    writes=frozenset({"webhook/execute"}),
    errors={"webhook": Where("words", "webhook/execute")},
)
