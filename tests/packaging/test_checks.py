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


def test_a_run_that_never_ended_names_its_last_test(checks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text("import os\ndef test_a(): pass\ndef test_b(): os._exit(1)", encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "-c", os.devnull, "-p", "tests.guards", str(file))
    counted = checks.run_tests(checks.Group("sample", command), in_ci=False)
    assert [why.endswith("code 1, during test_sample.py::test_b") for why in counted.why] == [True]


def test_a_run_that_hangs_tells_where_it_stood(checks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text(
        "import os, pathlib, time\n"
        "from tests import guards\n"
        "guards.LONG_SECONDS, guards.LOOK_SECONDS = 0.0, 0.01\n"
        "def test_a():\n"
        "    at = pathlib.Path(os.environ['BRANDCRAFT_TEST_AT'])\n"
        "    end = time.monotonic() + 60\n"
        "    while 'test_a (test_s' not in at.read_text() and time.monotonic() < end:\n"
        "        time.sleep(0.01)\n"
        "    os._exit(1)\n",
        encoding="utf-8",
    )
    command = (sys.executable, "-m", "pytest", "-c", os.devnull, "-p", "tests.guards", str(file))
    (why,) = checks.run_tests(checks.Group("sample", command), in_ci=False).why
    assert "during test_sample.py::test_a\n  " in why
    assert "  MainThread:\n" in why
    assert "test_a (test_sample.py:" in why


def test_failures_are_told_again_in_one_line_each(checks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text("def test_a(): raise ValueError('one\\ntwo')", encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "-c", os.devnull, str(file))
    counted = checks.run_tests(checks.Group("sample", command), in_ci=False)
    assert [why.partition("::")[2] for why in counted.why] == ["test_a: ValueError: one"]


def test_an_empty_group_fails_where_one_was_asked_for(checks: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text("", encoding="utf-8")
    assert outcome(checks, file, in_ci=False, may_be_empty=False) == (0, 1, 0)


def test_groups_beside_each_other_run_at_once_and_all_are_heard(
    checks: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each waits for the other's file, so one after the other could not end well.

    A third one has its turn when the second is over: two processors are all there is.
    """
    groups = []
    for mine, other, beside in (("first", "second", False), ("second", "first", True)):
        file = tmp_path / f"test_{mine}.py"
        file.write_text(
            "import pathlib, time\n"
            f"def test_{mine}():\n"
            f"    here = pathlib.Path({str(tmp_path)!r})\n"
            f"    (here / {mine!r}).touch()\n"
            "    end = time.monotonic() + 60\n"
            f"    while not (here / {other!r}).exists():\n"
            "        assert time.monotonic() < end, 'the other never began'\n"
            "        time.sleep(0.01)\n"
            f"    (here / '{mine} ends').touch()\n"
            f"    assert {mine!r} == 'first'\n",
            encoding="utf-8",
        )
        command = (sys.executable, "-m", "pytest", "-q", "-c", os.devnull, str(file))
        groups.append(checks.Group(mine, command, beside=beside))
    last = tmp_path / "test_third.py"
    ended = tmp_path / "second ends"
    last.write_text(
        f"import pathlib\ndef test_third(): assert pathlib.Path({str(ended)!r}).exists()\n",
        encoding="utf-8",
    )
    command = (sys.executable, "-m", "pytest", "-q", "-c", os.devnull, str(last))
    groups.append(checks.Group("third", command, beside=True))
    groups.append(checks.Group("alone", groups[0].command))
    first, alone = checks.rounds(groups)
    assert [group.name for group in (*first, *alone)] == ["first", "second", "third", "alone"]
    done = checks.run_at_once(first, in_ci=False)
    assert [(one.name, one.outcome.passed, one.outcome.failed) for one in done] == [
        ("first", 1, 0),
        ("second", 0, 1),
        ("third", 1, 0),
    ]
    shown = capfd.readouterr().out
    assert shown.index("== first") < shown.index("== second") < shown.index("assert 'second'")
