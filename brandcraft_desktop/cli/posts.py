"""`post`, `check` and `posts …`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import documents, finding_words, making
from brandcraft_desktop.cli.account_retry import retry_account
from brandcraft_desktop.cli.answers import answer_post, handed_posts, held_posts
from brandcraft_desktop.cli.asking import asked_for
from brandcraft_desktop.cli.brand_words import filed_words
from brandcraft_desktop.cli.drafts import Request, understand
from brandcraft_desktop.cli.editing import Crop, Fit, Trim
from brandcraft_desktop.cli.follow_up_retry import retry_follow_up
from brandcraft_desktop.cli.output import Document, all_in, read_text, reporting, say, show
from brandcraft_desktop.cli.post_table import post_table, sort_named, status_named
from brandcraft_desktop.cli.renaming import rename_command
from brandcraft_desktop.cli.reporting import report_command
from brandcraft_desktop.cli.when import read_when, told
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BadInput, NotFound

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
To = Annotated[
    list[str] | None, typer.Option("--to", help="Account: id, handle, platform:handle or platform.")
]
Media = Annotated[list[Path] | None, typer.Option("--media", help="Up to 4 images or 1 video.")]
Alt = Annotated[list[str] | None, typer.Option("--alt", help="Alt text, one for each --media.")]
At = Annotated[
    str,
    typer.Option(
        "--at", help="2026-12-01T09:00 on your clocks, or with offset; now, +90s, +2h, +3d."
    ),
]
Title = Annotated[
    str,
    typer.Option("--title", help="Only you see it; a platform's own is --option PLATFORM.title=…."),
]
Notes = Annotated[str, typer.Option("--notes", help="Never published.")]
BrandName = Annotated[
    str | None,
    typer.Option("--brand", help="Its brand; else the one all its accounts share; '' for none."),
]
Variants = Annotated[
    list[str] | None, typer.Option("--variant", help="PLATFORM=TEXT: own text for a platform.")
]
Options = Annotated[
    list[str] | None, typer.Option("--option", help="PLATFORM.name=value, e.g. who can reply.")
]
Split = Annotated[bool, typer.Option("--split", help="Split a long text into a thread.")]
Text = Annotated[str | None, typer.Argument(help="The text; - reads standard input.")]


def post_command(
    text: Text = None,
    to: To = None,
    media: Media = None,
    alt: Alt = None,
    fit: Fit = None,
    crop: Crop = None,
    trim: Trim = None,
    at: At = "",
    draft: Annotated[bool, typer.Option("--draft", help="Save as a draft.")] = False,
    title: Title = "",
    notes: Notes = "",
    brand: BrandName = None,
    variant: Variants = None,
    option: Options = None,
    split: Split = False,
    idempotency_key: Annotated[
        str, typer.Option("--idempotency-key", help="The same key never makes a second post.")
    ] = "",
    json: Json = False,
) -> None:
    """Write a post: as a draft, at a time, or now."""
    with reporting(as_json=json), opened() as workspace:
        request = _request(
            text, to, media, alt, at, title, notes, brand, variant, option, split, draft
        )
        request = replace(
            request, fit=tuple(fit or ()), crop=tuple(crop or ()), trim=tuple(trim or ())
        )
        view = _save(workspace, request, idempotency_key)
        planned = view.content.scheduled_at
        later = told(workspace, planned) if planned and planned > workspace.clock.now() else ""
        words = (view.id, view.status.value, later)
        line = "  ".join(word for word in words if word)
        answer_post(workspace, view, as_json=json, line=line)


def _save(workspace: Workspace, request: Request, idempotency_key: str) -> PostView:
    from brandcraft_desktop.services import posts

    asked = ""
    if idempotency_key:
        asked = asked_for(request)
        known = posts.with_key(workspace, idempotency_key, asked=asked)
        if known is not None:
            return known
    draft = understand(workspace, request)
    mode = posts.Mode.DRAFT
    if not request.draft:
        mode = posts.Mode.SCHEDULE if draft.content.scheduled_at else posts.Mode.NOW
        if draft.blocked:
            for found in draft.findings:
                finding_words.say_how(found, titled=bool(request.title))
            raise PostBlocked(draft.problems)
    view = posts.create_with_files(
        workspace,
        draft.content,
        request.media,
        mode=mode,
        idempotency_key=idempotency_key or None,
        asked=asked,
        named=draft.option_files,
    )
    if draft.filed is not None:
        say(filed_words(draft.filed))
    for found in draft.findings:
        if not found.blocks:
            say(finding_words.line(found))
    if mode is not posts.Mode.DRAFT:
        for cost in draft.costs:
            say(f"Cost: {cost}")
        for agreed in draft.agreed:
            say(f"{agreed}.")
    for one in draft.makings:
        if one.notable:
            say(making.line(one, workspace.platforms.get(one.platform).info.name))
    return view


def check_command(
    text: Text = None,
    to: To = None,
    media: Media = None,
    alt: Alt = None,
    fit: Fit = None,
    crop: Crop = None,
    trim: Trim = None,
    at: At = "",
    title: Title = "",
    notes: Notes = "",
    brand: BrandName = None,
    variant: Variants = None,
    option: Options = None,
    split: Split = False,
    draft: Annotated[bool, typer.Option("--draft", help="Changes nothing here.")] = False,
    idempotency_key: Annotated[
        str, typer.Option("--idempotency-key", help="Changes nothing here.")
    ] = "",
    platform: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="PLATFORM", help="As a platform would, without an account."),
    ] = None,
    json: Json = False,
) -> None:
    """The problems of a post, account by account, without saving anything."""
    with reporting(as_json=json), opened() as workspace:
        request = _request(
            text, to, media, alt, at, title, notes, brand, variant, option, split, draft
        )
        request = replace(
            request, fit=tuple(fit or ()), crop=tuple(crop or ()), trim=tuple(trim or ())
        )
        draft_of_it = understand(workspace, replace(request, platforms=tuple(platform or ())))
        found, files = draft_of_it.findings, draft_of_it.makings
        name = workspace.platforms.get
        told = [finding_words.line(one, titled=bool(title)) for one in found] or ["No problems."]
        told += [making.line(one, name(one.platform).info.name) for one in files]
        told += [f"Cost: {one}" for one in draft_of_it.costs]
        told += [f"{one}." for one in draft_of_it.agreed]
        show(
            {
                "ok": not draft_of_it.blocked,
                "problems": [finding_words.document(one) for one in found],
                "files": [making.document(one) for one in files],
                "costs": list(draft_of_it.costs),
                "agreed": list(draft_of_it.agreed),
            },
            "\n".join(told),
            as_json=json,
        )
    if draft_of_it.blocked:
        raise typer.Exit(2)


def _request(
    text: str | None,
    to: list[str] | None,
    media: list[Path] | None,
    alt: list[str] | None,
    at: str,
    title: str,
    notes: str,
    brand: str | None,
    variants: list[str] | None,
    options: list[str] | None,
    split: bool,
    draft: bool,
) -> Request:
    if text == "-":
        text = read_text(all_in)
    return Request(
        text=text or "",
        to=tuple(to or ()),
        media=tuple(media or ()),
        alt=tuple(alt or ()),
        at=at,
        title=title,
        notes=notes,
        brand=brand,
        variants=tuple(variants or ()),
        options=tuple(options or ()),
        split=split,
        draft=draft,
    )


app = typer.Typer(help="Look at posts and act on them.", no_args_is_help=True)


@app.command("list")
def list_command(
    status: Annotated[str, typer.Option("--status", help="One status only.")] = "",
    start: Annotated[str, typer.Option("--from", help="Not before this time.")] = "",
    end: Annotated[str, typer.Option("--to", help="Before this time.")] = "",
    sort: Annotated[
        str, typer.Option("--sort", help="newest, oldest, changed or title.")
    ] = "newest",
    json: Json = False,
) -> None:
    """Posts, newest first or as --sort says."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts
        from brandcraft_desktop.services.own_clocks import own_clocks

        wanted = status_named(status)
        rows = [
            row
            for row in posts.everything(
                workspace,
                start=read_when(workspace, start) if start else None,
                end=read_when(workspace, end) if end else None,
                sort=sort_named(sort),
            )
            if wanted is None or wanted in (row.status, row.shown)
        ]
        held, there = held_posts(workspace), handed_posts(workspace, rows)
        show(
            [documents.row(one, held.get(one.id, ""), there.get(one.id, "")) for one in rows],
            post_table(rows, held, there, own_clocks(workspace)) if rows else "No posts.",
            as_json=json,
        )


