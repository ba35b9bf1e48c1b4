"""System libraries: installed as root on Debian, otherwise named so that a person can do it.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

LIST = Path(__file__).resolve().parent / "debian-packages.txt"
UPDATE_TRIES = 4


def listed(groups: tuple[str, ...]) -> list[str]:
    """The Debian packages of some groups, in the order of the list."""
    lines = (line.split("#")[0].split() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [line[1] for line in lines if line and line[0] in groups]


def on_debian() -> bool:
    """Whether packages come from dpkg and apt here."""
    return shutil.which("dpkg-query") is not None and shutil.which("apt-get") is not None


def installed(package: str) -> bool:
    """Whether dpkg has it, under its own name or with the suffix of the 64-bit time change."""
    for name in (package, f"{package}t64"):
        asked = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Status}", name],
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.stdout == "install ok installed":
            return True
    return False


def install(packages: list[str]) -> None:
    """Installs by apt; raises CalledProcessError when that fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for attempt in range(1, UPDATE_TRIES + 1):
        update = subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        if update.returncode == 0:
            break
        # The list of packages comes over the network: one lost connection is no reason to give up.
        time.sleep(2 * attempt)
    subprocess.run(
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages],
        env=quiet,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def bring(*groups: str) -> bool:
    """Makes the packages of the groups present; False (after saying what to do) if it cannot."""
    if not on_debian():
        return True  # nothing is known about other systems; whoever needs a library says so
    missing = [package for package in listed(groups) if not installed(package)]
    if not missing:
        return True
    command = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0:
        print(
            f"Some system libraries are missing. Please run:\n\n    sudo {command}\n",
            file=sys.stderr,
        )
        return False
    print(f"Installing {len(missing)} system packages: {' '.join(missing)}", file=sys.stderr)
    try:
        install(missing)
    except subprocess.CalledProcessError:
        print(f"apt-get could not install them. Please run:\n\n    {command}\n", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(0 if bring(*sys.argv[1:]) else 1)
