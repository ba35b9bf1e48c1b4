"""The introduction to a new workspace: how far its person came, and what each answer does."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.campaign import first_time, weekly_slots
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.domain.schedule import zone_named
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import accounts, brands, settings
from brandcraft_desktop.services.brand_rows import all_brands
from brandcraft_desktop.services.times_allowed import months_ahead

if TYPE_CHECKING:
    from brandcraft_desktop.domain.brand import Brand
    from brandcraft_desktop.services.workspace import Workspace

OWN_NAME = "My brand"  # of a brand that is needed and was never named
EXPORTS = "brandcraft-export*.zip"  # as the settings propose to call them
_FOLDERS = ("Downloads", "Documents", "Desktop", "")
_LARGEST_LOOK = 16 * 1024 * 1024  # bytes of posts that are counted for an offer


class Step(StrEnum):
    """Where the introduction stands; `NEVER` was never begun: the workspace is older than it."""

    NEVER = "never"
    BRAND = "brand"
    CAMPAIGN = "campaign"
    ACCOUNTS = "accounts"
    TIMES = "times"
    RUNNING = "running"
    DONE = "done"


STEPS = (Step.BRAND, Step.CAMPAIGN, Step.ACCOUNTS, Step.TIMES, Step.RUNNING)
STEP = settings.choice("first_run.step", Step.NEVER.value, tuple(one.value for one in Step))


@dataclass(frozen=True)
class FoundExport:
    """An export that lies on this computer, and how many posts it says it has."""

    file: Path
    posts: int


def step(workspace: Workspace) -> Step:
    """How far the introduction came."""
    return Step(settings.get(workspace, STEP))


def reach(workspace: Workspace, step: Step) -> None:
    """Keep how far it came; it goes on there after a restart."""
    settings.put(workspace, STEP, step.value)


def keep_brand(workspace: Workspace, brand_id: str | None, name: str, colour: str) -> Brand:
    """Name and colour the brand, or make it. Accounts that are in none belong to a first one.

    Raises `BadInput`, `AlreadyExists`, `NotFound`.
    """
    if brand_id is not None:
        return brands.edit(workspace, brand_id, name=name, colour=colour)
    first = not brands.list_brands(workspace)
    made = brands.add(workspace, name, colour=colour)
    if first:
        for account in accounts.list_accounts(workspace):
            if account.brand_id is None:
                accounts.link(workspace, account.id, made.id)
    return made


def keep_picture(workspace: Workspace, brand_id: str | None, picture: bytes | None) -> Brand:
    """Give the brand a picture, or take it away (None); makes it where it is missing.

    Raises `BadInput`, `NotFound`.
    """
    return brands.set_avatar(workspace, _brand(workspace, brand_id).id, picture)


def keep_start(workspace: Workspace, brand_id: str | None, day: date | None) -> Brand:
    """Start the brand's campaign (None: just looking); makes it where it is missing.

    Raises `NotFound`.
    """
    return brands.start_campaign(workspace, _brand(workspace, brand_id).id, day)


def keep_often(workspace: Workspace, brand_id: str | None, times_a_week: int) -> Brand:
    """Suggest the brand so many weekly times (0: none); makes it where it is missing.

    Times of its own stay where their number is the one wanted. Raises `BadInput`, `NotFound`.
    """
    slots = weekly_slots(times_a_week) if times_a_week else ()
    brand = _brand(workspace, brand_id)
    if len(brand.times) == times_a_week:
        return brand
    return brands.edit(workspace, brand.id, times=slots)


def keep_times(workspace: Workspace, brand_id: str | None, slots: Collection[Slot]) -> Brand:
    """Give the brand its weekly times; makes it where it is missing. Raises `BadInput`."""
    return brands.edit(workspace, _brand(workspace, brand_id).id, times=slots)


def brand_for(workspace: Workspace, brand_id: str | None) -> str | None:
    """The brand that answers are for: the one that is named, else the first; None without any."""
    return brand_id or next((one.id for one in brands.list_brands(workspace)), None)


def first_suggestion(workspace: Workspace, brand_id: str | None, zone: str) -> datetime | None:
    """The first of the brand's times from its campaign's start on; None where there is none."""
    clocks, now = zone_named(zone), workspace.clock.now()
    found = workspace.database.read(
        lambda connection: (all_brands(connection), months_ahead(connection))
    )
    brand = next((one for one in found[0] if one.id == brand_id), None)
    if brand is None:
        return None
    return first_time(brand.times, clocks, now, brand.campaign_start, found[1])


def export_nearby(folder: Path | None = None) -> FoundExport | None:
    """The newest export in the usual folders of a person (or of `folder`), if there is one.

    macOS asks its person before a program may look into those folders: there nobody looks.
    """
    if folder is None and sys.platform == "darwin":
        return None
    home = folder or Path.home()
    files: dict[Path, float] = {}
    for name in _FOLDERS:
        try:
            for file in (home / name).glob(EXPORTS):
                files[file] = file.stat().st_mtime
        except OSError:
            continue  # a folder that may not be read holds nothing for us
    for file in sorted(files, key=lambda one: files[one], reverse=True):
        found = _looked_into(file)
        if found is not None:
            return found
    return None


def _looked_into(file: Path) -> FoundExport | None:
    from brandcraft_desktop.services import export_file

    try:
        with export_file.opened(file) as (archive, contents):
            name = export_file.data_name("posts")
            if contents.practice or contents.files.get(name, ("", 0))[1] > _LARGEST_LOOK:
                return None
            rows = export_file.parsed(archive.read(name)) if name in contents.files else ()
            return FoundExport(file, len(rows))
    except (BrandcraftError, OSError, ValueError, TypeError, zipfile.BadZipFile):
        return None  # it is no export of ours, or a broken one: then there is nothing to offer


def _brand(workspace: Workspace, brand_id: str | None) -> Brand:
    if brand_id is not None:
        return brands.show(workspace, brand_id)
    return keep_brand(workspace, None, OWN_NAME, "")
