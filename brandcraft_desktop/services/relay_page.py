"""The relay page: one static file that a person puts on a web space of their own."""

from __future__ import annotations

from pathlib import Path

from brandcraft_desktop.errors import AlreadyExists, BadInput, NotFound

NAME = "index.html"


def text() -> str:
    """The whole page. Raises `errors.NotFound` where the program came without it."""
    here = Path(__file__).parent
    # Beside this file in an installed program, in `resources` of a checkout.
    for folder in (here / "relay", here.parents[1] / "resources" / "relay"):
        if (folder / NAME).is_file():
            return (folder / NAME).read_text(encoding="utf-8")
    raise NotFound("The relay page is missing.", "It did not come with this program.")


def save(folder: Path) -> Path:
    """Write the page into `folder` as index.html; a file that is there already stays.

    Raises `errors.AlreadyExists`, and `errors.BadInput` where it can't be written.
    """
    place = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(text())
    except FileExistsError as error:
        raise AlreadyExists(
            f"“{place}” is there already.", "Nothing was written.", "Choose another folder."
        ) from error
    except OSError as error:
        why = error.strerror or "The system refused it"
        raise BadInput(
            f"The page can't be written to “{folder}”.", f"{why}.", field="folder"
        ) from error
    return place
