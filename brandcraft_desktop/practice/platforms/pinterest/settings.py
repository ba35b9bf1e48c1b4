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

API = "https://api.pinterest.com"
SANDBOX = "https://api-sandbox.pinterest.com"
WEB = "https://www.pinterest.com"
STORE = "https://pinterest-media-upload.s3-accelerate.amazonaws.com"
IMAGES = "https://i.pinimg.com"
DAY = 86_400.0


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `trial`: what an app with Trial access may do, "standard" (it has more), "hidden" (Pins are seen
    by their maker alone) or "refused" (none are made outside the sandbox). `refresh_told`: whether
    renewing answers with a refresh token. `media_polls`: how many times a video is asked about
    before it is done; `media_outcome`: succeeded or failed; `media_seconds`: how long an unused one
    lives; `upload_seconds`: how long the permission to upload lasts. `lag`: how long a Pin is
    missing from lists. `zoned`: whether moments name their zone, which the real API at times
    leaves out.
    """

    access_seconds: float = 30 * DAY
    refresh_seconds: float = 60 * DAY
    refresh_told: bool = True
    trial: str = "standard"
    media_polls: int = 3
    media_outcome: str = "succeeded"
    media_seconds: float = DAY
    upload_seconds: float = 3600
    lag: float = 0
    zoned: bool = False
    rate_limits: bool = True
    writes_a_minute: int = 100
    reads_a_minute: int = 1000

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    outcome = text_of(value, "media_outcome", settings.media_outcome)
    if outcome not in ("succeeded", "failed"):
        raise Malformed("media_outcome must be succeeded or failed")
    trial = text_of(value, "trial", settings.trial)
    if trial not in ("standard", "hidden", "refused"):
        raise Malformed("trial must be standard, hidden or refused")
    return replace(
        settings,
        access_seconds=number_of(value, "access_seconds", settings.access_seconds),
        refresh_seconds=number_of(value, "refresh_seconds", settings.refresh_seconds),
        refresh_told=flag_of(value, "refresh_told", settings.refresh_told),
        trial=trial,
        media_polls=whole_of(value, "media_polls", settings.media_polls),
        media_outcome=outcome,
        media_seconds=number_of(value, "media_seconds", settings.media_seconds),
        upload_seconds=number_of(value, "upload_seconds", settings.upload_seconds),
        lag=number_of(value, "lag", settings.lag),
        zoned=flag_of(value, "zoned", settings.zoned),
        rate_limits=flag_of(value, "rate_limits", settings.rate_limits),
        writes_a_minute=whole_of(value, "writes_a_minute", settings.writes_a_minute),
        reads_a_minute=whole_of(value, "reads_a_minute", settings.reads_a_minute),
    )
