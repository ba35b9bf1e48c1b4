"""What a test may turn on this platform while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from brandcraft_desktop.practice.values import (
    Malformed,
    Object,
    flag_of,
    number_of,
    text_of,
    whole_of,
)

API = "https://www.googleapis.com"
API_TOO = "https://youtube.googleapis.com"
ACCOUNTS = "https://accounts.google.com"
TOKENS = "https://oauth2.googleapis.com"
WEB = "https://www.youtube.com"
IMAGES = "https://yt3.ggpht.com"
WEEK = 7 * 86_400.0

_FAILURES = ("", "codec", "conversion", "emptyFile", "invalidFile", "tooSmall", "uploadAborted")
_REJECTIONS = (
    *("", "claim", "copyright", "duplicate", "inappropriate", "legal", "length", "termsOfUse"),
    *("trademark", "uploaderAccountClosed", "uploaderAccountSuspended"),
)
_CHANNELS = ("there", "empty", "refused")


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `channel`: "there", or how it is told that there is none: by an "empty" list or "refused".
    `testing`: the app is in "Testing", its sign-ins end after a week. `long_uploads`, `thumbnails`:
    whether the channel may have videos of more than 15 minutes, and thumbnails of its own. `polls`:
    how many looks a video is processed; then it `fails` or is `rejected` where there is a reason.
    `session_seconds` is how long an upload may take, `lag` how late a video is in lists. `quota`:
    whether `uploads_a_day` and `units_a_day` are counted. `enabled`: the API is on in the project.
    `upload_limit`: the channel has uploaded enough for a day.
    """

    access_seconds: float = 3599.0
    channel: str = "there"
    testing: bool = False
    long_uploads: bool = True
    thumbnails: bool = True
    polls: int = 2
    fails: str = ""
    rejected: str = ""
    session_seconds: float = WEEK
    lag: float = 0.0
    quota: bool = True
    uploads_a_day: int = 100
    units_a_day: int = 10_000
    enabled: bool = True
    upload_limit: bool = False

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    return replace(
        settings,
        access_seconds=number_of(value, "access_seconds", settings.access_seconds),
        channel=_one_of(value, "channel", settings.channel, _CHANNELS),
        testing=flag_of(value, "testing", settings.testing),
        long_uploads=flag_of(value, "long_uploads", settings.long_uploads),
        thumbnails=flag_of(value, "thumbnails", settings.thumbnails),
        polls=whole_of(value, "polls", settings.polls),
        fails=_one_of(value, "fails", settings.fails, _FAILURES),
        rejected=_one_of(value, "rejected", settings.rejected, _REJECTIONS),
        session_seconds=number_of(value, "session_seconds", settings.session_seconds),
        lag=number_of(value, "lag", settings.lag),
        quota=flag_of(value, "quota", settings.quota),
        uploads_a_day=whole_of(value, "uploads_a_day", settings.uploads_a_day),
        units_a_day=whole_of(value, "units_a_day", settings.units_a_day),
        enabled=flag_of(value, "enabled", settings.enabled),
        upload_limit=flag_of(value, "upload_limit", settings.upload_limit),
    )


def _one_of(value: Object, name: str, before: str, allowed: tuple[str, ...]) -> str:
    found = text_of(value, name, before)
    if found not in allowed:
        raise Malformed(f"{name} must be one of {', '.join(map(repr, allowed))}")
    return found
