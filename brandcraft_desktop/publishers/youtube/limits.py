"""What the words of a video may hold on YouTube.

Source: YouTube Data API v3, "Videos" resource (developers.google.com/youtube/v3/docs/videos,
revision history to 2026-11); hashtags: support.google.com/youtube/answer/6390658; handles:
support.google.com/youtube/answer/11585688.
"""

from __future__ import annotations

NAME = "YouTube"

TITLE = 100  # characters
DESCRIPTION_BYTES = 5000
FORBIDDEN = "<>"  # in title and description
TAG_CHARACTERS = (
    500  # of all tags together, with commas between and quotes around those with spaces
)
HASHTAGS = 60  # in title and description; with more all of them are ignored
SHORTEST_HANDLE = 3
LONGEST_HANDLE = 30
# For each app and day: youtube/v3/determine_quota_cost, revision history to 2026-11.
DAILY_UPLOADS = 100
DAILY_UNITS = 10_000
