"""A post's status is the same wherever it is asked for: whole, in the list, in the month, by name.

The window draws nothing but the `shown` of these views, which is their `status` unless a platform
has the post already (tests/ui/publisher/test_one_status.py).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

import brandcraft_desktop
from brandcraft_desktop.cli import documents
from brandcraft_desktop.domain.status import DeliveryStatus, Stage, post_status
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace, close
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post, open_world

D = DeliveryStatus
MIXES = tuple(combinations_with_replacement((one for one in D if one is not D.DRAFT), 2))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, str]]]:
    """A workspace with a post of every pair of states; what each should be, by id."""
    workspace = open_world(tmp_path_factory.mktemp("one"), StandingClock())
    accounts = add_accounts(workspace)
    expected: dict[str, str] = {}
    for number, (one, other) in enumerate(MIXES):
        post = add_post(
            workspace,
            accounts,
            f"{one} {other}",
            at=NOW + timedelta(hours=number),
            to=("x", "linkedin"),
            status=one,
            other={"linkedin": other},
        )
        expected[post.id] = post_status(Stage.COMMITTED, (one, other)).value
    yield workspace, expected
    close(workspace)


def test_everywhere_it_is_the_same(made: tuple[Workspace, dict[str, str]]) -> None:
    workspace, expected = made
    month = posts.month(workspace, start=NOW - timedelta(days=1), end=NOW + timedelta(days=30))
    for rows in (posts.page(workspace), posts.everything(workspace), month):
        assert {row.id: row.status.value for row in rows} == expected
        assert {row.id: documents.row(row)["status"] for row in rows} == expected
    wholes = [posts.show(workspace, post_id) for post_id in expected]
    assert {view.id: view.status.value for view in wholes} == expected
    assert {view.id: documents.post(view)["status"] for view in wholes} == expected


def test_nobody_else_works_out_a_status() -> None:
    """Only `domain.status` makes one out of deliveries; only the two readers ask it.

    What is shown of posts that a platform has already is made of the same, by the views.
    """
    root = Path(brandcraft_desktop.__file__).parent
    asking: dict[str, set[str]] = {"post_status": set(), "shown_status": set()}
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in asking:
                asking[name].add(str(path.relative_to(root)))
    assert asking["post_status"] == {"services/post_rows.py", "services/post_reading.py"}
    assert asking["shown_status"] == {"domain/views.py"}
