"""Editor, command line, scheduling and the moment before sending find the same problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.cli.drafts import Request, understand
from brandcraft_desktop.domain.plan import PostBlocked, Problem, Severity
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import MediaChoice, PostContent, PostView, VariantContent
from brandcraft_desktop.services import accounts, media, planning, posts
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from brandcraft_desktop.services.workspace import Workspace
from tests.media.files import photo
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock, row
from tests.services.market import BOARDS, LIMIT, MARKET, tell, without
from tests.services.market_stand import clock, workspace

__all__ = ["clock", "workspace"]


@dataclass(frozen=True)
class Case:
    """What is written, the same for everybody."""

    text: str = "Hello"
    options: Mapping[str, str] = field(default_factory=lambda: {"board": "b1"})
    own: str | None = None
    pictures: int = 0
    alt: str = ""
    thread: bool = False


CASES = {
    "all well": Case(),
    "too long": Case(text="a" * (LIMIT + 5)),
    "own words are too long": Case(own="b" * (LIMIT + 1)),
    "own words fit": Case(text="a" * (LIMIT + 5), own="short"),
    "nothing to say": Case(text=" "),
    "no board": Case(options={}),
    "a board that is not there": Case(options={"board": "b9"}),
    "several at once": Case(
        text="a" * (LIMIT + 5),
        options={"title": "t" * 21, "privacy": "rude", "disclose": "true", "topics": "art,x"},
    ),
    "what is never private": Case(
        options={"board": "b1", "disclose": "true", "branded": "true", "privacy": "self"}
    ),
    "no alt text": Case(pictures=1),
    "too many pictures": Case(pictures=3, alt="A cat"),
    "a long alt text": Case(pictures=1, alt="x" * 501),
    "a thread where there is none": Case(text="one\n---\ntwo", thread=True),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_all_four_find_the_same(
    workspace: Workspace, clock: HandClock, tmp_path: Path, case: Case
) -> None:
    paths = tuple(photo(tmp_path / f"{n}.jpg", (300 + n, 200)) for n in range(case.pictures))
    post = _post(workspace, case, paths)
    editor = _by_the_editor(workspace, post)
    errors = tuple(one for one in editor if one.severity is Severity.ERROR)
    assert _by_the_command_line(workspace, case, paths) == _placeless(editor)
    if errors:
        with pytest.raises(PostBlocked) as caught:
            posts.schedule(workspace, post.id, at=clock.now() + timedelta(hours=1))
        assert caught.value.problems == editor
        _commit_unchecked(workspace, post)
    else:
        posts.schedule(workspace, post.id, at=clock.now() + timedelta(hours=1))
    deliveries = [one.id for one in posts.show(workspace, post.id).deliveries]
    for delivery_id in deliveries:
        plan = workspace.database.read(
            lambda connection, one=delivery_id: plan_for_delivery(  # type: ignore[misc]
                connection, workspace.platforms, one
            )
        )
        assert set(plan.problems) == set(editor)
    clock.advance(hours=1)
    publish_due(workspace)
    for delivery_id in deliveries:
        found = row(workspace, delivery_id)
        if errors:
            assert found.status is DeliveryStatus.FAILED
            assert found.error_title == "This post can't go out as it is."
            told = posts.show(workspace, post.id).deliveries[0].error
            assert told is not None
            assert all(one.message in told.message for one in errors)
        else:
            assert found.status is DeliveryStatus.PUBLISHED


def test_a_board_that_is_gone_is_found_before_sending(
    workspace: Workspace, clock: HandClock
) -> None:
    post = _post(workspace, Case(), ())
    posts.schedule(workspace, post.id, at=clock.now() + timedelta(hours=1))
    everybody = accounts.list_accounts(workspace)
    tell(workspace, [everybody[0].id], without(BOARDS, "b1"))
    clock.advance(hours=1)
    publish_due(workspace)
    by_account = {one.account_id: one for one in posts.show(workspace, post.id).deliveries}
    gone, there = by_account[everybody[0].id], by_account[everybody[1].id]
    assert gone.status is DeliveryStatus.FAILED
    assert there.status is DeliveryStatus.PUBLISHED
    (said,) = [
        one.message
        for one in _by_the_editor(workspace, posts.show(workspace, post.id))
        if one.severity is Severity.ERROR
    ]
    assert gone.error is not None
    assert said in gone.error.message
    assert "board" in said


def _variants(case: Case) -> dict[str, VariantContent]:
    return {MARKET: VariantContent(text=case.own, options=dict(case.options))}


def _post(workspace: Workspace, case: Case, paths: tuple[Path, ...]) -> PostView:
    everybody = accounts.list_accounts(workspace)
    views = media.add(workspace, paths) if paths else ()
    for view in views:
        media.process(workspace, view.id)
    content = PostContent(
        text=case.text,
        account_ids=tuple(one.id for one in everybody),
        media=tuple(MediaChoice(view.id, case.alt) for view in views),
        variants=_variants(case),
        thread=case.thread,
    )
    return posts.create(workspace, content, mode=posts.Mode.DRAFT)


def _by_the_editor(workspace: Workspace, post: PostView) -> tuple[Problem, ...]:
    """What the page asks at each key press."""
    everybody = accounts.list_accounts(workspace)
    planned = planning.plans(workspace.platforms, post.content, everybody, post.files)
    found = planning.findings(
        workspace.platforms, everybody, planned, now=workspace.clock.now(), at=None
    )
    return tuple(dict.fromkeys(one.problem for one in found))


def _by_the_command_line(
    workspace: Workspace, case: Case, paths: tuple[Path, ...]
) -> tuple[tuple[str, str], ...]:
    """What `brandcraft check` prints."""
    request = Request(
        text=case.text,
        to=(MARKET,),
        media=paths,
        alt=(case.alt,) * len(paths),
        variants=() if case.own is None else (f"{MARKET}={case.own}",),
        options=tuple(f"{MARKET}.{name}={value}" for name, value in case.options.items()),
        split=case.thread,
    )
    return tuple(
        (one.severity.value, one.message) for one in understand(workspace, request).problems
    )


def _placeless(found: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
    """The same without ids: a file has none before it is imported."""
    return tuple((one.severity.value, one.message) for one in found)


def _commit_unchecked(workspace: Workspace, post: PostView) -> None:
    """Past every check, as another program on the same database might: the engine still looks."""
    fine = replace(
        post.content,
        text="Fine",
        media=(),
        variants={MARKET: VariantContent(options={"board": "b1"})},
        thread=False,
    )
    posts.save(workspace, post.id, fine)
    at = workspace.clock.now() + timedelta(hours=1)
    posts.schedule(workspace, post.id, at=at)
    posts.save(workspace, post.id, post.content)
