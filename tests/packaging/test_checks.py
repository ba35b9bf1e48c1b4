"""The runner of all checks counts honestly: a skip, a crash, an empty group."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def plain_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The samples need no plugin; starting without them is faster."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    """packaging/checks.py; the folder is no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("checks", ROOT / "packaging" / "checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["checks"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def outcome(checks: ModuleType, file: Path, *, in_ci: bool, **more: bool) -> tuple[int, int, int]:
    """(passed, failed, skipped) of one file of tests."""
    command = (sys.executable, "-m", "pytest", "-q", "-c", os.devnull, str(file))
    counted = checks.run_tests(checks.Group("sample", command, **more), in_ci=in_ci)
    return counted.passed, counted.failed, len(counted.skipped)


@pytest.mark.parametrize(
    ("body", "in_ci", "never_skips", "expected"),
    [
        ("def test_a(): pass\ndef test_b(): assert 0", False, False, (1, 1, 0)),
        ("import pytest\ndef test_a(): pytest.skip('no server')", False, True, (0, 0, 1)),
        ("import pytest\ndef test_a(): pytest.skip('no server')", True, True, (0, 1, 0)),
        ("import pytest\ndef test_a(): pytest.skip('slow')", True, False, (0, 0, 1)),
        ("import os\ndef test_a(): os._exit(3)", False, False, (0, 1, 0)),
        ("import nothing_of_this_name", False, False, (0, 1, 0)),
        ("", False, False, (0, 0, 0)),
    ],
)
def test_outcomes(
    checks: ModuleType,
    tmp_path: Path,
    body: str,
    in_ci: bool,
    never_skips: bool,
    expected: tuple[int, int, int],
) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text(body, encoding="utf-8")
    assert outcome(checks, file, in_ci=in_ci, never_skips=never_skips) == expected


def test_an_empty_group_fails_where_one_was_asked_for(checks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text("", encoding="utf-8")
    assert outcome(checks, file, in_ci=False, may_be_empty=False) == (0, 1, 0)
