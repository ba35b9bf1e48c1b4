"""What a test may turn on these servers while they run."""

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


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `polls`: how often a video is asked about before it is ready; `slow_pictures`: pictures too.
    `outcome`: ready or failed. `media_seconds`: how long a file lives that no post uses.
    `key_seconds`: how long an Idempotency-Key is remembered. `list_seconds`: how long lists don't
    show a new post. `posts`: how many an account may make in `post_seconds`. `version`: "4.5",
    "4.0" (no list of redirect addresses), "3.5" (no /api/v2/instance) or "pleroma".
    """

    rate_limits: bool = True
    polls: int = 2
    slow_pictures: bool = False
    outcome: str = "ready"
    media_seconds: float = 86_400
    key_seconds: float = 3600
    list_seconds: float = 0
    posts: int = 300
    post_seconds: float = 10_800
    version: str = "4.5"

    def to_json(self) -> Object:
        """As the control port tells them."""
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    outcome = text_of(value, "outcome", settings.outcome)
    version = text_of(value, "version", settings.version)
    if outcome not in ("ready", "failed") or version not in ("4.5", "4.0", "3.5", "pleroma"):
        raise Malformed("outcome: ready, failed; version: 4.5, 4.0, 3.5, pleroma")
    return replace(
        settings,
        rate_limits=flag_of(value, "rate_limits", settings.rate_limits),
        polls=whole_of(value, "polls", settings.polls),
        slow_pictures=flag_of(value, "slow_pictures", settings.slow_pictures),
        outcome=outcome,
        media_seconds=number_of(value, "media_seconds", settings.media_seconds),
        key_seconds=number_of(value, "key_seconds", settings.key_seconds),
        list_seconds=number_of(value, "list_seconds", settings.list_seconds),
        posts=whole_of(value, "posts", settings.posts),
        post_seconds=number_of(value, "post_seconds", settings.post_seconds),
        version=version,
    )
