"""When saving does not work, or somebody else changed the post."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import post_versions, posts
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.finishing import Finishing
from brandcraft_desktop.ui.widgets import NoticeBar

CHANGED_ELSEWHERE = "This post was changed in another window."


class Conflicts(QObject):
    """Speaks through the page's banner; what was typed stays whatever happens."""

    reload_wanted = Signal(str)

    def __init__(
        self, controller: EditorController, finishing: Finishing, banner: NoticeBar
    ) -> None:
        super().__init__(banner)
        self._post = controller
        self._finishing = finishing
        self._banner = banner
        self._about_saving = False
        controller.autosave.saved.connect(self._saved)
        controller.conflicted.connect(self._not_saved)

    def say(self, kind: str, text: str, *actions: tuple[str, Callable[[], None]]) -> None:
        """Show the banner with these verbs."""
        self._about_saving = False
        self._banner.clear_actions()
        for name, done in actions:
            self._banner.add_action(name, done)
        self._banner.show_notice(kind, text)

    def clear(self) -> None:
        """Nothing to say any more."""
        self._about_saving = False
        self._banner.hide()

    def refuse(self, error: object) -> None:
        """Something the person asked for was refused."""
        if isinstance(error, BrandcraftError):
            self.say("error", error.message)

    def _saved(self, _: object) -> None:
        if self._about_saving:
            self.clear()

    def _not_saved(self, error: BrandcraftError) -> None:
        post, tasks = self._post.post, self._post.context.tasks
        if post is None:
            return
        if self._post.delivery_id is not None:  # kept beside the post: nobody else changes it
            self._could_not_save(error)
            return
        known = self._post.known_revision(post.id)

        def look(view: PostView) -> None:
            if self._post.post is None or self._post.post.id != view.id:
                return
            if view.revision != known:
                self._offer_reload(error.title)
            else:
                self._could_not_save(error)

        workspace = self._post.workspace
        tasks.read(
            lambda: posts.show(workspace, post.id),
            look,
            failed=lambda _: self._could_not_save(error),
            owner=self,
        )

    def _could_not_save(self, error: BrandcraftError) -> None:
        words = f"Couldn't save. Your text is kept in memory. {error.title} {error.action}".strip()
        self.say("error", words, ("Retry", self._post.autosave.save_now))
        self._about_saving = True

    def look_at(self, post_id: str) -> None:
        """Somebody changed this post; mostly it was us."""

        def look(view: PostView) -> None:
            post = self._post.post
            if post is None or post.id != view.id or self._post.delivery_id is not None:
                return
            if view.revision > self._post.known_revision(post.id) and not self._finishing.busy:
                self._offer_reload(CHANGED_ELSEWHERE)

        workspace = self._post.workspace
        self._post.context.tasks.read(
            lambda: posts.show(workspace, post_id), look, failed=lambda _: None, owner=self
        )

    def _offer_reload(self, title: str) -> None:
        post = self._post.post
        if post is None:
            return
        self.say(
            "warning",
            f"{title} Reload to see the other version, or keep yours. The History has both.",
            ("Reload", lambda: self._reload(post.id)),
            ("Keep mine", lambda: self._keep_mine(post.id)),
        )

    def _reload(self, post_id: str) -> None:
        """Take the other version; what was typed here becomes an earlier version of the post."""
        workspace, mine = self._post.workspace, self._post.safe_content()

        def gone_over(_: None) -> None:
            if self._post.post is not None and self._post.post.id == post_id:
                self._post.autosave.begin()
                self._post.post = None
                self.reload_wanted.emit(post_id)

        self._post.context.tasks.change(
            lambda: post_versions.keep_aside(workspace, post_id, mine),
            gone_over,
            failed=self.refuse,
            owner=self,
        )

    def _keep_mine(self, post_id: str) -> None:
        """Write over the other version, which becomes an earlier version of the post."""
        workspace = self._post.workspace

        def keep_theirs() -> PostView:
            view = posts.show(workspace, post_id)
            post_versions.keep_aside(workspace, post_id, view.content)
            return view  # a still newer one is refused by its revision, and asked about again

        def take(view: PostView) -> None:
            if self._post.post is not None and self._post.post.id == view.id:
                self._post.know_revision(view)
                self._post.autosave.touch()
                self._post.autosave.save_now()
                self.clear()

        self._post.context.tasks.change(keep_theirs, take, failed=self.refuse, owner=self)
