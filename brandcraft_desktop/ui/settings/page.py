"""The settings page (screens S12): what this version has, applied at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.services import backup, doctor, pausing, settings
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values, read
from brandcraft_desktop.ui.widgets import (
    Button,
    SearchField,
    SectionHeader,
    ToggleSwitch,
    WrappedLabel,
)
from brandcraft_desktop.ui.window_state import WindowState

_SCHEMES = (("Follow the system", "system"), ("Light", "light"), ("Dark", "dark"))
_MISSED = (
    ("Ask me", MissedPolicy.ASK),
    ("Send them if only a little late", MissedPolicy.PUBLISH),
    ("Skip them", MissedPolicy.SKIP),
)
_SCALES = (90, 100, 110, 125, 150)
NOTICES = (
    "Icons: Font Awesome Free by Fonticons, Inc., CC BY 4.0. Qt and PySide6: LGPL 3. "
    "All product names and logos belong to their owners; no endorsement."
)


class SettingsPage(QWidget):
    """Reads the settings, shows them, writes each change at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._look = WindowState(context.workspace.home.root)
        self._sections: list[Section] = []
        self._make_controls()
        search = SearchField("Search settings", name="Search settings")
        search.setMaximumWidth(280)
        search.searched.connect(self._filter)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(SectionHeader("Settings", role="title"))
        head.addStretch(1)
        head.addWidget(search)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(860)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        for section in self._make_sections():
            self._sections.append(section)
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)
        context.bridge.changed.connect(self._hear)
        self._read()

    def _make_controls(self) -> None:
        self.scheme = QComboBox()
        for words, value in _SCHEMES:
            self.scheme.addItem(words, value)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(self._look.text("scheme"))))
        self.scheme.activated.connect(lambda _: self._apply_look())
        self.text_size = QComboBox()
        for percent in _SCALES:
            self.text_size.addItem(f"{percent} %", percent)
        chosen = round(float(self._look.text("text_scale", "1.0")) * 100)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(chosen)))
        self.text_size.activated.connect(lambda _: self._apply_look())
        self.paused = ToggleSwitch(name="Pause posting")
        self.paused.clicked.connect(self._pause)
        self.missed = QComboBox()
        for words, policy in _MISSED:
            self.missed.addItem(words, policy)
        self.missed.activated.connect(lambda _: self._put_policy())
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 10_000)
        self.minutes.setSuffix(" min")
        self.minutes.setKeyboardTracking(False)
        self.minutes.valueChanged.connect(lambda value: self._put(settings.MISSED_MINUTES, value))
        self.cap = QSpinBox()
        self.cap.setRange(1, 1000)
        self.cap.setKeyboardTracking(False)
        self.cap.valueChanged.connect(lambda value: self._put(settings.HOURLY_CAP, value))
        self.tray = ToggleSwitch(name="Keep running when I close the window")
        self.tray.clicked.connect(self._put_flag)
        self.backup = Button("Back up now…")
        self.backup.clicked.connect(self._back_up)
        self.folder = Button("Open folder")
        self.folder.clicked.connect(self._open_folder)
        self.doctor = Button("Check and copy report")
        self.doctor.clicked.connect(self._examine)

    def _make_sections(self) -> tuple[Section, ...]:
        look = Section("Appearance")
        look.add("Colours", "Light or dark, or as your desktop says.", self.scheme)
        look.add("Text size", "Everything written in the window.", self.text_size)
        posting = Section("Posting")
        posting.add("Pause posting", "Nothing goes out until you switch it off.", self.paused)
        posting.add(
            "Missed posts",
            "What happens to a post that was due while this computer was off.",
            self.missed,
        )
        posting.add(
            "A little late is at most",
            "Counts for “Send them if only a little late”.",
            self.minutes,
        )
        posting.add(
            "Most posts an hour for each account",
            "A guard against mistakes: what is over it waits.",
            self.cap,
        )
        running = Section("Keep running")
        running.add(
            "Keep running when I close the window",
            "Brandcraft stays in the tray, so your posts go out.",
            self.tray,
        )
        data = Section("Data")
        data.add("Backup", "One verified file with everything but your passwords.", self.backup)
        data.add("Library folder", str(self._context.workspace.home.root), self.folder)
        data.add("Doctor", "Checks disk, database, vault and accounts.", self.doctor)
        about = Section("About")
        about.body.addWidget(WrappedLabel(NOTICES, role="muted"))
        return look, posting, running, data, about

    # Reading

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(SettingChanged):
            self._read()

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: read(workspace), self._show, owner=self)

    def _show(self, values: Values) -> None:
        quiet = [
            QSignalBlocker(control) for control in (self.paused, self.minutes, self.cap, self.tray)
        ]
        self.paused.setChecked(values.paused)
        self.missed.setCurrentIndex(max(0, self.missed.findData(values.missed_policy)))
        if not self.minutes.hasFocus():
            self.minutes.setValue(values.missed_minutes)
        if not self.cap.hasFocus():
            self.cap.setValue(values.hourly_cap)
        self.tray.setChecked(values.close_to_tray)
        del quiet

    def _filter(self, words: str) -> None:
        for section in self._sections:
            section.filter(words)

    # Writing

    def _change(self, work: Callable[[], object]) -> None:
        self._context.tasks.change(work, owner=self)

    def _put(self, setting: settings.Setting[int], value: int) -> None:
        workspace = self._context.workspace
        self._change(lambda: settings.put(workspace, setting, value))

    def _put_flag(self, on: bool) -> None:
        workspace = self._context.workspace
        self._change(lambda: settings.put(workspace, settings.CLOSE_TO_TRAY, on))

    def _put_policy(self) -> None:
        workspace, policy = self._context.workspace, MissedPolicy(self.missed.currentData())
        self._change(lambda: settings.put(workspace, settings.MISSED_POLICY, policy))

    def _pause(self, on: bool) -> None:
        workspace = self._context.workspace
        self._change(lambda: pausing.pause(workspace) if on else pausing.resume(workspace))

    def _apply_look(self) -> None:
        scheme, percent = self.scheme.currentData(), self.text_size.currentData()
        self._look.put("scheme", scheme)
        self._look.put("text_scale", str(percent / 100))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, theme.Scheme(scheme), percent / 100)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.workspace.home.root)))

    def _back_up(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Back up Brandcraft", "brandcraft-backup.zip", "Backups (*.zip)"
        )
        if not name:
            return
        workspace = self._context.workspace
        self.backup.setEnabled(False)

        def done(_: object) -> None:
            self.backup.setEnabled(True)
            self._context.navigator.toast("Backup written and verified")

        self._context.tasks.read(
            lambda: backup.backup(workspace, Path(name)), done, failed=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        from brandcraft_desktop.errors import BrandcraftError

        self.backup.setEnabled(True)
        if isinstance(error, BrandcraftError):
            self._context.navigator.show_error(error)

    def _examine(self) -> None:
        workspace = self._context.workspace

        def done(findings: tuple[Check, ...]) -> None:
            lines = [
                f"{'ok' if one.ok else 'TROUBLE'}  {one.name}: {one.message}" for one in findings
            ]
            QGuiApplication.clipboard().setText("\n".join(lines))
            bad = sum(not one.ok for one in findings)
            words = "Everything is in order" if not bad else f"{bad} things need attention"
            self._context.navigator.toast(f"{words}. The report is on the clipboard.")

        self._context.tasks.read(lambda: doctor.examine(workspace), done, owner=self)