@app.command("show")
def show_command(post_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = False) -> None:
    """One post with its deliveries."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        answer_post(workspace, posts.show(workspace, post_id), as_json=json)


@app.command("retry")
def retry_command(
    post_id: Annotated[str, typer.Argument(metavar="[ID]")] = "",
    delivery: Annotated[str, typer.Option("--delivery", help="Only this delivery.")] = "",
    account: Annotated[
        str, typer.Option("--account", help="All that failed on this account instead.")
    ] = "",
    follow_up: Annotated[
        str,
        typer.Option("--follow-up", help="Only this, which comes after what is out; see show."),
    ] = "",
    json: Json = False,
) -> None:
    """Try what failed or was missed again; what is out stays out."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import deliveries, posts

        if bool(post_id) == bool(account) or (account and follow_up):
            raise BadInput(
                "Name one post, or an account with --account.",
                "It is one or the other, and a follow-up belongs to a post.",
                "See: brandcraft posts retry --help",
                field="id",
            )
        if account:
            retry_account(workspace, account, as_json=json)
            return
        if follow_up:
            view = retry_follow_up(workspace, post_id, follow_up, delivery)
            answer_post(workspace, view, as_json=json)
            return
        if not delivery:
            answer_post(workspace, deliveries.retry_failed(workspace, post_id), as_json=json)
            return
        mine = [one.id for one in posts.show(workspace, post_id).deliveries]
        if delivery not in mine:
            raise NotFound("There is no such delivery on this post.", f"It has: {', '.join(mine)}.")
        answer_post(workspace, deliveries.retry(workspace, delivery), as_json=json)


