"""A platform with every kind of option, strict about its files: what no real one has all of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_rules import Aspect, ImageRules, VideoRules
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, Problem
from brandcraft_desktop.domain.platform import (
    AccountFacts,
    Choice,
    Need,
    OptionField,
    OptionKind,
    PlatformInfo,
    TextRules,
)
from brandcraft_desktop.domain.surfaces import ONE, Count, SurfaceRules, media_rules
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.domain.text.ruler import Ruler
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.publishers.drafting import Drafting, Message, draft, ruler_for
from brandcraft_desktop.publishers.text_checks import Voice
from brandcraft_desktop.services.account_facts import to_text
from brandcraft_desktop.services.workspace import Workspace

MARKET = "market"
LIMIT = 120
NEVER_PRIVATE = "Branded content visibility cannot be set to private."
INDICATE = "You need to indicate if your content promotes yourself, a third party, or both."
AGREED = "By posting, you agree to the Market's rules."
_ON = frozenset({"true"})
_DISCLOSED = Need("disclose", _ON)

FEED = SurfaceRules(
    "feed",
    "a post",
    images=Count(1, 2),
    required=False,
    image=ImageRules(
        mimes=frozenset({"image/jpeg", "image/png"}),
        max_bytes=2_000_000,
        aspect=Aspect(0.5, 2.0),
    ),
    alt_text_max=500,
)
FILM = SurfaceRules(
    "film",
    "a film",
    videos=ONE,
    video=VideoRules(mimes=frozenset({"video/*"}), max_bytes=None, max_seconds=None),
)
OPTIONS = (
    OptionField("board", "Board", OptionKind.CHOICE, default=None, asked="boards"),
    OptionField(
        "privacy",
        "Privacy",
        OptionKind.CHOICE,
        default="all",
        choices=(
            Choice("all", "Everyone"),
            Choice("self", "Only me", Need("branded", _ON), NEVER_PRIVATE),
        ),
    ),
    OptionField("title", "Title", OptionKind.TEXT, max_length=20, placeholder="A few words"),
    OptionField("story", "Story", OptionKind.TEXT, max_length=2000),
    OptionField("comments", "Allow comments", OptionKind.FLAG, "false", locked="comments_off"),
    OptionField("disclose", "Disclose commercial content", OptionKind.FLAG, "false"),
    OptionField("own", "Your brand", OptionKind.FLAG, "false", needs=(_DISCLOSED,)),
    OptionField(
        "branded",
        "Branded content",
        OptionKind.FLAG,
        "false",
        help="Your photo/video will be labeled as 'Paid partnership'",
        needs=(_DISCLOSED,),
    ),
    OptionField(
        "topics",
        "Topics",
        OptionKind.CHOICES,
        choices=(Choice("art", "Art"), Choice("food", "Food"), Choice("travel", "Travel")),
        max_choices=2,
    ),
    OptionField("cover", "Cover", OptionKind.FILE),
    OptionField("moment", "Cover frame", OptionKind.MOMENT, surfaces=frozenset({"film"})),
)


class Market:
    """Plans like a platform that is connected elsewhere; nothing is ever sent to it."""

    def __init__(
        self, platform: str = MARKET, name: str = "Market", *, threads: bool = False, order: int = 9
    ) -> None:
        self.info = PlatformInfo(
            id=platform,
            name=name,
            order=order,
            glyph="tag",
            colour="#224466",
            text=TextRules(LIMIT, "characters", byte_limit=LIMIT * 2),
            media=media_rules((FEED, FILM)),
            options=OPTIONS if platform == MARKET else (),
            threads=threads,
            can_delete=False,
            renews=False,
        )
        self._voice = Voice(name)
        self._drafting = Drafting(
            info=self.info,
            ruler=lambda options, facts: _RULER,
            find_spans=lambda text: (),
            surface_for=_surface,
            text_problems=self._text_problems,
            title=lambda options, surface: options.get("title", ""),
            notice=lambda options: AGREED if options.get("disclose") == "true" else "",
            most_parts=100 if threads else 1,
        )

    def measure(self, text: str) -> Measure:
        return _RULER.measure(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        return ()

    def split(self, text: str, numbering: str | None) -> tuple[str, ...]:
        return _RULER.split(text, numbering)

    def plan(self, composition: Composition) -> Plan:
        return draft(self._drafting, composition)

    def shorten(self, composition: Composition) -> str:
        return ruler_for(self._drafting, composition).cut(composition.text)

    def _text_problems(self, message: Message) -> Iterator[Problem]:
        from brandcraft_desktop.publishers.text_checks import split_or_shorten

        fix = split_or_shorten(0 if self.info.threads else 1)
        yield from self._voice.length(message.measure, fix=fix)
        options = message.options
        if options.get("disclose") == "true" and "true" not in (
            options.get("own"),
            options.get("branded"),
        ):
            yield self._voice.error(INDICATE, "options.disclose")


_RULER = Ruler(len, LIMIT, lambda text: ())


def _surface(media: Sequence[AttachedMedia], options: Mapping[str, str]) -> SurfaceRules:
    return FILM if media and all(one.is_video for one in media) else FEED


BOARDS = AccountFacts(choices={"boards": (Choice("b1", "Shoes"), Choice("b2", "Hats"))})


def add_trader(
    workspace: Workspace,
    handle: str = "ann",
    *,
    platform: str = MARKET,
    facts: AccountFacts = BOARDS,
    state: AccountState = AccountState.CONNECTED,
    **more: object,
) -> str:
    """A connected account of the market."""
    account_id = new_id(workspace.clock)

    def write(connection: Connection) -> None:
        connection.execute(
            insert(tables.accounts).values(
                id=account_id,
                platform=platform,
                remote_id=f"{platform}-{handle}",
                handle=handle,
                display_name=handle.title(),
                server="",
                state=state.value,
                created_at=workspace.clock.now(),
                facts=to_text(facts),
                **more,
            )
        )

    workspace.database.write(write)
    return account_id


def tell(workspace: Workspace, account_ids: Iterable[str], facts: AccountFacts) -> None:
    """The platform says something else of these accounts now."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id.in_(list(account_ids)))
            .values(facts=to_text(facts))
        )
    )


def without(facts: AccountFacts, value: str) -> AccountFacts:
    """The same facts without one of the choices."""
    choices = {
        name: tuple(one for one in listed if one.value != value)
        for name, listed in facts.choices.items()
    }
    return replace(facts, choices=choices)
