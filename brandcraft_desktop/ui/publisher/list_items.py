"""The rows of the list: posts under the headings of their days. No database in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher.days import spoken_day
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.words import spoken_row

WINDOW: Final = 256
ROW: Final = Qt.ItemDataRole.UserRole
HEADING: Final = Qt.ItemDataRole.UserRole + 1
NO_DATE: Final = "No date yet"

AnyIndex = QModelIndex | QPersistentModelIndex


class PostItems(QAbstractTableModel):
    """One column; `ROW` gives the `PostRow`, `HEADING` the words of a day's heading.

    `more` is called when the view wants the next window; answer with `append`.
    """

    def __init__(
        self, looks: Looks, more: Callable[[int], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        self._more = more
        self._today = date.min
        self._lines: list[PostRow | str] = []
        self._posts = 0
        self._complete = True
        self._asked = False
        self.by_day = True
        self.by_change = False

    @property
    def posts(self) -> int:
        """How many posts are loaded."""
        return self._posts

    def rows(self) -> list[PostRow]:
        """The posts loaded, in order."""
        return [line for line in self._lines if isinstance(line, PostRow)]

    def headed(self, start: int) -> list[bool]:
        """Of each line from `start` on, whether it is a heading."""
        return [isinstance(line, str) for line in self._lines[start:]]

    def line_of(self, post_id: str) -> int:
        """The line of a post, -1 if it is not loaded."""
        for number, line in enumerate(self._lines):
            if isinstance(line, PostRow) and line.id == post_id:
                return number
        return -1

    def show(self, rows: Sequence[PostRow], today: date, *, complete: bool) -> bool:
        """Show these from the start. The same posts in the same order only change their looks;
        False then, True when everything is laid out anew.
        """
        lines = self._with_headings(rows, "", today)
        same = today == self._today and [_key(line) for line in lines] == [
            _key(line) for line in self._lines
        ]
        self._today, self._complete, self._asked = today, complete, False
        self._posts = len(rows)
        if same:
            changed = [n for n, line in enumerate(lines) if line != self._lines[n]]
            self._lines = lines
            for number in changed:
                index = self.index(number, 0)
                self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()
        return True

    def patch(
        self,
        touched: frozenset[str],
        rows: Sequence[PostRow],
        before: Callable[[PostRow, PostRow], bool],
    ) -> bool:
        """Something happened to the posts `touched`, of which `rows` still belong in here.

        `before` says of two which stands above. Gives what `show` gives.
        """
        kept = [row for row in self.rows() if row.id not in touched]
        for row in rows:
            place = next((n for n, other in enumerate(kept) if before(row, other)), len(kept))
            if place < len(kept) or self._complete:  # else its own window brings it
                kept.insert(place, row)
        return self.show(kept, self._today, complete=self._complete)

    def posts_below(self, line: int) -> range:
        """The lines of the posts under a heading, as far as they are loaded."""
        end = line + 1
        while end < len(self._lines) and isinstance(self._lines[end], PostRow):
            end += 1
        return range(line + 1, end)

    def append(self, rows: Sequence[PostRow], *, complete: bool) -> None:
        """The next window."""
        self._complete, self._asked = complete, False
        last = next((line for line in reversed(self._lines) if isinstance(line, str)), "")
        lines = self._with_headings(rows, last, self._today)
        if not lines:
            return
        start = len(self._lines)
        self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
        self._lines.extend(lines)
        self._posts += len(rows)
        self.endInsertRows()

    def _with_headings(
        self, rows: Sequence[PostRow], last: str, today: date
    ) -> list[PostRow | str]:
        lines: list[PostRow | str] = []
        said: dict[date | None, str] = {}  # a day is put into words once
        for row in rows:
            words = self._heading(row, today, said)
            if words and words != last:
                lines.append(words)
                last = words
            lines.append(row)
        return lines

    def _heading(self, row: PostRow, today: date, said: dict[date | None, str]) -> str:
        if not (self.by_day or self.by_change):
            return ""
        moment = row.changed_at if self.by_change else row.at
        day = local_day(moment) if moment is not None else None
        if day not in said:
            words = spoken_day(day, today) if day is not None else NO_DATE
            said[day] = f"Changed: {words}" if self.by_change else words
        return said[day]

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], PostRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            shown = (HEADING, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return line if role in shown else None
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            day = spoken_day(local_day(line.at), self._today) if line.at else NO_DATE
            return f"{day}, {spoken_row(line, self._looks)}"
        return None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self._more(self._posts)


def _key(line: PostRow | str) -> str:
    return line if isinstance(line, str) else line.id