@app.command("publish-now")
def publish_now_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Send a draft, scheduled or missed post now."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        answer_post(workspace, posts.publish_now(workspace, post_id), as_json=json)


@app.command("cancel")
def cancel_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Cancel every delivery of which nothing was sent yet."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        answer_post(workspace, posts.cancel(workspace, post_id), as_json=json)


@app.command("delete")
def delete_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """Put a post into the trash for 30 days; what is published stays on its platform."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        posts.delete(workspace, post_id)
        document: Document = {"id": post_id, "deleted": True}
        show(document, f"{post_id}  in the trash", as_json=json)


@app.command("duplicate")
def duplicate_command(
    post_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = False
) -> None:
    """A draft with the same words, media and accounts."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts

        answer_post(workspace, posts.duplicate(workspace, post_id), as_json=json)


@app.command("resolve")
def resolve_command(
    delivery: Annotated[str, typer.Argument(metavar="DELIVERY")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="URL", help="It is live at this address.")
    ] = None,
    not_published: Annotated[
        bool, typer.Option("--not-published", help="It is not there: post it again.")
    ] = False,
    json: Json = False,
) -> None:
    """Answer for an unconfirmed delivery whether it is live."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import deliveries

        if (published is None) is not not_published:
            raise BadInput(
                "Say whether it is live.",
                "Exactly one answer is needed.",
                "Give --published URL or --not-published.",
            )
        answer_post(
            workspace,
            deliveries.resolve(workspace, delivery, published_url=published),
            as_json=json,
        )


app.command("rename")(rename_command)
app.command("report")(report_command)
