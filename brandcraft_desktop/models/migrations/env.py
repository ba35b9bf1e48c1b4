"""How Alembic runs the scripts beside this file: inside the transaction it is handed.

`models.migrate` hands it one. After changing the tables write the next script in `versions` by
hand (numbers grow as texts) and raise `schema.SCHEMA`; a test compares both ways of making them.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from brandcraft_desktop.models import tables

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run through models.migrate, which hands them a connection")
context.configure(
    connection=connection,
    target_metadata=tables.workspace.metadata,
    render_as_batch=True,
    user_module_prefix="",
)
with context.begin_transaction():
    context.run_migrations()
