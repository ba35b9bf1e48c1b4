"""Python reads this first where PYTHONPATH begins here: the command will crash as planned.

Nothing of the program is loaded by it. Once the command itself has loaded the module that works on
claims, `tests.faults.crashes` gets to change it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

PUBLISHING = "brandcraft_desktop.services.publishing"


class AfterLoading(MetaPathFinder):
    """Finds one module as usual, and is there when it has been executed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != PUBLISHING:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        execute = spec.loader.exec_module

        def execute_and_change(module: ModuleType) -> None:
            execute(module)
            from tests.faults import crashes

            crashes.change(module)

        spec.loader.exec_module = execute_and_change  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, AfterLoading())
