"""The page before the browser opens: what it will ask, what must be there, and the fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.ui.accounts.form import ConnectForm, Hints
from brandcraft_desktop.ui.accounts.opening import Opener, opens
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.widgets import Button, NoticeBar, WrappedLabel

ASKS = "{name} will ask you to let Brandcraft:"
PRIVATE = "Your password is typed on {name}'s own page; Brandcraft never sees it."


class ExplainingStep(Step):
    """`keys_wanted` when the person wants to see or change the keys of their app."""

    keys_wanted = Signal()
    primary = "Open browser"

    def __init__(
        self,
        info: PlatformInfo,
        sign_in: SignIn,
        hints: Hints,
        *,
        words: str,
        known: Mapping[str, str],
        opener: Opener,
    ) -> None:
        super().__init__(info, words)
        browser = sign_in.browser
        self.before = NoticeBar("info", sign_in.before, closable=False)
        if sign_in.before_url:
            self.before.add_action("Create one", opens(opener, sign_in.before_url))
        self.column.addWidget(self.before)
        self.form = ConnectForm(sign_in, hints, opener)
        self.form.prefill(known)
        self.form.submitted.connect(self.went)
        self.form.grown.connect(self.grown)
        self.column.addWidget(self.form)
        if browser is not None and browser.permissions:
            self.column.addWidget(WrappedLabel(ASKS.format(name=info.name), role="subtitle"))
            for permission in browser.permissions:
                self.column.addWidget(WrappedLabel(f"\u2022  {permission}"))
        self.column.addWidget(WrappedLabel(PRIVATE.format(name=info.name), role="muted"))
        self.keys = Button("App keys…", kind="link", icon_name="key")
        self.keys.setVisible(browser is not None and browser.app is not None)
        self.keys.clicked.connect(self.keys_wanted)
        self.column.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        self.form.focus_first()

    def forget(self) -> None:
        self.form.forget()
