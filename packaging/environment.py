"""Makes `.venv`: the locked dependencies, our glyphs, and the `brandcraft` command.

Standard library only, run by whatever Python 3.11+ is there. A stamp keeps what was installed, so
the work is repeated only when the lock, the project file or the list of glyphs changed.
Usage: environment.py [GROUP…] - system packages of these groups are brought first.
"""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
DECIDES = ("requirements.lock", "pyproject.toml", "packaging/glyphs.txt", "packaging/icons.py")
INSTALL_TRIES = 3


def fingerprint() -> str:
    """Changes when what has to be installed changes."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in DECIDES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def usable() -> bool:
    """Whether the interpreter in `.venv` runs (a moved or upgraded Python leaves a dead link)."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], check=False).returncode == 0


def pip(*arguments: str) -> None:
    """Runs pip inside `.venv`; raises CalledProcessError when it fails."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([PYTHON, "-m", "pip", "install", *quiet, *arguments], cwd=ROOT, check=True)


def install_dependencies() -> None:
    """Installs exactly what the lock names, each file checked against its hash."""
    for attempt in range(1, INSTALL_TRIES + 1):
        try:
            pip("--require-hashes", "-r", "requirements.lock")
        except subprocess.CalledProcessError:
            if attempt == INSTALL_TRIES:
                raise
        else:
            return


def make() -> None:
    """Brings `.venv` up to date; does nothing where it is."""
    wanted = fingerprint()
    if usable() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not usable():
        print("Making .venv", file=sys.stderr)
        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    print("Installing the locked dependencies", file=sys.stderr)
    install_dependencies()
    # The build hook extracts the glyphs.
    pip("--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(wanted, encoding="utf-8")


def main(groups: list[str]) -> int:
    """Makes everything; 0, or 1 after having said what is missing."""
    if importlib.util.find_spec("ensurepip") is None and not system.bring("python"):
        return 1
    if groups and not system.bring(*groups):
        return 1
    try:
        make()
    except subprocess.CalledProcessError:
        print(
            "The environment could not be made. The reason stands above; "
            "once it is mended, run the command again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
