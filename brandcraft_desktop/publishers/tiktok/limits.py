"""What the words of a post may hold on TikTok.

Source: Content Posting API, "Direct Post" and "Photo Post" (developers.tiktok.com, 2026-05). All
in UTF-16 units ("runes" there), hashtags and mentions included.
"""

from __future__ import annotations

NAME = "TikTok"

CAPTION = 2200  # of a video (`title`)
PHOTO_TITLE = 90
PHOTO_DESCRIPTION = 4000
SHORTEST_NAME = 2
LONGEST_NAME = 24
