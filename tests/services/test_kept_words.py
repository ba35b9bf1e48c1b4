"""Snippets and templates: kept, used, taken away, with names that make sense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound
from brandcraft_desktop.services import brands, media, posts, snippets, templates
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import HOUR, add_media, ann, bob, clock, heard, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]


def test_snippets_stand_in_their_order_and_belong_to_a_brand_or_to_all(
    workspace: Workspace,
) -> None:
    cats, dogs = brands.add(workspace, "Cats"), brands.add(workspace, "Dogs")
    for_all = snippets.add(workspace, " Signature ", "— us\r\n", SnippetKind.TEXT)
    own = snippets.add(
        workspace, "Tags", "cats, #cats #Kittens,", SnippetKind.HASHTAGS, brand_id=cats.id
    )
    assert (for_all.name, for_all.body) == ("Signature", "— us")
    assert own.body == "#cats #Kittens"
    assert snippets.list_snippets(workspace) == (for_all, own)
    assert snippets.list_snippets(workspace, dogs.id) == (for_all,)
    assert snippets.list_snippets(workspace, cats.id) == (for_all, own)
    edited = snippets.edit(workspace, own.id, "More", "cats dogs")
    assert (edited.name, edited.body, edited.brand_id) == ("More", "#cats #dogs", cats.id)
    assert snippets.remove(workspace, for_all.id) == for_all
    brands.delete(workspace, cats.id)
    # Nobody asked for its words to go: they are for all now.
    assert snippets.list_snippets(workspace, dogs.id) == (replace(edited, brand_id=None),)


@pytest.mark.parametrize(
    ("name", "body", "kind", "field"),
    [
        (" ", "words", SnippetKind.TEXT, "name"),
        ("n" * 81, "words", SnippetKind.TEXT, "name"),
        ("Name", " \n ", SnippetKind.TEXT, "body"),
        ("Name", "# , ##", SnippetKind.HASHTAGS, "body"),
        ("Name", "x" * 10_001, SnippetKind.TEXT, "body"),
        ("Name", "\ud800", SnippetKind.TEXT, ""),
    ],
)
def test_snippets_that_can_not_be_kept(
    workspace: Workspace, name: str, body: str, kind: SnippetKind, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        snippets.add(workspace, name, body, kind)
    assert refused.value.field == field or not field
    assert snippets.list_snippets(workspace) == ()


def test_unknown_snippets(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        snippets.edit(workspace, "nobody", "Name", "words")
    with pytest.raises(NotFound):
        snippets.remove(workspace, "nobody")
    with pytest.raises(NotFound):
        snippets.add(workspace, "Name", "words", SnippetKind.TEXT, brand_id="nobody")


def test_a_template_holds_everything_but_the_time(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    file = add_media(workspace)
    content = PostContent(
        title="Weekly",
        text="News of the week",
        account_ids=(ann,),
        media=(MediaChoice(file, "A picture"),),
        variants={"kiosk": VariantContent("Own", {"a": "b"})},
        scheduled_at=clock.now() + HOUR,
        wall_time="2026-11-27T10:00:00",
        zone="Europe/Vilnius",
        thread=True,
    )
    template = templates.keep(workspace, " Weekly   news ", content)
    assert template.name == "Weekly news"
    made = templates.begin(workspace, template.id)
    assert made.status is PostStatus.DRAFT
    assert made.content == replace(content, scheduled_at=None, wall_time="", zone="UTC")
    assert templates.list_templates(workspace) == (template,)


def test_what_is_gone_is_left_out_of_a_new_post(workspace: Workspace, ann: str) -> None:
    brand = brands.add(workspace, "Cats")
    file = add_media(workspace)
    content = PostContent(
        text="x", account_ids=(ann, "gone"), media=(MediaChoice(file),), brand_id=brand.id
    )
    template = templates.keep(workspace, "T", content)
    media.delete(workspace, file)
    brands.delete(workspace, brand.id)
    made = templates.begin(workspace, template.id).content
    assert (made.account_ids, made.media, made.brand_id) == ((ann,), (), None)


def test_template_names(workspace: Workspace) -> None:
    one = templates.keep(workspace, "One", PostContent(text="1"))
    templates.keep(workspace, "Two", PostContent(text="2"))
    for name in ("", " ", "n" * 81):
        with pytest.raises(BadInput):
            templates.keep(workspace, name, PostContent(text="x"))
    with pytest.raises(AlreadyExists, match="already"):
        templates.keep(workspace, "one", PostContent(text="x"))
    with pytest.raises(AlreadyExists):
        templates.rename(workspace, one.id, "TWO")
    assert templates.rename(workspace, one.id, "ONE").name == "ONE"  # its own name is free
    assert [each.name for each in templates.list_templates(workspace)] == ["ONE", "Two"]
    gone = templates.remove(workspace, one.id)
    assert templates.keep(workspace, gone.name, gone.content).content.text == "1"
    for act in (
        lambda: templates.remove(workspace, one.id),
        lambda: templates.begin(workspace, one.id),
        lambda: templates.rename(workspace, one.id, "x"),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_trash_lists_what_was_deleted_last_first(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    assert posts.trashed(workspace) == ()
    ids = []
    for text in ("First words of it", "Second"):
        post = posts.create(workspace, PostContent(text=text), mode=posts.Mode.DRAFT).id
        ids.append(post)
        clock.advance(seconds=60)
        posts.delete(workspace, post)
    assert [(one.id, one.title) for one in posts.trashed(workspace)] == [
        (ids[1], "Second"),
        (ids[0], "First words of it"),
    ]
    assert posts.trashed(workspace)[0].deleted_at == clock.now()
    posts.undelete(workspace, ids[1])
    assert [one.id for one in posts.trashed(workspace)] == [ids[0]]
