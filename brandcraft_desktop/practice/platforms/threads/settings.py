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

API = "https://graph.threads.net"
SIGN_IN = "https://threads.net"
WEB = "https://www.threads.net"
PICTURES = "https://scontent.cdninstagram.com"
LANDING = "https://www.facebook.com/connect/login_success.html"
DAY = 86_400.0


@dataclass(frozen=True)
class Settings:
    """Times in seconds of the practice clock.

    `short_seconds`, `long_seconds`: how long the first token and the one it is traded for last;
    `reissue_after`: how old one must be to be traded again. `text_polls`, `media_polls`: how many
    times a container is asked about before it is finished; `outcome`: "" or what the container of a
    file says that fails; `container_seconds`: how long one lives. `lag`: how long a post is missing
    from lists. `posts_a_day`, `replies_a_day`: the quota. `restricted`: the account may not post.
    `used`: the share of the app's calls that is used up, in per cent, as headers tell it.
    `scopes_told`: whether the debugger names the scopes.
    """

    short_seconds: float = 3600.0
    long_seconds: float = 60 * DAY
    reissue_after: float = DAY
    text_polls: int = 0
    media_polls: int = 1
    outcome: str = ""
    container_seconds: float = DAY
    lag: float = 0.0
    posts_a_day: int = 250
    replies_a_day: int = 1000
    restricted: bool = False
    used: int = 0
    scopes_told: bool = True

    def to_json(self) -> Object:
        return {**asdict(self)}


def changed(settings: Settings, value: Object) -> Settings:
    """`settings` with the fields of a control request put over it. Raises values.Malformed."""
    if unknown := sorted(set(value) - set(settings.to_json())):
        raise Malformed(f"unknown setting {unknown[0]}")
    return replace(
        settings,
        short_seconds=number_of(value, "short_seconds", settings.short_seconds),
        long_seconds=number_of(value, "long_seconds", settings.long_seconds),
        reissue_after=number_of(value, "reissue_after", settings.reissue_after),
        text_polls=whole_of(value, "text_polls", settings.text_polls),
        media_polls=whole_of(value, "media_polls", settings.media_polls),
        outcome=text_of(value, "outcome", settings.outcome),
        container_seconds=number_of(value, "container_seconds", settings.container_seconds),
        lag=number_of(value, "lag", settings.lag),
        posts_a_day=whole_of(value, "posts_a_day", settings.posts_a_day),
        replies_a_day=whole_of(value, "replies_a_day", settings.replies_a_day),
        restricted=flag_of(value, "restricted", settings.restricted),
        used=whole_of(value, "used", settings.used),
        scopes_told=flag_of(value, "scopes_told", settings.scopes_told),
    )
