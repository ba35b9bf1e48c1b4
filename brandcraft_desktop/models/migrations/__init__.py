"""Alembic scripts: each brings a workspace from one schema to the next."""
