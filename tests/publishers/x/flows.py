"""X's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from tests.contracts.openapi import OpenApi
from tests.publishers.flow import MARK, PICTURE, VIDEO, File, FileKind, Flow, Sheet, Where

API = "https://api.x.com"
CREATE = "POST /2/tweets"
TOKEN = "POST /2/oauth2/token"


def _dressed(account: Account) -> Mapping[str, str]:
    return {
        "reply_settings": "mentionedUsers",
        "made_with_ai": "true",
        "paid_partnership": "true",
        "community": "https://x.com/i/communities/1493446837214187523",
    }


def _poll(account: Account) -> Mapping[str, str]:
    return {"poll": "true", "poll_1": "Tea", "poll_2": "Coffee", "poll_minutes": "60"}


def _slow(server: PracticeServer) -> None:
    server.tell("x/settings", processing_polls=3)


# No document says that a post is in its author's list at once: not finding it proves nothing.
FLOWS = (
    Flow(
        "words",
        f"{MARK} Tea & <cake> for @practice_x_2 https://example.com/a?b=c #tag $ABC 👩‍👩‍👧",
        can_tell_absence=False,
    ),
    Flow("labels", f"{MARK} Look example.com/a.", options=_dressed, can_tell_absence=False),
    Flow("a poll", f"{MARK} Which?", options=_poll, can_tell_absence=False),
    Flow(
        "four pictures",
        f"{MARK} Pictures",
        (File(FileKind.PICTURE, "A sketch"), *[PICTURE] * 3),
        can_tell_absence=False,
    ),
    Flow("a video", f"{MARK} Film", (VIDEO,), prepare=_slow, can_tell_absence=False),
    Flow("a moving picture", f"{MARK} It moves", (File(FileKind.MOVING),), can_tell_absence=False),
    Flow(
        "a thread",
        f"{MARK} one\n---\n{MARK} two https://example.com\n---\n{MARK} three",
        (PICTURE,),
        thread=True,
        arrives=3,
        can_tell_absence=False,
    ),
)


def _nothing(person: PracticeAccount) -> Mapping[str, str]:
    return {}


def _quiet(server: PracticeServer) -> None:
    server.tell("x/settings", rate_limits=False, processing_polls=1, invisible_parents=0)


def messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was accepted, and not only what is there now."""
    journal = server.ask("x/journal")["journal"]
    assert isinstance(journal, list)
    made = [one for one in journal if isinstance(one, dict) and one["action"] == "create"]
    bodies = [one["body"] for one in made]
    return [text_of(body, "text") for body in bodies if isinstance(body, dict)]


def official(reference: Path) -> OpenApi:
    """X's own specification."""
    return OpenApi.read(reference / "platforms/specs/x/x-api-v2.trim.openapi.json", origins=(API,))


SHEET = Sheet(
    platform="x",
    lagging={"timeline_lag": 20},
    features={
        "taking the sign-in back": ("disconnect",),
        "sign-in with PKCE": ("connect",),
        "renewal": ("renew",),
        "profile": ("profile", "connect"),
        "text": ("words",),
        "thread": ("a thread",),
        "poll": ("a poll",),
        "reply settings": ("labels",),
        "made with AI": ("labels",),
        "paid partnership": ("labels",),
        "community": ("labels",),
        "several pictures": ("four pictures",),
        "pictures": ("four pictures",),
        "moving pictures": ("a moving picture",),
        "video": ("a video",),
        "uploading in pieces": ("a video",),
        "closing an upload": ("a video",),
        "waiting for a video": ("a video",),
        "alt text": ("four pictures",),
        "reconciling": ("words, answer lost",),
        "deleting": ("delete",),
        "weighted length": ("tests/publishers/x/test_text.py::test_what_a_text_weighs",),
        "one cashtag": ("tests/publishers/x/test_planning.py::test_texts_that_do_not_fit",),
        "what a post costs": ("tests/publishers/x/test_planning.py::test_what_sending_costs",),
    },
    operations=frozenset(
        {
            CREATE,
            "DELETE /2/tweets/{id}",
            "GET /2/users/me",
            "GET /2/users/{id}/tweets",
            "GET /2/media/upload",
            "POST /2/media/upload",
            "POST /2/media/upload/initialize",
            "POST /2/media/upload/{id}/append",
            "POST /2/media/upload/{id}/finalize",
            "POST /2/media/metadata",
        }
    ),
    left_out={
        "GET /2/tweets": "a lost post is looked for in its author's list: its number is not known",
        "GET /2/tweets/{id}": "see GET /2/tweets",
        "POST /2/media/subtitles": "the program has no subtitles to send yet",
    },
    answers=_nothing,
    quiet=_quiet,
    messages=messages,
    secrets=("access", "refresh", "client_id", "client_secret"),
    spec=official,
    writes=frozenset({CREATE}),
    errors={
        "create": Where("words", CREATE),
        "any": Where("words", CREATE),
        "create-after-timeout": Where("words", CREATE),
        "media-status": Where("a video", "GET /2/media/upload"),
    },
)
