"""Instagram's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.publishers.instagram.doors import FIELD
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
from tests.publishers.instagram import acts
from tests.publishers.instagram.spec import MORE, Contract

_TESTS = "tests/publishers/instagram"
_PUBLISHING = f"{_TESTS}/test_publishing.py"
_SIGNING_IN = f"{_TESTS}/test_signing_in.py"


def _dressed(account: Account) -> Mapping[str, str]:
    return {
        "collaborators": "@anna, bert",
        "ai_generated": "true",
        "paid_partnership": "true",
        "first_comment": "More of it below",
    }


def _moment(account: Account) -> Mapping[str, str]:
    return {"cover_frame": "1500", "share_to_feed": "false"}


def _story(account: Account) -> Mapping[str, str]:
    return {"kind": "story"}


def _no_bytes(server: PracticeServer) -> None:
    server.tell("instagram/settings", bytes_taken="none")


# A container says itself whether it was published: not to be is a proof.
FLOWS = (
    Flow(
        "a picture", f"{MARK} Hello #tag", (File(FileKind.PICTURE, "A sketch"),), options=_dressed
    ),
    Flow("a carousel", f"{MARK} Three", (PICTURE, VIDEO, File(FileKind.PICTURE, "Two"))),
    Flow("a reel", f"{MARK} Film", (VIDEO,), options=_moment),
    Flow("a reel by address", f"{MARK} Fetched", (VIDEO,), prepare=_no_bytes),
    # Without words nothing is found once its container is no longer kept.
    Flow("a story of a picture", "", (PICTURE,), options=_story, tells_later=False),
    Flow("a story of a video", "", (TALL,), options=_story, tells_later=False),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {FIELD: "instagram"}


def _quiet(server: PracticeServer) -> None:
    server.tell(
        "instagram/settings",
        image_polls=0,
        video_polls=1,
        outcome="finished",
        bytes_taken="both",
        quota=10_000,
        moderation="",
        youngest=0.0,
        lag=0.0,
        usage_minutes=0,
    )


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was made, and not only those that lie there now."""
    journal = server.ask("instagram/journal")["journal"]
    assert isinstance(journal, list)
    values = [
        one["value"] for one in journal if isinstance(one, dict) and one["action"] == "publish"
    ]
    return [str(one.get("caption", "")) for one in values if isinstance(one, dict)]


_LOST = "a picture, answer lost"

SHEET = Sheet(
    platform="instagram",
    features={
        "sign-in": ("connect",),
        "long-lived token": ("connect",),
        "reissue": ("reissue",),
        "profile": ("connect", "profile"),
        "sign-in through Facebook": ("other door",),
        "long-lived token of Facebook": ("other door",),
        "what was granted on Facebook": ("other door",),
        "accounts of all Pages": ("other door",),
        "profile through Facebook": ("other door",),
        "picture": ("a picture",),
        "alt text": ("a picture",),
        "collaborators": ("a picture",),
        "made with AI": ("a picture",),
        "paid partnership": ("a picture",),
        "items of a carousel": ("a carousel",),
        "video in a carousel": ("a carousel",),
        "carousel": ("a carousel",),
        "reel": ("a reel",),
        "cover frame": ("a reel",),
        "in the feed or not": ("a reel",),
        "cover picture": ("cover",),
        "name of the sound": ("cover",),
        "trial reel": ("cover",),
        "bytes of a video": ("a reel",),
        "bytes through Facebook": ("other door",),
        "video by address": ("a reel by address",),
        "story of a picture": ("a story of a picture",),
        "story of a video": ("a story of a video",),
        "waiting for a container": ("a reel",),
        "publishing": ("a picture",),
        "quota": ("a picture",),
        "permalink": ("a picture",),
        "first comment": ("a picture",),
        "reconciling by the container": (_LOST,),
        "reconciling by the list": (_LOST,),
        "reconciling a story": ("a story of a picture, answer lost",),
        "deleting": ("other door",),
        "60 days": (
            f"{_SIGNING_IN}::test_a_token_of_59_days_is_reissued_in_silence",
            f"{_SIGNING_IN}::test_a_token_of_61_days_has_to_be_reconnected",
            f"{_SIGNING_IN}::test_a_young_token_is_only_looked_at",
        ),
        "containers kept and never published twice": (
            f"{_PUBLISHING}::test_a_killed_program_goes_on_with_the_same_container",
            f"{_PUBLISHING}::test_a_lost_answer_is_no_riddle",
            f"{_PUBLISHING}::test_containers_that_ran_out_are_made_anew",
        ),
        "poll again and recreate": (
            f"{_PUBLISHING}::test_a_container_that_is_not_known_yet_is_waited_for",
            f"{_PUBLISHING}::test_a_container_that_is_gone_for_long_is_made_anew",
            f"{_PUBLISHING}::test_a_video_that_takes_too_long_ends",
        ),
        "quota used up": (
            f"{_PUBLISHING}::test_the_quota_is_asked_before_anything_is_handed_over",
        ),
        "resuming an upload": (f"{_PUBLISHING}::test_an_upload_that_broke_goes_on",),
        "crawler and robots.txt": (f"{_PUBLISHING}::test_a_storage_that_lets_nobody_in_is_named",),
        "usage headers": (f"{_PUBLISHING}::test_a_count_that_is_used_up_is_waited_for",),
        "version is a setting": (f"{_SIGNING_IN}::test_the_version_is_a_setting",),
        "no personal accounts": (f"{_SIGNING_IN}::test_a_personal_account_is_told_what_to_do",),
        "five hashtags": (
            f"{_TESTS}/test_planning.py::test_thirty_hashtags_and_a_warning_from_the_sixth_on",
        ),
    },
    operations=frozenset(
        {
            *("oauth.code", "oauth.long_lived", "oauth.refresh", "me", "ig_user.get"),
            *("media.create", "media.rupload", "container.status", "media.publish"),
            *("publishing_limit", "media.get", "media.list", "stories.list", "media.delete"),
            *("facebook.oauth.code", "facebook.oauth.exchange", "facebook.me.accounts"),
            "facebook.debug_token",
            *MORE,
        }
    ),
    left_out={"oauth.authorize": "the browser's own call"},
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "client_id", "client_secret"),
    spec=Contract,
    writes=frozenset({"media.publish"}),
    errors={ROWS: Where("profile", "me")},
    acts={
        "cover": acts.covered,
        "other door": acts.other_door,
        "reissue": acts.reissue,
        "words nobody said": acts.look_in_vain,
    },
)
