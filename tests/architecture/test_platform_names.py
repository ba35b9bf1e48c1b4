"""Never 5: a platform's id stands in its own files, the registry, the practice twin and tests."""

from __future__ import annotations

import ast

from tests.architecture.source import Module, docstrings, listed, modules

PLATFORMS = {
    "x",
    "facebook",
    "instagram",
    "threads",
    "tiktok",
    "youtube",
    "linkedin",
    "bluesky",
    "mastodon",
    "pinterest",
    "telegram",
    "discord",
}
# Ordinary words too: only where they decide something are they surely a platform.
AMBIGUOUS = {"x", "threads"}
# Exceptions, each with its reason: path : why.
EXCEPTIONS: dict[str, str] = {}


def at_home(module: Module, name: str) -> bool:
    """Whether a platform may be named here."""
    parts = module.name.split(".")
    return (
        module.name == "publishers.registry"
        or module.room == "practice"
        or (module.room == "publishers" and name in parts)
        or module.path in EXCEPTIONS
    )


def deciding(module: Module) -> set[ast.AST]:
    """The constants something depends on: compared, matched, looked up, or a key."""
    found: set[ast.AST] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                found.update(ast.walk(side))
        elif isinstance(node, ast.Dict):
            found.update(key for key in node.keys if key is not None)
        elif isinstance(node, ast.MatchValue):
            found.add(node.value)
        elif isinstance(node, ast.Subscript):
            found.add(node.slice)
    return found


def test_no_platform_is_named_outside_its_own_files() -> None:
    found = []
    for module in modules():
        decides, says = deciding(module), docstrings(module)
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            name = node.value
            if name not in PLATFORMS or node in says or at_home(module, name):
                continue
            if name in AMBIGUOUS and node not in decides:
                continue
            found.append(f"{module.at(node)} {name!r}")
    assert not found, listed(found)
