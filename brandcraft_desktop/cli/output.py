"""What the command line prints: one JSON document for scripts, sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TextIO

import typer

from brandcraft_desktop.domain.plan import PostBlocked, Severity
from brandcraft_desktop.errors import BadInput, BrandcraftError, PublishingError

Document = Mapping[str, object] | Sequence[object]


class ChoiceNeeded(BadInput):
    """Something has to be chosen first; `choices` are listed for scripts."""

    def __init__(
        self, title: str, cause: str, action: str, *, field: str, choices: tuple[Document, ...]
    ) -> None:
        super().__init__(title, cause, action, field=field)
        self.choices = choices


def print_json(document: Document) -> None:
    """Exactly one JSON document on stdout."""
    text = json.dumps(document, ensure_ascii=False, default=str)
    try:
        text.encode(_encoding(sys.stdout))
    except UnicodeEncodeError:  # another terminal, or half a character: JSON has words for all
        text = json.dumps(document, default=str)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A message for a person, on stderr."""
    sys.stderr.write(_showable(text, sys.stderr) + "\n")
    sys.stderr.flush()


def show(document: Document, text: str, *, as_json: bool) -> None:
    """The result: as JSON, or as text on stdout."""
    if as_json:
        print_json(document)
    elif text:
        sys.stdout.write(_showable(text, sys.stdout) + "\n")
        sys.stdout.flush()


def _encoding(stream: TextIO) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _showable(text: str, stream: TextIO) -> str:
    """`text` as the terminal can show it: no control characters from elsewhere, no crash."""
    plain = "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in text)
    encoding = _encoding(stream)
    return plain.encode(encoding, "replace").decode(encoding)


def error_document(error: BrandcraftError) -> dict[str, object]:
    """An error as JSON; problems one by one where there are several."""
    inner: dict[str, object] = {
        "title": error.title,
        "message": error.message,
        "action": error.action,
    }
    if isinstance(error, PublishingError):
        inner["kind"] = error.kind.value
    if isinstance(error, BadInput) and error.field:
        inner["field"] = error.field
    if isinstance(error, ChoiceNeeded):
        inner["choices"] = list(error.choices)
    if isinstance(error, PostBlocked):
        inner["problems"] = [
            {
                "severity": problem.severity.value,
                "message": problem.message,
                "field": problem.field,
            }
            for problem in error.problems
        ]
    return {"error": inner}


@contextmanager
def reporting(*, as_json: bool) -> Iterator[None]:
    """Turn our errors into words and an exit code (SURFACES, "Exit codes")."""
    try:
        yield
    except BrandcraftError as error:
        report(error, as_json=as_json)
        raise typer.Exit(error.exit_code) from None
    except UnicodeEncodeError as error:
        # A byte that was no UTF-8 comes as half a character (PEP 383), which a file's name may
        # have and nothing else; the database is where it shows.
        if error.reason != "surrogates not allowed":
            raise
        refusal = BadInput(
            "One of the words on the command line is no text.",
            "It holds bytes that are not UTF-8.",
            "Write it as UTF-8; only names of files may be otherwise.",
        )
        report(refusal, as_json=as_json)
        raise typer.Exit(refusal.exit_code) from None


def report(error: BrandcraftError, *, as_json: bool) -> None:
    """Say what went wrong: a document for scripts on stdout, sentences for people on stderr."""
    if as_json:
        print_json(error_document(error))
    if isinstance(error, PostBlocked):
        for problem in error.problems:
            mark = "Error" if problem.severity is Severity.ERROR else "Warning"
            say(f"{mark}: {problem.message}")
        if any(one.field.startswith("options.") for one in error.problems):
            say("What options take: brandcraft platforms options PLATFORM")
    else:
        say(f"Error: {error.message}")


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> str:
    """Columns as wide as their widest cell."""
    lines = [list(heads), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def at_terminal() -> bool:
    """Whether a person types at standard input; not where it is closed (`<&-`)."""
    return sys.stdin is not None and sys.stdin.isatty()


def line_in() -> str:
    """The next line of standard input. Raises `BadInput` where it is closed."""
    return _opened_input().readline()


def all_in() -> str:
    """All that stands on standard input. Raises `BadInput` where it is closed."""
    return _opened_input().read()


def check_input() -> None:
    """Whether standard input can be read at all. Raises `BadInput` where it is closed."""
    _opened_input()


def _opened_input() -> TextIO:
    if sys.stdin is None:
        raise BadInput(
            "Standard input is closed.",
            "What is read from there can't come.",
            "Pipe it in, or run the command at a terminal.",
            field="text",
        )
    return sys.stdin


def read_text(source: Callable[[], str]) -> str:
    """What stands on standard input. Raises `BadInput` where it is no UTF-8 text."""
    try:
        return source()
    except UnicodeDecodeError as error:
        raise BadInput(
            "Standard input is not a text.",
            "It holds bytes that are not UTF-8.",
            "Write the text as UTF-8.",
            field="text",
        ) from error


def read_secret(source: Callable[[], str]) -> str:
    """A secret from stdin: one line, without its end. Raises `BadInput` when there is none."""
    secret = read_text(source).rstrip("\r\n")
    if not secret:
        raise BadInput(
            "No secret was given.",
            "It is read from standard input, which was empty.",
            'Pipe it in, for example: printf %s "$SECRET" | brandcraft …',
            field="secret",
        )
    return secret


def asked_secret(prompt: str) -> str:
    """A secret from standard input; at a terminal it is asked for and never shown."""
    return read_secret(partial(_line, prompt))


def new_secret(prompt: str) -> str:
    """A secret to be kept; at a terminal it is asked for twice, for nobody sees what is typed."""
    secret = asked_secret(prompt)
    if at_terminal() and asked_secret(f"{prompt} again") != secret:
        raise BadInput(
            "The two were not the same.",
            "What was typed the second time differs from the first.",
            "Try again; nothing was changed.",
            field="secret",
        )
    return secret


def asked_or_nothing(prompt: str) -> str:
    """Like `asked_secret` where there may be none: then it is ""."""
    return read_text(partial(_line, prompt)).rstrip("\r\n")


def _line(prompt: str) -> str:
    if not at_terminal():
        return line_in()
    from getpass import getpass

    try:
        return getpass(f"{prompt}: ", stream=sys.stderr)
    except EOFError:
        return ""
