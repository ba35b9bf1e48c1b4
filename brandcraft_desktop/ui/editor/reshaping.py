"""One click that gives a file the shape or the length a platform takes.

A person may decide otherwise at any time: what is set here is what they set by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.domain.media_words import lasting
from brandcraft_desktop.domain.plan import Fix
from brandcraft_desktop.services import planning, reshaping
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.mending import Mended, Mender


@dataclass(frozen=True)
class Reshaper:
    """Reshapes what a finding tells; None where one click changes nothing."""

    mender: Mender

    def fit(self, finding: Finding) -> Mended | None:
        """Give a file a shape that is taken, on every platform that needs another one."""
        media_id = file_of(finding)
        for account in self.mender.having(finding):
            edit = self._asked(reshaping.fitted, account, media_id)
            if edit is not None:
                how = "Cropped" if edit.framing is Framing.CROP else "Put blurred borders around"
                sentence = f"{how} “{self._called(media_id)}” where it needs another shape."
                owner = self._owner(account, media_id)
                return Mended(owner, sentence, self._decide(media_id, edit, owner))
        return None

    def trim(self, finding: Finding) -> Mended | None:
        """Leave out the end of a video: for this platform alone where others take it whole."""
        media_id = file_of(finding)
        for account in self.mender.having(finding):
            edit = self._asked(reshaping.trimmed, account, media_id)
            if edit is not None and edit.end is not None:
                lasts = lasting(edit.end - (edit.start or 0.0))
                sentence = f"Trimmed “{self._called(media_id)}” to {lasts}"
                owner = self._owner(account, media_id)
                if owner == SHARED and self._others_take_it_whole(media_id):
                    back = self._decide_apart(media_id, edit, account.platform)
                    sentence += f" for {self.mender.name_of(finding)} alone."
                    return Mended(account.platform, sentence, back)
                return Mended(owner, f"{sentence}.", self._decide(media_id, edit, owner))
        return None

    def _asked(self, ask: reshaping.Decision, account: Account, media_id: str) -> MediaEdit | None:
        post = self.mender.controller
        return ask(post.workspace, post.content, account, post.files, media_id)

    def _called(self, media_id: str) -> str:
        return self.mender.controller.files[media_id].name

    def _owner(self, account: Account, media_id: str) -> str:
        own = self.mender.variant(account.id).media
        target = account.platform if own is None else account.id
        return self.mender.controller.media.holder(media_id, target)

    def _decide(self, media_id: str, edit: MediaEdit, owner: str) -> Callable[[], None]:
        media = self.mender.controller.media
        before = media.edit(media_id, owner)
        media.set_edit(media_id, edit, owner)
        return self.mender.undoing(lambda: media.set_edit(media_id, before, owner))

    def _decide_apart(self, media_id: str, edit: MediaEdit, platform: str) -> Callable[[], None]:
        media = self.mender.controller.media
        media.take_apart(platform)
        media.set_edit(media_id, edit, platform)
        return self.mender.undoing(lambda: media.put_back(platform, None))

    def _others_take_it_whole(self, media_id: str) -> bool:
        """Whether an account that is sent the shared files has nothing against the length."""
        post = self.mender.controller
        too_long = {
            account_id
            for one in post.judgement.findings
            if one.problem.fix is Fix.TRIM and file_of(one) == media_id
            for account_id in one.accounts
        }
        return any(
            one.id not in too_long and planning.variant_for(post.content, one).media is None
            for one in post.chosen_accounts()
        )


def file_of(finding: Finding) -> str:
    """The file that a finding is about."""
    return finding.problem.field.removeprefix("media:")
