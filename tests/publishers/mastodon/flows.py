"""Mastodon's kinds of posts, and what its sheet promises."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.mastodon import statuses
from tests.contracts.openapi import OpenApi
from tests.contracts.recorded import Exchange
from tests.publishers.flow import MARK, PICTURE, VIDEO, File, FileKind, Flow, Sheet, Where

SPEC = "platforms/specs/mastodon/mastodon-4.7.trim.openapi.json"
ORIGINS = ("https://social.practice.example", "https://web.club.example")
CREATE = "POST /api/v1/statuses"
UPLOAD = "POST /api/v2/media"
_LOST = "tests/publishers/mastodon/test_lost_answers.py"
_SIGNING = "tests/publishers/mastodon/test_signing_in.py"
_PUBLISHING = "tests/publishers/mastodon/test_publishing.py"


def _dressed(account: Account) -> Mapping[str, str]:
    return {
        "visibility": "unlisted",
        "spoiler_text": "Beware",
        "sensitive": "true",
        "language": "en",
        "quote_approval_policy": "followers",
    }


def _poll(account: Account) -> Mapping[str, str]:
    return {"poll": "true", "poll_choices": "Yes\nNo", "poll_multiple": "true"}


def _slow(server: PracticeServer) -> None:
    server.tell("mastodon/settings", slow_pictures=True)


FLOWS = (
    Flow("words", f"{MARK} Hello @anna@other.example, a #tag and https://example.com/a?b=c"),
    Flow(
        "four pictures",
        f"{MARK} Pictures",
        (File(FileKind.PICTURE, "A sketch"), *[PICTURE] * 3),
        options=_dressed,
    ),
    Flow("a thread", f"{MARK} one\n---\n{MARK} two\n---\n{MARK} three", thread=True, arrives=3),
    Flow("a poll", f"{MARK} Shall we?", options=_poll),
    Flow("a video", f"{MARK} Film", (VIDEO,)),
    Flow("a slow picture", f"{MARK} Wait for it", (PICTURE,), prepare=_slow),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {"server": person.handle}


def _quiet(server: PracticeServer) -> None:
    server.tell("mastodon/settings", rate_limits=False, polls=1, slow_pictures=False)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was taken, and not only those that lie there now."""
    journal = server.ask("mastodon/journal")["journal"]
    assert isinstance(journal, list)
    return [
        text_of(one["value"], "status")
        for one in journal
        if isinstance(one, dict) and one["action"] == "create" and isinstance(one["value"], dict)
    ]


class Documented(OpenApi):
    """The unofficial document, made of the official documentation, where that says more.

    Token calls are documented as forms, with `client_credentials` besides ("Obtain a token").
    """

    def wrong(self, exchange: Exchange) -> list[str]:
        """What is wrong with a call; nothing for those of which the document is silent."""
        if exchange.path == "/oauth/token" and b"client_credentials" in exchange.body:
            return []
        return super().wrong(exchange)


def spec(reference: Path) -> Documented:
    """The document with two slips mended.

    An Idempotency-Key is a text, not an object; an answer of 206 holds what one of 200 does.
    """
    document = json.loads((reference / SPEC).read_text(encoding="utf-8"))
    answers = document["paths"]["/api/v1/media/{id}"]["get"]["responses"]
    answers["206"] = {**answers["206"], "content": answers["200"]["content"]}
    (key,) = document["paths"]["/api/v1/statuses"]["post"]["parameters"]
    key["schema"] = {"type": "string", "minLength": 1}
    return Documented(document, origins=ORIGINS, forms_as_json=True)


def _look_in_vain(session: AccountSession) -> None:
    since = session.clock.now() - timedelta(days=1)
    assert all(one.at > since for one in statuses.recent(session))


SHEET = Sheet(
    platform="mastodon",
    features={
        "taking the sign-in back": ("disconnect",),
        "server found": ("connect",),
        "app registered by itself": ("connect",),
        "sign-in": ("connect",),
        "profile": ("profile",),
        "text": ("words",),
        "visibility": ("four pictures",),
        "content warning": ("four pictures",),
        "sensitive media": ("four pictures",),
        "language": ("four pictures",),
        "who may quote": ("four pictures",),
        "pictures": ("four pictures",),
        "alt text": ("four pictures",),
        "thread": ("a thread",),
        "poll": ("a poll",),
        "video": ("a video",),
        "waiting for media": ("a video", "a slow picture"),
        "reconciling by key": ("words, answer lost",),
        "deleting": ("delete",),
        "the server's own limits": (f"{_PUBLISHING}::test_another_server_takes_more",),
        "reconciling by the list": (f"{_LOST}::test_afterwards_it_is_looked_for",),
        "servers without PKCE": (f"{_SIGNING}::test_older_and_other_servers",),
        "app forgotten by the server": (
            f"{_SIGNING}::test_an_app_the_server_forgot_is_refused",
            f"{_SIGNING}::test_an_app_that_goes_while_its_person_signs_in",
        ),
    },
    operations=frozenset(
        {
            "POST /oauth/revoke",
            "GET /api/v2/instance",
            "GET /oauth/authorize",
            "POST /api/v1/apps",
            "POST /oauth/token",
            "GET /api/v1/accounts/verify_credentials",
            "GET /api/v1/accounts/{id}/statuses",
            UPLOAD,
            "GET /api/v1/media/{id}",
            CREATE,
            "DELETE /api/v1/statuses/{id}",
        }
    ),
    left_out={
        "GET /.well-known/oauth-authorization-server": "its addresses are fixed, PKCE is harmless",
        "PUT /api/v1/media/{id}": "the description goes with the file",
        "DELETE /api/v1/media/{id}": "the server throws unused files away by itself",
        "GET /api/v1/statuses/{id}": "a post is looked for in the list: its id is not known",
        "PUT /api/v1/statuses/{id}": "a published part is never edited",
        "GET /api/v1/scheduled_statuses/{id}": "the program schedules itself",
        "PUT /api/v1/scheduled_statuses/{id}": "the program schedules itself",
        "DELETE /api/v1/scheduled_statuses/{id}": "the program schedules itself",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "client_secret"),
    spec=spec,
    writes=frozenset({CREATE}),
    errors={
        "any": Where("words", CREATE),
        "create": Where("four pictures", CREATE),
        "media upload": Where("four pictures", UPLOAD),
        "media-status": Where("a video", "GET /api/v1/media/{id}"),
        "token": Where("connect", "POST /oauth/token"),
    },
    acts={"the account's own posts": _look_in_vain},
)
