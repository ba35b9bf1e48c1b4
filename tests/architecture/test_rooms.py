"""Who may know whom: one table, as DESIGN.md draws the house. What is not listed is forbidden."""

from __future__ import annotations

import sys

import pytest

from tests.architecture.source import Module, imports, listed, modules

LEAVES = {"errors", "paths", "file_lock"}
RULES = {"domain", *LEAVES}
ADAPTERS = ("models", "publishers", "media", "accounts", "computer", "integrations")
USE_CASES = {"services", *RULES}

# room: (rooms of ours, outside libraries). The standard library and the room itself are fine.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "": (set(), set()),
    "errors": (set(), set()),
    "paths": (set(), {"platformdirs"}),
    "file_lock": ({"errors"}, set()),
    "domain": (LEAVES - {"paths"}, {"regex"}),
    "models": (RULES, {"sqlalchemy", "alembic", "psycopg"}),
    "publishers": (RULES, {"httpcore", "httpx", "oauthlib", "sniffio"}),
    "media": (
        RULES,
        {"regex", "PIL", "pillow_heif", "cv2", "numpy", "imageio_ffmpeg", "boto3", "botocore"},
    ),
    "accounts": (RULES, {"keyring", "cryptography", "argon2", "oauthlib"}),
    "computer": (RULES, {"jeepney"}),
    "integrations": (RULES, {"httpx", "hunspell"}),
    "services": ({*ADAPTERS, *RULES}, {"sqlalchemy", "platformdirs", "tzlocal"}),
    "scheduler": (USE_CASES, {"apscheduler"}),
    "cli": (USE_CASES, {"typer", "click"}),
    "api": (USE_CASES, set()),
    "ui": (USE_CASES, {"PySide6", "shiboken6"}),
    "practice": ({"errors", "paths"}, {"PIL"}),
    "demo": ({"ui", "scheduler", "practice", *USE_CASES}, set()),
    "app": ({"ui", "api", "cli", "scheduler", "practice", "demo", *ADAPTERS, *USE_CASES}, set()),
    "__main__": ({"app"}, set()),
}
# Inside the window: `widgets` know Qt and nothing of us, `theme` not even the widgets.
ALLOWED_IN_UI = {
    "ui.widgets": {"ui.widgets", "ui.theme"},
    "ui.theme": {"ui.theme", "domain"},
}
# Exceptions, each with its reason: "module -> imported" : why.
EXCEPTIONS: dict[str, str] = {}


def ours(name: str) -> str | None:
    """The name behind the package, or None for a foreign one."""
    package, _, rest = name.partition(".")
    return rest if package == "brandcraft_desktop" else None


def room_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def broken(module: Module) -> list[str]:
    """The imports of a module that its room does not allow."""
    rooms, libraries = ALLOWED[module.room]
    found = []
    for node, name in imports(module):
        inside = ours(name)
        if inside is None:
            library = room_of(name)
            fine = library in sys.stdlib_module_names or library in libraries
        else:
            # `from brandcraft_desktop import x` names a room or the package's own version.
            known = room_of(inside) in ALLOWED
            fine = not known or room_of(inside) in {module.room, *rooms}
        if not fine and f"{module.name} -> {name}" not in EXCEPTIONS:
            found.append(f"{module.at(node)} imports {name}")
    return found


def test_every_room_is_in_the_table() -> None:
    assert {module.room for module in modules()} <= set(ALLOWED)


def test_nobody_imports_what_the_room_does_not_allow() -> None:
    found = [line for module in modules() for line in broken(module)]
    assert not found, listed(found)


def test_the_inner_rooms_of_the_window() -> None:
    found = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        for room, allowed in ALLOWED_IN_UI.items()
        if module.name == room or module.name.startswith(f"{room}.")
        for node, name in imports(module)
        if (inside := ours(name)) is not None
        and not any(inside == one or inside.startswith(f"{one}.") for one in allowed)
    ]
    assert not found, listed(found)


@pytest.mark.parametrize("package", ["publishers", "practice.platforms"])
def test_a_platform_knows_no_other_platform(package: str) -> None:
    """Never 4. The platforms are the folders; what they share lies beside them."""
    depth = package.count(".") + 1
    platforms = {
        module.name.split(".")[depth]
        for module in modules()
        if module.name.startswith(f"{package}.") and module.path.endswith("__init__.py")
    }
    found = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        for own in platforms
        if module.name.startswith(f"{package}.{own}")
        for node, name in imports(module)
        for other in platforms - {own}
        if (ours(name) or "").startswith(f"{package}.{other}")
    ]
    assert not found, listed(found)


def test_rows_are_never_objects_of_sqlalchemy() -> None:
    """Never 6: without the ORM none of its objects can leave its package."""
    found = [
        module.at(node)
        for module in modules()
        for node, name in imports(module)
        if name.startswith(("sqlalchemy.orm", "sqlalchemy.ext"))
    ]
    assert not found, listed(found)
