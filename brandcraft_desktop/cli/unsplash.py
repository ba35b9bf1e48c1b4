"""`unsplash …`: photos searched and taken into the library, and the key for it."""

from __future__ import annotations

from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import asked_secret, at_terminal, reporting, say, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import opened
from brandcraft_desktop.domain.credit import Credit, referred, words, words_with_links
from brandcraft_desktop.domain.photos import Photo, PhotoPage

app = typer.Typer(help="Free photos from Unsplash.", no_args_is_help=True)
key_app = typer.Typer(help="Your own key for Unsplash.", no_args_is_help=True)
app.add_typer(key_app, name="key")


@app.command("search")
def search_command(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What the photo shall show.")],
    page: Annotated[int, typer.Option("--page", help="30 photos a page, counted from 1.")] = 1,
    json: Json = False,
) -> None:
    """Find photos; each page is one of the requests an hour that your key may make."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import unsplash

        found = unsplash.search(workspace, query, page)
        rows = [
            (one.id, f"{one.width}x{one.height}", one.credit.name, one.description)
            for one in found.photos
        ]
        lines = table(rows, ("ID", "SIZE", "BY", "SHOWS")) if rows else "No photos."
        show(_page(found), lines, as_json=json)
        if not json and rows:
            say(f"Page {found.page} of {found.pages}, {found.total} photos.")


@app.command("use")
def use_command(
    photo_id: Annotated[str, typer.Argument(metavar="ID", help="The photo's id.")],
    json: Json = False,
) -> None:
    """Take a photo into the library, with its credit and its alt text."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import media, unsplash

        photo = unsplash.photo(workspace, photo_id)
        view = media.process(workspace, unsplash.use(workspace, photo).id)
        show(
            {**documents.media(view), "alt": view.alt, "credit": _credit(photo.credit)},
            f"{view.id}  {view.state.value}  {view.name}\n{words([photo.credit])}",
            as_json=json,
        )


@key_app.command("set")
def set_key_command(json: Json = False) -> None:
    """Keep a key, sealed; it is read from standard input, never from the command line."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import unsplash

        if at_terminal():
            say(
                "Copy the Access Key of your application at https://unsplash.com/oauth/applications"
            )
        kept = unsplash.set_key(workspace, asked_secret("Access Key"))
        if kept.doubt:
            say(f"Warning: it could not be tried out. {kept.doubt}")
        show({"key": True, "tried": not kept.doubt}, "The key is kept, sealed.", as_json=json)


@key_app.command("forget")
def forget_key_command(json: Json = False) -> None:
    """Let the kept key go."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import unsplash

        gone = unsplash.forget_key(workspace)
        words_ = "The key is forgotten." if gone else "There was no key."
        show({"forgotten": gone}, words_, as_json=json)


@key_app.command("show")
def show_key_command(json: Json = False) -> None:
    """Say whether there is a key and where it is from, never the key itself."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import unsplash

        state = unsplash.key_state(workspace)
        lines = {
            "": "There is no key. Set one with: brandcraft unsplash key set",
            "vault": "There is a key, sealed with the sign-ins.",
            "environment": f"The key comes from {unsplash.KEY_VARIABLE}.",
        }
        document = {"key": state.there, "source": state.source or None}
        show(document, lines[state.source], as_json=json)


def _page(found: PhotoPage) -> dict[str, object]:
    return {
        "query": found.query,
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
        "limit": found.allowance.limit,
        "remaining": found.allowance.remaining,
        "photos": [_photo(one) for one in found.photos],
    }


def _photo(one: Photo) -> dict[str, object]:
    return {
        "id": one.id,
        "description": one.description,
        "width": one.width,
        "height": one.height,
        "credit": _credit(one.credit),
    }


def _credit(one: Credit) -> dict[str, object]:
    return {
        "name": one.name,
        "profile": referred(one.profile),
        "page": referred(one.page),
        "text": words([one]),
        "text_with_link": words_with_links([one]),
    }
