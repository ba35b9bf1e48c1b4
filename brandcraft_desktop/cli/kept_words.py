"""`snippets …` and `templates …`: words and posts to begin from."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli.answers import answer_post
from brandcraft_desktop.cli.keeping import first_line
from brandcraft_desktop.cli.output import Document, all_in, read_text, reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import brand_named, opened
from brandcraft_desktop.domain.snippet import Snippet

snippets_app = typer.Typer(help="Words and hashtags to use again.", no_args_is_help=True)
templates_app = typer.Typer(help="Posts to begin from.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID")]


@snippets_app.command("list")
def list_snippets_command(json: Json = False) -> None:
    """The kept words."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import snippets

        found = snippets.list_snippets(workspace)
        rows = [(one.id, one.kind.value, one.name, first_line(one.body)) for one in found]
        lines = table(rows, ("ID", "KIND", "NAME", "WORDS")) if rows else "No snippets."
        show([_snippet(one) for one in found], lines, as_json=json)


@snippets_app.command("add")
def add_snippet_command(
    name: str,
    body: Annotated[str, typer.Argument(metavar="WORDS", help="The words; - reads them.")],
    hashtags: Annotated[bool, typer.Option("--hashtags", help="A group of hashtags.")] = False,
    brand: Annotated[str, typer.Option("--brand", help="Offered for this brand alone.")] = "",
    json: Json = False,
) -> None:
    """Keep words under a name."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.domain.snippet import SnippetKind
        from brandcraft_desktop.services import snippets

        words = read_text(all_in) if body == "-" else body
        kind = SnippetKind.HASHTAGS if hashtags else SnippetKind.TEXT
        brand_id = brand_named(workspace, brand) if brand else None
        one = snippets.add(workspace, name, words, kind, brand_id=brand_id)
        show(_snippet(one), f"{one.id}  {one.name}", as_json=json)


@snippets_app.command("remove")
def remove_snippet_command(snippet_id: Id, json: Json = False) -> None:
    """Delete kept words."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import snippets

        one = snippets.remove(workspace, snippet_id)
        show(_snippet(one), f"{one.id}  removed", as_json=json)


@templates_app.command("list")
def list_templates_command(json: Json = False) -> None:
    """The templates by name."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import templates

        found = templates.list_templates(workspace)
        rows = [(one.id, one.name, first_line(one.content.text)) for one in found]
        lines = table(rows, ("ID", "NAME", "TEXT")) if rows else "No templates."
        document: Document = [
            {"id": one.id, "name": one.name, "text": one.content.text} for one in found
        ]
        show(document, lines, as_json=json)


@templates_app.command("keep")
def keep_template_command(
    post_id: Annotated[str, typer.Argument(metavar="POST")], name: str, json: Json = False
) -> None:
    """Keep a post as a template: its words, files, options and accounts, not its time."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import posts, templates

        one = templates.keep(workspace, name, posts.show(workspace, post_id).content)
        show({"id": one.id, "name": one.name}, f"{one.id}  {one.name}", as_json=json)


@templates_app.command("use")
def use_template_command(template_id: Id, json: Json = False) -> None:
    """A draft that begins with a template."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import templates

        view = templates.begin(workspace, template_id)
        line = f"{view.id}  {view.status.value}"
        answer_post(workspace, view, as_json=json, line=line)


@templates_app.command("rename")
def rename_template_command(template_id: Id, name: str, json: Json = False) -> None:
    """Give a template another name."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import templates

        one = templates.rename(workspace, template_id, name)
        show({"id": one.id, "name": one.name}, f"{one.id}  {one.name}", as_json=json)


@templates_app.command("remove")
def remove_template_command(template_id: Id, json: Json = False) -> None:
    """Delete a template; posts made from it stay."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import templates

        one = templates.remove(workspace, template_id)
        show({"id": one.id, "name": one.name}, f"{one.id}  removed", as_json=json)


def _snippet(one: Snippet) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "body": one.body,
        "brand_id": one.brand_id,
    }
