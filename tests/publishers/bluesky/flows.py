"""Bluesky's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import text_of
from tests.publishers.bluesky.spec import Lexicons
from tests.publishers.flow import MARK, PICTURE, VIDEO, File, FileKind, Flow, Sheet, Where

PUT = "com.atproto.repo.putRecord"
SESSION = "com.atproto.server.createSession"
POST = "app.bsky.feed.post"


def _dressed(account: Account) -> Mapping[str, str]:
    return {"languages": "de,en", "labels": "nudity", "replies": "mentioned"}


FLOWS = (
    Flow("words", f"{MARK} Hello, with a #tag and https://example.com/a?b=c"),
    Flow("a mention", f"{MARK} for @practice-2.bsky.social", options=_dressed),
    Flow("four pictures", f"{MARK} Pictures", (File(FileKind.PICTURE, "A sketch"), *[PICTURE] * 3)),
    Flow("a thread", f"{MARK} one\n---\n{MARK} two\n---\n{MARK} three", thread=True, arrives=3),
    Flow("a link card", f"{MARK} Read https://practice-site.example/article"),
    Flow("a video", f"{MARK} Film", (VIDEO,)),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {"identifier": person.handle, "app_password": person.app_password}


def _quiet(server: PracticeServer) -> None:
    server.tell("bluesky/settings", rate_limits=False, video_polls=1)


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every write that was carried out, and not only what lies there now."""
    journal = server.ask("bluesky/journal")["journal"]
    assert isinstance(journal, list)
    values = [entry["value"] for entry in journal if isinstance(entry, dict)]
    return [text_of(one, "text") for one in values if isinstance(one, dict) and "text" in one]


SHEET = Sheet(
    platform="bluesky",
    features={
        "app password": ("connect",),
        "renewal": ("renew",),
        "text with facets": ("words",),
        "mention by DID": ("a mention",),
        "languages": ("a mention",),
        "self-labels": ("a mention",),
        "reply control": ("a mention",),
        "own record key": ("words",),
        "pictures": ("four pictures",),
        "alt text": ("four pictures",),
        "aspect ratio": ("four pictures",),
        "thread": ("a thread",),
        "link card": ("a link card",),
        "video": ("a video",),
        "reconciling": ("words, answer lost",),
        "profile": ("profile",),
        "deleting": ("delete",),
    },
    operations=frozenset(
        {
            f"POST {SESSION}",
            "POST com.atproto.server.refreshSession",
            "GET com.atproto.server.getServiceAuth",
            "GET com.atproto.identity.resolveHandle",
            "GET com.atproto.repo.getRecord",
            f"POST {PUT}",
            "POST com.atproto.repo.deleteRecord",
            "POST com.atproto.repo.uploadBlob",
            "GET app.bsky.actor.getProfile",
            "GET app.bsky.video.getUploadLimits",
            "POST app.bsky.video.uploadVideo",
            "GET app.bsky.video.getJobStatus",
        }
    ),
    left_out={
        "POST com.atproto.repo.createRecord": "putRecord under an own key is the safe retry",
        "POST com.atproto.repo.applyWrites": "a thread goes out part by part, each durably",
        "GET com.atproto.repo.listRecords": "a post is looked for under its own key",
        "GET com.atproto.server.getSession": "createSession and refreshSession tell the same",
        "POST com.atproto.server.deleteSession": "an app password ends all its sessions at once",
        "GET com.atproto.server.describeServer": "asked only where a video is too large to send",
        "POST app.bsky.video.startUpload": "the official app falls back to uploadVideo too",
        "POST app.bsky.video.uploadPart": "see startUpload",
        "POST app.bsky.video.finishUpload": "see startUpload",
        "GET app.bsky.video.getUploadStatus": "see startUpload",
        "POST app.bsky.video.abortUpload": "see startUpload",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "refresh", "app_password"),
    spec=Lexicons,
    writes=frozenset({PUT}),
    errors={
        "any": Where("words", PUT),
        "createSession": Where("connect", SESSION),
        "createRecord": Where("words", PUT),
        "createRecord (same rkey twice)": Where("words", PUT),
        "putRecord": Where("words", PUT),
        # Taken for a success, as it shall be; but the blob it names does not lie in the stand-in.
        "video upload": Where("a video", "app.bsky.video.uploadVideo", kind="media_expired"),
        "getUploadLimits": Where("a video", "app.bsky.video.getUploadLimits"),
        "getJobStatus": Where("a video", "app.bsky.video.getJobStatus"),
    },
)
