"""The scenes of each registered platform, played once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.contracts.suite.scenes import Played, play
from tests.publishers.every_platform import flows_of, sheet_of
from tests.publishers.stand import stand


@pytest.fixture(scope="session")
def played(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Played]:
    """Plays a platform's scenes, once."""

    @cache
    def once(platform: str) -> Played:
        folder = tmp_path_factory.mktemp(f"suite-{platform}")
        with stand(folder, sheet_of(platform)) as here:
            return play(here, flows_of(platform))

    return once
