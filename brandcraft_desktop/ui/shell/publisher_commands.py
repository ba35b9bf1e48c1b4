"""The commands of the publisher page in the window's menus; the page listens to its keys itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, cast

from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.actions import Command
from brandcraft_desktop.ui.shell.places import PUBLISHER

PAGE: Final = "Publisher"
CALENDAR: Final = "Calendar"
POSTS: Final = "List"
BOTH: Final = "A post"


class Acts(Protocol):
    """What the page offers; see `ui.publisher.page_acts`. The page is heavy: it comes later."""

    def can(self, name: str) -> bool: ...

    def act(self, name: str) -> None: ...

    def nudge(self, *, days: int = 0, up: int = 0) -> None: ...

    def rename(self) -> None: ...


class Publisher(Protocol):
    """What the menus ask of the page."""

    @property
    def acts(self) -> Acts: ...

    def choose_view(self, view: str) -> None: ...

    def go_today(self) -> None: ...

    def step(self, count: int) -> None: ...


def view_commands(window: MainWindow) -> tuple[Command, ...]:
    """The calendar's views and periods: from any page, they lead there."""

    def on_page(do: Callable[[Publisher], None]) -> Callable[[], None]:
        def run() -> None:
            window.go_to(PUBLISHER)
            if window.current_key == PUBLISHER:
                do(_page(window))

        return run

    def view(word: str, key: str, name: str) -> Command:
        run = on_page(lambda page: page.choose_view(name))
        return Command("&View", word, (key,), run, PAGE, apart=key == "M")

    return (
        view("Month", "M", "month"),
        view("Week", "W", "week"),
        view("Day", "D", "day"),
        view("List of posts", "L", "list"),
        Command(
            "&View", "Today", ("T",), on_page(lambda page: page.go_today()), where=PAGE, apart=True
        ),
        Command(
            "&View", "Previous period", ("PgUp",), on_page(lambda page: page.step(-1)), where=PAGE
        ),
        Command(
            "&View", "Next period", ("PgDown",), on_page(lambda page: page.step(1)), where=PAGE
        ),
    )


def post_commands(window: MainWindow) -> tuple[Command, ...]:
    """What is done with the post that the keyboard is on, or with those that are ticked."""

    def possible(name: str) -> Callable[[], bool]:
        def ask() -> bool:
            return window.current_key == PUBLISHER and _page(window).acts.can(name)

        return ask

    def command(
        word: str, keys: tuple[str, ...], name: str, *, where: str = BOTH, apart: bool = False
    ) -> Command:
        def run() -> None:
            if possible(name)():
                _page(window).acts.act(name)

        return Command("&Post", word, keys, run, where, possible(name), apart)

    def nudging(word: str, key: str, *, days: int = 0, up: int = 0) -> Command:
        def run() -> None:
            if possible("nudge")():
                _page(window).acts.nudge(days=days, up=up)

        return Command("&Post", word, (key,), run, CALENDAR, possible("nudge"), key == "Alt+Left")

    def rename() -> None:
        if possible("rename")():
            _page(window).acts.rename()

    return (
        command("Edit post", ("E",), "edit", apart=True),
        command("Post now…", (), "post_now"),
        command("Move to…", (), "move"),
        command("Duplicate post", (), "duplicate"),
        Command("&Post", "Rename title", ("F2",), rename, POSTS, possible("rename")),
        command("Retry failed", (), "retry"),
        command("Delete post", ("Del",), "delete"),
        nudging("Move a day earlier", "Alt+Left", days=-1),
        nudging("Move a day later", "Alt+Right", days=1),
        nudging("Move a week or 15 min earlier", "Alt+Up", up=1),
        nudging("Move a week or 15 min later", "Alt+Down", up=-1),
    )


def walking_commands() -> tuple[Command, ...]:
    """Keys with which one walks: no menu has them, the shortcut sheet does."""
    arrows = ("Left", "Right", "Up", "Down")
    return (
        Command("", "Walk over days and posts", arrows, _nothing, CALENDAR),
        Command("", "Open the day or the post", ("Return",), _nothing, f"{CALENDAR}, list"),
        Command("", "First day of the week", ("Home",), _nothing, CALENDAR),
        Command("", "Last day of the week", ("End",), _nothing, CALENDAR),
        Command("", "New post on the day", ("N",), _nothing, CALENDAR),
        Command("", "Back to the day, or clear the selection", ("Esc",), _nothing, PAGE),
        Command("", "Select the post", ("Space",), _nothing, POSTS),
    )


def _page(window: MainWindow) -> Publisher:
    return cast(Publisher, window.page(PUBLISHER))


def _nothing() -> None:
    """The page listens to these itself."""
