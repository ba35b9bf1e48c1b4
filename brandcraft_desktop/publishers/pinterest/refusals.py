"""The sentences with which Pinterest refuses a Pin, in words for a person.

Sources: the constraints of PinCreate in pinterest/api-description v5.23.0, which the API repeats
("Invalid request: … is too long: constraint: maxItems=5"), and public reports of its sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from brandcraft_desktop.publishers.pinterest.limits import ALT_TEXT, DESCRIPTION, LINK, TITLE


@dataclass(frozen=True)
class Reason:
    """Why a Pin is refused and what mends it."""

    cause: str
    action: str


def _longest(limit: int, subject: str) -> tuple[re.Pattern[str], Reason]:
    action = f"Shorten the {subject.lower()} and try again."
    cause = f"{subject} may have at most {limit:,} characters."
    return re.compile(rf"maxLength\s*=\s*{limit}\b"), Reason(cause, action)


_KNOWN: tuple[tuple[re.Pattern[str], Reason], ...] = (
    (
        re.compile(r"maxItems\s*=\s*5\b"),
        Reason("A carousel takes at most 5 pictures.", "Remove some pictures and try again."),
    ),
    (
        re.compile(r"minItems\s*=\s*2\b"),
        Reason("A carousel needs at least 2 pictures.", "Add a picture and try again."),
    ),
    _longest(TITLE, "Title"),
    _longest(DESCRIPTION, "Description"),
    _longest(ALT_TEXT, "Alt text"),
    _longest(LINK, "Link"),
    (
        re.compile(r"does not match '\^\\+d\+\$'"),
        Reason(
            "It does not know the board that was chosen.",
            "Refresh the account, choose the board again, then try again.",
        ),
    ),
    (
        re.compile(r"(?i)unable to reach the url"),
        Reason("It can't open the link.", "Check the link in a browser, then try again."),
    ),
    (
        re.compile(r"(?i)\b(spam|block(ed)?)\b"),
        Reason("It blocks this link as spam.", "Use another link and try again."),
    ),
    (
        re.compile(r"(?i)cover_image"),
        Reason("The video has no cover.", "Choose its cover frame and try again."),
    ),
    (
        re.compile(r"(?i)same (size|dimension|aspect|ratio)|aspect ratio"),
        Reason(
            "The pictures of a carousel must all have one size.",
            "Crop them to one shape and try again.",
        ),
    ),
    (
        re.compile(
            r"(?i)\b(image|picture)\b.{0,80}\b(too small|broken|corrupt|invalid|not supported)"
        ),
        Reason("It can't use a picture of this post.", "Add another picture and try again."),
    ),
)


def reason(message: str) -> Reason | None:
    """What a known sentence means; None for any other."""
    return next((one for words, one in _KNOWN if words.search(message)), None)
