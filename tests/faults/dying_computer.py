"""`brandcraft` on a computer that loses its power when it comes to a function.

Arguments: a file that holds the machine id, "module:function", then the command's own words.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path

from brandcraft_desktop.app import main
from brandcraft_desktop.services import machine


def die(*_: object, **__: object) -> None:
    """Nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    machine._SYSTEM_FILES = (Path(sys.argv[1]), Path(sys.argv[1]))
    module, _, name = sys.argv[2].partition(":")
    if module:
        setattr(importlib.import_module(module), name, die)
    sys.exit(main(sys.argv[3:]))
