"""What is known of a sign-in: how long it lasts, what it may do, whether it was taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is known of a sign-in: how long it lasts, what it may do, whether it was taken back."""
    for name in ("renew_at", "ends_at", "succeeded_at"):
        op.add_column("accounts", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("accounts", sa.Column("scopes", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "accounts", sa.Column("revoked", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
