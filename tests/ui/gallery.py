"""Draws every widget in both themes into PNG files, to be looked at.

Run ``QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery <folder>``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import Scheme
from brandcraft_desktop.ui.theme.status import LOOKS
from brandcraft_desktop.ui.widgets import (
    Avatar,
    Badge,
    Button,
    Card,
    ConfirmDialog,
    CounterLabel,
    ElidedLabel,
    FlowLayout,
    IconButton,
    NoticeBar,
    PageState,
    Pill,
    Popover,
    ProgressRow,
    SearchField,
    SegmentedControl,
    Toast,
    ToggleSwitch,
    set_look,
    spread,
)

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen on every brush pack"


def label(text: str, role: str = "") -> QLabel:
    """A label with a role."""
    made = QLabel(text)
    if role:
        set_look(made, "role", role)
    return made


def row(*parts: QWidget) -> QWidget:
    """Widgets side by side, wrapping."""
    holder = QWidget()
    flow = FlowLayout(holder, spacing=8)
    for part in parts:
        flow.addWidget(part)
    spread(holder)
    return holder


def disabled(widget: QWidget) -> QWidget:
    """The widget, switched off."""
    widget.setEnabled(False)
    return widget


def buttons() -> QWidget:
    """Push buttons in all kinds, icon buttons."""
    focused = Button("Focused", kind="")
    focused.setObjectName("focused")
    checked = IconButton("layer-group", "Layers", checkable=True)
    checked.setChecked(True)
    return row(
        Button("Schedule", kind="primary", icon_name="clock"),
        Button("Save draft"),
        Button("New post", kind="primary", icon_name="plus"),
        Button("Delete", kind="danger", icon_name="trash"),
        Button("Skip for now", kind="ghost"),
        Button("Add account", icon_name="plus"),
        Button("Show all", kind="link"),
        disabled(Button("Schedule", kind="primary", icon_name="clock")),
        disabled(Button("Save draft", icon_name="file")),
        IconButton("face-smile", "Emoji", shortcut="Ctrl+."),
        IconButton("wand-magic-sparkles", "Assist"),
        checked,
        disabled(IconButton("scissors", "Split")),
        focused,
    )


def pills() -> QWidget:
    """Every state."""
    return row(*(Pill(state) for state in LOOKS), Pill("missed", "Missed (computer was off)"))


def notices() -> QWidget:
    """Notice bars of every kind."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    texts = {
        "info": "You're offline. Drafts are saved; posts due now wait until you're back.",
        "success": "LinkedIn is connected again.",
        "warning": "LinkedIn signs you out on 2 December, before this post is due.",
        "error": "Bluesky: 31 characters too long. Instagram: image 3 is 4:1, the widest it "
        "takes is 1.91:1. " + LONG,
    }
    for kind, text in texts.items():
        bar = NoticeBar(kind, text)
        if kind in ("error", "warning"):
            bar.add_action("Go to Bluesky" if kind == "error" else "Reconnect", lambda: None)
        column.addWidget(bar)
    return holder


def words() -> QWidget:
    """Label roles."""
    narrow = ElidedLabel(LONG)
    narrow.setFixedWidth(220)
    return row(
        label("New preset pack is live", "title"),
        label("Delivery", "subtitle"),
        label("6 Nov 12:00:04"),
        label("Uploading image 2 of 3", "secondary"),
        label("Saved 09:41", "muted"),
        label("only you see it", "caption"),
        label("1,204", "number"),
        label("That password isn't right.", "error"),
        narrow,
    )


def fields() -> QWidget:
    """Native fields under our sheet."""
    combo = QComboBox()
    combo.addItems(["Demo Studio", "All brands"])
    when = QDateTimeEdit(QDateTime.fromString("2026-11-27T07:00:00Z", Qt.DateFormat.ISODate))
    when.setCalendarPopup(True)
    spin = QSpinBox()
    spin.setValue(3)
    title = QLineEdit("Black Friday: 40% off all brushes")
    title.setMinimumWidth(260)
    empty = QLineEdit()
    empty.setPlaceholderText("Title (only you see it)")
    wrong = QLineEdit("anna..example")
    set_look(wrong, "state", "error")
    on, off, part = QCheckBox("Keep running"), QCheckBox("Start at sign-in"), QCheckBox("Some")
    on.setChecked(True)
    part.setTristate(True)
    part.setCheckState(Qt.CheckState.PartiallyChecked)
    chosen, other = QRadioButton("On a date"), QRadioButton("Today")
    chosen.setChecked(True)
    tabs = QTabBar()
    for name in ("Preview", "Checks 2", "Notes"):
        tabs.addTab(name)
    text = QPlainTextEdit("It starts Friday")
    text.setFixedSize(220, 60)
    return row(
        combo,
        when,
        spin,
        title,
        empty,
        wrong,
        disabled(QComboBox()),
        on,
        off,
        part,
        chosen,
        other,
        disabled(QCheckBox("Off")),
        tabs,
        text,
    )


