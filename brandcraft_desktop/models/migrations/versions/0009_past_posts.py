"""What was published elsewhere, and how far each account was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was published elsewhere, and how far each account was read."""
    op.create_table(
        "past_looks",
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        *(
            sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            for name in ("running", "whole", "asked")
        ),
        sa.Column("cursor", sa.Text(), server_default="", nullable=False),
        *(
            sa.Column(name, sa.Integer(), server_default="0", nullable=False)
            for name in ("pages", "found", "added")
        ),
        *(
            sa.Column(name, sa.BigInteger(), nullable=True)
            for name in (
                "bound",
                "reached",
                "started_at",
                "ended_at",
                "whole_at",
                "next_at",
            )
        ),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("owner_until", sa.BigInteger(), nullable=True),
        *(
            sa.Column(f"error_{part}", sa.Text(), server_default="", nullable=False)
            for part in ("kind", "title", "message", "action", "raw")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_past_looks_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_past_looks")),
    )
    op.create_table(
        "past_messages",
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("remote_id", sa.String(length=512), nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=True),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("root", "also", "permalink", "title", "text")
        ),
        sa.Column("media_sort", sa.String(length=32), nullable=False),
        sa.Column("media_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("look", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "media_sort IN ('none', 'image', 'video', 'mixed')",
            name=op.f("ck_past_messages_media_sort"),
        ),
        sa.CheckConstraint("fate IN ('here', 'ours', 'held')", name=op.f("ck_past_messages_fate")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_past_messages_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_past_messages_post_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("account_id", "remote_id", name=op.f("pk_past_messages")),
    )
    op.create_index(
        "ix_past_messages_published_at", "past_messages", ["account_id", "published_at"]
    )
    op.create_index("ix_past_messages_root", "past_messages", ["account_id", "root"])
    op.create_index("ix_past_messages_post_id", "past_messages", ["post_id"])
