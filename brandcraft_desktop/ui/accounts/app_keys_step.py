"""The page that asks for the keys of an app of one's own, before the browser opens."""

from __future__ import annotations

from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.ui.accounts.app_keys_form import AppKeysForm
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.widgets import WrappedLabel

STAYS = "The app belongs to you, and its keys stay on this computer."


class AppKeysStep(Step):
    """Holds the form; the dialog saves it."""

    primary = "Save and go on"

    def __init__(self, info: PlatformInfo, sign_in: SignIn, form: AppKeysForm) -> None:
        super().__init__(info, f"Your app on {info.name}")
        self.form = form
        form.submitted.connect(self.went)
        form.grown.connect(self.grown)
        self.column.addWidget(WrappedLabel(f"{sign_in.guide} {STAYS}", role="secondary"))
        self.column.addWidget(form)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        self.form.focus_first()

    def forget(self) -> None:
        self.form.forget()
