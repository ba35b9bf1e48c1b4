"""Widgets that know Qt and nothing of us."""

from brandcraft_desktop.ui.widgets.announcing import announce
from brandcraft_desktop.ui.widgets.avatar import Avatar
from brandcraft_desktop.ui.widgets.badge import Badge
from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.card import Card
from brandcraft_desktop.ui.widgets.confirm_dialog import ConfirmDialog
from brandcraft_desktop.ui.widgets.counter_label import CounterLabel
from brandcraft_desktop.ui.widgets.fitting import fit_height, fit_when_shown, grow, keep_bar_room
from brandcraft_desktop.ui.widgets.flow_layout import FlowLayout, spread
from brandcraft_desktop.ui.widgets.focus_ring import FocusRing
from brandcraft_desktop.ui.widgets.icon_button import IconButton
from brandcraft_desktop.ui.widgets.labels import ElidedLabel, WrappedLabel, field_label
from brandcraft_desktop.ui.widgets.mark import Mark
from brandcraft_desktop.ui.widgets.notice_bar import NoticeBar
from brandcraft_desktop.ui.widgets.page_state import PageState
from brandcraft_desktop.ui.widgets.pill import Pill
from brandcraft_desktop.ui.widgets.popover import Popover
from brandcraft_desktop.ui.widgets.progress_row import ProgressBar, ProgressRow
from brandcraft_desktop.ui.widgets.quiet_calendar import quiet_calendar
from brandcraft_desktop.ui.widgets.search_field import SearchField
from brandcraft_desktop.ui.widgets.secret_line import SecretLine
from brandcraft_desktop.ui.widgets.section_header import SectionHeader
from brandcraft_desktop.ui.widgets.segmented_control import SegmentedControl
from brandcraft_desktop.ui.widgets.style import paint_focus, scaled_font, set_look
from brandcraft_desktop.ui.widgets.tab_stops import stops, tab_as_it_reads
from brandcraft_desktop.ui.widgets.toast import Toast
from brandcraft_desktop.ui.widgets.toggle_switch import ToggleSwitch

__all__ = [
    "Avatar",
    "Badge",
    "Button",
    "Card",
    "ConfirmDialog",
    "CounterLabel",
    "ElidedLabel",
    "FlowLayout",
    "FocusRing",
    "IconButton",
    "Mark",
    "NoticeBar",
    "PageState",
    "Pill",
    "Popover",
    "ProgressBar",
    "ProgressRow",
    "SearchField",
    "SecretLine",
    "SectionHeader",
    "SegmentedControl",
    "Toast",
    "ToggleSwitch",
    "WrappedLabel",
    "announce",
    "field_label",
    "fit_height",
    "fit_when_shown",
    "grow",
    "keep_bar_room",
    "paint_focus",
    "quiet_calendar",
    "scaled_font",
    "set_look",
    "spread",
    "stops",
    "tab_as_it_reads",
]
