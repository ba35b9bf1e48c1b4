"""Pinterest's kinds of posts, and what its sheet promises."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.pinterest import api, pins
from brandcraft_desktop.publishers.pinterest.boards import Place
from brandcraft_desktop.publishers.pinterest.pins import Words
from tests.contracts.openapi import OpenApi
from tests.publishers.flow import MARK, VIDEO, File, FileKind, Flow, Sheet, Where

SPEC = "platforms/specs/pinterest/pinterest-v5.trim.openapi.json"
ORIGINS = ("https://api.pinterest.com", "https://api-sandbox.pinterest.com")
LINK = "https://example.com/a?b=c"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_PUBLISHING = "tests/publishers/pinterest/test_publishing.py"
_SIGNING_IN = "tests/publishers/pinterest/test_signing_in.py"


def _board(name: str) -> Callable[[Account], str]:
    def find(account: Account) -> str:
        return next(one.value for one in account.facts.choices["boards"] if one.label == name)

    return find


def _plain(account: Account) -> Mapping[str, str]:
    return {"board": _board("Garden")(account)}


def _dressed(account: Account) -> Mapping[str, str]:
    return {"board": _board("Recipes › Soups")(account), "title": "Soup", "link": LINK}


def _covered(account: Account) -> Mapping[str, str]:
    return {**_plain(account), "cover_frame": "2500"}


# Nobody says that Pinterest's lists are up to date at once: not finding a Pin proves nothing.
FLOWS = (
    Flow(
        "a picture",
        f"{MARK} Hello, with a #tag",
        (File(FileKind.PICTURE, "A sketch"),),
        options=_dressed,
        can_tell_absence=False,
    ),
    Flow(
        "a carousel",
        f"{MARK} Three pictures",
        tuple(File(FileKind.PICTURE, f"Sketch {number}") for number in range(3)),
        options=_plain,
        can_tell_absence=False,
    ),
    Flow("a video", f"{MARK} Film", (VIDEO,), options=_covered, can_tell_absence=False),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {}


def _quiet(server: PracticeServer) -> None:
    server.tell("pinterest/settings", rate_limits=False, media_polls=1, lag=0)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every Pin that was made, and not only those that lie there now."""
    journal = server.ask("pinterest/journal")["journal"]
    assert isinstance(journal, list)
    return [
        text_of(one["value"], "description")
        for one in journal
        if isinstance(one, dict) and one["action"] == "create" and isinstance(one["value"], dict)
    ]


def spec(reference: Path) -> OpenApi:
    """The official document, with what it says of tokens in words alone.

    Which fields a token call has is told there by a discriminator, which no schema judges, and
    `continuous_refresh` by the description of the operation.
    """
    document = json.loads((reference / SPEC).read_text(encoding="utf-8"))
    schemas: dict[str, Any] = document["components"]["schemas"]
    for way, more in (("Request", {"continuous_refresh": {"enum": ["true"]}}), ("Response", {})):
        name = f"OauthAccessToken{way}"
        kinds = [{"$ref": f"#/components/schemas/{name}{kind}"} for kind in ("Code", "Refresh")]
        schemas[name] = {"type": "object", "properties": more, "anyOf": kinds}
    return OpenApi(document, origins=ORIGINS)


def _look_in_vain(session: AccountSession) -> None:
    way = api.of(session)
    board = way.get("/boards").items("items")[0].text("id")
    found = pins.find(
        way, Place(board, ""), Words("", "nobody said this", "", ""), NOW, frozenset()
    )
    assert found is None


SHEET = Sheet(
    platform="pinterest",
    lagging={"lag": 20},
    features={
        "sign-in": ("connect",),
        "renewal": ("renew",),
        "profile": ("profile",),
        "boards": ("connect", "profile"),
        "board sections": ("connect", "profile"),
        "Pin with a picture": ("a picture",),
        "title": ("a picture",),
        "description": ("a picture",),
        "link": ("a picture",),
        "alt text": ("a picture",),
        "in a section": ("a picture",),
        "several pictures": ("a carousel",),
        "video": ("a video",),
        "waiting for a video": ("a video",),
        "cover of a video": ("a video",),
        "reconciling": ("a picture, answer lost",),
        "deleting": ("delete",),
        "trial access": (
            f"{_PUBLISHING}::test_an_app_on_trial_is_told_what_to_do",
            f"{_SIGNING_IN}::test_the_sandbox_is_spoken_to_instead",
        ),
    },
    operations=frozenset(
        {
            "POST /oauth/token",
            "GET /user_account",
            "GET /boards",
            "GET /boards/{board_id}/sections",
            "GET /boards/{board_id}/pins",
            "GET /pins",
            "POST /pins",
            "DELETE /pins/{pin_id}",
            "POST /media",
            "GET /media/{media_id}",
        }
    ),
    left_out={
        "POST /boards": "boards are made on Pinterest; refreshing the account brings them",
        "GET /pins/{pin_id}": "a Pin is looked for in lists: its id is what is not known",
        "PATCH /pins/{pin_id}": "what is published can't be edited here",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "refresh", "refresh_ends", "client_id", "client_secret"),
    spec=spec,
    writes=frozenset({"pins/create"}),
    errors={
        "any": Where("a picture", "pins/create"),
        "create": Where("a picture", "pins/create"),
        "media-status": Where("a video", "media/get"),
    },
    acts={"a Pin that is not there": _look_in_vain},
)
