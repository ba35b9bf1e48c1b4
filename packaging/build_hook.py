"""The build's own step: a wheel carries the glyphs, although the repository does not."""

from __future__ import annotations

import runpy
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Glyphs(BuildHookInterface):  # type: ignore[type-arg, misc, unused-ignore]
    """Found by hatchling as the one hook of this file."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Runs before every build, the editable one too."""
        runpy.run_path(str(Path(self.root) / "packaging" / "icons.py"))["extract"]()
