"""Runs the checks group by group and ends with one line: `N passed, N failed`.

Usage: checks.py all|fast|bench|soak|fuzz. Every group runs even if one before it failed. With `CI`
set, a skipped test in a group that needs servers or reference data counts as failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SLOWEST = 10
MESSAGE_LENGTH = 200
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Group:
    """One run of pytest, or of a static check. `never_skips`: a skip is a failure in CI."""

    name: str
    command: tuple[str, ...]
    pytest: bool = True
    never_skips: bool = False
    may_be_empty: bool = True
    beside: bool = False  # runs while the group before it does, after those beside it already


@dataclass
class Outcome:
    """What a group came to; durations are (seconds, test)."""

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    durations: list[tuple[float, str]] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def fail(self, name: str, reason: str) -> None:
        """Counts one failure, to be told again at the very end, where nothing cuts it off."""
        self.failed += 1
        self.why.append(f"{name}: {reason}")


class Timed(NamedTuple):
    """A group that has run: its name, how many minutes it took, what it came to."""

    name: str
    minutes: float
    outcome: Outcome


def static(name: str, *command: str) -> Group:
    """A check that is right or wrong as a whole, and counts as one test."""
    return Group(name, (str(BIN / command[0]), *command[1:]), pytest=False)


def marked(
    name: str,
    marks: str,
    *more: str,
    never_skips: bool = False,
    may_be_empty: bool = True,
    beside: bool = False,
) -> Group:
    """The tests with these marks; `more` are further words for pytest."""
    # One file that cannot be imported must not hide what the others have to say.
    rest = ("--continue-on-collection-errors", "-m", marks, *more)
    command = (sys.executable, "-m", "pytest", "-q", "-rfE", *rest)
    return Group(name, command, never_skips=never_skips, may_be_empty=may_be_empty, beside=beside)


STATIC = (
    static("format", "ruff", "format", "--check", "--quiet", "."),
    static("lint", "ruff", "check", "--quiet", "."),
    static("types", "mypy", "--no-error-summary"),
    static("import rules", "lint-imports"),
)
UNIT = marked("unit and window", "not contract and not real")
PLANS: dict[str, tuple[Group, ...]] = {
    "fast": (*STATIC, UNIT),
    "all": (
        *STATIC,
        UNIT,
        # Two processes, so that both processors are used.
        marked("contracts and faults", "contract and not real", never_skips=True, beside=True),
        marked("real servers", "real", never_skips=True, beside=True),
    ),
    "bench": (marked("measurements", "bench", "-s", may_be_empty=False),),
    "soak": (marked("soak", "soak", may_be_empty=False),),
    "fuzz": (marked("fuzz", "hypothesis or differential", may_be_empty=False),),
}


def read_report(report: Path, group: Group, *, in_ci: bool) -> Outcome:
    """Counts the test cases of a JUnit report."""
    outcome = Outcome()
    for case in ET.parse(report).iter("testcase"):
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        outcome.durations.append((float(case.get("time", "0")), name))
        skip = case.find("skipped")
        trouble = [*case.iter("failure"), *case.iter("error")]
        if trouble:
            outcome.fail(name, first_line(trouble[0].get("message", "")))
        elif skip is None:
            outcome.passed += 1
        elif in_ci and group.never_skips:
            outcome.fail(name, f"skipped, which CI does not allow: {skip.get('message')}")
        else:
            outcome.skipped.append(f"{name}: {skip.get('message')}")
    return outcome


def first_line(message: str) -> str:
    """What a failure says, short enough for a list of them."""
    return message.strip().split("\n", 1)[0][:MESSAGE_LENGTH]


def run_tests(group: Group, *, in_ci: bool, output: IO[str] | None = None) -> Outcome:
    """Runs one group of tests; a run that ended without a report counts as one failure.

    What pytest prints goes to `output`, else to our own standard output.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory(prefix="brandcraft-checks-") as folder:
        report, at = Path(folder) / "report.xml", Path(folder) / "at"
        command = [*group.command, f"--junitxml={report}"]
        environment["BRANDCRAFT_TEST_AT"] = str(at)  # tests/guards.py writes it
        code = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, check=False
        ).returncode
        if code == NOTHING_COLLECTED:
            print(f"No tests belong to the group {group.name!r} yet.")
            return Outcome(failed=0 if group.may_be_empty else 1)
        outcome = read_report(report, group, in_ci=in_ci) if report.exists() else Outcome()
        if code != 0 and outcome.failed == 0:
            where = f", during {at.read_text()}" if not report.exists() and at.exists() else ""
            outcome.fail(group.name, f"pytest ended with exit code {code}{where}")
        return outcome


def run_static(group: Group) -> Outcome:
    """Runs one static check and shows its output only if it fails."""
    done = subprocess.run(
        group.command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return Outcome(passed=1)
    print(done.stdout)
    outcome = Outcome()
    outcome.fail(group.name, f"{Path(group.command[0]).name} found the above")
    return outcome


def run_group(group: Group, *, in_ci: bool, aside: IO[str] | None = None) -> Timed:
    """Runs one group; what it prints goes `aside` while another group is printing."""
    began = time.monotonic()
    outcome = run_tests(group, in_ci=in_ci, output=aside) if group.pytest else run_static(group)
    return Timed(group.name, (time.monotonic() - began) / 60, outcome)


def run_at_once(groups: Sequence[Group], *, in_ci: bool) -> list[Timed]:
    """Runs the first group, and the others one after another beside it.

    The first prints as it goes, the others when it is over.
    """
    first, *others = groups
    with ThreadPoolExecutor(1) as pool, ExitStack() as files:
        begun = []
        for group in others:
            aside = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
            begun.append((group, aside, pool.submit(run_group, group, in_ci=in_ci, aside=aside)))
        print(f"== {first.name}", flush=True)
        done = [run_group(first, in_ci=in_ci)]
        for group, aside, outcome in begun:
            done.append(outcome.result())
            print(f"== {group.name}")
            aside.seek(0)
            print(aside.read(), flush=True)
    return done


def rounds(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups in their order, those that run beside each other together."""
    told: list[list[Group]] = []
    for group in groups:
        if group.beside and told:
            told[-1].append(group)
        else:
            told.append([group])
    return told


def main(plan: str) -> int:
    """Runs a plan; 0 if nothing failed."""
    in_ci = bool(os.environ.get("CI"))
    total = Outcome()
    timed = [one for groups in rounds(PLANS[plan]) for one in run_at_once(groups, in_ci=in_ci)]
    for _, _, outcome in timed:
        total.passed += outcome.passed
        total.failed += outcome.failed
        total.skipped += outcome.skipped
        total.durations += outcome.durations
        total.why += outcome.why
    print("\nSlowest tests")
    for seconds, name in sorted(total.durations, reverse=True)[:SLOWEST]:
        print(f"  {seconds:7.2f} s  {name}")
    print("Groups")
    for name, took, outcome in timed:
        print(f"  {took:6.2f} min  {name}: {outcome.passed} passed, {outcome.failed} failed")
    for reason in total.skipped:
        print(f"  skipped  {reason}")
    for reason in total.why:
        print(f"  FAILED  {reason}")
    skipped = f", {len(total.skipped)} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "fast"))
