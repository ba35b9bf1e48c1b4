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
COLLABORATORS = 3
SOUND = 60  # no limit is documented; longer names are cut off where they are shown
COMMENT = CAPTION  # the API names no limit; the app takes as much as in a caption
# Behind it the feed says "…more". Vendors agree on about 125 (charactercounter.com/instagram,
# socialk.it 2026-06, posttruncate.com 2026-11); Instagram documents none.
SHOWN = 125
