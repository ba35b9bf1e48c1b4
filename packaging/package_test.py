"""Builds the wheel and tries it in a clean environment: it installs, starts, and has its glyphs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUESTION = """
from importlib.resources import files
window = files("brandcraft_desktop.ui")
glyphs = [file for file in window.joinpath("icons").iterdir() if file.name.endswith(".svg")]
assert len(glyphs) > 50, f"only {len(glyphs)} glyphs in the wheel"
assert window.joinpath("shapes", "logo.svg").is_file(), "no logo in the wheel"
"""


def main() -> int:
    """0 if the package works by itself; what went wrong is on stderr."""
    with tempfile.TemporaryDirectory(prefix="brandcraft-package-") as folder:
        clean, python = Path(folder) / "venv", Path(folder) / "venv" / "bin" / "python"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        wheel = next(Path(folder).glob("*.whl"))
        venv.create(clean, symlinks=True, with_pip=True)
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        steps: tuple[list[str | Path], ...] = (
            [*pip, "--require-hashes", "-r", ROOT / "requirements.lock"],
            [*pip, "--no-deps", wheel],
            [python, "-c", QUESTION],
            [clean / "bin" / "brandcraft", "--help"],
        )
        for step in steps:
            subprocess.run(step, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    print(f"{wheel.name} installs and starts by itself")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        sys.exit(f"The package does not work by itself: {failed}")
