"""What is wrong with one file, before it is known whose platform says so."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain import media_words as words
from brandcraft_desktop.domain.media_rules import Aspect, Rule


@dataclass(frozen=True)
class Complaint:
    """What is wrong (`what` follows the file's name) and what to do; `mild` is a warning."""

    rule: Rule
    what: str
    todo: str = ""
    mild: bool = False


def out_of_shape(aspect: Aspect, width: int, height: int) -> str:
    """In which way a size is beyond a range of shapes."""
    wide = width / height > aspect.most
    border = aspect.most if wide else aspect.least
    limit = f"at most {words.ratio(border)} fits"
    if not wide:
        limit = f"nothing taller than {words.ratio(border)} fits"
    if aspect.least == aspect.most:
        limit = f"only {words.ratio(border)} fits"
    return f"is {words.shape(width, height, border)}, {limit}"
