"""Texts in several scripts, and words to find them by: the same answers on both databases."""

from __future__ import annotations

from typing import Final

IN_MANY_SCRIPTS: Final = (
    "Ärger mit Öl",
    "ПРИВЕТ, мир",
    "100%Ä",
    "Crème brûlée",
    "a\\É",
    "plain words",
)
IN_ANY_CASE: Final = (
    ("ärger", "Ärger mit Öl"),
    ("ÄRGER öL", "Ärger mit Öl"),
    ("arger", ""),
    ("привет", "ПРИВЕТ, мир"),
    ("МИР", "ПРИВЕТ, мир"),
    ("пиво", ""),
    ("%ä", "100%Ä"),
    ("0%Ä", "100%Ä"),
    ("_Ä", ""),
    ("CRÈME BRÛLÉE", "Crème brûlée"),
    ("rème", "Crème brûlée"),
    ("\\é", "a\\É"),
    ("%é", ""),
    ("PLAIN", "plain words"),
)
"""What is typed, and the one text that is found; "" for none."""
