"""The plan: what will be sent to one account, made once for preview, checks and sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import AnyRecipe, MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts
from brandcraft_desktop.domain.text.measure import Measure, Span
from brandcraft_desktop.errors import BadInput


class Severity(StrEnum):
    """Errors stop a post, warnings never."""

    ERROR = "error"
    WARNING = "warning"


class Fix(StrEnum):
    """A one-click mend that the editor offers beside a problem."""

    NONE = ""
    SHORTEN = "shorten"
    SPLIT = "split"
    ALT_TEXT = "alt_text"
    DROP_MEDIA = "drop_media"
    FIT_IMAGE = "fit_image"  # crop a picture or video, or add borders: a person's choice
    TRIM = "trim"  # leave out the end of a video that is too long
    RECONNECT = "reconnect"
    CHOOSE_ACCOUNTS = "choose_accounts"
    CHOOSE_TIME = "choose_time"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a plan: what and why in `message`; `field` is what to focus.

    `field` is "text", "media:<media id>", "media" (no file in particular), "options.<name>",
    "accounts" or "time".
    """

    severity: Severity
    message: str
    field: str
    fix: Fix = Fix.NONE


@dataclass(frozen=True)
class AttachedMedia:
    """A file on a post, in order, with its words for people who cannot see it.

    `part` is the place of the part it belongs to, counted from 0 over the parts made by hand.
    """

    media_id: str
    sha256: str
    name: str
    state: MediaState
    facts: MediaFacts | None
    alt: str = ""
    part: int = 0
    edit: MediaEdit = UNTOUCHED

    @property
    def is_video(self) -> bool:
        """Whether it is a video; a file that is not looked at yet counts as a picture."""
        return self.facts is not None and self.facts.kind is MediaKind.VIDEO


@dataclass(frozen=True)
class Composition:
    """What a person wrote for one account: the input of `plan()`.

    `thread` asks for splitting into parts; `options` are the platform's own, by name; `facts` is
    what the platform said of the account.
    """

    text: str
    media: tuple[AttachedMedia, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    thread: bool = False
    numbering: str | None = None
    facts: AccountFacts = NO_FACTS


class Layout(StrEnum):
    """How a platform arranges the files of a part: what the preview draws."""

    GRID = "grid"  # one to four beside each other
    CAROUSEL = "carousel"  # swiped one by one
    TALL = "tall"  # fills a telephone: reel, short, TikTok
    STORY = "story"  # a telephone's frame, gone after a day
    WIDE = "wide"  # a video with its title below
    PIN = "pin"  # a tall card with title and description below


@dataclass(frozen=True)
class PlannedMedia:
    """A file as it will be sent: `recipe` None means the file itself, byte for byte."""

    media: AttachedMedia
    recipe: AnyRecipe | None


@dataclass(frozen=True)
class Part:
    """One message that goes out; `one_shape`: its files are cropped to the shape of the first."""

    text: str
    spans: tuple[Span, ...]
    measure: Measure
    media: tuple[PlannedMedia, ...] = ()
    link_card: str | None = None  # the address whose card is attached
    fold: int | None = None  # the Python index where readers see "…more" instead of the rest
    layout: Layout = Layout.GRID
    one_shape: bool = False


@dataclass(frozen=True)
class Plan:
    """The parts, ready to send, with the problems found.

    `surface` is the kind of post it becomes, as the platform's media rules name it; `title` what
    stands over or under it where the platform has one; `notice` what a person agrees to by sending;
    `cost` what the platform charges its owner for sending it, in a sentence. `files` are the
    pictures that options name (a cover), by the option, fitted to what is taken of them.
    """

    platform: str
    parts: tuple[Part, ...]
    options: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    surface: str = ""
    title: str = ""
    notice: str = ""
    cost: str = ""
    files: Mapping[str, PlannedMedia] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """Whether an error stops it."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


class PostBlocked(BadInput):
    """A post that may not go out as it is: `problems` holds every error, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        more = f" {len(errors) - 1} more to mend." if len(errors) > 1 else ""
        super().__init__(
            errors[0].message if errors else "This post can't go out yet.",
            more.strip(),
            field=errors[0].field if errors else "",
        )
        self.problems = problems
