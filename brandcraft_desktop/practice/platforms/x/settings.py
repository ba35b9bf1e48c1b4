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

API = "https://api.x.com"
WEB = "https://x.com"
PICTURES = "https://pbs.twimg.com"
CLIENT_ID = "practice-x"
CLIENT_SECRET = "practice-secret-x"


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `posts_a_window`: posts in 15 minutes. `processing_polls`: how many times a video or GIF is
    asked about before it is done; `processing_outcome`: succeeded or failed. `invisible_parents`:
    how many answers are refused because their parent is not visible yet. `timeline_hides`: so many
    of the newest posts are missing from an account's list; `timeline_lag`: for how long each one
    is. `old_names`: fields of posts are asked for as `tweet.fields`. `credits`: thousandths of a
    dollar that are left, -1 for no end of them.
    """

    rate_limits: bool = True
    posts_a_window: int = 100
    media_seconds: float = 86_400
    duplicate_seconds: float = 86_400
    processing_polls: int = 2
    processing_outcome: str = "succeeded"
    processing_message: str = "Unsupported video format"
    invisible_parents: int = 0
    timeline_hides: int = 0
    timeline_lag: float = 0
    old_names: bool = False
    alt_on_videos: bool = True
    credits: int = -1

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    outcome = text_of(value, "processing_outcome", settings.processing_outcome)
    if outcome not in ("succeeded", "failed"):
        raise Malformed("processing_outcome must be succeeded or failed")
    return replace(
        settings,
        rate_limits=flag_of(value, "rate_limits", settings.rate_limits),
        posts_a_window=whole_of(value, "posts_a_window", settings.posts_a_window),
        media_seconds=number_of(value, "media_seconds", settings.media_seconds),
        duplicate_seconds=number_of(value, "duplicate_seconds", settings.duplicate_seconds),
        processing_polls=whole_of(value, "processing_polls", settings.processing_polls),
        processing_outcome=outcome,
        processing_message=text_of(value, "processing_message", settings.processing_message),
        invisible_parents=whole_of(value, "invisible_parents", settings.invisible_parents),
        timeline_hides=whole_of(value, "timeline_hides", settings.timeline_hides),
        timeline_lag=number_of(value, "timeline_lag", settings.timeline_lag),
        old_names=flag_of(value, "old_names", settings.old_names),
        alt_on_videos=flag_of(value, "alt_on_videos", settings.alt_on_videos),
        credits=whole_of(value, "credits", settings.credits),
    )
