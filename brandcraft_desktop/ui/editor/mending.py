"""One click that mends a problem: shorter words, a thread, only the files that fit.

Everything here goes through the controller's public methods; each gives the way back where Ctrl+Z
in the text is not enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.services import fixing, planning
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED, replace_text

_NONE = VariantContent()


@dataclass(frozen=True)
class Mended:
    """What was done: where to look, a sentence, and the way back (None: Ctrl+Z in the text)."""

    target: str
    sentence: str
    undo: Callable[[], None] | None = None


@dataclass(frozen=True)
class Mender:
    """Mends what a finding tells; None where one click changes nothing."""

    controller: EditorController

    def shorten(self, finding: Finding) -> Mended | None:
        """Give the platform (or the account with words of its own) a text that fits.

        The shared text stays as it is; one undo step in the text takes it back.
        """
        documents, content = self.controller.documents, self.controller.content
        done: list[str] = []
        lost = ""
        for account in self.having(finding):
            # An account with a tab of its own is mended there: the platform's text lies under it.
            target = account.id if account.id in documents.targets() else account.platform
            if target in done:
                continue
            shorter = fixing.shortened(
                self.controller.workspace, content, account, self.controller.files
            )
            if shorter == documents.text(target):
                continue
            planner = self.controller.workspace.platforms.get(account.platform)
            lost = lost or fixing.cut_off(planner.spans(documents.text(target)), shorter)
            documents.open(target)
            replace_text(documents.document(target), shorter)
            done.append(target)
        if not done:
            return None
        sentence = f"Shortened for {self.name_of(finding)} alone."
        return Mended(done[0], f"{sentence} {lost}".strip())

    def split(self, finding: Finding) -> Mended | None:
        """Let the platform's text become a thread, or all texts where others are too long, too."""
        controller = self.controller
        wanting = {
            one.platform
            for one in (finding, *controller.judgement.findings)
            if one.problem.fix is Fix.SPLIT
        }
        before = controller.content.thread
        if len(wanting) > 1 and not before:
            controller.set_thread(True)
            back = self.undoing(lambda: controller.set_thread(before))
            return Mended(SHARED, "Split into a thread wherever the text is too long.", back)
        target = finding.platform
        own = self.variant(target)
        if own.thread or not controller.workspace.platforms.get(target).info.threads:
            return None
        controller.set_thread(True, target)

        def undo() -> None:
            controller.put_variant(target, replace(self.variant(target), thread=own.thread))

        sentence = f"Split into a thread for {self.name_of(finding)} alone."
        return Mended(target, sentence, self.undoing(undo))

    def drop(self, finding: Finding) -> Mended | None:
        """Keep the first files that fit: for this platform alone where others take the rest."""
        having = self.having(finding)
        if not having:
            return None
        controller, account = self.controller, having[0]
        target = account.platform if self.variant(account.id).media is None else account.id
        own = self.variant(target)
        chosen = controller.content.media if own.media is None else own.media
        kept = self._kept(account)
        gone = {one.media_id for one in chosen} - kept
        if not gone:
            return None
        count = "1 file" if len(gone) == 1 else f"{len(gone)} files"
        if own.media is None and self._nobody_takes(gone):
            return Mended(SHARED, f"Removed {count}.", self._remove_shared(gone))
        left = tuple(one for one in chosen if one.media_id in kept)
        controller.put_variant(target, replace(own, media=left))

        def undo() -> None:
            controller.put_variant(target, replace(self.variant(target), media=own.media))

        sentence = f"Left {count} out for {self.name_of(finding)} alone."
        return Mended(target, sentence, self.undoing(undo))

    def having(self, finding: Finding) -> tuple[Account, ...]:
        """The chosen accounts that have the problem."""
        chosen = self.controller.chosen_accounts()
        return tuple(one for one in chosen if one.id in finding.accounts)

    def _kept(self, account: Account) -> frozenset[str]:
        controller = self.controller
        return fixing.files_that_fit(
            controller.workspace, controller.content, account, controller.files
        )

    def _nobody_takes(self, gone: set[str]) -> bool:
        """Whether no account that gets the shared files takes one of these."""
        content = self.controller.content
        sharing = (
            one
            for one in self.controller.chosen_accounts()
            if planning.variant_for(content, one).media is None
        )
        return all(not gone & self._kept(one) for one in sharing)

    def _remove_shared(self, gone: set[str]) -> Callable[[], None]:
        order = [one.media_id for one in self.controller.content.media if one.media_id in gone]
        restores = [self.controller.media.remove(media_id) for media_id in order]

        def undo() -> None:
            for restore in reversed(restores):
                restore()

        return undo

    def undoing(self, back: Callable[[], None]) -> Callable[[], None]:
        """The way back, as long as the same post is open."""
        post = self.controller.post

        def undo() -> None:
            now = self.controller.post
            if post is not None and now is not None and now.id == post.id:
                back()

        return undo

    def variant(self, target: str) -> VariantContent:
        """What a platform or an account is sent instead of the shared things."""
        return self.controller.content.variants.get(target, _NONE)

    def name_of(self, finding: Finding) -> str:
        """What people call the platform that has the problem."""
        return self.controller.workspace.platforms.get(finding.platform).info.name
