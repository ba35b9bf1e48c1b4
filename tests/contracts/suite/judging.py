"""What the recorded scenes of a platform lack, measured against its sheet and its official spec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.contracts.openapi import OpenApi
from tests.contracts.recorded import Exchange
from tests.contracts.suite.scenes import Played
from tests.contracts.suite.sheets import BEYOND, NEEDS, Need
from tests.publishers.flow import Sheet, Spec

ROOT = Path(__file__).parents[3]


def lacking(sheet: Sheet, played: Played) -> Iterator[str]:
    """Every feature of the sheet that is not built, by its name."""
    for one in NEEDS[sheet.platform]:
        names = sheet.features.get(one.feature, ())
        if not names:
            yield f"{one.feature}: not built"
        elif not _shown(one, names, played):
            yield f"{one.feature}: said to be built, but not seen in {', '.join(names)}"
    for feature in sorted(set(sheet.features) & set(BEYOND[sheet.platform])):
        yield f"{feature}: built, and yet left out in sheets.py"


def _shown(one: Need, names: Iterable[str], played: Played) -> bool:
    if not one.calls:
        return all(_is_a_test(name) for name in names)
    calls = [call for name in names for call in played.scenes.get(name, ())]
    return any(_fits(one, call) for call in calls)


def _is_a_test(name: str) -> bool:
    path, _, test = name.partition("::")
    file = ROOT / path
    return file.is_file() and f"def {test}(" in file.read_text(encoding="utf-8")


def _fits(one: Need, call: Exchange) -> bool:
    if not any(_is(wanted, call) for wanted in one.calls) or not 200 <= call.status < 300:
        return False
    headers = "\n".join(f"{name}: {value}" for name, value in call.headers.items())
    whole = f"{unquote(call.query)}\n{headers}\n{call.body.decode('utf-8', 'replace')}"
    return all(re.search(pattern, whole) for pattern in one.holds)


def _is(wanted: str, call: Exchange) -> bool:
    method, _, template = wanted.partition(" ")
    pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
    return call.method == method and re.fullmatch(pattern, call.path) is not None


def against_the_spec(spec: Spec, played: Played) -> list[str]:
    """Every call and answer that does not keep to the official spec."""
    return sorted(
        {
            f"{scene}: {problem}"
            for scene, exchange in played.exchanges
            for problem in spec.wrong(exchange)
        }
    )


def operations_amiss(sheet: Sheet, spec: Spec, played: Played) -> Iterator[str]:
    """Operations that were promised and never seen, seen and not promised, or passed over."""
    seen = {spec.operation(exchange) for _, exchange in played.exchanges} - {""}
    yield from (f"{one}: never seen" for one in sorted(sheet.operations - seen))
    yield from (f"{one}: seen, but not promised" for one in sorted(seen - sheet.operations))
    for one, why in sheet.left_out.items():
        if one in sheet.operations or not why:
            yield f"{one}: left out without a reason"
    if isinstance(spec, OpenApi):
        every = {one.name for one in spec.operations}
        passed_over = every - sheet.operations - set(sheet.left_out)
        yield from (f"{one}: neither used nor left out" for one in sorted(passed_over))
