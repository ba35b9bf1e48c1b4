"""Which dictionary is meant by a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from brandcraft_desktop.domain.spelling import Dictionary, pick, tag_of

THERE = tuple(
    Dictionary(Path("/dictionaries"), stem)
    for stem in ("de_AT", "de_DE_frami", "en_AU", "en_GB-large", "en_US", "lt", "sr-Latn")
)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("de_DE_frami", "de-DE"),
        ("en_GB-large", "en-GB"),
        ("lt", "lt"),
        ("EN_us.UTF-8", "en-US"),
        ("sr_latn", "sr-Latn"),
    ],
)
def test_names_of_files_and_systems_become_tags(name: str, tag: str) -> None:
    assert tag_of(name) == tag


@pytest.mark.parametrize(
    ("language", "near", "stem"),
    [
        ("en-GB", (), "en_GB-large"),
        ("en", (), "en_US"),
        ("en", ("en_AU.UTF-8",), "en_AU"),
        ("en-NZ", ("de_AT",), "en_US"),
        ("de", ("en_US",), "de_DE_frami"),
        ("de-CH", ("de_AT",), "de_AT"),
        ("lt-LT", (), "lt"),
        ("sr", (), "sr-Latn"),
        ("fr", ("en_US",), None),
    ],
)
def test_another_region_is_better_than_nothing(
    language: str, near: tuple[str, ...], stem: str | None
) -> None:
    found = pick(THERE, language, near)
    assert (found.stem if found else None) == stem
