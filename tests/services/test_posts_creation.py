"""A post in one stroke: all or nothing, and once for each key, also between processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import MediaChoice, PostContent
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.posts import Mode
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import HOUR, add_media, ann, bob, clock, row_counts, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]
ROOT = Path(__file__).parents[2]


def test_three_ways(workspace: Workspace, clock: HandClock, ann: str) -> None:
    at = clock.now() + HOUR
    content = PostContent(text="Hello", account_ids=(ann,), scheduled_at=at)
    as_draft = posts.create(workspace, content, mode=Mode.DRAFT)
    assert (as_draft.status, as_draft.content.scheduled_at) == (PostStatus.DRAFT, at)
    timed = posts.create(workspace, content, mode=Mode.SCHEDULE)
    assert (timed.status, timed.deliveries[0].due_at) == (PostStatus.SCHEDULED, at)
    now = posts.create(workspace, content, mode=Mode.NOW)
    assert now.deliveries[0].due_at == clock.now()


def test_a_schedule_needs_a_time(workspace: Workspace, ann: str) -> None:
    with pytest.raises(BadInput) as caught:
        posts.create(workspace, PostContent(text="x", account_ids=(ann,)), mode=Mode.SCHEDULE)
    assert caught.value.field == "time"


@pytest.mark.parametrize("mode", [Mode.SCHEDULE, Mode.NOW])
def test_a_blocked_post_leaves_nothing(
    workspace: Workspace, clock: HandClock, ann: str, mode: Mode
) -> None:
    before = row_counts(workspace)
    content = PostContent(text="x" * 400, account_ids=(ann,), scheduled_at=clock.now() + HOUR)
    with pytest.raises(PostBlocked):
        posts.create(workspace, content, mode=mode)
    assert row_counts(workspace) == before


def test_a_draft_may_have_problems(workspace: Workspace) -> None:
    assert posts.create(workspace, PostContent(), mode=Mode.DRAFT).status is PostStatus.DRAFT


@pytest.mark.parametrize(
    "content",
    [
        PostContent(text="x", media=(MediaChoice("nothing"),)),
        PostContent(text="x", account_ids=("nobody",)),
        PostContent(text="x", brand_id="nothing"),
        PostContent(text="\ud800"),
        PostContent(text="x" * 100_001),
    ],
)
def test_what_is_not_there_leaves_nothing(workspace: Workspace, content: PostContent) -> None:
    before = row_counts(workspace)
    with pytest.raises(BrandcraftError):
        posts.create(workspace, content, mode=Mode.DRAFT, idempotency_key="k")
    assert row_counts(workspace) == before
    assert posts.with_key(workspace, "k") is None


def test_one_key_one_post(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    first = posts.create(
        workspace,
        PostContent(text="First", account_ids=(ann,)),
        mode=Mode.NOW,
        idempotency_key="k",
    )
    before = row_counts(workspace)
    second = posts.create(
        workspace,
        PostContent(text="x" * 999, account_ids=(bob,), media=(MediaChoice(add_media(workspace)),)),
        mode=Mode.NOW,
        idempotency_key="k",
    )
    assert second == first == posts.with_key(workspace, "k")
    after = row_counts(workspace)
    assert {name: after[name] for name in ("posts", "deliveries", "post_media")} == {
        name: before[name] for name in ("posts", "deliveries", "post_media")
    }
    other = posts.create(workspace, PostContent(text="Other"), mode=Mode.DRAFT, idempotency_key="l")
    assert other.id != first.id
    assert first.deliveries[0].status is D.SCHEDULED


CREATING = """
import sys
from pathlib import Path
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import close, open_workspace

workspace = open_workspace(Home(Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
made = [
    posts.create(
        workspace,
        PostContent(text=f"{sys.argv[2]} {number}"),
        mode=posts.Mode.DRAFT,
        idempotency_key=f"key-{number}",
    ).id
    for number in range(20)
]
close(workspace)
print(" ".join(made), flush=True)
"""


def test_one_key_one_post_between_processes(workspace: Workspace) -> None:
    others = [
        subprocess.Popen(
            [
                *(sys.executable, "-W", "error", "-c", CREATING),
                *(str(workspace.home.root), name),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("left", "right")
    ]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    for other in others:
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
    made = [other.communicate(timeout=60)[0].split() for other in others]
    assert len(set(made[0])) == 20
    assert made[0] == made[1]
    assert row_counts(workspace)["posts"] == 20
