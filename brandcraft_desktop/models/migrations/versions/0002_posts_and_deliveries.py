"""What is published where: posts, deliveries, their attempts and steps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is published where: posts, deliveries, their attempts and steps."""
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("brand_id", sa.String(length=26), nullable=True),
        sa.Column("scheduled_at", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.Text(), server_default="UTC", nullable=False),
        sa.Column("wall_time", sa.Text(), server_default="", nullable=False),
        sa.Column("thread", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("editor_open", sa.Text(), nullable=True),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("epoch", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("origin IN ('own', 'imported')", name=op.f("ck_posts_origin")),
        sa.CheckConstraint("stage IN ('temp', 'draft', 'committed')", name=op.f("ck_posts_stage")),
        sa.ForeignKeyConstraint(
            ["brand_id"], ["brands.id"], name=op.f("fk_posts_brand_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_posts_idempotency_key")),
    )
    op.create_index("ix_posts_brand_id", "posts", ["brand_id"], unique=False)
    op.create_index(
        "ix_posts_month",
        "posts",
        ["scheduled_at", "stage", "brand_id", "id"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_posts_open",
        "posts",
        ["editor_open"],
        unique=False,
        sqlite_where=sa.text("editor_open IS NOT NULL"),
        postgresql_where=sa.text("editor_open IS NOT NULL"),
    )
    op.create_index(
        "ix_posts_moment",
        "posts",
        [sa.text("coalesce(scheduled_at, created_at)"), "id", "stage", "brand_id"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_posts_trash",
        "posts",
        ["deleted_at"],
        unique=False,
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("run_at", sa.BigInteger(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("error_title", sa.Text(), server_default="", nullable=False),
        sa.Column("error_message", sa.Text(), server_default="", nullable=False),
        sa.Column("error_action", sa.Text(), server_default="", nullable=False),
        sa.Column("error_raw", sa.Text(), server_default="", nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("retries_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("hold_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("progress_text", sa.Text(), server_default="", nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("remote_id", sa.Text(), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=True),
        sa.Column("parts", sa.Text(), server_default="[]", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("handle", sa.Text(), server_default="", nullable=False),
        sa.Column("display_name", sa.Text(), server_default="", nullable=False),
        sa.Column("avatar_sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'scheduled', 'waiting_media', 'publishing', "
            "'processing', 'published', 'failed', 'missed', 'unconfirmed', 'canceled')",
            name=op.f("ck_deliveries_status"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_deliveries_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_deliveries_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("post_id", "account_id", name=op.f("uq_deliveries_post_id_account_id")),
    )
    op.create_index(
        "ix_deliveries_account", "deliveries", ["account_id", "published_at"], unique=False
    )
    op.create_index(
        "ix_deliveries_leased",
        "deliveries",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("lease_owner IS NOT NULL"),
        postgresql_where=sa.text("lease_owner IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_post",
        "deliveries",
        ["post_id", "position", "status", "account_id", "due_at", "published_at"],
        unique=False,
    )
    op.create_index(
        "ix_deliveries_published",
        "deliveries",
        ["published_at", "post_id", "status", "account_id"],
        unique=False,
        sqlite_where=sa.text("published_at IS NOT NULL"),
        postgresql_where=sa.text("published_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_run_at",
        "deliveries",
        ["run_at"],
        unique=False,
        sqlite_where=sa.text("run_at IS NOT NULL"),
        postgresql_where=sa.text("run_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_status", "deliveries", ["status", "due_at", "post_id"], unique=False
    )
    op.create_table(
        "post_media",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("target", sa.String(length=64), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.String(length=26), nullable=False),
        sa.Column("alt", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_post_media_media_id")),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_media_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "target", "position", name=op.f("pk_post_media")),
    )
    op.create_index("ix_post_media_media_id", "post_media", ["media_id"], unique=False)
    op.create_table(
        "variants",
        sa.Column("post_id", sa.String(length=26), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("options", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_variants_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "target", name=op.f("pk_variants")),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("delivery_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), server_default="1", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("error_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("error_title", sa.Text(), server_default="", nullable=False),
        sa.Column("error_message", sa.Text(), server_default="", nullable=False),
        sa.Column("error_action", sa.Text(), server_default="", nullable=False),
        sa.Column("error_raw", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_attempts_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("delivery_id", "number", name=op.f("uq_attempts_delivery_id_number")),
    )
    op.create_index("ix_attempts_started_at", "attempts", ["started_at"], unique=False)
    op.create_table(
        "remote_copies",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("media_id", sa.String(length=26), nullable=False),
        sa.Column("delivery_id", sa.String(length=26), nullable=True),
        sa.Column("recipe", sa.Text(), server_default="", nullable=False),
        sa.Column("object_key", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_remote_copies_delivery_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_remote_copies_media_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_copies")),
    )
    op.create_index("ix_remote_copies_media_id", "remote_copies", ["media_id"], unique=False)
    op.create_table(
        "steps",
        sa.Column("delivery_id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("armed_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('armed', 'done')", name=op.f("ck_steps_state")),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_steps_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", "name", name=op.f("pk_steps")),
    )
    op.create_index(
        "ix_steps_armed_at",
        "steps",
        ["armed_at", "delivery_id"],
        unique=False,
        sqlite_where=sa.text("armed_at IS NOT NULL"),
        postgresql_where=sa.text("armed_at IS NOT NULL"),
    )
