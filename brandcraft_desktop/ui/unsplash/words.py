"""What is said of photos, and of what went wrong on the way to them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from brandcraft_desktop.domain.credit import UNSPLASH_HOME, referred
from brandcraft_desktop.domain.photos import LimitReached, Photo
from brandcraft_desktop.errors import BrandcraftError, Offline
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.times import short_time

FEW = 10
"""Requests left in this hour from which on it is told."""


@dataclass(frozen=True)
class Trouble:
    """An error as the panel shows it."""

    sentence: str
    explanation: str


def trouble(error: BrandcraftError) -> Trouble:
    """An error in the panel's words: times on the person's clock."""
    if isinstance(error, LimitReached):
        when = short_time(on_clocks_here(error.again_at).time())
        return Trouble(f"Unsplash limit reached. More at {when}.", error.cause)
    if isinstance(error, Offline):
        return Trouble("You are offline, or Unsplash is.", error.action)
    return Trouble(error.title, " ".join(part for part in (error.cause, error.action) if part))


def line(error: BrandcraftError) -> str:
    """An error in one line of text."""
    found = trouble(error)
    return f"{found.sentence} {found.explanation}".strip()


def spoken(photo: Photo) -> str:
    """ "Red bicycle at a wall, photo by Annie Spratt"."""
    return f"{photo.description or 'Photo without a description'}, photo by {photo.credit.name}"


def about(photo: Photo) -> str:
    """ "Red bicycle at a wall · 3000 × 4500"."""
    size = f"{photo.width} × {photo.height}"
    return f"{photo.description} · {size}" if photo.description else size


def attribution(photo: Photo, colour: str) -> str:
    """The line Unsplash asks for, as rich text: name and Unsplash are links."""

    def link(address: str, words: str) -> str:
        return f'<a href="{escape(referred(address))}" style="color:{colour}">{escape(words)}</a>'

    name = link(photo.credit.profile, photo.credit.name)
    return f"Photo by {name} on {link(UNSPLASH_HOME, 'Unsplash')}"


def left(remaining: int | None) -> str:
    """How many more requests there are, where there are few."""
    if remaining is None or remaining > FEW:
        return ""
    return f"{remaining} more request{'' if remaining == 1 else 's'} this hour"
