"""YouTube's rows of specs/errors.json, each at the call that meets it."""

from __future__ import annotations

from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.practice.values import Object
from tests.publishers.error_rows import FINE, ErrorRows, Row, Served

_VIDEO, _DRESSED = "a video", "all that can be said"
_REFUSED_LATER = {"status.failureReason": "fails", "status.rejectionReason": "rejected"}


def _served(row: Row) -> Served:
    code, http = str(row["code"]), row["http"]
    said, _, why = code.partition("=")
    if said in _REFUSED_LATER:
        return Served(_VIDEO, settings={_REFUSED_LATER[said]: why})
    if code == "oauth.invalid_grant":
        return Served("renew", "oauth/token", http, {"error": "invalid_grant"})
    if code == "session_uri gone":
        return Served(_VIDEO, "videos/upload", 410, _body(410, "gone"))
    if code == "forbidden (thumbnails.set)":  # never fails the video
        body = _body(403, "forbidden")
        return Served(_DRESSED, "thumbnails/set", 403, body, kinds=frozenset({FINE}))
    if code == "videoNotFound":  # while it is processed: the video is there all the same
        return Served(_VIDEO, "videos/list", 404, _body(404, code), kinds=frozenset({FINE}))
    if code == "backendError":
        kinds = frozenset({ErrorKind.TRANSIENT, ErrorKind.OUTCOME_UNKNOWN})
        return Served(_VIDEO, "videos/upload", 503, _body(503, code), kinds=kinds)
    return Served(_VIDEO, "videos/insert", http, _body(http, code))


def _body(status: int, reason: str) -> Object:
    one: Object = {"reason": reason, "domain": "youtube", "message": "m"}
    return {"error": {"code": status, "message": "Some words", "errors": [one]}}


ERROR_ROWS = ErrorRows(
    _served,
    unserved={
        "oauth.access_denied": "comes back to the browser: tests/accounts/test_loopback.py",
    },
)
