"""Variants with files and threads of their own; earlier versions, templates and snippets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Variants with files and threads of their own; earlier versions, templates and snippets."""
    op.add_column("accounts", sa.Column("facts", sa.Text(), server_default="{}", nullable=False))
    op.add_column("posts", sa.Column("asked", sa.Text(), server_default="", nullable=False))
    op.add_column("post_media", sa.Column("part", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "variants", sa.Column("own_media", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("variants", sa.Column("thread", sa.Boolean(), nullable=True))
    op.add_column("variants", sa.Column("based_on", sa.Text(), nullable=True))
    op.create_table(
        "post_versions",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_versions_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_versions")),
    )
    op.create_index("ix_post_versions_post", "post_versions", ["post_id", "created_at"])
    op.create_table(
        "templates",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
    )
    op.create_table(
        "snippets",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("brand_id", sa.String(length=26), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('text', 'hashtags')", name=op.f("ck_snippets_kind")),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_snippets_brand_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippets")),
    )
    op.create_index("ix_snippets_brand_id", "snippets", ["brand_id"])
