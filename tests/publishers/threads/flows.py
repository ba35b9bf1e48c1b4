"""Threads' kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.threads import tokens
from tests.publishers.flow import MARK, PICTURE, ROWS, VIDEO, File, FileKind, Flow, Sheet, Where
from tests.publishers.threads.spec import REPLIES, Threads

LINK = "https://example.com/a?b=c"
_HERE = "tests/publishers/threads"
_PUBLISHING = f"{_HERE}/test_publishing.py"
_SIGNING_IN = f"{_HERE}/test_signing_in.py"


def _dressed(account: Account) -> Mapping[str, str]:
    return {
        "topic_tag": "Garden notes",
        "reply_control": "followers_only",
        "enable_reply_approvals": "true",
        "link_attachment": LINK,
    }


def _poll(account: Account) -> Mapping[str, str]:
    return {"poll": "true", "poll_1": "Tea", "poll_2": "Coffee", "poll_3": "Water"}


def _ghost(account: Account) -> Mapping[str, str]:
    return {"is_ghost_post": "true", "text_attachment": "A longer text, “quoted” & all."}


def _spoiler(account: Account) -> Mapping[str, str]:
    return {"is_spoiler_media": "true"}


FLOWS = (
    Flow("a text", f"{MARK} Hello, a #topic and https://example.org", options=_dressed),
    Flow("a poll", f"{MARK} What do you drink?", options=_poll),
    Flow("a ghost post", f"{MARK} Gone tomorrow", options=_ghost),
    Flow("a picture", f"{MARK} See", (File(FileKind.PICTURE, "A sketch"),), options=_spoiler),
    Flow("a video", f"{MARK} Film", (VIDEO,)),
    Flow("a carousel", f"{MARK} Three files", (PICTURE, VIDEO, File(FileKind.PICTURE, "Two"))),
    Flow(
        "a thread",
        f"{MARK} one\n---\n{MARK} two\n---\n{MARK} three",
        thread=True,
        arrives=3,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {}


def _quiet(server: PracticeServer) -> None:
    server.tell("threads/settings", text_polls=0, media_polls=1, outcome="", lag=0, reissue_after=0)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was made, and not only those that stand there now."""
    journal = server.ask("threads/journal")["journal"]
    assert isinstance(journal, list)
    return [
        text_of(one["value"], "text")
        for one in journal
        if isinstance(one, dict) and one["action"] == "publish" and isinstance(one["value"], dict)
    ]


def spec(reference: Path) -> Threads:
    """The reference's contract."""
    return Threads(reference)


@dataclass(frozen=True)
class _Ahead:
    """A clock that is some days ahead."""

    clock: Clock
    days: int

    def now(self) -> datetime:
        return self.clock.now() + timedelta(days=self.days)

    def monotonic(self) -> float:
        return self.clock.monotonic()


def _reissue(session: AccountSession) -> None:
    """A token that is a week old."""
    with session.secrets.renewing():
        before = session.secrets.read("access")
        after = tokens.renew(replace(session, clock=_Ahead(session.clock, 7)))
    assert after not in ("", before)
    assert session.secrets.read("access") == after
    assert datetime.now(UTC) < datetime.fromisoformat(session.secrets.read("ends"))


_LOST = "a text, answer lost"

SHEET = Sheet(
    platform="threads",
    features={
        "sign-in": ("connect",),
        "long-lived token": ("connect",),
        "what was granted": ("connect",),
        "reissue": ("reissue",),
        "profile": ("connect", "profile"),
        "text": ("a text",),
        "topic tag": ("a text",),
        "reply control": ("a text",),
        "reply approvals": ("a text",),
        "link card": ("a text",),
        "poll": ("a poll",),
        "attached text": ("a ghost post",),
        "ghost post": ("a ghost post",),
        "picture": ("a picture",),
        "alt text": ("a picture",),
        "spoiler": ("a picture",),
        "video": ("a video",),
        "items of a carousel": ("a carousel",),
        "carousel": ("a carousel",),
        "thread by reply": ("a thread",),
        "publishing": ("a text",),
        "waiting for a container": ("a video",),
        "quota": ("a text",),
        "permalink": ("a text",),
        "reconciling by the container": (_LOST,),
        "reconciling by the list": (_LOST,),
        "reconciling replies": ("a thread, looked for",),
        "deleting": ("delete",),
        "own Threads app": (
            f"{_SIGNING_IN}::test_the_guide_says_which_keys_are_meant",
            f"{_SIGNING_IN}::test_without_keys_nobody_is_sent_anywhere",
        ),
        "60 days": (
            f"{_SIGNING_IN}::test_a_token_of_59_days_is_reissued_in_silence",
            f"{_SIGNING_IN}::test_a_token_of_61_days_has_to_be_reconnected",
            f"{_SIGNING_IN}::test_a_young_token_is_only_looked_at",
        ),
        "too early": (f"{_PUBLISHING}::test_too_early_waits_and_repeats_the_same_container",),
        "addresses anew": (f"{_PUBLISHING}::test_an_address_is_asked_anew_for_each_request",),
        "picture renewed": (f"{_SIGNING_IN}::test_a_new_picture_comes_with_the_profile",),
        "emoji as bytes": (f"{_HERE}/test_planning.py::test_the_limits_themselves_fit",),
        "five links": (f"{_HERE}/test_planning.py::test_texts_that_do_not_fit",),
        "usage headers": (f"{_PUBLISHING}::test_a_count_that_is_used_up_is_waited_for",),
        "version is a setting": (f"{_SIGNING_IN}::test_the_version_is_a_setting",),
    },
    operations=frozenset(
        {
            *("oauth.authorize", "oauth.code", "oauth.long_lived", "oauth.refresh"),
            *("debug_token", "me", "publishing_limit"),
            *("container.create", "container.status", "container.publish"),
            *("media.get", "media.list", "media.delete", REPLIES),
        }
    ),
    left_out={},
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "issued", "ends", "client_id", "client_secret"),
    spec=spec,
    writes=frozenset({"threads/publish"}),
    errors={ROWS: Where("profile", "me")},
    acts={"reissue": _reissue},
)
