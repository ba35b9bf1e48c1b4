"""What is known of posts that were published elsewhere: how far each account was read.

They are reached through `models.tables`.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, Text

from brandcraft_desktop.domain.past_posts import MediaSort, PastFate
from brandcraft_desktop.models.columns import error, flag, link, metadata, number, text, words
from brandcraft_desktop.models.types import Instant

past_looks = Table(
    "past_looks",
    metadata,
    link("account_id", "accounts", gone="CASCADE", key=True),
    number("number"),  # how many times reading began
    flag("running"),  # there is more to read
    flag("whole"),  # read to the bound, so that what is missing is gone
    flag("asked"),  # a person waits for it
    text("cursor"),  # of the next page; "" for the first
    number("pages"),
    number("found"),
    number("added"),
    Column("bound", Instant),  # nothing older is read
    Column("reached", Instant),  # the oldest message seen this time
    Column("started_at", Instant),
    Column("ended_at", Instant),  # when it was read to its end the last time
    Column("whole_at", Instant),  # when that was a whole reading
    Column("next_at", Instant),  # when it may be tried next; NULL: whenever it is due
    Column("owner", Text),  # token of the process that reads a page right now
    Column("owner_until", Instant),
    *error(),
)

past_messages = Table(
    "past_messages",
    metadata,
    # One row a message of the platform, whatever becomes of it: the key keeps it from coming twice.
    link("account_id", "accounts", gone="CASCADE", key=True),
    Column("remote_id", String(512), primary_key=True),
    *words("fate", PastFate),
    link("post_id", "posts", gone="SET NULL", null=True),  # NULL of HERE: its person deleted it
    text("root"),  # the message that its thread begins with; its own id where it stands alone
    text("also"),  # JSON: other ids that it may be known by
    text("permalink"),
    text("title"),
    text("text"),
    *words("media_sort", MediaSort),
    number("media_count"),
    Column("published_at", Instant, nullable=False),
    number("look"),  # in which reading it was seen last
    Index("ix_past_messages_published_at", "account_id", "published_at"),
    Index("ix_past_messages_root", "account_id", "root"),
    Index("ix_past_messages_post_id", "post_id"),
)
