"""All surfaces that the reference has rules for, by platform and name."""

from __future__ import annotations

from brandcraft_desktop.publishers.bluesky import surfaces as bluesky
from brandcraft_desktop.publishers.facebook import surfaces as facebook
from brandcraft_desktop.publishers.instagram import surfaces as instagram
from brandcraft_desktop.publishers.linkedin import surfaces as linkedin
from brandcraft_desktop.publishers.mastodon import surfaces as mastodon
from brandcraft_desktop.publishers.pinterest import surfaces as pinterest
from brandcraft_desktop.publishers.threads import surfaces as threads
from brandcraft_desktop.publishers.tiktok import surfaces as tiktok
from brandcraft_desktop.publishers.x import surfaces as x
from brandcraft_desktop.publishers.youtube import surfaces as youtube

NAMES = {
    "bluesky": "Bluesky",
    "discord": "Discord",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "pinterest": "Pinterest",
    "telegram": "Telegram",
    "threads": "Threads",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}
EVERY = {
    (platform, surface.name): surface
    for platform, surfaces in {
        "bluesky": bluesky.SURFACES,
        "facebook": facebook.SURFACES,
        "instagram": instagram.SURFACES,
        "linkedin": linkedin.SURFACES,
        "mastodon": mastodon.SURFACES,
        "pinterest": pinterest.SURFACES,
        "threads": threads.SURFACES,
        "tiktok": tiktok.SURFACES,
        "x": x.SURFACES,
        "youtube": youtube.SURFACES,
    }.items()
    for surface in surfaces
}
