"""YouTube's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import Json, child
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.youtube import api, profile
from tests.contracts.youtube_spec import YouTubeSpec
from tests.publishers.flow import COVER, MARK, VIDEO, Flow, Sheet, Where

_SENDING = "tests/publishers/youtube/test_publishing.py"
_SIGNING = "tests/publishers/youtube/test_signing_in.py"
_PLANNING = "tests/publishers/youtube/test_planning.py"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _plain(account: Account) -> Mapping[str, str]:
    return {"title": f"A day {MARK}", "made_for_kids": "no"}


def _dressed(account: Account) -> Mapping[str, str]:
    return {
        "title": f"A day & a half {MARK}",
        "made_for_kids": "yes",
        "visibility": "unlisted",
        "tags": "one, two words, drei",
        "category": "28",
        "language": "de",
        "license": "creativeCommon",
        "embedding": "false",
        "statistics": "false",
        "notify": "false",
        "ai_generated": "true",
        "paid_promotion": "true",
        "location": "true",
        "place": "Berlin",
        "coordinates": "52.5163, 13.3777",
        "recorded_on": "2026-11-20",
        "cover_frame": "1500",
    }


def _handed_over(account: Account) -> Mapping[str, str]:
    return {**_plain(account), "native": "true", "thumbnail": COVER}


def _slow(server: PracticeServer) -> None:
    server.tell("youtube/settings", polls=3)


# A lost answer is no riddle here: the upload's own session says whether the video is there.
FLOWS = (
    Flow("a video", f"{MARK} Hello https://example.com #tag", (VIDEO,), options=_plain),
    Flow("all that can be said", f"{MARK} Grüße", (VIDEO,), options=_dressed, prepare=_slow),
    Flow(
        "published by YouTube",
        f"{MARK} Later",
        (VIDEO,),
        options=_handed_over,
        ahead=timedelta(minutes=40),
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {}


def _quiet(server: PracticeServer) -> None:
    server.tell("youtube/settings", quota=False, polls=1, lag=0)


def messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every video that was made, and not only those that are there now."""
    journal = server.ask("youtube/journal")["journal"]
    assert isinstance(journal, list)
    return [
        _text(child(one, "value", "snippet", "description"))
        for one in journal
        if isinstance(one, dict) and one["action"] == "insert"
    ]


def _text(value: Json) -> str:
    assert isinstance(value, str)
    return value


def spec(reference: Path) -> YouTubeSpec:
    """The reference's contract with the official discovery document."""
    return YouTubeSpec.read(reference)


def _look_at_the_channel(session: AccountSession) -> None:
    assert profile.uploads(profile.channel(api.of(session))).startswith("UU")


SHEET = Sheet(
    platform="youtube",
    features={
        "sign-in with PKCE": ("connect",),
        "renewal": ("renew",),
        "channel": ("connect", "profile"),
        "a channel is needed": (
            f"{_SIGNING}::test_an_account_without_a_channel_is_told_before_and_after",
        ),
        "resumable upload": ("a video",),
        "pieces": ("a video",),
        "asking how far it is": ("a video, answer lost",),
        "title": ("a video",),
        "description": ("a video",),
        "description in bytes": (f"{_PLANNING}::test_the_description_counts_in_bytes",),
        "tags": ("all that can be said",),
        "category": ("all that can be said",),
        "language": ("all that can be said",),
        "visibility": ("all that can be said",),
        "made for kids": ("all that can be said",),
        "not made for kids": ("a video",),
        "license": ("all that can be said",),
        "embedding": ("all that can be said",),
        "statistics": ("all that can be said",),
        "synthetic media": ("all that can be said",),
        "paid promotion": ("all that can be said",),
        "place and day of the recording": ("all that can be said",),
        "no place unless chosen": (f"{_SENDING}::test_no_place_is_sent_unless_somebody_says_so",),
        "subscribers": ("all that can be said",),
        "published by YouTube": ("published by YouTube",),
        "thumbnail": ("all that can be said",),
        "thumbnail never fails the video": (
            f"{_SENDING}::test_a_refused_thumbnail_never_fails_the_video",
        ),
        "shorts": (f"{_SENDING}::test_a_short_has_an_address_of_its_own",),
        "processing": ("all that can be said",),
        "reconciling by the session": ("a video, answer lost",),
        "reconciling by the list": ("a video, looked for",),
        "quota": (f"{_SENDING}::test_what_google_counts_is_counted_here",),
        "deleting": ("delete",),
    },
    operations=frozenset(
        {
            "oauth.authorize",
            "oauth.token",
            "videos.insert.start",
            "videos.insert.chunk",
            "thumbnails.set",
            "videos.list",
            "videos.delete",
            "channels.mine",
            "playlistItems.list",
        }
    ),
    left_out={
        "videos.update": "a published part is never edited",
        "videoCategories.list": "the categories are known; a country's own are not asked",
    },
    answers=_answers,
    quiet=_quiet,
    messages=messages,
    secrets=("access", "refresh", "client_id", "client_secret"),
    spec=spec,
    writes=frozenset({"videos/upload"}),
    errors={"insert": Where("a video", "videos/insert")},
    acts={"the list of uploads": _look_at_the_channel},
)
