"""How an answer of TikTok's becomes an error of ours; what the codes mean stands in `meanings`."""

from __future__ import annotations

from brandcraft_desktop.errors import ContentRefused, NotSent, PublishingError
from brandcraft_desktop.publishers import border
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.pieces import Partly, after_range
from brandcraft_desktop.publishers.redact import without_secrets
from brandcraft_desktop.publishers.tiktok.meanings import (
    CODES,
    FAIL_REASONS,
    OAUTH,
    SPAM,
    UPLOAD_GONE,
    UPLOAD_UNCLEAR,
)

OK = "ok"
_LONGEST = 300


def judge(failure: Failure) -> PublishingError | None:
    """The error a refusal means; None where only the status speaks."""
    if failure.status >= 500 or failure.json is None:
        return None
    if failure.status == 429 and "retry-after" in failure.headers:
        return None  # how long is told there; the documents know of no such header
    told = failure.json.optional_child("error")
    if told is None:
        return None
    code = told.optional("code")
    found = CODES.get(code) or (SPAM if code.startswith("spam_risk") else None)
    return None if found is None else found.make(sentence(told.optional("message")), failure.raw)


def refused(failure: Failure) -> PublishingError:
    """What an answer means that says 200 and yet is a refusal."""
    judged = judge(failure)
    if judged is not None:
        return judged
    told = None if failure.json is None else failure.json.optional_child("error")
    code = "" if told is None else told.optional("code")
    if code.startswith("internal"):
        cause = "It answered with an error of its own."
        if failure.commit:
            return border.lost(failure.host, cause, failure.raw)
        return NotSent(
            "TikTok has trouble right now.", cause, "Try again in a moment.", raw=failure.raw
        )
    said = "" if told is None else sentence(told.optional("message"))
    return ContentRefused(
        "TikTok refused this.",
        said or f"It says “{code}”.",
        "Edit the post and try again.",
        raw=failure.raw,
    )


def judge_token(failure: Failure) -> PublishingError | None:
    """What a refusal of the token endpoint means (flat, in OAuth's words)."""
    if failure.status >= 500 or failure.json is None:
        return None
    found = OAUTH.get(failure.json.optional("error"))
    if found is None:
        return judge(failure)
    return found.make(sentence(failure.json.optional("error_description")), failure.raw)


def judge_upload(failure: Failure) -> PublishingError | None:
    """What the host for the bytes says ("Media Transfer Guide"): with its status alone."""
    if failure.status in (403, 404):
        return UPLOAD_GONE.make("", failure.raw)
    if failure.status == 416:
        there = failure.headers.get("content-range", "")
        wanted = after_range(there)
        if wanted or there.startswith("bytes */"):
            return Partly(wanted, failure.raw)
        return UPLOAD_UNCLEAR.make("", failure.raw)
    if failure.status == 400:
        return UPLOAD_UNCLEAR.make("", failure.raw)
    return None


def failed(reason: str, raw: str) -> PublishingError:
    """What it means that TikTok took a post and did not publish it."""
    found = FAIL_REASONS.get(reason) or (SPAM if reason.startswith("spam_risk") else None)
    if found is not None:
        return found.make("", raw)
    return ContentRefused(
        "TikTok did not publish this.",
        f"It says “{reason.replace('_', ' ')}”." if reason else "It does not say why.",
        "Edit the post and try again.",
        raw=raw,
    )


def sentence(message: str) -> str:
    """TikTok's own words as one sentence of reasonable length."""
    words = without_secrets(" ".join(message.split()))[:_LONGEST]
    return f"TikTok says: {words.rstrip('.')}." if words else ""
