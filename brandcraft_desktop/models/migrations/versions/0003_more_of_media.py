"""More of what a file is: frames, colours, sound, the layout of a video."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """More of what a file is: frames, colours, sound, the layout of a video."""
    for column in (
        sa.Column("frames", sa.Integer(), nullable=True),
        sa.Column("chroma", sa.Text(), server_default="", nullable=False),
        sa.Column("audio_channels", sa.Integer(), nullable=True),
        sa.Column("audio_sample_rate", sa.Integer(), nullable=True),
        sa.Column("audio_bit_rate", sa.BigInteger(), nullable=True),
        sa.Column("fast_start", sa.Boolean(), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=True),
    ):
        op.add_column("media", column)
