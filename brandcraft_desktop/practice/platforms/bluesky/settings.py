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

ENTRYWAY = "https://bsky.social"
PDS_HOST = "practice.us-east.host.bsky.network"
PDS = f"https://{PDS_HOST}"
PLC = "https://plc.directory"
APPVIEW = "https://public.api.bsky.app"
CDN = "https://cdn.bsky.app"
WEB = "https://bsky.app"
VIDEO = "https://video.bsky.app"
VIDEO_DID = "did:web:video.bsky.app"
ENTRYWAY_DID = "did:web:bsky.social"
PDS_DID = f"did:web:{PDS_HOST}"


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `email_factor`: signing in with the main password asks for a code from an e-mail.
    `blob_seconds`: how long a blob lives that no record refers to. `video_polls`: how many times a
    job is asked about before it is done. `video_outcome`: completed, failed or already_exists.
    `video_nested`: an upload answers as the lexicon says, not as the real service does.
    """

    access_seconds: float = 7200
    refresh_seconds: float = 90 * 86_400
    grace_seconds: float = 7200
    blob_seconds: float = 3600
    blob_limit: int = 52_428_800
    rate_limits: bool = True
    email_factor: bool = False
    video_polls: int = 3
    video_outcome: str = "completed"
    video_allowed: bool = True
    video_message: str = ""
    video_nested: bool = False
    videos_a_day: int = 25
    video_bytes_a_day: int = 10_000_000_000

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    outcome = text_of(value, "video_outcome", settings.video_outcome)
    if outcome not in ("completed", "failed", "already_exists"):
        raise Malformed("video_outcome must be completed, failed or already_exists")
    return replace(
        settings,
        access_seconds=number_of(value, "access_seconds", settings.access_seconds),
        refresh_seconds=number_of(value, "refresh_seconds", settings.refresh_seconds),
        grace_seconds=number_of(value, "grace_seconds", settings.grace_seconds),
        blob_seconds=number_of(value, "blob_seconds", settings.blob_seconds),
        blob_limit=whole_of(value, "blob_limit", settings.blob_limit),
        rate_limits=flag_of(value, "rate_limits", settings.rate_limits),
        email_factor=flag_of(value, "email_factor", settings.email_factor),
        video_polls=whole_of(value, "video_polls", settings.video_polls),
        video_outcome=outcome,
        video_allowed=flag_of(value, "video_allowed", settings.video_allowed),
        video_message=text_of(value, "video_message", settings.video_message),
        video_nested=flag_of(value, "video_nested", settings.video_nested),
        videos_a_day=whole_of(value, "videos_a_day", settings.videos_a_day),
        video_bytes_a_day=whole_of(value, "video_bytes_a_day", settings.video_bytes_a_day),
    )
