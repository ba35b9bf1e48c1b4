"""Names end as their content asks for, and dialogs offer every kind that is taken."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.media_types import (
    PICTURE_ENDINGS,
    VIDEO_ENDINGS,
    ending,
    name_filter,
    rightly_named,
)


@pytest.mark.parametrize(
    ("name", "mime", "right"),
    [
        ("Pasted image.png", "image/heic", "Pasted image.heic"),
        ("holiday.JPEG", "image/jpeg", "holiday.JPEG"),
        ("holiday.jpg", "image/webp", "holiday.webp"),
        ("film", "video/x-matroska", "film.mkv"),
        ("v1.2 of it", "image/png", "v1.2 of it.png"),
        ("a.doc", "application/pdf", "a.doc"),
    ],
)
def test_a_name_ends_as_its_content_asks_for(name: str, mime: str, right: str) -> None:
    assert rightly_named(name, mime) == right
    assert rightly_named(right, mime) == right


def test_no_ending_stands_for_two_kinds() -> None:
    every = (*PICTURE_ENDINGS, *VIDEO_ENDINGS)
    assert len(set(every)) == len(every)
    assert ending("video/x-m4v") == "m4v"
    assert ending("text/plain") == "bin"
    assert name_filter("png", "jpg") == "*.png *.jpg"
