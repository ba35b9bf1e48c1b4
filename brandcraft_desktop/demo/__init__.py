"""The demo: a throw-away workspace whose platforms are local stand-ins."""

from brandcraft_desktop.demo.program import run

__all__ = ["run"]
