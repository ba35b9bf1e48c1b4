"""The command line: a face without Qt."""

from brandcraft_desktop.cli.main import Faces, run

__all__ = ["Faces", "run"]
