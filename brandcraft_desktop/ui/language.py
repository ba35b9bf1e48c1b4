"""The language the window speaks: its dates and its direction go with its words.

Dates in another language than the words around them mix two directions in one line where the
computer speaks Arabic or Hebrew. So names of days and months are written in the window's language;
the order of a date, the clock and the first day of the week stay those of the computer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget

SPOKEN = QLocale.Language.English
_SHORT = QLocale.FormatType.ShortFormat
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def speak(application: QApplication, system: QLocale | None = None) -> None:
    """Dates and direction of the whole window; `system` is the computer's locale."""
    locale = in_our_words(QLocale.system() if system is None else system)
    QLocale.setDefault(locale)
    # Qt's own `-reverse` stays: it shows the window mirrored in any language.
    if application.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        application.setLayoutDirection(locale.textDirection())


def in_our_words(system: QLocale) -> QLocale:
    """The locale that writes as `system` does, in the window's language.

    Not every country is known in every language (Egypt is not in English): then the first one that
    has the same clock and the same week stands in.
    """
    if _speaks_ours(system):
        return system
    script, anywhere = QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    known = QLocale.matchingLocales(SPOKEN, script, anywhere)
    at_home = [one for one in known if one.territory() == system.territory()]
    alike: tuple[Callable[[QLocale], bool], ...] = (
        lambda one: _week(one) == _week(system),
        lambda one: _halves(one) == _halves(system),
        lambda one: _day_first(one) == _day_first(system),
    )
    candidates = [*at_home, *known]
    return max(candidates, key=lambda one: [same(one) for same in alike], default=system)


def _speaks_ours(system: QLocale) -> bool:
    """Also asks for the name of a day: a system may write its dates in a language of their own."""
    monday = QLocale(QLocale.Language.C).dayName(1)
    return system.language() in (SPOKEN, QLocale.Language.C) and system.dayName(1) == monday


def _week(locale: QLocale) -> Qt.DayOfWeek:
    return locale.firstDayOfWeek()


def _halves(locale: QLocale) -> bool:
    """Whether its clock counts to twelve."""
    return "a" in locale.timeFormat(_SHORT).lower()


def _day_first(locale: QLocale) -> bool:
    pattern = locale.dateFormat(_SHORT)
    return pattern.find("d") < pattern.find("M")


def isolated(words: str, widget: QWidget) -> str:
    """Words that keep their own order in a mirrored widget: "7 posts" is not to read "posts 7"."""
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}" if mirrored and words else words
