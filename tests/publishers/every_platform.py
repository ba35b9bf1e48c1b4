"""The sheets and flows of all registered platforms."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from brandcraft_desktop.publishers.registry import Registry
from tests.publishers.flow import Flow, Sheet

PUBLISHERS = tuple(one.info.id for one in Registry().publishers())


def _module(platform: str) -> str:
    return f"tests.publishers.{platform}.flows"


def tells(platform: str) -> bool:
    """Whether the platform's module for the suites is there."""
    try:
        return find_spec(_module(platform)) is not None
    except ModuleNotFoundError:
        return False


def sheet_of(platform: str) -> Sheet:
    """What a platform promises."""
    found = importlib.import_module(_module(platform)).SHEET
    assert isinstance(found, Sheet)
    return found


def flows_of(platform: str) -> tuple[Flow, ...]:
    """Its kinds of posts."""
    found = importlib.import_module(_module(platform)).FLOWS
    assert isinstance(found, tuple)
    return found
