"""Shows the post that is being written: what the rules say, at each key press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.native_schedule import promise
from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.documents import SHARED
from brandcraft_desktop.ui.editor.judge import Judgement, Rules, over_index
from brandcraft_desktop.ui.editor.media_items import tile_of
from brandcraft_desktop.ui.editor.media_strip import Belonging
from brandcraft_desktop.ui.editor.option_states import form_state
from brandcraft_desktop.ui.editor.part_lengths import PartLengths, meaning
from brandcraft_desktop.ui.editor.results import results, results_words
from brandcraft_desktop.ui.editor.tab_states import addable_of, platforms_of, tabs_of
from brandcraft_desktop.ui.editor.targets import name_of, platform_of
from brandcraft_desktop.ui.editor.view import EditorView
from brandcraft_desktop.ui.editor.when import day_words
from brandcraft_desktop.ui.widgets import announce


class Presenter:
    """From the controller's state to the widgets; nothing goes the other way."""

    def __init__(
        self,
        controller: EditorController,
        view: EditorView,
        infos: Mapping[str, PlatformInfo],
        rules: Mapping[str, Rules],
    ) -> None:
        self._post = controller
        self._view = view
        self._infos = infos
        self._rules = rules
        self.elsewhere: Callable[[], Sequence[AccountPlan]] = tuple
        self._noticed: tuple[Finding, ...] = ()
        view.notice.add_action("Go", self._go_to_first)
        self._lengths = PartLengths(rules)

    # Everything anew

    def show_whole(self) -> None:
        """Another post: fill every field."""
        post, view = self._post, self._view
        content = post.content
        view.options.forget()
        if view.title.text() != content.title:
            view.title.setText(content.title)
        view.notes.blockSignals(True)
        view.notes.setPlainText(content.notes)
        view.notes.blockSignals(False)
        view.bar.time.show_when(post.when)
        view.saved.show_state(post.autosave.state)
        self.show_accounts()
        self.show_tabs()
        view.tabs.set_current(SHARED)
        self.show_target()
        self.lock(opening_one=False)
        self.show_judgement()
        self.show_preview()
        view.order_focus()

    def lock(self, *, opening_one: bool) -> None:
        """Switch off what may not be changed: all of it, or all but one delivery's text."""
        post, view = self._post, self._view
        whole = not opening_one and not post.locked_reason
        alone = post.delivery_id is not None
        view.composer.setReadOnly(not whole)
        view.title.setReadOnly(not whole or alone)
        view.notes.setReadOnly(not whole or alone)
        view.accounts.setEnabled(whole and not alone)
        view.strip.setEnabled(whole and not alone)
        view.split.setEnabled(whole and not alone)
        view.options.setEnabled(whole)
        view.tabs.lock_to(self.only_platform if alone else None)
        if alone:
            view.bar.show_retry("")
        else:
            view.bar.show_all()

    @property
    def only_platform(self) -> str:
        """The platform of the failed delivery that is edited alone; "" else."""
        chosen = self._post.chosen_accounts()
        return chosen[0].platform if self._post.delivery_id is not None and chosen else ""

    def platforms(self) -> tuple[str, ...]:
        """The chosen platforms in their fixed order."""
        return platforms_of(self._post, self._infos)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Accounts were connected, signed out or moved."""
        self._post.take_accounts(accounts)
        self.show_accounts()

    def show_accounts(self) -> None:
        """The chips."""
        post = self._post
        brand = post.content.brand_id or post.context.navigator.brand_id
        whole, chosen = post.post, post.content.account_ids
        if whole is None or post.delivery_id is None:
            self._view.accounts.show_accounts(post.accounts, chosen, brand)
        else:
            now = post.workspace.clock.now()
            self._view.accounts.show_accounts(
                post.accounts,
                chosen,
                None,
                results=results(whole, now),
                results_words=results_words(whole),
            )
        self._view.order_focus()

    def show_media(self) -> None:
        """The strip of files, as the shown tab has them."""
        post, media, target = self._post, self._post.media, self._view.tabs.current()
        owner, parts = media.owner(target), media.parts(target)
        tiles = [
            tile_of(
                post.files[choice.media_id],
                choice.alt,
                media.place(choice, target) if parts > 1 else choice.part,
                choice.edit,
            )
            for choice in media.choices(owner)
            if choice.media_id in post.files
        ]
        self._view.strip.show_tiles(tiles, parts, self._belonging(owner, target))

    def _belonging(self, owner: str, target: str) -> Belonging:
        post = self._post
        if target == SHARED or post.delivery_id is not None:
            return Belonging()
        name = name_of(target, self._infos, post.accounts)
        if owner == SHARED:
            return Belonging(name)
        rules = self._infos[platform_of(owner, post.accounts)].media
        return Belonging(
            name,
            owner == target,
            name_of(owner, self._infos, post.accounts),
            rules.max_images,
            rules.max_videos,
            rules.mixed,
        )

    # At each key press

    def show_judgement(self) -> None:
        """Counters, tabs, colours, checks, buttons."""
        judgement = self._post.judge()
        view = self._view
        self.show_tabs()
        self.show_media()
        self._count(judgement)
        self._colour(judgement)
        view.checks.show_findings(judgement.findings)
        view.name_checks(len(judgement.findings))
        self.show_options()
        self._notice(judgement)
        self.show_buttons()

    def show_tabs(self) -> None:
        """A tab for every target with a document of its own."""
        tabs = self._view.tabs
        tabs.show_tabs(tabs_of(self._post, self._infos), addable_of(self._post, self._infos))
        if self._post.delivery_id is not None:
            tabs.lock_to(self.only_platform)

    def show_target(self) -> None:
        """Another tab: its text, its name, its files, its options."""
        view, post = self._view, self._post
        target = view.tabs.current()
        view.composer.show_document(post.documents.document(target))
        name = name_of(target, self._infos, post.accounts)
        view.composer.setAccessibleName(
            "Post text for all platforms" if target == SHARED else f"Post text for {name}"
        )
        self.show_options()
        self.show_media()
        self._count(post.judgement)
        self._colour(post.judgement)

    def _count(self, judgement: Judgement) -> None:
        target = self._view.tabs.current()
        platform = platform_of(target, self._post.accounts)
        self._view.counters.show_counts(judgement.counts_for(target), platform)

    def show_options(self) -> None:
        """The options of the tab, what sending agrees to, and what it costs."""
        view = self._view
        view.options.show_state(form_state(self._post, self._infos, view.tabs.current()))
        judgement = self._post.judgement
        for label, sentences in (
            (view.agreement, judgement.notices),
            (view.charges, judgement.costs),
        ):
            text = "\n".join(sentences)
            if label.whole_text() != text:
                label.setText(text)
            label.setVisible(bool(text) and not self._post.locked_reason)

    def _go_to_first(self) -> None:
        if self._noticed:
            self._view.checks.go.emit(self._noticed[0])

    def _colour(self, judgement: Judgement) -> None:
        highlighter = self._view.composer.highlighter()
        if highlighter is None:
            return
        post, target = self._post, self._view.tabs.current()
        text = post.documents.text(target)
        platform = platform_of(target, post.accounts)
        platforms = (platform,) if platform else self._followers()
        reader = self._rules.get(platforms[0] if platforms else next(iter(self._infos), ""))
        spans = reader.spans(text) if reader is not None else ()
        over: int | None = None
        for one in platforms:
            count = judgement.count(target if platform else one)
            threaded = post.threaded(target if platform else one)
            if count is None or count.remaining >= 0 or threaded:
                continue
            found = over_index(self._rules[one], text)
            if found is not None:
                over = found if over is None else min(over, found)
        highlighter.show_marks(text, spans, over)
        self._view.part_lines.show_parts(meaning(post, target), self._lengths.of(post, target))

    def _followers(self) -> tuple[str, ...]:
        """The platforms with an account that is sent the shared text."""
        documents = self._post.documents
        following = {
            one.platform
            for one in self._post.chosen_accounts()
            if not (documents.is_customised(one.platform) or documents.is_customised(one.id))
        }
        return tuple(one for one in self.platforms() if one in following)

    def _notice(self, judgement: Judgement) -> None:
        """The first two errors; nothing while the page is still untouched."""
        view = self._view
        errors = judgement.errors if self._post.touched and not self._post.locked_reason else ()
        first = errors[:2]
        if first == self._noticed:
            return
        self._noticed = first
        view.notice.setVisible(bool(first))
        if not first:
            return
        sentences = [one.words if one.words.endswith(".") else f"{one.words}." for one in first]
        more = len(errors) - len(first)
        if more:
            sentences.append(f"{more} more in Checks.")
        # Not announced here: counters and checks speak when something crosses, not at each key.
        view.notice.set_notice("error", " ".join(sentences))

    def show_buttons(self) -> None:
        """What may be pressed, and why not."""
        post, bar = self._post, self._view.bar
        errors = post.judgement.errors
        reasons = "\n".join(one.words for one in errors)
        other = "\n".join(one.words for one in errors if one.problem.field != "time")
        locked = post.locked_reason or (
            "" if post.post is not None else "The post is being opened."
        )
        if post.delivery_id is not None:
            bar.show_retry(locked or reasons)
            return
        now = post.workspace.clock.now()
        promises = dict.fromkeys(
            promise(self._infos[one.platform].native, one.plan.options, post.when.at, now)
            for one in post.judgement.plans
            if one.platform in self._infos
        )
        bar.time.show_promise(" ".join(words for words in promises if words))
        bar.show_state(
            dated=post.when.at is not None,
            blocked=reasons,
            now_blocked=other,
            locked=locked,
            committed=post.committed,
        )

    def say_why(self) -> None:
        """Somebody pressed the keys of a button that is off."""
        self._post.touched = True
        self._noticed = ()
        self._notice(self._post.judgement)
        announce(self._view, self._view.bar.schedule.toolTip(), assertive=True)

    def show_preview(self) -> None:
        """One card an account."""
        at = self._post.when.at
        when = day_words(at, self._post.when.zone) if at is not None else ""
        plans = (*self._post.judgement.plans, *self.elsewhere())
        order = {platform: info.order for platform, info in self._infos.items()}
        in_order = sorted(plans, key=lambda one: order[one.platform])
        self._view.preview.show_plans(in_order, when)
