"""TikTok's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import Json, child, text_of
from tests.publishers.flow import MARK, VIDEO, File, FileKind, Flow, Sheet
from tests.publishers.tiktok.spec import Contract

EVERYONE = "PUBLIC_TO_EVERYONE"
_PUBLISHING = "tests/publishers/tiktok/test_publishing.py"
_SIGNING_IN = "tests/publishers/tiktok/test_signing_in.py"


def _open(account: Account) -> Mapping[str, str]:
    return {
        "privacy": EVERYONE,
        "allow_comment": "true",
        "cover_frame": "1000",
        "disclose": "true",
        "your_brand": "true",
        "branded_content": "true",
    }


def _alone(account: Account) -> Mapping[str, str]:
    return {"privacy": "SELF_ONLY", "ai_generated": "true"}


def _photos(account: Account) -> Mapping[str, str]:
    return {"privacy": EVERYONE, "title": "Two photos", "auto_music": "true"}


def _inbox(account: Account) -> Mapping[str, str]:
    return {"mode": "inbox"}


FLOWS = (
    Flow("a video for everyone", f"{MARK} Film, with a #tag", (VIDEO,), options=_open),
    # TikTok lists public posts alone: a restored workspace can't find this one again.
    Flow("a video for me alone", f"{MARK} Film", (VIDEO,), options=_alone, tells_later=False),
    # Naming the photos publishes them, and nobody says that the list is up to date at once.
    Flow(
        "photos",
        f"{MARK} Two photos",
        (File(FileKind.PICTURE), File(FileKind.PICTURE)),
        options=_photos,
        can_tell_absence=False,
        shown=False,  # the suites' domain is nowhere: nobody fetches its photos
    ),
    # Asking how its upload stands tells all, as long as its number is kept.
    Flow(
        "a video to the inbox",
        f"{MARK} A film, its words pasted in TikTok's app",
        (VIDEO,),
        options=_inbox,
        tells_later=False,
        shown=False,
        wordless=True,
    ),
    Flow(
        "photos to the inbox",
        f"{MARK} A photo",
        (File(FileKind.PICTURE),),
        options=_inbox,
        can_tell=False,
        can_tell_absence=False,
        shown=False,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {}


def _quiet(server: PracticeServer) -> None:
    server.tell("tiktok/settings", rate_limits=False, polls=0, moderation_seconds=0, lag=0)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was published, and not only those that lie there now."""
    journal = server.ask("tiktok/journal")["journal"]
    assert isinstance(journal, list)
    return [_words(child(one, "value", "post_info")) for one in journal]


def _words(info: Json) -> str:
    """A video goes to the inbox without any."""
    if not isinstance(info, dict):
        return ""
    return text_of(info, "description") or text_of(info, "title")


SHEET = Sheet(
    platform="tiktok",
    features={
        "sign-in with PKCE": ("connect",),
        "challenge in hexadecimal digits": (
            f"{_SIGNING_IN}::test_the_challenge_is_in_hexadecimal_digits",
        ),
        "renewal": ("renew",),
        "taking access back": ("disconnect",),
        "profile": ("profile",),
        "creator info before each post": ("a video for everyone", "photos"),
        "choices checked again": (f"{_PUBLISHING}::test_what_may_no_longer_be_chosen_stops_it",),
        "longest video of the account": (
            f"{_PUBLISHING}::test_a_video_too_long_for_the_account_stops_it",
        ),
        "video": ("a video for everyone",),
        "bytes of a video": ("a video for everyone",),
        "pieces": (f"{_PUBLISHING}::test_a_large_video_goes_out_in_pieces",),
        "privacy": ("a video for everyone",),
        "comment, duet and stitch": ("a video for everyone",),
        "your brand": ("a video for everyone",),
        "branded content": ("a video for everyone",),
        "made with AI": ("a video for me alone",),
        "cover frame": ("a video for everyone",),
        "inbox": ("a video to the inbox",),
        "photos": ("photos",),
        "title and description": ("photos",),
        "music for photos": ("photos",),
        "photos to the inbox": ("photos to the inbox",),
        "how a post stands": ("a video for everyone",),
        "link after moderation": (
            f"{_PUBLISHING}::test_the_link_follows_once_everybody_may_see_it",
        ),
        "reconciling": ("photos, answer lost",),
        "unaudited app": (f"{_PUBLISHING}::test_an_app_that_is_not_audited_is_told_what_to_do",),
    },
    operations=frozenset(
        {
            "oauth.authorize",
            "oauth.token",
            "oauth.revoke",
            "user.info",
            "creator_info",
            "video.direct.init",
            "video.inbox.init",
            "photo.init",
            "upload.put",
            "status.fetch",
            "video.list",
        }
    ),
    left_out={"publish.cancel": "nothing that has begun is called back"},
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "refresh", "client_id", "client_secret"),
    spec=Contract,
    writes=frozenset({"upload", "post/publish/content/init"}),
    errors={},
)
