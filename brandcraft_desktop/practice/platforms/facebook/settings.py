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

GRAPH = "https://graph.facebook.com"
VIDEO_GRAPH = "https://graph-video.facebook.com"
UPLOADS = "https://rupload.facebook.com"
WEB = "https://www.facebook.com"
FILES = "https://scontent.xx.fbcdn.net"
LANDING = "https://www.facebook.com/connect/login_success.html"
DAY = 86_400.0
VERSIONS = ("v22.0", "v23.0", "v24.0", "v25.0", "v26.0")


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `user_seconds`: how long a person's lengthened token lasts, `data_seconds` the access to data.
    `polls`: how many times a video is asked about before it is done; `outcome`: ready or error;
    `upload_seconds`: how long an upload that is not published lives. `partly`: so many bytes of the
    next upload are kept, then the line breaks. `lag`: how long a post is missing from lists.
    `usage`: the share of the app's hour that is used, in per cent; `full_minutes`: the Page's count
    is used up for so long. `relative`: addresses of videos come without their host. `refuse`: what
    Facebook's judges make of every post, as "code/subcode". `repeats`: the same words again are
    refused. `scopes_off` are never granted.
    """

    user_seconds: float = 60 * DAY
    data_seconds: float = 90 * DAY
    polls: int = 2
    outcome: str = "ready"
    upload_seconds: float = DAY
    partly: int = -1
    lag: float = 0
    usage: int = 5
    full_minutes: int = 0
    relative: bool = True
    refuse: str = ""
    repeats: bool = False
    scopes_off: str = ""

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    outcome = text_of(value, "outcome", settings.outcome)
    if outcome not in ("ready", "error"):
        raise Malformed("outcome must be ready or error")
    return replace(
        settings,
        user_seconds=number_of(value, "user_seconds", settings.user_seconds),
        data_seconds=number_of(value, "data_seconds", settings.data_seconds),
        polls=whole_of(value, "polls", settings.polls),
        outcome=outcome,
        upload_seconds=number_of(value, "upload_seconds", settings.upload_seconds),
        partly=whole_of(value, "partly", settings.partly),
        lag=number_of(value, "lag", settings.lag),
        usage=whole_of(value, "usage", settings.usage),
        full_minutes=whole_of(value, "full_minutes", settings.full_minutes),
        relative=flag_of(value, "relative", settings.relative),
        refuse=text_of(value, "refuse", settings.refuse),
        repeats=flag_of(value, "repeats", settings.repeats),
        scopes_off=text_of(value, "scopes_off", settings.scopes_off),
    )
