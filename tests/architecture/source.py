"""The program's own source as syntax trees, for the tests of its rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "brandcraft_desktop"


@dataclass(frozen=True)
class Module:
    """One file: `name` is dotted and starts behind the package, `path` is relative to it."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The part of the house it belongs to."""
        return self.name.split(".")[0]

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for a message."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program, in order."""
    return tuple(_read())


def _read() -> Iterator[Module]:
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE)
        parts = path.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = file.read_text(encoding="utf-8")
        yield Module(name, path.as_posix(), text, ast.parse(text))


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every imported name with its node; `from a import b` counts as `a.b`. Functions included."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def docstrings(module: Module) -> set[ast.AST]:
    """The constants that are documentation."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(module.tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def listed(found: list[str]) -> str:
    """What was found, one a line, for the message of a test."""
    return "\n".join(["", *found])
