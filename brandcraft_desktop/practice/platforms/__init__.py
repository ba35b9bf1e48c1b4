"""The platforms of the practice world, registered by hand."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.practice.platform import PlatformMaker
from brandcraft_desktop.practice.platforms.bluesky.platform import Bluesky
from brandcraft_desktop.practice.platforms.discord import Discord
from brandcraft_desktop.practice.platforms.facebook.platform import Facebook
from brandcraft_desktop.practice.platforms.instagram.platform import Instagram
from brandcraft_desktop.practice.platforms.linkedin.platform import LinkedIn
from brandcraft_desktop.practice.platforms.mastodon.platform import Mastodon
from brandcraft_desktop.practice.platforms.pinterest.platform import Pinterest
from brandcraft_desktop.practice.platforms.telegram import Telegram
from brandcraft_desktop.practice.platforms.threads.platform import Threads
from brandcraft_desktop.practice.platforms.tiktok.platform import TikTok
from brandcraft_desktop.practice.platforms.x.platform import X
from brandcraft_desktop.practice.platforms.youtube.platform import YouTube

PLATFORMS: Mapping[str, PlatformMaker] = {
    "bluesky": Bluesky,
    "discord": Discord,
    "facebook": Facebook,
    "instagram": Instagram,
    "linkedin": LinkedIn,
    "mastodon": Mastodon,
    "pinterest": Pinterest,
    "telegram": Telegram,
    "threads": Threads,
    "tiktok": TikTok,
    "x": X,
    "youtube": YouTube,
}
