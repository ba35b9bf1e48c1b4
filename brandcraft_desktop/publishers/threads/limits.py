"""What a post may hold on Threads.

Source: Threads API, "Posts" and "Text attachments" (developers.facebook.com/documentation/threads,
2026-04 and 2026-07). How long an answer of a poll may be stands nowhere there; 25 characters are
what Threads' own apps take.
"""

from __future__ import annotations

NAME = "Threads"

CHARACTERS = 500  # emoji counted as their UTF-8 bytes
LINKS = 5  # different ones, the link attachment included; THREADS_API__LINK_LIMIT_EXCEEDED
TOPICS = 1  # tags that become live in one post
TOPIC_CHARACTERS = 50
NOT_IN_TOPIC = ".&"
ATTACHED_CHARACTERS = 10_000
POLL_ANSWERS = 4
POLL_ANSWER_CHARACTERS = 25
