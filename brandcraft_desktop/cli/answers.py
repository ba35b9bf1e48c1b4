"""A post as commands answer it: what will be sent, and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.documents import Around
from brandcraft_desktop.cli.output import say, show
from brandcraft_desktop.domain.native_schedule import has_it
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.text.split import in_one_line

if TYPE_CHECKING:
    from brandcraft_desktop.domain.follow_up import FollowUpView
    from brandcraft_desktop.domain.views import DeliveryView, PostRow, PostView
    from brandcraft_desktop.services.workspace import Workspace


def answer_post(workspace: Workspace, view: PostView, *, as_json: bool, line: str = "") -> None:
    """Print a post; a person also hears what keeps it from going out.

    `line` stands for the whole text where a command says less than `posts show`.
    """
    around, view = _around(workspace, view), _in_order(workspace, view)
    show(documents.post(view, around), line or _lines(view, around), as_json=as_json)
    if around.waiting is not None:
        say(around.waiting.words)


def held_posts(workspace: Workspace) -> dict[str, str]:
    """Why each post that is due has not gone out, by its id; what is only in line is left out."""
    from brandcraft_desktop.services import waiting

    due = waiting.held(workspace)
    everything = waiting.waiting_for(workspace) if due else None
    common = everything.words if everything is not None else ""
    found: dict[str, list[str]] = {}
    for one in due:
        # A next try comes only where somebody is there to make it.
        reasons = [one.reason, common] if one.again_at is not None else [one.reason or common]
        for reason in reasons:
            if reason and reason not in found.setdefault(one.post_id, []):
                found[one.post_id].append(reason)
    return {post_id: " ".join(reasons) for post_id, reasons in found.items() if reasons}


def handed_posts(workspace: Workspace, rows: Sequence[PostRow]) -> dict[str, str]:
    """What is said of each post of a list that a platform has already, by its id."""
    now = workspace.clock.now()
    found = {row.id: handed_words(workspace, row.handed_to, row.at, now) for row in rows}
    return {post_id: words for post_id, words in found.items() if words}


def handed_words(
    workspace: Workspace, platforms: Sequence[str], at: datetime | None, now: datetime
) -> str:
    """ "YouTube has it; goes out there at 2026-11-28 18:00."; "" where no platform has it."""
    from brandcraft_desktop.services.own_clocks import own_clocks

    names = [workspace.platforms.get(one).info.name for one in platforms]
    return has_it(
        names, documents.wall_time(at, own_clocks(workspace)), past=at is not None and at <= now
    )


def _around(workspace: Workspace, view: PostView) -> Around:
    from brandcraft_desktop.services import waiting
    from brandcraft_desktop.services.delivery_plan import planned_texts

    return Around(
        waiting=waiting.waiting_of(workspace, view),
        texts=planned_texts(workspace, view),
        held={one.delivery_id: one.reason for one in waiting.held(workspace, view.id)},
    )


def _in_order(workspace: Workspace, view: PostView) -> PostView:
    """Deliveries in the order of every list: the platforms' fixed one, then the account's age."""
    platforms = workspace.platforms
    ordered = sorted(
        view.deliveries, key=lambda one: (platforms.get(one.platform).info.order, one.account_id)
    )
    return replace(view, deliveries=tuple(ordered))


def _lines(view: PostView, around: Around) -> str:
    title = view.content.title or in_one_line(view.content.text)[:60]
    head = f"{view.id}  {view.shown.value}  {title}"
    lines = [head]
    for one in view.deliveries:
        lines.append(_line(one, around))
        lines += [_follow_up(follow) for follow in one.follow_ups]
    return "\n".join(lines)


def _follow_up(one: FollowUpView) -> str:
    tail = " ".join(part for part in (one.title, one.message, one.action) if part)
    again = documents.wall_time(one.next_try_at)
    words = "  ".join(part for part in (tail, f"again at {again}" if again else "") if part)
    return f"    {one.name}  {one.words}  {one.state.value}  {words}".rstrip()


def _line(one: DeliveryView, around: Around) -> str:
    tail = one.permalink or (one.error.message if one.error else "") or one.doing
    held = around.held_reason(one)
    status = DeliveryStatus.SCHEDULED.value if one.handed_over else one.status.value
    words = "  ".join(part for part in (tail, held if held != tail else "") if part)
    return f"  {one.id}  {one.platform}  {one.handle}  {status}  {words}".rstrip()
