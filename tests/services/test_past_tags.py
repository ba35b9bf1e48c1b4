"""Tags used before: newest first, each once, with those of hashtag groups behind them."""

from __future__ import annotations

from brandcraft_desktop.domain.snippet import SnippetKind
from brandcraft_desktop.domain.views import PostContent, VariantContent
from brandcraft_desktop.services import posts, snippets
from brandcraft_desktop.services.past_tags import past_tags
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import ann, bob, clock, heard, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]


def test_tags_newest_first_and_each_once(workspace: Workspace, clock: HandClock) -> None:
    assert past_tags(workspace) == ()
    for text in ("Old #autumn #Sale", "New #sale #größe (#art) a#no &#39; #12 ##x"):
        content = PostContent(text=text, variants={"kiosk": VariantContent("#own")})
        posts.create(workspace, content, mode=posts.Mode.DRAFT)
        clock.advance(seconds=60)
    gone = posts.create(workspace, PostContent(text="#gone"), mode=posts.Mode.DRAFT)
    posts.delete(workspace, gone.id)
    snippets.add(workspace, "Group", "kept autumn", SnippetKind.HASHTAGS)
    snippets.add(workspace, "Words", "#words", SnippetKind.TEXT)
    assert past_tags(workspace) == ("sale", "größe", "art", "autumn", "own", "kept")
