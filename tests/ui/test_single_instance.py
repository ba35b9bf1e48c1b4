"""One window a home, with real second processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.single_instance import Role, SingleInstance

BEGIN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from brandcraft_desktop.ui.single_instance import SingleInstance
application = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
print(one.begin(patience=float(sys.argv[2])).value, flush=True)
if sys.argv[3] == "stay":
    one.raised.connect(lambda word: print(word, flush=True))
    sys.exit(application.exec())
"""


def other(run: Path, *, patience: float = 0.5, stay: bool = False) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BEGIN, str(run), str(patience), "stay" if stay else "go"],
        stdout=subprocess.PIPE,
        text=True,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(20)
    assert process.stdout is not None
    process.stdout.close()


@pytest.fixture
def one(tmp_path: Path, qtbot: QtBot) -> SingleInstance:
    return SingleInstance(tmp_path)


def test_a_second_start_raises_the_first_and_ends(
    qtbot: QtBot, tmp_path: Path, one: SingleInstance
) -> None:
    assert one.begin() is Role.FIRST
    with qtbot.waitSignal(one.raised, timeout=20_000) as heard:
        second = other(tmp_path)
    assert heard.args == ["raise"]
    assert line(second) == "raised"
    assert second.wait(20) == 0
    end(second)
    one.release()


def test_a_killed_window_locks_nobody_out(tmp_path: Path, one: SingleInstance) -> None:
    first = other(tmp_path, stay=True)
    assert line(first) == "first"
    assert not one.acquire()
    first.send_signal(signal.SIGKILL)
    first.wait(20)
    assert one.begin(patience=5) is Role.FIRST
    one.release()
    end(first)


def test_another_process_is_raised_from_here(tmp_path: Path, one: SingleInstance) -> None:
    first = other(tmp_path, stay=True)
    assert line(first) == "first"
    assert one.begin() is Role.RAISED
    assert line(first) == "raise"
    end(first)


def test_a_window_that_is_ending_is_waited_for(tmp_path: Path, one: SingleInstance) -> None:
    assert one.acquire()
    one.turn_deaf()
    second = other(tmp_path, patience=20)
    one.release()
    assert line(second) == "first"
    end(second)


def test_a_window_that_does_not_answer_is_told(tmp_path: Path, one: SingleInstance) -> None:
    assert one.acquire()
    one.turn_deaf()
    second = other(tmp_path, patience=0.2)
    assert line(second) == "deaf"
    end(second)
    one.release()


def test_two_homes_do_not_meet(tmp_path: Path, one: SingleInstance) -> None:
    assert one.acquire()
    (tmp_path / "other").mkdir()
    two = SingleInstance(tmp_path / "other")
    assert two.begin() is Role.FIRST
    two.release()
    one.release()
