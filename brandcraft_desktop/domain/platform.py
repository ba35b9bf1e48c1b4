"""What the program knows of a platform without talking to it: data, not code paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from brandcraft_desktop.domain.media_rules import MediaKind, MediaRules


class OptionKind(StrEnum):
    """How an option is drawn and what its stored text means."""

    CHOICE = "choice"  # one of `choices`
    CHOICES = "choices"  # several of `choices`, comma separated
    TEXT = "text"
    FLAG = "flag"  # "true" or "false"
    FILE = "file"  # the id of a picture in the library
    MOMENT = "moment"  # a place in the video, in milliseconds


class Veil(StrEnum):
    """What an option hides from readers until they click; its words stand before it."""

    NONE = ""
    ALL = "all"  # the whole post
    MEDIA = "media"  # its pictures and videos


@dataclass(frozen=True)
class Need:
    """Holds while another option has one of these values."""

    option: str
    values: frozenset[str]


@dataclass(frozen=True)
class Choice:
    """One answer of an option: what is stored and what a person reads.

    While `unless` holds it can't be chosen, for the `reason` a person reads.
    """

    value: str
    label: str
    unless: Need | None = None
    reason: str = ""


@dataclass(frozen=True)
class OptionField:
    """A platform option of a post, e.g. who can reply. `default` None means: must be chosen.

    `max_length` in characters for a text (0: no limit); `asked` names the list of the account
    that holds the choices (its boards; `choices` then only bring words and conditions for those
    that are known), `locked` the flag of the account that turns the option off. It applies while
    every one of `needs` holds, and on `surfaces` alone (empty: everywhere). `shown` is what readers
    see of it where it is not its default, with {value} for what was chosen (empty: nothing), and
    `veil` what it hides from them then.
    """

    name: str
    label: str
    kind: OptionKind
    default: str | None = ""
    choices: tuple[Choice, ...] = ()
    max_choices: int = 0
    max_length: int = 0
    help: str = ""
    placeholder: str = ""
    asked: str = ""
    locked: str = ""
    needs: tuple[Need, ...] = ()
    surfaces: frozenset[str] = frozenset()
    shown: str = ""
    veil: Veil = Veil.NONE


@dataclass(frozen=True)
class AccountFacts:
    """What a platform said of one account when it was asked last.

    `limits` in the platform's units by name, `choices` by list (its boards), `flags` that are on.
    """

    limits: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


NO_FACTS = AccountFacts()


class SignInKind(StrEnum):
    """How an account is connected."""

    APP_PASSWORD = "app_password"
    LOOPBACK = "loopback"
    PASTED_TOKEN = "pasted_token"


@dataclass(frozen=True)
class SignInField:
    """One line of the connect form."""

    name: str
    label: str
    placeholder: str = ""
    secret: bool = False
    advanced: bool = False
    required: bool = True
    help: str = ""


@dataclass(frozen=True)
class SignIn:
    """What the connect dialog asks and explains."""

    kind: SignInKind
    fields: tuple[SignInField, ...]
    guide: str
    guide_url: str = ""


@dataclass(frozen=True)
class TextRules:
    """The limit a counter shows. `unit` is a plural word, e.g. "characters"."""

    limit: int
    unit: str
    byte_limit: int | None = None


@dataclass(frozen=True)
class Pulls:
    """That a platform fetches files itself, from an address on the open internet.

    `kinds` are those of which it takes no bytes. `user_agent` is how its crawler names itself
    (empty: not documented); `own_domain`: only an address on a domain will do that its owner has
    proven there.
    """

    kinds: frozenset[MediaKind]
    user_agent: str = ""
    own_domain: bool = False


@dataclass(frozen=True)
class PlatformInfo:
    """Everything screens and checks need to know of a platform.

    `order` is the fixed place in every list; `glyph` the icon's file name; `colour` its own hex.
    `renews` False: nobody but its owner can lengthen a sign-in, so it ends at
    `Account.expires_at`. `words_below`: the words of a post stand under its files.
    `pulls` None: it takes the bytes of every file.
    """

    id: str
    name: str
    order: int
    glyph: str
    colour: str
    text: TextRules
    media: MediaRules
    options: tuple[OptionField, ...]
    threads: bool
    can_delete: bool
    default_server: str = ""
    profile_address: str = ""  # where a person sees an account, with {handle}
    renews: bool = True
    words_below: bool = False
    pulls: Pulls | None = None
