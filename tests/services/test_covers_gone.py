"""A file that an option names (a cover) was deleted: what begins from old words leaves it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.views import PostContent, VariantContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import media, post_versions, posts, templates
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.services.desk import add_media, clock
from tests.services.engine_world import HandClock

__all__ = ["clock"]


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock) -> Iterator[Workspace]:
    home = Home(tmp_path / "home")
    home.prepare()
    opened = open_workspace(home, clock=clock, passphrase="of a test", platforms=Registry())
    yield opened
    close(opened)


@pytest.fixture
def content(workspace: Workspace) -> PostContent:
    cover = add_media(workspace)
    own = VariantContent(options={"thumbnail": cover, "privacy": "public"})
    return PostContent(text="With a cover", variants={"youtube": own})


def delete_cover(workspace: Workspace, content: PostContent) -> None:
    media.delete_many(workspace, [content.variants["youtube"].options["thumbnail"]])


def options(content: PostContent) -> dict[str, str]:
    return dict(content.variants["youtube"].options)


LEFT = {"privacy": "public"}


def test_a_template_is_begun_without_it(workspace: Workspace, content: PostContent) -> None:
    template = templates.keep(workspace, "Weekly", content)
    delete_cover(workspace, content)
    assert options(templates.begin(workspace, template.id).content) == LEFT


def test_a_post_is_duplicated_without_it(workspace: Workspace, content: PostContent) -> None:
    post = posts.create(workspace, content, mode=posts.Mode.DRAFT)
    delete_cover(workspace, content)
    assert options(posts.duplicate(workspace, post.id).content) == LEFT


def test_a_version_is_put_back_without_it(
    workspace: Workspace, content: PostContent, clock: HandClock
) -> None:
    post = posts.create(workspace, content, mode=posts.Mode.DRAFT)
    clock.advance(seconds=timedelta(hours=1).total_seconds())
    posts.save(workspace, post.id, PostContent(text="Without"))
    delete_cover(workspace, content)
    (kept,) = post_versions.versions(workspace, post.id)
    assert options(post_versions.restore(workspace, post.id, kept.id).view.content) == LEFT


def test_an_emptied_new_post_is_closed_without_it(
    workspace: Workspace, content: PostContent, clock: HandClock
) -> None:
    post = posts.open_new(workspace).id
    posts.save(workspace, post, content)
    clock.advance(seconds=timedelta(hours=1).total_seconds())
    posts.save(workspace, post, PostContent())
    delete_cover(workspace, content)
    assert posts.close_editor(workspace, post) is None
    assert [one.title for one in posts.trashed(workspace)] == ["With a cover"]
