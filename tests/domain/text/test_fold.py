"""Where a long text is folded away."""

from __future__ import annotations

from brandcraft_desktop.domain.text.fold import fold_at


def test_what_fits_is_not_folded() -> None:
    assert fold_at("", 5) is None
    assert fold_at("12345", 5) is None
    assert fold_at("12345 \n", 5) is None  # nothing to read behind it


def test_a_fold_stands_behind_what_a_person_counts() -> None:
    assert fold_at("123456", 5) == 5
    family = "👨‍👩‍👧‍👦"
    assert fold_at(family * 5, 5) is None
    assert fold_at(family * 6, 5) == len(family) * 5
