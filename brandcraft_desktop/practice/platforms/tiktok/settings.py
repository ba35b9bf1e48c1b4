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

API = "https://open.tiktokapis.com"
UPLOAD = "https://open-upload.tiktokapis.com"
WEB = "https://www.tiktok.com"
IMAGES = "https://p16-sign.tiktokcdn.com"
DAY = 86_400.0
LEVELS = ("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY")


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `audited`: whether TikTok has audited the app; `private`: whether the accounts are private.
    `privacy` are the levels an account may choose, apart by commas; `*_off` what it turned off in
    TikTok's app; `longest` of a video. `polls`: how often a post is asked about before it is
    processed; `outcome`: why that fails ("": it does not). `moderation_seconds`: how long a public
    post has no id yet; `lag`: how long it is missing from the list besides. `upload_seconds`: how
    long the address for bytes is good. `tells_bytes`: whether `uploaded_bytes` is told. `unproven`:
    domains that photos may not come from, apart by commas.
    """

    access_seconds: float = DAY
    refresh_seconds: float = 365 * DAY
    audited: bool = True
    private: bool = False
    privacy: str = ",".join(LEVELS)
    comment_off: bool = False
    duet_off: bool = False
    stitch_off: bool = False
    longest: int = 600
    polls: int = 2
    outcome: str = ""
    moderation_seconds: float = 90.0
    lag: float = 0.0
    upload_seconds: float = 3600.0
    tells_bytes: bool = True
    unproven: str = "amazonaws.com"
    rate_limits: bool = True
    posts_a_day: int = 15

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    before = settings.to_json()
    if unknown := sorted(set(value) - set(before)):
        raise Malformed(f"unknown setting {unknown[0]}")
    given: dict[str, bool | int | float | str] = {}
    for name in value:
        was = before[name]
        if isinstance(was, bool):
            given[name] = flag_of(value, name)
        elif isinstance(was, int):
            given[name] = whole_of(value, name)
        elif isinstance(was, float):
            given[name] = number_of(value, name)
        else:
            given[name] = text_of(value, name)
    made = replace(settings, **given)  # type: ignore[arg-type]
    if unknown := sorted(set(made.privacy.split(",")) - set(LEVELS)):
        raise Malformed(f"unknown privacy level {unknown[0]}")
    return made
