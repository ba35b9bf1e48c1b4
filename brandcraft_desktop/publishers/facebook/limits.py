"""What a text may hold on a Facebook Page."""

from __future__ import annotations

NAME = "Facebook"

CHARACTERS = 63_206  # found by the community, in no official page (checked 2026-11)
VIDEO_TITLE = 255  # "Page Videos", Graph API v26
COMMENT = 8_000  # found by the community, as above
# Behind it the feed says "See more": about 477 on a desk, much less on a phone (tables of
# socialk.it, 2026-06: 477, and posttruncate.com, 2026-11: 480; Facebook documents none).
SHOWN = 477
