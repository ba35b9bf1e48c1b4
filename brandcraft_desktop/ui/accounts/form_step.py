"""The page of a platform that is connected by what is typed or pasted into its form."""

from __future__ import annotations

from collections.abc import Mapping

from brandcraft_desktop.domain.platform import PlatformInfo, SignIn
from brandcraft_desktop.ui.accounts.form import ConnectForm, Hints
from brandcraft_desktop.ui.accounts.opening import Opener
from brandcraft_desktop.ui.accounts.step import Step


class FormStep(Step):
    """`known` is filled in already (reconnecting)."""

    def __init__(
        self,
        info: PlatformInfo,
        sign_in: SignIn,
        hints: Hints,
        *,
        words: str,
        known: Mapping[str, str],
        primary: str,
        opener: Opener,
    ) -> None:
        super().__init__(info, words)
        self.primary = primary
        self.form = ConnectForm(sign_in, hints, opener)
        self.form.prefill(known)
        self.form.submitted.connect(self.went)
        self.form.grown.connect(self.grown)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        self.form.focus_first()

    def forget(self) -> None:
        self.form.forget()
