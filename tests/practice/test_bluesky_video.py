"""The video service: three tokens, a job that moves on, and the blob at its end."""

from __future__ import annotations

import httpx
import pytest

from tests.practice.conftest import PDS, Client, bearer, record
from tests.practice.pictures import MP4, PNG

VIDEO = "https://video.bsky.app"
PDS_DID = "did:web:" + PDS.removeprefix("https://")
UPLOAD = "com.atproto.repo.uploadBlob"


def token(client: Client, audience: str, method: str) -> str:
    answer = client.get(
        "com.atproto.server.getServiceAuth", token=client.access, aud=audience, lxm=method
    )
    return str(answer.json()["token"])


def upload(client: Client, data: bytes = MP4, kind: str = "video/mp4") -> httpx.Response:
    return client.http.post(
        client.url(VIDEO, "/xrpc/app.bsky.video.uploadVideo"),
        params={"did": client.account.did, "name": "a.mp4"},
        content=data,
        headers={**bearer(token(client, PDS_DID, UPLOAD)), "Content-Type": kind},
    )


def status(client: Client, job: str) -> dict[str, object]:
    answer = client.get("app.bsky.video.getJobStatus", origin=VIDEO, jobId=job).json()
    found: dict[str, object] = answer["jobStatus"]
    return found


def limits(client: Client) -> dict[str, object]:
    method = "app.bsky.video.getUploadLimits"
    auth = token(client, "did:web:video.bsky.app", method)
    found: dict[str, object] = client.get(method, origin=VIDEO, token=auth).json()
    return found


def test_a_video_from_limits_to_post(client: Client) -> None:
    assert limits(client)["canUpload"] is True
    begun = upload(client).json()
    assert begun["state"] == "JOB_STATE_CREATED"
    seen = [status(client, begun["jobId"]) for _ in range(3)]
    assert [one["state"] for one in seen] == [
        "JOB_STATE_ENCODED",
        "JOB_STATE_SCANNED",
        "JOB_STATE_COMPLETED",
    ]
    assert [one["progress"] for one in seen] == [33, 66, 100]
    video = {"$type": "app.bsky.embed.video", "video": seen[-1]["blob"]}
    assert client.put("3k4duaz5vfs2b", record(embed=video)).is_success
    again = upload(client)
    assert again.status_code == 409
    assert again.json()["error"] == "already_exists"
    assert again.json()["blob"] == seen[-1]["blob"]


def test_a_job_may_fail(client: Client) -> None:
    client.server.tell("bluesky/settings", video_polls=1, video_outcome="failed")
    try:
        failed = status(client, upload(client).json()["jobId"])
        assert (failed["state"], failed["failureCode"]) == (
            "JOB_STATE_FAILED",
            "encoding_failure",
        )
    finally:
        client.server.tell("bluesky/settings", video_polls=3, video_outcome="completed")


def test_the_nested_answer_of_the_lexicon(client: Client) -> None:
    client.server.tell("bluesky/settings", video_nested=True)
    assert upload(client).json()["jobStatus"]["state"] == "JOB_STATE_CREATED"
    client.server.tell("bluesky/settings", video_nested=False)


def test_daily_limit(client: Client) -> None:
    client.server.tell("bluesky/settings", videos_a_day=0)
    assert limits(client)["canUpload"] is False
    assert upload(client).json()["error"] == "DailyLimitExceeded"
    client.server.tell("bluesky/settings", videos_a_day=25)


def test_refusals(client: Client) -> None:
    assert upload(client, PNG).json()["error"] == "InvalidMimeType"
    assert upload(client, MP4, "video/quicktime").json()["error"] == "InvalidRequest"
    method = "app.bsky.video.getUploadLimits"
    for auth, error in (
        (token(client, PDS_DID, method), "BadJwtAudience"),
        (token(client, "did:web:video.bsky.app", UPLOAD), "BadJwtLexiconMethod"),
        (client.access, "InvalidToken"),
    ):
        assert client.get(method, origin=VIDEO, token=auth).json()["error"] == error
    unknown = client.get("app.bsky.video.getJobStatus", origin=VIDEO, jobId="nothing")
    assert unknown.status_code == 400


@pytest.mark.parametrize("ahead", [59, 61])
def test_service_tokens_are_short(client: Client, ahead: int) -> None:
    method = "app.bsky.video.getUploadLimits"
    auth = token(client, "did:web:video.bsky.app", method)
    client.server.tell("clock", advance_seconds=ahead)
    answer = client.get(method, origin=VIDEO, token=auth)
    assert answer.is_success == (ahead < 60)
