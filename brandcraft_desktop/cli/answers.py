"""A post as commands answer it: what will be sent, and what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.documents import Around
from brandcraft_desktop.cli.output import say, show

if TYPE_CHECKING:
    from brandcraft_desktop.domain.views import DeliveryView, PostView
    from brandcraft_desktop.services.workspace import Workspace


def answer_post(workspace: Workspace, view: PostView, *, as_json: bool, line: str = "") -> None:
    """Print a post; a person also hears what keeps it from going out.

    `line` stands for the whole text where a command says less than `posts show`.
    """
    around = _around(workspace, view)
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
        reason = one.reason or common
        if reason and reason not in found.setdefault(one.post_id, []):
            found[one.post_id].append(reason)
    return {post_id: " ".join(reasons) for post_id, reasons in found.items() if reasons}


def _around(workspace: Workspace, view: PostView) -> Around:
    from brandcraft_desktop.services import waiting
    from brandcraft_desktop.services.delivery_plan import planned_texts

    return Around(
        waiting=waiting.waiting_of(workspace, view),
        texts=planned_texts(workspace, view),
        held={one.delivery_id: one.reason for one in waiting.held(workspace, view.id)},
    )


def _lines(view: PostView, around: Around) -> str:
    head = f"{view.id}  {view.status.value}  {view.content.title or view.content.text[:60]}"
    return "\n".join([head, *(_line(one, around) for one in view.deliveries)])


def _line(one: DeliveryView, around: Around) -> str:
    tail = one.permalink or (one.error.message if one.error else "")
    held = around.held_reason(one)
    words = "  ".join(part for part in (tail, held if held != tail else "") if part)
    return f"  {one.id}  {one.platform}  {one.handle}  {one.status.value}  {words}".rstrip()
