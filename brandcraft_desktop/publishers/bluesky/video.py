"""A video's way to Bluesky: through the video service, else as a plain upload.

Sources: bsky-docs tutorials/video.mdx and lexicons app.bsky.video.*. The service answers an upload
with the job at the top level where the lexicon nests it; a video it knows already comes back with
an error ("already_exists") and its finished blob.
"""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlsplit

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.domain.steps import Steps
from brandcraft_desktop.errors import (
    ContentRefused,
    ErrorKind,
    NotSent,
    OwnerNeeded,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers.base import AccountSession, Rendition, Renditions
from brandcraft_desktop.publishers.bluesky.errors import judge, sentence
from brandcraft_desktop.publishers.bluesky.records import Uploaded
from brandcraft_desktop.publishers.bluesky.tokens import with_token
from brandcraft_desktop.publishers.bluesky.uploads import (
    PREFIX,
    kept,
    put_blob,
    restored,
    step_name,
)
from brandcraft_desktop.publishers.bluesky.xrpc import query, upload
from brandcraft_desktop.publishers.exchange import Answer, Failure, Upload
from brandcraft_desktop.publishers.json_value import JsonObject, parse_object
from brandcraft_desktop.publishers.origins import is_loopback

SERVICE = "https://video.bsky.app"
SERVICE_DID = "did:web:video.bsky.app"
POLL_SECONDS = 3.0
_TOKEN_LIFE = timedelta(minutes=30)
_PLAIN_LIMIT = 50_000_000  # bytes, where the server does not say (bsky-docs)
_NO_FAULT_OF_THE_FILE = {"pds_upload_failure", "generic_failure", ""}


def video(
    account: AccountSession, renditions: Renditions, planned: PlannedMedia, steps: Steps
) -> Uploaded:
    """The video on the account's server; waits (by `steps.wait`) while it is processed."""
    name = step_name(planned)
    job = steps.once(
        f"{PREFIX}job {planned.media.sha256[:16]}",
        lambda: _begin(account, renditions.file(planned), steps),
    )
    started = parse_object(job, _unreadable)
    result = steps.once(name, lambda: _end(account, started, steps))
    return restored(result, planned.media.alt)


def _begin(account: AccountSession, file: Rendition, steps: Steps) -> str:
    """Upload it; gives JSON with "blob" or "job", and the video's pixels."""

    def follow(sent: int, total: int) -> None:
        steps.progress(sent, total, "Uploading the video")

    body = Upload(file.path, file.mime, file.bytes, follow)
    try:
        job = None if _out_of_reach(account) else _to_service(account, file, body)
    except RateLimited:
        raise
    except NotSent:
        job = None
        if file.bytes > _plain_limit(account):
            raise
    if job is None:
        _check_plain(account, file)
        return kept(put_blob(account, body), file.width, file.height)
    blob = job.optional_child("blob")
    if blob is not None:
        return kept(blob.as_text(), file.width, file.height)
    if job.optional("state") == "JOB_STATE_FAILED":
        raise _failed(job)
    return json.dumps({"job": job.text("jobId"), "width": file.width, "height": file.height})


def _end(account: AccountSession, started: JsonObject, steps: Steps) -> str:
    """The finished blob; never returns before (it waits)."""
    if started.optional_child("blob") is not None:
        return started.as_text()
    call = query(SERVICE, "app.bsky.video.getJobStatus", jobId=started.text("job"))
    answer = account.http.send(call).json
    job = answer.optional_child("jobStatus") or answer
    blob = job.optional_child("blob")
    if blob is not None:
        return kept(blob.as_text(), started.number("width") or 1, started.number("height") or 1)
    if job.optional("state") != "JOB_STATE_FAILED":
        done = job.number("progress")
        share = "" if done is None else f" ({done} %)"
        steps.wait(POLL_SECONDS, f"Bluesky is processing the video{share}.")
    error = _failed(job)
    if isinstance(error, NotSent):
        steps.forget(PREFIX)
    raise error


def _to_service(account: AccountSession, file: Rendition, body: Upload) -> JsonObject:
    """Ask whether the video may come, send it, and give the job."""
    _check_limits(account, file)
    home = f"did:web:{urlsplit(account.identity.server).hostname}"
    token = _service_token(account, home, "com.atproto.repo.uploadBlob")
    call = upload(
        SERVICE,
        "app.bsky.video.uploadVideo",
        body,
        bearer=token,
        judged=_judged_upload,
        did=account.identity.remote_id,
        name=f"{file.path.stem[:40] or 'video'}.mp4",
    )
    try:
        answer = account.http.send(call).json
    except _Known as known:
        return known.job
    return answer.optional_child("jobStatus") or answer


def _check_limits(account: AccountSession, file: Rendition) -> None:
    """Raise where the service would not take it today."""
    method = "app.bsky.video.getUploadLimits"
    token = _service_token(account, SERVICE_DID, method)
    limits = account.http.send(query(SERVICE, method, bearer=token)).json
    left = limits.number("remainingDailyBytes")
    message = sentence(limits.optional("message"))
    if limits.flag("canUpload", default=True) and (left is None or left >= file.bytes):
        return
    if "mail" in f"{limits.optional('error')} {message}".lower():
        raise OwnerNeeded(
            "Bluesky does not take videos from this account yet.",
            message,
            "Confirm the account's e-mail address in the Bluesky app, then try again.",
        )
    raise RateLimited(
        "Bluesky takes no more videos from this account today.",
        message or "The daily limit for videos is reached.",
        "Brandcraft tries again later.",
        kind=ErrorKind.QUOTA,
        retry_after=timedelta(hours=1),
    )


def _service_token(account: AccountSession, audience: str, method: str) -> str:
    """A short-lived token with which another service may act for the account."""
    until = int((account.clock.now() + _TOKEN_LIFE).timestamp())

    def ask(token: str) -> Answer:
        call = query(
            account.identity.server,
            "com.atproto.server.getServiceAuth",
            bearer=token,
            aud=audience,
            lxm=method,
            exp=str(until),
        )
        return account.http.send(call)

    return with_token(account, ask).json.text("token")


def _check_plain(account: AccountSession, file: Rendition) -> None:
    limit = _plain_limit(account)
    if file.bytes > limit:
        raise ContentRefused(
            "The video is too large for this Bluesky server.",
            f"It has {file.bytes / 1_000_000:.0f} MB, the server takes {limit // 1_000_000} MB.",
            "Make it shorter or smaller and try again.",
        )


def _plain_limit(account: AccountSession) -> int:
    """How many bytes the account's own server takes."""
    try:
        answer = account.http.send(
            query(account.identity.server, "com.atproto.server.describeServer")
        ).json
    except PublishingError:
        return _PLAIN_LIMIT
    return answer.number("blobUploadLimit") or _PLAIN_LIMIT


def _out_of_reach(account: AccountSession) -> bool:
    """Whether the service could not bring the result home, or practice has no such service."""
    if is_loopback(urlsplit(account.identity.server).hostname or ""):
        return True
    return account.http.practising and not account.http.knows(SERVICE)


class _Known(ContentRefused):
    """The service has this video already: `job` holds the finished blob."""

    def __init__(self, job: JsonObject, raw: str) -> None:
        super().__init__("Bluesky has this video already.", raw=raw)
        self.job = job


def _judged_upload(failure: Failure) -> PublishingError | None:
    told = failure.json
    if told is not None:
        job = told.optional_child("jobStatus") or told
        if job.optional_child("blob") is not None or job.optional("error") == "already_exists":
            return _Known(job, failure.raw)
    return judge(failure)


def _failed(job: JsonObject) -> PublishingError:
    code = job.words("failureCode")
    message = sentence(job.words("message") or job.words("error"))
    if code in _NO_FAULT_OF_THE_FILE:
        return NotSent(
            "Bluesky could not process the video.",
            message,
            "Brandcraft tries again by itself.",
            kind=ErrorKind.MEDIA_PROCESSING,
        )
    return ContentRefused(
        "Bluesky could not process the video.",
        message,
        "Save it anew as an MP4 video (H.264 and AAC) and try again.",
        kind=ErrorKind.MEDIA_PROCESSING,
        raw=f"failureCode: {code}",
    )


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the video's upload can't be read.", why)
