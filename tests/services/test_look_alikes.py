"""The same post twice within a week is told, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Severity
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.look_alikes import look_alikes
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    Stall,
    add_media,
    ann,
    bob,
    clock,
    draft,
    force,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]


def looked(workspace: Workspace, content: PostContent, **more: object) -> tuple[Finding, ...]:
    files = {
        view.id: view for view in posts.show(workspace, draft_of(workspace, content)).files.values()
    }
    return look_alikes(workspace, content, files, **more)  # type: ignore[arg-type]


def draft_of(workspace: Workspace, content: PostContent) -> str:
    """A draft is no other post that goes out."""
    return posts.create(workspace, content, mode=posts.Mode.DRAFT).id


def test_the_other_post_is_named_with_its_day(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    scheduled(workspace, ann, at=clock.now() + timedelta(days=3), text="Sale  today")
    (found,) = looked(workspace, PostContent(text="Sale today", account_ids=(ann, bob)))
    assert found.problem.severity is Severity.WARNING
    assert found.accounts == (ann,)
    assert found.words == (
        "Kiosk: @ann gets the same post twice within a week; the other goes out on 25 Nov 2026. "
        "Change some words."
    )


def test_what_is_out_counts_from_the_day_it_went_out(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann, text="Sale")
    force(workspace, post.deliveries[0].id, DeliveryStatus.PUBLISHED, published_at=clock.now())
    content = PostContent(text="Sale", account_ids=(ann,))
    (found,) = looked(workspace, content, at=clock.now() + timedelta(days=6))
    assert "went out on 22 Nov 2026" in found.words
    assert looked(workspace, content, at=clock.now() + timedelta(days=8)) == ()


def test_another_text_another_file_a_draft_and_the_post_itself_are_no_look_alikes(
    workspace: Workspace, ann: str
) -> None:
    picture = add_media(workspace)
    post = scheduled(workspace, ann, text="Sale", media=(MediaChoice(picture),))
    draft(workspace, ann, text="Words")
    content = post.content
    assert looked(workspace, content) != ()
    assert looked(workspace, content, but=post.id) == ()
    assert looked(workspace, replace(content, text="Sale!")) == ()
    assert looked(workspace, replace(content, media=(MediaChoice(add_media(workspace)),))) == ()
    assert looked(workspace, PostContent(text="Words", account_ids=(ann,))) == ()
    canceled = scheduled(workspace, ann, text="Gone")
    posts.cancel(workspace, canceled.id)
    assert looked(workspace, PostContent(text="Gone", account_ids=(ann,))) == ()


def test_the_words_of_a_variant_are_what_is_compared(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    own = {"kiosk": VariantContent(text="Only here")}
    scheduled(workspace, ann, text="Shared", variants=own, at=clock.now() + HOUR)
    assert looked(workspace, PostContent(text="Shared", account_ids=(ann,))) == ()
    assert looked(workspace, PostContent(text="Only here", account_ids=(ann,))) != ()


def test_empty_posts_are_not_alike(workspace: Workspace, stall: Stall, ann: str) -> None:
    scheduled(workspace, ann)
    assert looked(workspace, PostContent(account_ids=(ann,))) == ()
