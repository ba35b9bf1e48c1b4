"""TikTok's rows of specs/errors.json, each at the call that meets it."""

from __future__ import annotations

from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.practice.values import Object
from tests.publishers.error_rows import FINE, ErrorRows, Row, Served

_VIDEO, _INBOX, _PHOTOS = "a video for everyone", "a video to the inbox", "photos"
_WHERE = {
    "app_version_check_failed": (_INBOX, "post/publish/inbox/video/init"),
    "spam_risk_too_many_pending_share": (_INBOX, "post/publish/inbox/video/init"),
    "url_ownership_unverified": (_PHOTOS, "post/publish/content/init"),
    "invalid_publish_id": (_VIDEO, "post/publish/status/fetch"),
    "token_not_authorized_for_specified_publish_id": (_VIDEO, "post/publish/status/fetch"),
}
_KINDS = {
    # The video is there and is looked for among the public ones: it is found.
    "invalid_publish_id": frozenset({FINE}),
    # TikTok has the video: that nobody may ask says nothing of it, and it is looked for as well.
    "token_not_authorized_for_specified_publish_id": frozenset({FINE}),
    "PUT upload server": frozenset({ErrorKind.TRANSIENT, ErrorKind.OUTCOME_UNKNOWN}),
}


def _served(row: Row) -> Served:
    code, http = str(row["code"]), row["http"]
    kinds = _KINDS.get(code, frozenset())
    reason = code.removeprefix("status.fail_reason=")
    if reason != code:
        return Served(_VIDEO, settings={"outcome": reason})
    oauth = code.removeprefix("oauth.")
    if oauth != code:
        told: Object = {"error": oauth, "error_description": "Some words.", "log_id": "1"}
        return Served("renew", "oauth/token", int(http), told)
    if code.startswith("PUT "):
        status = 503 if http == "5xx" else int(http)
        return Served(_VIDEO, "upload", status, {"error": "x"}, kinds=kinds)
    flow, endpoint = _WHERE.get(code, (_VIDEO, "post/publish/video/init"))
    error: Object = {"code": code, "message": "Some words.", "log_id": "1"}
    return Served(flow, endpoint, int(http), {"data": {}, "error": error}, kinds=kinds)


ERROR_ROWS = ErrorRows(
    _served,
    unserved={
        "publish_not_cancellable": "nothing that has begun is called back",
        "oauth.access_denied": "comes back to the browser: tests/accounts/test_loopback.py",
    },
)
