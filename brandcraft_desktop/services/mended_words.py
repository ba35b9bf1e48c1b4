"""Words typed for one failed delivery and not sent yet: kept beside the variants, never planned."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.models import tables

_VARIANTS = tables.variants.c
_PREFIX: Final = "mending:"
"""No platform and no account has such an id."""


def is_sent() -> ColumnElement[bool]:
    """The variants that are part of the post, without these."""
    return _VARIANTS.target.not_like(f"{_PREFIX}%")


def kept(connection: Connection, post_id: str, delivery_id: str) -> VariantContent | None:
    """What was typed for a delivery and waits for its retry."""
    row = connection.execute(
        select(_VARIANTS.text, _VARIANTS.options).where(
            _VARIANTS.post_id == post_id, _VARIANTS.target == _PREFIX + delivery_id
        )
    ).first()
    return None if row is None else VariantContent(row.text, dict(json.loads(row.options)))


def keep(connection: Connection, post_id: str, delivery_id: str, variant: VariantContent) -> None:
    """Put these words in the place of earlier ones."""
    forget(connection, post_id, delivery_id)
    connection.execute(
        insert(tables.variants).values(
            post_id=post_id,
            target=_PREFIX + delivery_id,
            text=variant.text,
            options=json.dumps(dict(variant.options), sort_keys=True),
        )
    )


def forget(connection: Connection, post_id: str, delivery_id: str) -> None:
    """They went out, or say what the post says anyway."""
    connection.execute(
        delete(tables.variants).where(
            _VARIANTS.post_id == post_id, _VARIANTS.target == _PREFIX + delivery_id
        )
    )
