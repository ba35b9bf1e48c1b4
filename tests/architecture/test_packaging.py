"""The lock, the glyphs and the project file agree with each other and with the code."""

from __future__ import annotations

import ast
import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT, modules

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# The names of the theme's functions whose first text argument is a glyph.
GLYPH_CALLS = {"icon", "pixmap", "IconButton", "status_icon"}


def locked() -> dict[str, str]:
    """Name to version."""
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^\s;]+)", LOCK, re.MULTILINE))


def test_the_lock_names_no_registry_and_no_folder() -> None:
    assert re.findall(r".*://.*|.* @ .*|^-.*|^.*\s/\S*/.*$", LOCK, re.MULTILINE) == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"^(?=\S)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_fits_the_project_file() -> None:
    project = PROJECT["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["postgres"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    for line in asked:
        requirement = Requirement(line)
        version = locked().get(canonicalize_name(requirement.name))
        assert version is not None, f"{line} is not locked: run `make lock`"
        assert requirement.specifier.contains(version), f"{line} is locked at {version}"


def test_every_glyph_in_the_code_is_listed() -> None:
    """A name that is neither listed nor a shape of ours would be a hollow square on screen."""
    lines = (ROOT / "packaging" / "glyphs.txt").read_text(encoding="utf-8").splitlines()
    known = {line.split()[1] for line in lines if line and not line.startswith("#")}
    known |= {file.stem for file in (ROOT / "brandcraft_desktop/ui/shapes").glob("*.svg")}
    used = {
        node.args[0].value: module.at(node)
        for module in modules()
        if module.room == "ui"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in GLYPH_CALLS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }
    assert {name: place for name, place in used.items() if name not in known} == {}


def test_every_listed_glyph_was_extracted_with_its_notice() -> None:
    folder = ROOT / "brandcraft_desktop" / "ui" / "icons"
    files = sorted(folder.glob("*.svg"))
    assert len(files) > 50
    assert [file.name for file in files if "Font Awesome Free" not in file.read_text("utf-8")] == []
