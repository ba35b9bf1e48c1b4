"""The search on a server gives what it gives on a file."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.services.scripts import IN_ANY_CASE, IN_MANY_SCRIPTS


def test_in_any_case(home: Path, postgres_url: str) -> None:
    workspace = open_workspace(Home(home), database_url=postgres_url)
    try:
        for text in IN_MANY_SCRIPTS:
            posts.create(workspace, PostContent(text=text), mode=posts.Mode.DRAFT)
        for words, found in IN_ANY_CASE:
            titles = [row.title for row in posts.search(workspace, words)]
            assert titles == ([found] if found else []), words
    finally:
        close(workspace)
