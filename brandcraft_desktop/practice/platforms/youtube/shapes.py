"""Judging what is said of a video when it is uploaded: nothing unknown, nothing beyond the limits.

Source: youtube.v3 discovery revision 20261104, Video; developers.google.com/youtube/v3/docs/videos.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from brandcraft_desktop.practice.platforms.youtube.answers import invalid
from brandcraft_desktop.practice.values import Json, Object

PARTS = ("snippet", "status", "recordingDetails", "paidProductPlacementDetails", "localizations")
_METADATA = "invalidVideoMetadata"
_DETAILS = "invalidRecordingDetails"


def check(value: Object, parts: Sequence[str]) -> None:
    """What was sent with these parts. Raises Refusal."""
    for name in parts:
        if name not in PARTS:
            raise invalid(f"Practice: there is no part '{name}'")
    for name, part in value.items():
        if name not in parts:
            raise invalid(f"Practice: '{name}' was sent and is no part of the call", _METADATA)
        if not isinstance(part, dict):
            raise invalid(f"Practice: '{name}' is no object", _METADATA)
        _fields(part, _FIELDS.get(name, {}), name)
    _check_times(value)


def _check_times(value: Object) -> None:
    status = value.get("status")
    status = status if isinstance(status, dict) else {}
    if "publishAt" in status and status.get("privacyStatus") != "private":
        raise invalid("The publishAt value needs privacyStatus private.", "invalidPublishAt")
    snippet = value.get("snippet")
    if not isinstance(snippet, dict) or "title" not in snippet:
        raise invalid("The request metadata specifies an empty video title.", "invalidTitle")


def _fields(part: Object, rules: Mapping[str, Callable[[Json], None]], name: str) -> None:
    for key, item in part.items():
        rule = rules.get(key)
        if rule is None:
            raise invalid(f"Practice: there is no field '{name}.{key}'", _METADATA)
        rule(item)


def _text(reason: str, most: int = 0, *, size: int = 0) -> Callable[[Json], None]:
    def judge(item: Json) -> None:
        if not isinstance(item, str):
            raise invalid("Practice: a text is expected", reason)
        if "<" in item or ">" in item or (not item.strip() and reason == "invalidTitle"):
            raise invalid("The request metadata is invalid.", reason)
        if (most and len(item) > most) or (size and len(item.encode()) > size):
            raise invalid("The request metadata is too long.", reason)

    return judge


def _one_of(*words: str) -> Callable[[Json], None]:
    def judge(item: Json) -> None:
        if item not in words:
            raise invalid(f"Practice: {item!r} is not one of {words}", _METADATA)

    return judge


def _flag(item: Json) -> None:
    if not isinstance(item, bool):
        raise invalid("Practice: true or false is expected", _METADATA)


def _tags(item: Json) -> None:
    tags = item if isinstance(item, list) else [None]
    words = [one for one in tags if isinstance(one, str)]
    length = sum(len(one) + 2 * (" " in one) for one in words) + max(len(words) - 1, 0)
    if len(words) < len(tags) or length > 500 or any(set("<>") & set(one) for one in words):
        raise invalid("The request metadata specifies invalid video keywords.", "invalidTags")


def _category(item: Json) -> None:
    if not isinstance(item, str) or not item.isdecimal() or not 0 < int(item) < 45:
        raise invalid("The category is not valid.", "invalidCategoryId")


def _moment(reason: str) -> Callable[[Json], None]:
    def judge(item: Json) -> None:
        try:
            moment = datetime.fromisoformat(item if isinstance(item, str) else "")
        except ValueError:
            raise invalid("Practice: a moment (RFC 3339) is expected", reason) from None
        if moment.tzinfo is None:
            raise invalid("Practice: the moment has no zone", reason)

    return judge


def _point(item: Json) -> None:
    point = item if isinstance(item, dict) else {"": None}
    for name, most in (("latitude", 90), ("longitude", 180)):
        found = point.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float) or abs(found) > most:
            raise invalid(f"Practice: {name} is out of range", _DETAILS)
    if set(point) - {"latitude", "longitude", "altitude"}:
        raise invalid("Practice: a point has no such field", _DETAILS)


_FIELDS: Mapping[str, Mapping[str, Callable[[Json], None]]] = {
    "snippet": {
        "title": _text("invalidTitle", 100),
        "description": _text("invalidDescription", size=5000),
        "tags": _tags,
        "categoryId": _category,
        "defaultLanguage": _text("defaultLanguageNotSet", 20),
        "defaultAudioLanguage": _text("defaultLanguageNotSet", 20),
    },
    "status": {
        "privacyStatus": _one_of("public", "unlisted", "private"),
        "publishAt": _moment("invalidPublishAt"),
        "license": _one_of("youtube", "creativeCommon"),
        "embeddable": _flag,
        "publicStatsViewable": _flag,
        "selfDeclaredMadeForKids": _flag,
        "containsSyntheticMedia": _flag,
    },
    "recordingDetails": {
        "recordingDate": _moment(_DETAILS),
        "location": _point,
        "locationDescription": _text(_DETAILS),
    },
    "paidProductPlacementDetails": {"hasPaidProductPlacement": _flag},
}


def texts(value: Object, part: str, name: str) -> str:
    """A checked text of a part; "" where there is none."""
    inner = value.get(part)
    found = inner.get(name) if isinstance(inner, dict) else None
    return found if isinstance(found, str) else ""
