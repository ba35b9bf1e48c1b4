"""What is decided about files on posts; words, origin and copies of files in the library."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is decided about files on posts; words, origin and copies of files in the library."""
    op.add_column("post_media", _text("edit"))
    for name in ("alt", "tags", "credit"):
        op.add_column("media", _text(name))
    for name in ("constant_rate", "closed_gop"):
        op.add_column("media", sa.Column(name, sa.Boolean(), nullable=True))
    for name in ("bucket", "sha256", "upload_id"):
        op.add_column("remote_copies", _text(name))
    for column in (
        sa.Column("bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=True),
    ):
        op.add_column("remote_copies", column)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
