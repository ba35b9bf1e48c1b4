"""Where TikTok is spoken to.

Source: developers.tiktok.com, "Login Kit for Desktop" and "Content Posting API" (2026-05-01).
"""

from __future__ import annotations

WEB = "https://www.tiktok.com"
API = "https://open.tiktokapis.com/v2"
AUTHORIZE = f"{WEB}/v2/auth/authorize/"
TOKEN = f"{API}/oauth/token/"
REVOKE = f"{API}/oauth/revoke/"
UPLOADS = "tiktokapis.com"  # every address for a file's bytes lies on a host of it


def profile_address(username: str) -> str:
    """Where people see an account."""
    return f"{WEB}/@{username.lstrip('@')}"


def permalink(username: str, post_id: str) -> str:
    """Where people see a post; TikTok sends on from here where it holds photos."""
    return f"{profile_address(username)}/video/{post_id}"
