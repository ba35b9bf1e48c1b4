"""Accounts, brands, files and the doctor on PostgreSQL, with two machines on one workspace."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.errors import VaultLocked
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import accounts, brands, media, vault
from brandcraft_desktop.services.doctor import examine
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.media.files import photo
from tests.models.times import StandingClock
from tests.services.engine_world import OneKiosk
from tests.services.town import TOWN, Town, make_town

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

WORDS = "correct horse battery"
ANSWERS = {"login": "ann", "password": "open sesame"}


@contextmanager
def machine(home: Path, url: str, town: Town, words: str | None = WORDS) -> Iterator[Workspace]:
    """One computer on the shared workspace, with a home of its own."""
    workspace = open_workspace(
        Home(home),
        clock=StandingClock(),
        database_url=url,
        passphrase=words,
        platforms=cast("Registry", OneKiosk(town)),
    )
    try:
        yield workspace
    finally:
        close(workspace)


def test_two_machines_share_sign_ins_by_passphrase(tmp_path: Path, postgres_url: str) -> None:
    town = make_town(tmp_path)
    with (
        machine(tmp_path / "bare", postgres_url, town, None) as bare,
        pytest.raises(VaultLocked, match="needs a passphrase"),
    ):
        accounts.connect(bare, TOWN, ANSWERS)
    with (
        machine(tmp_path / "one", postgres_url, town) as one,
        machine(tmp_path / "two", postgres_url, town) as two,
    ):
        threads = [threading.Thread(target=each.vault.ready) for each in (one, two)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        account = accounts.connect(one, TOWN, ANSWERS)
        assert accounts.secrets(two, account.id).read("refresh") == town.valid["ann"]
        accounts.refresh(two, account.id)
        accounts.refresh(one, account.id)
        assert town.renewals == 2
        brand = brands.add(one, "Demo Studio")
        accounts.link(two, account.id, brand.id)
        assert accounts.list_accounts(one, brand_id=brand.id)[0].id == account.id
        assert vault.status(two).keeper == "passphrase"
        brands.delete(two, brand.id)
        accounts.disconnect(one, account.id)
        assert accounts.list_accounts(two) == ()


def test_files_and_the_doctor(tmp_path: Path, postgres_url: str) -> None:
    with machine(tmp_path / "one", postgres_url, make_town(tmp_path)) as workspace:
        view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
        assert media.process_pending(workspace) == 1
        assert media.show(workspace, view.id).state is MediaState.PROCESSED
        assert media.list_media(workspace, search="A.JPG")[0].id == view.id
        media.delete(workspace, view.id)
        assert media.purge(workspace) == 0
        workspace.vault.ready()
        assert [check.name for check in examine(workspace) if not check.ok] == []
