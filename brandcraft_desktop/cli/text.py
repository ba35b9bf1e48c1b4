"""`text measure|split|facets`: the text engine for scripts; needs no workspace."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import (
    Document,
    all_in,
    line_in,
    print_json,
    read_text,
    reporting,
)
from brandcraft_desktop.errors import BadInput

app = typer.Typer(help="Count, split and find links as a platform does.", no_args_is_help=True)
Platform = Annotated[str, typer.Option("--platform", help="Which platform's rules.")]
Lines = Annotated[
    bool, typer.Option("--jsonl", help="One JSON string a line in, one JSON answer a line out.")
]
Json = Annotated[bool, typer.Option("--json", help="Answers are JSON anyway.")]


def _texts(lines: bool) -> Iterator[str]:
    if not lines:
        yield read_text(all_in)
        return
    number = 0
    while line := read_text(line_in):
        number += 1
        if not line.strip():
            continue
        try:
            value = json_module.loads(line)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, str):
            raise BadInput(
                f"Line {number} is not a JSON string.", "", "Write one JSON string a line."
            )
        yield value


def _answer(answer: Callable[[str], Document], lines: bool) -> None:
    with reporting(as_json=True):
        for text in _texts(lines):
            print_json(answer(text))


@app.command("measure")
def measure_command(platform: Platform, jsonl: Lines = False, json: Json = False) -> None:
    """How long a text is: {length, limit, remaining, unit, valid}."""
    from brandcraft_desktop.services import text as service

    _answer(lambda one: documents.measure(service.measure(platform, one)), jsonl)


@app.command("split")
def split_command(
    platform: Platform,
    jsonl: Lines = False,
    numbering: Annotated[str, typer.Option("--numbering", help="e.g. {n}/{total}")] = "",
    json: Json = False,
) -> None:
    """A text in parts that fit: [part, …]."""
    from brandcraft_desktop.services import text as service

    _answer(lambda one: service.split(platform, one, numbering or None), jsonl)


@app.command("facets")
def facets_command(platform: Platform, jsonl: Lines = False, json: Json = False) -> None:
    """The links, mentions and tags with UTF-8 byte offsets."""
    from brandcraft_desktop.services import text as service

    _answer(lambda one: [documents.facet(span) for span in service.spans(platform, one)], jsonl)
