"""The rules of the house that no import shows: time, types, sizes, secrets, style sheets."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import Module, listed, modules

LONGEST = 400
NOW = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.utcfromtimestamp",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.gmtime",
    "time.localtime",
    "QDateTime.currentDateTime",
    "QDateTime.currentDateTimeUtc",
    "QDate.currentDate",
    "QTime.currentTime",
}
CLOCKS = {
    "services/clock.py": "the injected clock of the running machine",
    "practice/times.py": "a practice platform is a server with a clock of its own",
}
SECRETS = {
    "access",
    "access_token",
    "app_password",
    "client_secret",
    "jwt",
    "passphrase",
    "password",
    "refresh",
    "refresh_token",
    "secret",
    "token",
}
# Fields that share a name with a secret and are none: "path: Class.field" : what they are.
NO_SECRETS: dict[str, str] = {}
# Results without a type of their own: "path: function" : why.
UNTYPED_RESULTS: dict[str, str] = {}


def dotted(node: ast.expr) -> str:
    """The last two names of an attribute chain: `datetime.datetime.now` is `datetime.now`."""
    if not isinstance(node, ast.Attribute):
        return ""
    owner = node.value
    if isinstance(owner, ast.Attribute):
        return f"{owner.attr}.{node.attr}"
    return f"{owner.id}.{node.attr}" if isinstance(owner, ast.Name) else ""


def test_only_the_clock_knows_what_time_it_is() -> None:
    """Never 8."""
    found = [
        f"{module.at(node)} {dotted(node)}"
        for module in modules()
        if module.path not in CLOCKS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and dotted(node) in NOW
    ]
    assert not found, listed(found)


def test_nothing_is_any() -> None:
    """Never 10; mypy refuses it too, but not in a comment or a cast it cannot see."""
    found = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        or (isinstance(node, ast.alias) and node.name == "Any")
    ]
    assert not found, listed(found)


@pytest.mark.parametrize("room", ["domain", "services"])
def test_no_untyped_dict_as_a_result(room: str) -> None:
    """Never 10: what passes has a type of its own; a map from ids to such types is one too."""
    found = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        if module.room == room and not module.name.split(".")[-1].startswith("_")
        for node in public_functions(module)
        if node.returns is not None
        and re.search(r"\bdict\b(?!\[\w+, (?!object)[\w.])", ast.unparse(node.returns))
        and f"{module.path}: {node.name}" not in UNTYPED_RESULTS
    ]
    assert not found, listed(found)


def public_functions(module: Module) -> list[ast.FunctionDef]:
    """The functions of a module that others may call, methods not included."""
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def dataclasses(module: Module) -> list[ast.ClassDef]:
    return [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(one) for one in node.decorator_list)
    ]


def shown_secret(field: ast.stmt) -> str:
    """The name of a text field that a repr would show although it is named like a secret."""
    if (
        isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and field.target.id in SECRETS
        and "str" in ast.unparse(field.annotation)
        and "repr=False" not in ast.unparse(field)
    ):
        return field.target.id
    return ""


def test_a_secret_is_in_no_repr() -> None:
    """Never 9: a text field of a dataclass with a secret's name says `repr=False`."""
    found = [
        f"{module.at(field)} {owner.name}.{name}"
        for module in modules()
        if module.room not in {"ui", "practice"}  # the name of a colour, a made-up account
        for owner in dataclasses(module)
        for field in owner.body
        if (name := shown_secret(field)) and f"{module.path}: {owner.name}.{name}" not in NO_SECRETS
    ]
    assert not found, listed(found)


def test_style_sheets_come_from_the_theme_alone() -> None:
    found = [
        module.at(node)
        for module in modules()
        if not module.name.startswith("ui.theme")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    ]
    assert not found, listed(found)


def test_no_module_is_more_than_one_room() -> None:
    found = {
        module.path: lines
        for module in modules()
        if (lines := len(module.text.splitlines())) > LONGEST
    }
    assert found == {}


def test_every_module_says_what_it_is() -> None:
    found = [
        module.path
        for module in modules()
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert not found, listed(found)
