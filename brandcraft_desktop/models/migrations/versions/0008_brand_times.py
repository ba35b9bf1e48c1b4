"""What a brand brings to its posts: times for accounts that have none of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What a brand brings to its posts: times for accounts that have none of their own."""
    op.add_column("brands", sa.Column("times", sa.Text(), server_default="", nullable=False))
