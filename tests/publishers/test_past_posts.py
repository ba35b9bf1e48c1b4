"""Every platform that lists an account's posts: ours are known there, others' are brought."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from brandcraft_desktop.domain.past_posts import PastState
from brandcraft_desktop.domain.status import Origin
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Remembering
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import past_posts, posts
from tests.publishers.every_platform import flows_of, sheet_of
from tests.publishers.stand import Stand, stand

TELLING = tuple(one.info.id for one in Registry().publishers() if isinstance(one, Remembering))


def imported(here: Stand) -> list[PostRow]:
    return [one for one in posts.page(here.workspace) if one.origin is Origin.IMPORTED]


def test_ten_platforms_tell() -> None:
    assert len(TELLING) == 10


@pytest.mark.parametrize("platform", TELLING)
def test_ours_are_known_and_others_come(tmp_path: Path, platform: str) -> None:
    with stand(tmp_path, sheet_of(platform)) as here:
        here.accounts or here.connect()
        here.sheet.quiet(here.server)
        telling = [
            one for one in here.accounts if not past_posts.terms_of(here.workspace, one).untold
        ]
        flow = next(
            one
            for one in flows_of(platform)
            if one.can_tell and any(one.account(account) for account in telling)
        )
        ended, mark = here.publish(flow)
        here.skip(120)
        (look,) = past_posts.load(here.workspace, [ended.account_id], paying=True)
        assert (look.state, look.trouble) == (PastState.DONE, "")
        assert imported(here) == []

        def forget() -> None:
            """As if another program had posted it."""
            here.workspace.database.write(
                lambda connection: (
                    connection.execute(delete(tables.past_messages)),
                    connection.execute(delete(tables.posts)),
                )
            )

        forget()
        for _ in range(2):
            past_posts.load(here.workspace, [ended.account_id], paying=True)
        (row,) = imported(here)
        (delivery,) = posts.show(here.workspace, row.id).deliveries
        assert delivery.remote_id == ended.remote_id
        # Where people see a video may be told in two ways.
        assert (delivery.permalink or "")[-8:] == (ended.permalink or "")[-8:]
        assert mark in f"{delivery.text} {row.title}"
        assert delivery.published_at is not None
