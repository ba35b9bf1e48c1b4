"""What creator_info says of an account that may do everything."""

from __future__ import annotations

from brandcraft_desktop.domain.platform import AccountFacts, Choice

# As they are kept in a row: values and labels alone.
LEVELS = tuple(
    Choice(value, value)
    for value in (
        "PUBLIC_TO_EVERYONE",
        "MUTUAL_FOLLOW_FRIENDS",
        "FOLLOWER_OF_CREATOR",
        "SELF_ONLY",
    )
)
CREATOR = AccountFacts(
    limits={"max_video_post_duration_sec": 180}, choices={"privacy_levels": LEVELS}
)
