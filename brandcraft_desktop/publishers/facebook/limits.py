"""What a text may hold on a Facebook Page."""

from __future__ import annotations

NAME = "Facebook"

CHARACTERS = 63_206  # found by the community, in no official page (checked 2026-11)
VIDEO_TITLE = 255  # "Page Videos", Graph API v26
