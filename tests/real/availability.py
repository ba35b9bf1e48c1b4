"""What happens where a real server cannot run: a skip with its reason; in CI a failure."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest


def unavailable(reason: str) -> NoReturn:
    """Ends the test that needs what is not there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str, *, package: str) -> str:
    """The path of a program that a Debian package brings; without it the test ends."""
    found = shutil.which(name)
    if found is None:
        unavailable(f"{name} is not installed (Debian package {package}); `make test` as root does")
    return found


def tied(command: list[str], *, user: str | None = None) -> list[str]:
    """The command so that it ends with the process that started it, as another user if given."""
    become = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    return [program("setpriv", package="util-linux"), *become, "--pdeathsig=TERM", *command]
