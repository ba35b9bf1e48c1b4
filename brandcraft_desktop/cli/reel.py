"""`reel`: a tall picture or film of a text, in a file or on a new draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.output import all_in, read_text, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json, Text, To
from brandcraft_desktop.cli.workspace import accounts_named, opened
from brandcraft_desktop.domain.reel import Film, Gradient, Ground, Picture, Plain, Reel
from brandcraft_desktop.domain.reel_made import HURRIED, ReelMade, left_out
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_LIST = "templates"
Post = Annotated[str, typer.Option("--post", metavar="ID", help="The words of this post.")]
Look = Annotated[str, typer.Option("--template", help="See: brandcraft reel templates")]
Background = Annotated[
    str,
    typer.Option("--background", help="#rrggbb, #rrggbb-#rrggbb, or a picture or video file."),
]
Audio = Annotated[Path | None, typer.Option("--audio", help="A sound file.")]
Seconds = Annotated[
    float | None,
    typer.Option("--seconds", help="3 to 180; otherwise as long as reading takes, at most 90."),
]
Still = Annotated[bool, typer.Option("--still", help="A picture (PNG) instead of a video (MP4).")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where it is written.")]
AsDraft = Annotated[bool, typer.Option("--draft", help="Keep it on a new draft.")]
Caption = Annotated[
    str | None, typer.Option("--caption", help="The text of the draft; otherwise the same words.")
]
Name = Annotated[str | None, typer.Option("--name", help="Author; otherwise of the first account.")]
Handle = Annotated[str | None, typer.Option("--handle", help="The author's handle.")]
NoAuthor = Annotated[bool, typer.Option("--no-author", help="The words alone.")]


def reel_command(
    text: Text = None,
    post: Post = "",
    template: Look = "card",
    background: Background = "",
    audio: Audio = None,
    seconds: Seconds = None,
    still: Still = False,
    out: Out = None,
    draft: AsDraft = False,
    to: To = None,
    caption: Caption = None,
    name: Name = None,
    handle: Handle = None,
    no_author: NoAuthor = False,
    json: Json = False,
) -> None:
    """Make a tall picture or video of a text, for reels, shorts and their like.

    `brandcraft reel templates` lists the looks.
    """
    with reporting(as_json=json):
        if text == _LIST and not post and out is None and not draft:
            _list_templates(as_json=json)
            return
        _check(text, post, out, draft=draft, to=to)
        with opened() as workspace:
            reel = replace(
                _words(workspace, text, post, to),
                template=template,
                ground=_ground(background),
                sound=audio,
                seconds=seconds,
                still=still,
                author=not no_author,
            )
            if name is not None or handle is not None:
                reel = replace(reel, name=name or "", handle=handle or "", avatar=None)
            if draft:
                _draft(workspace, reel, to, caption, as_json=json)
            elif out is not None:
                _write(reel, out, as_json=json)


def _check(
    text: str | None, post: str, out: Path | None, *, draft: bool, to: list[str] | None
) -> None:
    if (text is None) == (not post):
        raise BadInput(
            "Say which words: a text or a post.",
            "Both were given." if post else "Neither was given.",
            "Write the text, or name a post with --post ID.",
            field="text",
        )
    if not draft and out is None:
        raise BadInput(
            "Say what becomes of the reel.",
            "",
            "Give a file with --out, or keep it on a new draft with --draft.",
            field="out",
        )
    if draft and out is not None:
        raise BadInput(
            "--draft and --out don't go together.",
            "A reel is either kept in the library with a draft, or written to a file.",
            "Choose one of the two.",
            field="out",
        )
    if to and not draft:
        raise BadInput(
            "--to needs --draft.", "A file goes to no account.", "Add --draft.", field="accounts"
        )


def _words(workspace: Workspace, text: str | None, post: str, to: list[str] | None) -> Reel:
    from brandcraft_desktop.services import reels

    if post:
        return reels.of_post(workspace, post)
    words = read_text(all_in) if text == "-" else text or ""
    ids = [one.id for one in accounts_named(workspace, to or ())]
    return reels.author(workspace, Reel(words), ids)


def _ground(written: str) -> Ground | None:
    """What `--background` means: colours begin with a number sign, everything else is a file."""
    if not written:
        return None
    if written.startswith("#"):
        first, dash, last = written.partition("-")
        return Gradient(first, last) if dash else Plain(first)
    from brandcraft_desktop.domain.media_rules import MediaKind
    from brandcraft_desktop.services import media

    path = Path(written).expanduser()
    (facts,) = media.check((path,))
    return Film(path) if facts.kind is MediaKind.VIDEO else Picture(path)


def _write(reel: Reel, out: Path, *, as_json: bool) -> None:
    from brandcraft_desktop.services import reels

    made = reels.write(reel, out)
    _warn(made)
    show(
        {
            "file": str(made.path),
            "still": reel.still,
            "seconds": round(made.seconds, 2),
            "cards": made.cards,
            "left_out": list(made.undrawable),
        },
        f"{made.path}" + (f"  {made.seconds:.1f} s" if made.seconds else ""),
        as_json=as_json,
    )


def _draft(
    workspace: Workspace,
    reel: Reel,
    to: list[str] | None,
    caption: str | None,
    *,
    as_json: bool,
) -> None:
    from brandcraft_desktop.services import reels

    ids = None if to is None else [one.id for one in accounts_named(workspace, to)]
    kept = reels.make(workspace, reel)
    _warn(kept.made)
    view = reels.draft(workspace, reel, kept.media, account_ids=ids, caption=caption)
    answer_post(workspace, view, as_json=as_json, line=f"{view.id}  {view.status.value}")


def _list_templates(*, as_json: bool) -> None:
    from brandcraft_desktop.domain.reel_templates import TEMPLATES

    show(
        [{"id": one.id, "name": one.name} for one in TEMPLATES],
        table([(one.id, one.name) for one in TEMPLATES], ("ID", "NAME")),
        as_json=as_json,
    )


def _warn(made: ReelMade) -> None:
    for words in (left_out(made.undrawable), HURRIED if made.hurried else ""):
        if words:
            say(f"Warning: {words}")
