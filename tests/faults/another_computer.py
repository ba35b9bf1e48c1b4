"""`brandcraft` on a computer with another machine id.

Arguments: a file that holds the id, then the command's own words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from brandcraft_desktop.app import main
from brandcraft_desktop.services import machine

if __name__ == "__main__":
    machine._SYSTEM_FILES = (Path(sys.argv[1]), Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
