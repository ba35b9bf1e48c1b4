"""Tabs: what can be done with the text, the files and the parts of one platform or account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import MediaChoice, VariantContent
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED, OwnWords, replace_text
from brandcraft_desktop.ui.editor.presenter import Presenter
from brandcraft_desktop.ui.editor.targets import (
    NOTHING,
    account_of,
    divided,
    is_split,
    name_of,
    siblings,
    united,
)
from brandcraft_desktop.ui.editor.variant_tabs import Verb
from brandcraft_desktop.ui.editor.view import EditorView


class TextTools(QObject):
    """Every tool leaves one undo step, or offers its own way back; none asks."""

    def __init__(
        self,
        controller: EditorController,
        presenter: Presenter,
        view: EditorView,
        infos: Mapping[str, PlatformInfo],
    ) -> None:
        super().__init__(view)
        self.controller, self.presenter, self.view, self._infos = (
            controller,
            presenter,
            view,
            infos,
        )
        self._verbs: dict[Verb, Callable[[str], None]] = {
            Verb.RESET: controller.documents.reset,
            Verb.COPY: self.copy_to_all,
            Verb.OWN_MEDIA: self.use_own_media,
            Verb.SHARED_MEDIA: self.use_shared_media,
            Verb.ONE_POST: lambda target: self.set_thread(target, on=False),
            Verb.THREAD: lambda target: self.set_thread(target, on=True),
            Verb.SPLIT: self.split_by_account,
            Verb.UNITE: self.unite,
            Verb.REMOVE: self.remove_tab,
        }
        view.tabs.customise_wanted.connect(self.open_tab)
        view.tabs.wanted.connect(self.do)
        view.strip.apart_wanted.connect(self._media_apart)

    def do(self, verb: object, target: str) -> None:
        """A verb of a tab's menu."""
        if isinstance(verb, Verb) and not self.controller.locked_reason:
            self._verbs[verb](target)

    def open_tab(self, target: str) -> None:
        """Give a platform or an account its own tab and go to it."""
        controller = self.controller
        if target in self._infos:
            chosen = controller.chosen_accounts()
            if is_split(target, controller.documents.targets(), chosen):
                target = siblings(target, chosen)[0].id
        if target in self._infos or account_of(target, controller.accounts) is not None:
            controller.documents.open(target)
            self.presenter.show_tabs()
        self.view.tabs.set_current(target)
        self.view.composer.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_nth(self, place: int) -> None:
        """The tab of the n-th chosen platform, counted from 0."""
        platforms = self.presenter.platforms()
        locked = self.controller.locked_reason or self.controller.delivery_id is not None
        if place < len(platforms) and not locked:
            self.open_tab(platforms[place])

    # Texts

    def remove_tab(self, target: str) -> None:
        """Take everything a target has of its own away, with a way back."""
        controller = self.controller
        before = controller.content.variants.get(target, NOTHING)
        targets = [one for one in controller.documents.targets() if one != target]
        variants = {one: own for one, own in controller.content.variants.items() if one != target}
        self._show(variants, targets, SHARED)

        def back() -> None:
            now = controller.content.variants
            self._show({**now, target: before}, [*controller.documents.targets(), target], target)

        self._toast(f"Removed the text for {self._name(target)}.", back)

    def copy_to_all(self, target: str) -> None:
        """A target's words become everybody's: one undo step in each text that changes."""
        documents = self.controller.documents
        words = documents.text(target)
        own = {
            one: OwnWords(documents.text(one), documents.based_on(one))
            for one in documents.targets()
            if one != SHARED and documents.is_customised(one)
        }
        shared = documents.text(SHARED)
        replace_text(documents.document(SHARED), words)
        for one in own:
            if one != target:
                replace_text(documents.document(one), words)
        documents.keep(target)
        self.view.tabs.set_current(SHARED)

        def back() -> None:
            for one, before in own.items():  # what was edited since stays as it is
                if documents.text(one) == words and one in documents.targets():
                    documents.put(one, before)
            if documents.text(SHARED) == words:
                replace_text(documents.document(SHARED), shared)

        self._toast(f"Copied the text for {self._name(target)} to all platforms.", back)

    # Accounts

    def split_by_account(self, platform: str) -> None:
        """Each account of a platform gets a text, files and options of its own."""
        controller = self.controller
        accounts = siblings(platform, controller.chosen_accounts())
        if len(accounts) < 2:
            return
        ids = [account.id for account in accounts]
        before = [one for one in controller.documents.targets() if one not in ids]
        targets = [*(one for one in before if one != platform), *ids]
        variants = divided(controller.content.variants, platform, accounts)
        undo = self._undo_of([platform, *ids], before)
        self._show(variants, targets, ids[0])
        self._toast(f"{self._infos[platform].name} has a text for each account now.", undo)

    def unite(self, target: str) -> None:
        """What this account has becomes its platform's, for all accounts there."""
        controller = self.controller
        account = account_of(target, controller.accounts)
        if account is None:
            return
        every = [one.id for one in controller.accounts if one.platform == account.platform]
        before = controller.documents.targets()
        targets = [*(one for one in before if one not in every), account.platform]
        variants = united(controller.content.variants, account, controller.accounts)
        undo = self._undo_of([account.platform, *every], before)
        self._show(variants, list(dict.fromkeys(targets)), account.platform)
        name = self._infos[account.platform].name
        self._toast(f"All {name} accounts use the text of {at(account.handle)} now.", undo)

    def _undo_of(self, touched: Sequence[str], targets: Sequence[str]) -> Callable[[], None]:
        """Puts back what these targets have now and which tabs there are; others stay."""
        controller = self.controller
        had = {one: controller.content.variants.get(one, NOTHING) for one in touched}
        current = self.view.tabs.current()

        def back() -> None:
            others = [one for one in controller.documents.targets() if one not in touched]
            mine = [one for one in targets if one in touched]
            self._show({**controller.content.variants, **had}, [*others, *mine], current)

        return back

    # Files and threads

    def _media_apart(self, apart: bool) -> None:
        target = self.view.tabs.current()
        (self.use_own_media if apart else self.use_shared_media)(target)

    def use_own_media(self, target: str) -> None:
        """Files of its own for a target; it begins with a copy of those it shares."""
        media, before = self.controller.media, self._media_of(target)
        if target == SHARED or not self._may_change_media():
            return
        media.take_apart(target)
        name = self._name(target)
        self._toast(f"{name} has its own media now.", lambda: media.put_back(target, before))

    def use_shared_media(self, target: str) -> None:
        """The shared files for a target again."""
        media, before = self.controller.media, self._media_of(target)
        if target == SHARED or not self._may_change_media():
            return
        media.share(target)
        name = self._name(target)
        self._toast(f"{name} uses the shared media.", lambda: media.put_back(target, before))

    def set_thread(self, target: str, *, on: bool) -> None:
        """One post instead of a thread for this target alone, or a thread for it alone."""
        controller = self.controller
        before = controller.content.variants.get(target, NOTHING)
        controller.set_thread(on, target)
        self.presenter.show_target()

        def back() -> None:
            now = controller.content.variants.get(target, NOTHING)
            controller.put_variant(target, replace(now, thread=before.thread))
            self.presenter.show_target()

        what = "goes out as a thread" if on else "goes out as one post"
        self._toast(f"The text for {self._name(target)} {what}.", back)

    def _media_of(self, target: str) -> tuple[MediaChoice, ...] | None:
        return self.controller.content.variants.get(target, NOTHING).media

    def _may_change_media(self) -> bool:
        return not self.controller.locked_reason and self.controller.delivery_id is None

    # What all of them do

    def _show(
        self, variants: Mapping[str, VariantContent], targets: Sequence[str], current: str
    ) -> None:
        """Other variants with their tabs, and the one that is shown."""
        self.view.composer.show_document(self.controller.documents.document(SHARED))
        self.controller.put_variants(variants, targets)
        self.presenter.show_tabs()
        self.view.tabs.set_current(current)
        self.presenter.show_target()

    def _toast(self, sentence: str, back: Callable[[], None]) -> None:
        """Say what was done; undone only as long as the same post is open."""
        post = self.controller.post

        def undo() -> None:
            if self.controller.is_post(post):
                back()

        self.controller.context.navigator.toast(sentence, undo=undo)

    def _name(self, target: str) -> str:
        return name_of(target, self._infos, self.controller.accounts)
