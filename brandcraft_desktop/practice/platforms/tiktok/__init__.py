"""The practice TikTok: API v2, the host for bytes, the site with its sign-in."""
