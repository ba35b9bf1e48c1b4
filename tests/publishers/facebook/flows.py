"""Facebook's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.facebook import posts
from tests.publishers.facebook.spec import MORE, Contract
from tests.publishers.flow import (
    MARK,
    PICTURE,
    ROWS,
    TALL,
    VIDEO,
    File,
    FileKind,
    Flow,
    Sheet,
    Where,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
_TESTS = "tests/publishers/facebook"


def _commented(account: Account) -> Mapping[str, str]:
    return {"first_comment": "More of it below"}


def _titled(account: Account) -> Mapping[str, str]:
    return {"title": "A film", "cover_frame": "2500", "ai_generated": "true"}


def _reel(account: Account) -> Mapping[str, str]:
    return {"kind": "reel"}


def _story(account: Account) -> Mapping[str, str]:
    return {"kind": "story"}


# Nobody says that Facebook's lists are up to date at once: not finding a post proves nothing.
FLOWS = (
    Flow(
        "text with a link",
        f"{MARK} Hello https://example.com/a?b=c #tag",
        options=_commented,
        can_tell_absence=False,
    ),
    Flow(
        "a photo",
        f"{MARK} One",
        (File(FileKind.PICTURE, "A sketch"),),
        can_tell_absence=False,
    ),
    Flow(
        "photos",
        f"{MARK} Two",
        tuple(File(FileKind.PICTURE, f"Sketch {number}") for number in range(2)),
        can_tell_absence=False,
    ),
    Flow("a video", f"{MARK} Film", (VIDEO,), options=_titled, can_tell_absence=False),
    Flow("a reel", f"{MARK} Reel", (TALL,), options=_reel, can_tell_absence=False),
    # A story is found by its file while that is kept, and by nothing afterwards.
    Flow(
        "a story of a photo",
        "",
        (PICTURE,),
        options=_story,
        can_tell_absence=False,
        tells_later=False,
    ),
    Flow(
        "a story of a video",
        "",
        (TALL,),
        options=_story,
        can_tell_absence=False,
        tells_later=False,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {"portfolios": "true"}


def _quiet(server: PracticeServer) -> None:
    server.tell("facebook/settings", polls=1, lag=0, usage=5, full_minutes=0)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was made, and not only those that lie there now."""
    journal = server.ask("facebook/journal")["journal"]
    assert isinstance(journal, list)
    return [
        text_of(one["value"], "message")
        for one in journal
        if isinstance(one, dict)
        and one["action"] in ("post", "story")
        and isinstance(one["value"], dict)
    ]


def _look_in_vain(session: AccountSession) -> None:
    assert posts.look(session, "nobody said this", NOW, frozenset()) is None


SHEET = Sheet(
    platform="facebook",
    lagging={"lag": 20},
    features={
        "sign-in": ("connect",),
        "long-lived token": ("connect",),
        "Pages": ("connect",),
        "Pages of portfolios": ("connect",),
        "health of the sign-in": ("renew",),
        "profile": ("profile",),
        "text": ("text with a link",),
        "link": ("text with a link",),
        "permalink": ("text with a link",),
        "photos": ("photos",),
        "alt text": ("photos",),
        "one photo": ("a photo",),
        "several photos": ("photos",),
        "upload of a video": ("a video",),
        "bytes of a video": ("a video",),
        "video": ("a video",),
        "title of a video": ("a video",),
        "cover of a video": ("a video",),
        "made with AI": ("a video",),
        "reel begins": ("a reel",),
        "bytes of a reel": ("a reel",),
        "reel": ("a reel",),
        "waiting for a video": ("a video",),
        "first comment": ("text with a link",),
        "reconciling": ("text with a link, answer lost",),
        "reconciling a reel": ("a reel, answer lost",),
        "deleting": ("delete",),
        "photo story": ("a story of a photo",),
        "video story": ("a story of a video",),
        "reconciling a story": ("a story of a photo, answer lost",),
        "scheduled natively": (
            f"{_TESTS}/test_native.py::test_a_post_is_handed_over_and_looked_for_at_its_time",
        ),
        "resuming an upload": (
            f"{_TESTS}/test_videos.py::test_an_upload_goes_on_where_it_broke_off",
        ),
        "end of the access to data": (
            f"{_TESTS}/test_signing_in.py::test_the_sign_in_ends_with_the_access_to_data",
        ),
        "personal profiles": (
            f"{_TESTS}/test_signing_in.py::test_personal_profiles_are_said_to_be_impossible",
        ),
    },
    operations=frozenset(
        {
            "oauth.code",
            "oauth.exchange",
            "debug_token",
            "me.accounts",
            "page.feed.create",
            "page.photo.create",
            "page.video.create",
            "app.upload.start",
            "app.upload.transfer",
            "page.reel.start",
            "page.reel.upload",
            "page.reel.finish",
            "video.status",
            "post.get",
            "page.posts.list",
            "object.delete",
            "page.photo_story",
            "page.video_story.start",
            "page.video_story.finish",
            *MORE,
        }
    ),
    left_out={
        "oauth.dialog": "the browser's own call",
        "app.upload.status": "asked only where an upload breaks off (test_videos.py)",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "user_token", "client_id", "client_secret"),
    spec=Contract,
    writes=frozenset(
        {"feed", "videos", "video_reels/finish", "photo_stories", "video_stories/finish"}
    ),
    errors={ROWS: Where("profile", "get")},
    acts={"a post that is not there": _look_in_vain},
)