def small() -> QWidget:
    """Avatars, badges, counters, switches, segments, search."""
    counters = []
    for used, prefix in ((100, ""), (268, "X"), (331, "Bluesky")):
        counter = CounterLabel(prefix)
        counter.set_count(used, 280 if prefix != "Bluesky" else 300)
        counters.append(counter)
    on = ToggleSwitch("Keep running when I close the window")
    on.setChecked(True)
    rail = QToolButton()
    rail.setObjectName("nav")
    rail.setText("Publisher")
    rail.setIcon(theme.icon("calendar-days"))
    rail.setIconSize(QSize(22, 22))
    rail.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    rail.setFixedSize(70, 56)
    rail.setCheckable(True)
    rail.setChecked(True)
    Badge(12, what="failed").attach_to(rail)
    views = (("month", "Month"), ("week", "Week"), ("day", "Day"), ("list", "List"))
    found = SearchField("Search posts (Ctrl+F)")
    found.setText("preset")
    return row(
        Avatar("Demo Studio", glyph="x-twitter"),
        Avatar("anna example", glyph="instagram", ground="#14613A"),
        Avatar("", glyph="bluesky", size=40),
        Avatar("Demo Studio", size=48, ground="#FFC670"),
        Badge(2),
        Badge(140, token="scheduled"),
        *counters,
        on,
        ToggleSwitch("Start at sign-in"),
        disabled(ToggleSwitch("Not here")),
        SegmentedControl(views, name="View"),
        SearchField("Search posts (Ctrl+F)"),
        found,
        rail,
    )


def cards() -> QWidget:
    """Cards with deliveries and progress."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    delivery = Card("Delivery")
    if delivery.header is not None:
        delivery.header.set_caption("2 of 5 published. Nothing is posted twice.")
        delivery.header.add_action(Button("Copy details"))
    for name, state in (("@demo_studio", "published"), (LONG, "failed")):
        each = QHBoxLayout()
        each.setSpacing(12)
        each.addWidget(Avatar(name, glyph="linkedin"))
        each.addWidget(ElidedLabel(name, role="subtitle"), 1)
        each.addWidget(Pill(state))
        each.addWidget(Button("Retry"))
        delivery.body.addLayout(each)
    progress = ProgressRow()
    progress.set_progress("Uploading image 2 of 3, 64%", 0.64)
    busy = ProgressRow()
    busy.set_progress("The platform is processing", None)
    delivery.body.addWidget(progress)
    delivery.body.addWidget(busy)
    line.addWidget(delivery, 1)
    empty = PageState(QWidget())
    empty.show_empty(
        "calendar-days",
        "No posts for Demo Studio yet",
        explanation="Posts you schedule appear here on their day.",
        button="Write a post",
        done=lambda: None,
    )
    frame = Card()
    frame.body.addWidget(empty)
    line.addWidget(frame, 1)
    failed = PageState(QWidget())
    failed.show_error(
        "The posts could not be read",
        explanation="Nothing is lost. The file is in use by another program.",
        done=lambda: None,
        details="…",
    )
    other = Card()
    other.body.addWidget(failed)
    line.addWidget(other, 1)
    return holder


SECTIONS: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("Words", words),
    ("Buttons", buttons),
    ("States", pills),
    ("Notices", notices),
    ("Fields", fields),
    ("Small parts", small),
    ("Cards and page states", cards),
)


def page() -> QWidget:
    """Everything, on one page."""
    window = QWidget()
    window.setObjectName("page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(window)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(10)
    for name, make in SECTIONS:
        column.addWidget(label(name, "heading"))
        column.addWidget(make())
    column.addStretch(1)
    return window


def draw(application: QApplication, folder: Path, scheme: Scheme, name: str) -> None:
    """One picture."""
    theme.apply(application, scheme)
    window = page()
    window.resize(980, 1400)
    toast = Toast(window)
    window.show()
    focused = window.findChild(Button, "focused")
    if focused is not None:
        window.activateWindow()
        focused.setFocus(Qt.FocusReason.TabFocusReason)
    theme.live.reduced_motion = True
    toast.show_message("Moved “New preset pack” to Fri 27 Nov, 07:00.", lambda: None)
    application.processEvents()
    window.grab().save(str(folder / f"gallery_{name}.png"))
    window.close()
    questions(application, folder, name)


def questions(application: QApplication, folder: Path, name: str) -> None:
    """A dialog and a popover."""
    dialog = ConfirmDialog(
        None,
        "3 posts are due in the next 24 hours",
        "They won't go out while Brandcraft is closed.",
        confirm="Quit anyway",
        cancel="Keep running",
        danger=True,
    )
    dialog.show()
    popover = Popover("Post")
    popover.body.addWidget(label("New preset pack is live", "heading"))
    popover.body.addWidget(Pill("partially_published"))
    popover.body.addWidget(label("Fri 27 Nov, 07:00 · 5 accounts", "secondary"))
    popover.body.addWidget(row(Button("Open", kind="primary"), Button("Duplicate")))
    anchor = Button("Anchor")
    anchor.show()
    popover.open_at(anchor)
    application.processEvents()
    dialog.grab().save(str(folder / f"dialog_{name}.png"))
    popover.grab().save(str(folder / f"popover_{name}.png"))
    for widget in (popover, anchor, dialog):
        widget.close()


def main() -> None:
    """Draw light, dark and right-to-left."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    application = QApplication([])
    draw(application, folder, Scheme.LIGHT, "light")
    draw(application, folder, Scheme.DARK, "dark")
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    draw(application, folder, Scheme.LIGHT, "rtl")


if __name__ == "__main__":
    main()
