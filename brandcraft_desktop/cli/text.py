"""`text measure|split|facets`: the text engine for scripts; needs no workspace."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import print_json, reporting
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

app = typer.Typer(help="Count, split and find links as a platform does.", no_args_is_help=True)
Platform = Annotated[str, typer.Option("--platform", help="Which platform's rules.")]
Lines = Annotated[
    bool, typer.Option("--jsonl", help="One JSON string a line in, one JSON answer a line out.")
]
Json = Annotated[bool, typer.Option("--json", help="Answers are JSON anyway.")]
Answer = Callable[["Registry", str], object]


def _texts(lines: bool) -> Iterator[str]:
    if not lines:
        yield sys.stdin.read()
        return
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            value = json_module.loads(line)
        except ValueError:
            value = None
        if not isinstance(value, str):
            raise BadInput(
                f"Line {number} is not a JSON string.", "", "Write one JSON string a line."
            )
        yield value


def _answer(answer: Answer, lines: bool) -> None:
    from brandcraft_desktop.services.text import platforms

    with reporting(as_json=True):
        registry = platforms()
        for text in _texts(lines):
            result = answer(registry, text)
            if isinstance(result, dict | list):
                print_json(result)


@app.command("measure")
def measure_command(platform: Platform, jsonl: Lines = False, json: Json = False) -> None:
    """How long a text is: {length, limit, remaining, unit, valid}."""
    from brandcraft_desktop.services import text as service

    _answer(lambda all_, one: documents.measure(service.measure(all_, platform, one)), jsonl)


@app.command("split")
def split_command(
    platform: Platform,
    jsonl: Lines = False,
    numbering: Annotated[str, typer.Option("--numbering", help="e.g. {n}/{total}")] = "",
    json: Json = False,
) -> None:
    """A text in parts that fit: [part, …]."""
    from brandcraft_desktop.services import text as service

    _answer(lambda all_, one: list(service.split(all_, platform, one, numbering or None)), jsonl)


@app.command("facets")
def facets_command(platform: Platform, jsonl: Lines = False, json: Json = False) -> None:
    """The links, mentions and tags with UTF-8 byte offsets."""
    from brandcraft_desktop.services import text as service

    _answer(lambda all_, one: service.facets(all_, platform, one), jsonl)
