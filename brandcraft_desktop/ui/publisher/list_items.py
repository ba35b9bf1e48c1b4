"""The rows of the list: posts under the headings of their days. No database in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.here import local_day, zone
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
        self._by_id: dict[str, PostRow] = {}
        self._complete = True
        self._asked = False
        self.by_day = True
        self.by_change = False

    @property
    def posts(self) -> int:
        """How many posts are loaded."""
        return len(self._by_id)

    def rows(self) -> list[PostRow]:
        """The posts loaded, in order."""
        return [line for line in self._lines if isinstance(line, PostRow)]

    def headed(self, start: int, end: int) -> list[bool]:
        """Of each line from `start` on, up to `end`, whether it is a heading."""
        return [isinstance(line, str) for line in self._lines[start:end]]

    def post(self, line: int) -> PostRow | None:
        """The post on a line; None on a heading."""
        found = self._lines[line]
        return found if isinstance(found, PostRow) else None

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
        self._by_id = {row.id: row for row in rows}
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
    ) -> None:
        """Something happened to the posts `touched`, of which `rows` still belong in here.

        `before` says of two which stands above. Only the lines concerned change: the others keep
        their places and what is ticked, however many they are.
        """
        new = {row.id: row for row in rows}
        for post_id in touched:
            old = self._by_id.get(post_id)
            if old is not None:
                number = self._line_near(old, before)
                if not self._exchange(number, old, new, before):
                    self._take_out(number)
        for row in new.values():
            self._put_in(row, before)

    def _exchange(
        self,
        number: int,
        old: PostRow,
        new: dict[str, PostRow],
        before: Callable[[PostRow, PostRow], bool],
    ) -> bool:
        """Show the new look of a post on its own line, if that is where it belongs still."""
        row = new.get(old.id)
        if row is None or before(row, old) or before(old, row):
            return False
        if self._heading_of(row) != self._heading_of(old):
            return False
        del new[old.id]
        if row != old:
            self._lines[number] = self._by_id[row.id] = row
            index = self.index(number, 0)
            self.dataChanged.emit(index, index)
        return True

    def _take_out(self, number: int) -> None:
        """A post goes, and the heading that stands above it alone."""
        first, last = number, number
        end = len(self._lines) - 1
        ends = number == end or isinstance(self._lines[number + 1], str)
        if ends and number and isinstance(self._lines[number - 1], str):
            first = number - 1
            if last < end and self._lines[last + 1] == self._heading_above(first):
                last += 1  # of the same day as what stands above them both now
        gone = self._lines[number]
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._lines[first : last + 1]
        if isinstance(gone, PostRow):
            del self._by_id[gone.id]
        self.endRemoveRows()

    def _put_in(self, row: PostRow, before: Callable[[PostRow, PostRow], bool]) -> None:
        """A post comes where it belongs, under a heading of its own where none fits."""
        start = self._place_of(row, before)
        following = self._lines[start] if start < len(self._lines) else None
        if following is None and not self._complete:
            return  # its own window brings it
        own, above = self._heading_of(row), self._heading_above(start)
        lines: list[PostRow | str] = [row]
        if own != above and following == own:
            start += 1
        elif own != above:
            # What it comes between belongs together under one heading.
            rest = [above] if above and isinstance(following, PostRow) else []
            lines = [own, row, *rest]
        self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
        self._lines[start:start] = lines
        self._by_id[row.id] = row
        self.endInsertRows()

    def _line_near(self, row: PostRow, before: Callable[[PostRow, PostRow], bool]) -> int:
        """The line of a post that is loaded: where its order says, else wherever it is."""
        line = self._place_of(row, before) - 1
        return line if line >= 0 and self._lines[line] is row else self.line_of(row.id)

    def _place_of(self, row: PostRow, before: Callable[[PostRow, PostRow], bool]) -> int:
        """The line behind the last post that stands above one."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            post = middle
            while post < high and isinstance(self._lines[post], str):
                post += 1
            line = self._lines[post] if post < high else None
            if isinstance(line, PostRow) and not before(row, line):
                low = post + 1
            else:
                high = middle
        return low

    def _heading_above(self, number: int) -> str:
        """The heading that a line stands under."""
        above = (self._lines[one] for one in range(number - 1, -1, -1))
        return next((line for line in above if isinstance(line, str)), "")

    def _heading_of(self, row: PostRow) -> str:
        return self._heading(row, self._today, zone(), {})

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
        # One that moved on between two windows is here already.
        new = [row for row in rows if row.id not in self._by_id]
        lines = self._with_headings(new, last, self._today)
        if not lines:
            return
        start = len(self._lines)
        self.beginInsertRows(QModelIndex(), start, start + len(lines) - 1)
        self._lines.extend(lines)
        self._by_id.update((row.id, row) for row in new)
        self.endInsertRows()

    def _with_headings(
        self, rows: Sequence[PostRow], last: str, today: date
    ) -> list[PostRow | str]:
        lines: list[PostRow | str] = []
        said: dict[date | None, str] = {}  # a day is put into words once
        there = zone()
        for row in rows:
            words = self._heading(row, today, there, said)
            if words and words != last:
                lines.append(words)
                last = words
            lines.append(row)
        return lines

    def _heading(
        self, row: PostRow, today: date, there: ZoneInfo, said: dict[date | None, str]
    ) -> str:
        if not (self.by_day or self.by_change):
            return ""
        moment = row.changed_at if self.by_change else row.at
        day = moment.astimezone(there).date() if moment is not None else None
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
            self._more(self.posts)


def _key(line: PostRow | str) -> str:
    return line if isinstance(line, str) else line.id
