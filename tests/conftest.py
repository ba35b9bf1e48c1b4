"""What holds for every test: nothing leaves this machine, and noise or leftovers fail the test."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

NOWHERE = Path(tempfile.mkdtemp(prefix="brandcraft-tests-"))
PASSED_ON = {"BRANDCRAFT_REFERENCE", "BRANDCRAFT_SEEDS", "BRANDCRAFT_MEASURE", "BRANDCRAFT_TEST_AT"}
REPLACED = {
    # Read when Qt makes its application: without a display and this, the whole run aborts.
    "QT_QPA_PLATFORM": "offscreen",
    # The developer's own workspace, settings and keyring are out of reach.
    "BRANDCRAFT_HOME": str(NOWHERE / "home"),
    "XDG_DATA_HOME": str(NOWHERE),
    "XDG_CONFIG_HOME": str(NOWHERE),
    "XDG_STATE_HOME": str(NOWHERE),
    "XDG_RUNTIME_DIR": str(NOWHERE),
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    # Nor is their computer kept awake.
    "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={NOWHERE / 'no-bus'}",
    # The same words and times everywhere.
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}

pytest_plugins = ["tests.guards"]


def _leave_the_developers_world() -> None:
    for name in [name for name in os.environ if name.startswith("BRANDCRAFT_")]:
        if name not in PASSED_ON:
            del os.environ[name]
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    os.environ.update(REPLACED)


# While this file is read, not in a fixture: modules of the tests may read the environment too.
_leave_the_developers_world()

settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("tests"), derandomize=True, database=None)
settings.register_profile(
    "fuzz", deadline=None, max_examples=20_000, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "tests"))


def pytest_unconfigure() -> None:
    """Takes away the folder that stood in for the developer's own."""
    shutil.rmtree(NOWHERE, ignore_errors=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, named by BRANDCRAFT_HOME for this test."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("BRANDCRAFT_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference data (platform specs, vectors); without it the test skips, in CI it fails."""
    named = os.environ.get("BRANDCRAFT_REFERENCE")
    if named and (Path(named) / "platforms").is_dir():
        return Path(named)
    reason = f"BRANDCRAFT_REFERENCE names no folder with reference data: {named or 'it is not set'}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
