"""The guards around every test really fail a test that is noisy or leaves something behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import contextlib, logging, socket, threading, warnings
import pytest
from PySide6.QtCore import qWarning

stop = threading.Event()

def test_quiet():
    pass

def test_local():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_expected_log(caplog):
    logging.getLogger("sample").warning("awaited")

def test_bad_warning():
    warnings.warn("old", DeprecationWarning)

def test_bad_qt_warning(qapp):
    qWarning("QObject: something is wrong")

def test_bad_log():
    logging.getLogger("sample").warning("stray")

def test_bad_network():
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def test_bad_swallowed_network():
    with contextlib.suppress(BaseException):
        socket.getaddrinfo("example.test", 443)

def test_bad_thread():
    threading.Thread(target=stop.wait, name="left", daemon=True).start()
"""


def test_noise_and_leftovers_fail(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    report = tmp_path / "report.xml"
    options = ["-q", f"--config-file={ROOT / 'pyproject.toml'}", f"--rootdir={ROOT}"]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "tests.guards",
            *options,
            f"--junitxml={report}",
            tmp_path,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    cases: dict[str, bool] = {}
    for case in ET.parse(report).iter("testcase"):
        bad = case.find("failure") is not None or case.find("error") is not None
        name = case.get("name", "")
        cases[name] = cases.get(name, False) or bad
    assert cases == {name: name.startswith("test_bad") for name in cases}
    assert len(cases) == SAMPLE.count("def test_")
