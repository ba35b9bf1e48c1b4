"""What a platform said of an account, as it is kept in a row."""

from __future__ import annotations

import json

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts, Choice


def to_text(facts: AccountFacts) -> str:
    """For the column `accounts.facts`."""
    return json.dumps(
        {
            "limits": dict(facts.limits),
            "choices": {
                name: [[one.value, one.label] for one in choices]
                for name, choices in facts.choices.items()
            },
            "flags": sorted(facts.flags),
        },
        sort_keys=True,
    )


def from_text(text: str) -> AccountFacts:
    """From the column."""
    if text in ("", "{}"):
        return NO_FACTS
    found = json.loads(text)
    return AccountFacts(
        limits={str(name): int(limit) for name, limit in found["limits"].items()},
        choices={
            str(name): tuple(Choice(str(value), str(label)) for value, label in choices)
            for name, choices in found["choices"].items()
        },
        flags=frozenset(str(flag) for flag in found["flags"]),
    )
