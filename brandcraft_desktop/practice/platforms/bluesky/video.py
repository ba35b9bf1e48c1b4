"""The video service: limits, upload, and a job that moves on each time somebody asks.

Source: bsky-docs tutorials/video.mdx, lexicons app.bsky.video.*; the real service answers an upload
with the job at the top level where the lexicon nests it, so `video_nested` chooses.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass

from brandcraft_desktop.practice.database import Row, number, text
from brandcraft_desktop.practice.exchange import Answer, json_answer
from brandcraft_desktop.practice.platforms.bluesky.blobs import keep_blob
from brandcraft_desktop.practice.platforms.bluesky.lexicon import Shape, Text
from brandcraft_desktop.practice.platforms.bluesky.settings import PDS_DID, VIDEO_DID
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.tokens import SERVICE
from brandcraft_desktop.practice.platforms.bluesky.xrpc import (
    Asked,
    Method,
    Refusal,
    bearer,
    invalid,
    read_token,
)
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object, dump, parse_object

_DAY = 86_400
_LARGEST = 300_000_000
_STATES = (
    "JOB_STATE_CREATED",
    "JOB_STATE_ENCODING",
    "JOB_STATE_ENCODED",
    "JOB_STATE_SCANNING",
    "JOB_STATE_SCANNED",
    "JOB_STATE_UPLOADING",
)


@dataclass(frozen=True)
class _Job:
    job: str
    did: str
    blob: str
    size: int
    polls: int
    outcome: str


def get_upload_limits(state: State, asked: Asked) -> Json:
    """What the account may still upload today."""
    account = _caller(state, asked, VIDEO_DID, "app.bsky.video.getUploadLimits")
    videos, size = _left(state, account)
    allowed = state.settings.video_allowed and videos > 0 and size > 0
    answer: Object = {
        "canUpload": allowed,
        "remainingDailyVideos": max(videos, 0),
        "remainingDailyBytes": max(size, 0),
    }
    if not allowed:
        answer["error"] = "daily_limit" if state.settings.video_allowed else "unconfirmed_email"
        answer["message"] = state.settings.video_message or "You have reached the daily limit"
    return answer


def upload_video(state: State, asked: Asked) -> Json:
    """Take a video and begin a job; the same bytes again are told as `already_exists`."""
    account = _caller(state, asked, PDS_DID, "com.atproto.repo.uploadBlob")
    if asked.text("did") != account.did:
        raise invalid("Practice: did is not the one of the token")
    body, size = asked.request.body, asked.request.size
    body.seek(0)
    if media_type(body.read(16)) != "video/mp4":
        raise Refusal(400, "InvalidMimeType", "Practice: these bytes are no video/mp4")
    if size > _LARGEST:
        raise Refusal(413, "VideoTooLarge", "Practice: a video may have 300 MB")
    videos, bytes_left = _left(state, account)
    if not state.settings.video_allowed or videos < 1 or bytes_left < size:
        raise Refusal(400, "DailyLimitExceeded", "You have reached the daily limit")
    body.seek(0)
    digest = hashlib.sha256(account.did.encode())
    while piece := body.read(262_144):
        digest.update(piece)
    name = digest.hexdigest()[:20]
    row = _row(state, name)
    if row is not None and (job := _job(row)).blob:
        known = {**_status(state, job), "error": "already_exists"}
        raise _AlreadyThere({**known, "message": "Video already processed"})
    if row is None:
        body.seek(0)
        with (state.store.blob_folder / f"job-{name}").open("wb") as file:
            shutil.copyfileobj(body, file)
        state.store.database.run(
            "INSERT INTO jobs (job, did, cid, size, outcome, started_at) VALUES (?, ?, ?, ?, ?, ?)",
            *(name, account.did, "", size, state.settings.video_outcome, state.clock.seconds()),
        )
        row = _row(state, name)
    status = _status(state, _job(row)) if row is not None else {}
    return {"jobStatus": status} if state.settings.video_nested else status


def get_job_status(state: State, asked: Asked) -> Json:
    """Where a job is; each question moves it one state on."""
    with state.store.database.change() as change:
        row = _row(state, asked.text("jobId"))
        if row is None:
            raise invalid("Practice: there is no such job")
        job = _job(row)
        change.run("UPDATE jobs SET polls = polls + 1 WHERE job = ?", job.job)
        done = job.polls + 1 >= state.settings.video_polls
        if done and job.outcome != "failed" and not job.blob:
            with (state.store.blob_folder / f"job-{job.job}").open("rb") as file:
                blob = keep_blob(state, job.did, file, "video/mp4")
            change.run("UPDATE jobs SET cid = ? WHERE job = ?", _dumped(blob), job.job)
        row = _row(state, job.job)
    return {"jobStatus": _status(state, _job(row)) if row is not None else {}}


class _AlreadyThere(Refusal):
    """409 with the finished job: its blob is as good as a new one."""

    def __init__(self, job: Object) -> None:
        super().__init__(409, "already_exists", "Video already processed")
        self._job = job

    def answer(self) -> Answer:
        return json_answer(self._job, self.status)


def _status(state: State, job: _Job) -> Object:
    status: Object = {"jobId": job.job, "did": job.did}
    total = max(state.settings.video_polls, 1)
    if job.blob:
        blob = parse_object(job.blob.encode())
        status |= {"state": "JOB_STATE_COMPLETED", "progress": 100, "blob": blob}
        if job.outcome == "already_exists":
            status |= {"error": "already_exists", "message": "Video already processed"}
    elif job.polls >= total:
        status |= {"state": "JOB_STATE_FAILED", "failureCode": "encoding_failure"}
        status |= {"error": "encoding_failure", "message": "The video could not be encoded"}
    else:
        step = min(len(_STATES) - 1, job.polls * len(_STATES) // total)
        status |= {"state": _STATES[step], "progress": job.polls * 100 // total}
    return status


def _left(state: State, account: Account) -> tuple[int, int]:
    row = state.store.database.row(
        "SELECT count(*), coalesce(sum(size), 0) FROM jobs WHERE did = ? AND started_at > ?",
        account.did,
        state.clock.seconds() - _DAY,
    )
    videos, size = (number(row[0]), number(row[1])) if row is not None else (0, 0)
    settings = state.settings
    return settings.videos_a_day - int(videos), settings.video_bytes_a_day - int(size)


def _caller(state: State, asked: Asked, audience: str, method: str) -> Account:
    grant = read_token(state, SERVICE, bearer(asked.request))
    if grant.get("aud") != audience:
        raise Refusal(401, "BadJwtAudience", f"Practice: the token is not for {audience}")
    if grant.get("lxm") != method:
        raise Refusal(401, "BadJwtLexiconMethod", f"Practice: the token is not for {method}")
    account = state.store.account(str(grant.get("iss", "")))
    if account is None:
        raise Refusal(401, "BadJwtIss", "Practice: nobody knows the issuer of the token")
    return account


def _row(state: State, job: str) -> Row | None:
    return state.store.database.row(
        "SELECT job, did, cid, size, polls, outcome FROM jobs WHERE job = ?", job
    )


def _job(row: Row) -> _Job:
    polls, size = int(number(row[4])), int(number(row[3]))
    return _Job(text(row[0]), text(row[1]), text(row[2]), size, polls, text(row[5]))


def _dumped(blob: Object) -> str:
    return dump(blob).decode()


VIDEO_METHODS = (
    Method("app.bsky.video.getUploadLimits", get_upload_limits),
    Method(
        "app.bsky.video.uploadVideo",
        upload_video,
        "POST",
        parameters=Shape({"did": Text("DID"), "name": Text()}, ("did", "name")),
        body="video/mp4",
    ),
    Method(
        "app.bsky.video.getJobStatus",
        get_job_status,
        parameters=Shape({"jobId": Text()}, ("jobId",)),
    ),
)
