"""What a caption may hold on Instagram.

Source: Instagram Platform, "IG User / media" (developers.facebook.com, v24 to v26, 2026).
"""

from __future__ import annotations

NAME = "Instagram"

CAPTION = 2200  # characters
HASHTAGS = 30
MENTIONS = 20
# The app stops at five since December 2025; whether the API does is not documented.
HASHTAGS_IN_THE_APP = 5
