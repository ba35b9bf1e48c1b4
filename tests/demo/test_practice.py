"""`brandcraft practice`: a world of its own for the command line, which ends without a trace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from brandcraft_desktop.cli import run
from brandcraft_desktop.demo.practice import MARK
from brandcraft_desktop.practice.platforms import PLATFORMS
from tests.cli.shell import FACES

PROGRAM = (sys.executable, "-m", "brandcraft_desktop")
LIST = (*PROGRAM, "accounts", "list", "--json")
# Somebody's keyring, trusted like the real ones, that writes down what is asked of it.
KEYRING = """
import os
from keyring.backend import KeyringBackend

class Counting(KeyringBackend):
    priority = 9
    def get_password(self, service, name):
        return self._count("get")
    def set_password(self, service, name, text):
        self._count("set")
    def delete_password(self, service, name):
        self._count("delete")
    def _count(self, word):
        with open(os.environ["COUNTED"], "a") as file:
            file.write(word + chr(10))

Counting.__module__ = "keyring.backends.libsecret"
"""


def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody with a real workspace, in which nothing lies yet."""
    kept = {one: value for one, value in os.environ.items() if not one.startswith("BRANDCRAFT_")}
    passing = tmp_path / "passing"
    passing.mkdir(exist_ok=True)
    (tmp_path / "code").mkdir(exist_ok=True)
    (tmp_path / "code" / "counting.py").write_text(KEYRING, encoding="utf-8")
    return {
        **kept,
        "BRANDCRAFT_HOME": str(tmp_path / "real"),
        # Nobody answers there: whatever asks for it fails.
        "BRANDCRAFT_DATABASE_URL": "postgresql://somebody@127.0.0.1:9/real",
        "PYTHON_KEYRING_BACKEND": "counting.Counting",
        "PYTHONPATH": os.pathsep.join((str(tmp_path / "code"), kept.get("PYTHONPATH", ""))),
        "COUNTED": str(tmp_path / "asked of the keyring"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TMPDIR": str(passing),
        "SHELL": "/bin/sh",
    }


def practise(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "practice", *words],
        env=surroundings(tmp_path),
        input=f'echo apps: $("{sys.executable}" -m brandcraft_desktop apps list)\n',
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_is_kept_with_every_platform_connected_and_goes_on(tmp_path: Path) -> None:
    place = str(tmp_path / "world")
    first = practise(tmp_path, "--keep", place, "--connected", "--", *LIST)
    assert first.returncode == 0, first.stderr
    assert {one["platform"] for one in json.loads(first.stdout)} == set(PLATFORMS)
    script = f'"{sys.executable}" -m brandcraft_desktop media-store test && exit 7'
    again = practise(tmp_path, "--keep", place, "--connected", "--", "/bin/sh", "-c", script)
    assert again.returncode == 7, again.stderr
    assert "TROUBLE" not in again.stdout
    assert not (tmp_path / "real").exists()


def test_shell_says_how_to_connect_and_nothing_is_left(tmp_path: Path) -> None:
    said = practise(tmp_path)
    lines = [one.strip() for one in said.stderr.splitlines()]
    assert "brandcraft accounts connect linkedin" in lines
    assert [
        one
        for one in lines
        if one.endswith("bluesky --identifier practice.bsky.social --secret-stdin")
    ]
    assert {one for one in PLATFORMS if f"connect {one}" not in said.stderr} == set()
    assert "practice-linkedin" in said.stdout
    assert not (tmp_path / "real").exists()
    assert list((tmp_path / "passing").iterdir()) == []


def test_nothing_of_the_persons_own_is_touched(tmp_path: Path) -> None:
    entry = tmp_path / "config" / "autostart" / "brandcraft.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nType=Application\nExec=brandcraft --minimised\n")
    before = entry.read_bytes()
    ours = f'"{sys.executable}" -m brandcraft_desktop'
    script = f"""
        {ours} vault status && {ours} doctor
        printf %s "$BRANDCRAFT_VAULT_PASSPHRASE" | {ours} vault unlock || exit 3
        unset BRANDCRAFT_VAULT_PASSPHRASE
        {ours} vault status
        {ours} accounts list || exit 4
        {ours} start-at-login on && exit 5
        {ours} start-at-login off && exit 6
        exit 0
    """
    said = practise(tmp_path, "--connected", "--", "/bin/sh", "-c", script)
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stderr.count("Practice changes nothing about what starts at login") == 2
    assert entry.read_bytes() == before
    assert not (tmp_path / "asked of the keyring").exists()
    assert not (tmp_path / "real").exists()
    assert not (tmp_path / "data").exists()
    assert [one.name for one in (tmp_path / "config").rglob("*")] == ["autostart", entry.name]


def test_the_keyring_of_these_tests_counts(tmp_path: Path) -> None:
    """Without practice it is asked: else nothing were proven by its silence."""
    around = surroundings(tmp_path)
    del around["BRANDCRAFT_DATABASE_URL"]
    subprocess.run([*PROGRAM, "doctor"], env=around, capture_output=True, timeout=60, check=False)
    assert (tmp_path / "asked of the keyring").read_text() == "get\n"


@pytest.mark.parametrize("left", [MARK, f"{MARK}.new"])
def test_one_that_was_killed_while_it_was_made_goes_on(tmp_path: Path, left: str) -> None:
    world = tmp_path / "world"
    world.mkdir()
    (world / left).touch()
    said = practise(tmp_path, "--keep", str(world), "--", *PROGRAM, "vault", "status")
    assert said.returncode == 0, said.stderr
    assert "kept by: passphrase." in said.stdout
    assert [one.name for one in world.glob(f"{MARK}*")] == [MARK]
    assert len((world / MARK).read_text()) > 20
    assert (world / MARK).stat().st_mode & 0o077 == 0
    assert not (tmp_path / "asked of the keyring").exists()


def test_told_to_end_it_ends_all_of_it(tmp_path: Path) -> None:
    told = (sys.executable, "-c", "import os,time; print(os.getpid(), flush=True); time.sleep(300)")
    process = subprocess.Popen(
        [*PROGRAM, "practice", "--", *told],
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    inner = int(process.stdout.readline())
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    with pytest.raises(ProcessLookupError):
        os.kill(inner, 0)
    assert list((tmp_path / "passing").iterdir()) == []


def test_folder_with_other_things_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from brandcraft_desktop.app import run_practice

    (tmp_path / "mine.txt").write_text("mine")
    faces = replace(FACES, practice=run_practice)
    assert run(["practice", "--keep", str(tmp_path)], faces) == 2
    assert "is no folder of a practice world" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
