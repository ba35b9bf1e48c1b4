"""What the program knows of a platform without talking to it: data, not code paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from brandcraft_desktop.domain.media_rules import ImageRules, MediaKind, MediaRules


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
    `veil` what it hides from them then. `image` is what is taken of a picture that a FILE names.
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
    image: ImageRules | None = None


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
    BROWSER = "browser"  # OAuth: the person signs in on the platform's own page
    PASTED_TOKEN = "pasted_token"  # made once on the platform and pasted


@dataclass(frozen=True)
class SignInField:
    """One line of the connect form; `flag`: a box to tick, whose answer is "true" or none.

    `suggestions` are well-known answers that are offered; where there are `choices`, the answer is
    one of them, the first unless another is chosen.
    """

    name: str
    label: str
    placeholder: str = ""
    secret: bool = False
    advanced: bool = False
    required: bool = True
    help: str = ""
    flag: bool = False
    suggestions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


class Return(StrEnum):
    """How the answer of a sign-in in the browser comes back to the program."""

    LOOPBACK = "loopback"  # the browser is sent to this computer
    PASTE = "paste"  # the person pastes the address the browser ended at, or the code shown
    RELAY = "relay"  # an https page of the person's own passes it on to this computer


class SecretNeed(StrEnum):
    """Whether an app of the person's own has a secret."""

    NEVER = "never"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class AppGuide:
    """How a person gets an app of their own on a platform that demands one.

    `steps` in order, `address` where they begin, `allows` what the platform lets such an app do,
    `costs` what it charges; each a sentence or two.
    """

    steps: tuple[str, ...]
    address: str
    allows: str
    costs: str = ""
    secret: SecretNeed = SecretNeed.REQUIRED
    id_label: str = "Client ID"
    secret_label: str = "Client secret"


@dataclass(frozen=True)
class BrowserSignIn:
    """A platform's own ways with OAuth, as data.

    `host` is how its portal wants this computer called ("127.0.0.1" or "localhost"); `returns` the
    ways back, the usual one first; `app` None: the program registers itself there. `permissions`
    are what the person agrees to, in words; `several`: one sign-in may bring several pages or
    channels to choose from. `landing` is a page of the platform's own where the browser ends for
    `Return.PASTE` (empty: an address of this computer, where nobody answers).
    """

    permissions: tuple[str, ...]
    host: str = "127.0.0.1"
    returns: tuple[Return, ...] = (Return.LOOPBACK, Return.PASTE)
    app: AppGuide | None = None
    several: bool = False
    landing: str = ""


@dataclass(frozen=True)
class SignIn:
    """What the connect dialog asks and explains.

    `fields` are asked before anything else; `browser` belongs to `SignInKind.BROWSER`; `before` is
    what must be there on the platform first ("You need a channel"), with the page that makes one.
    """

    kind: SignInKind
    fields: tuple[SignInField, ...]
    guide: str
    guide_url: str = ""
    browser: BrowserSignIn | None = None
    before: str = ""
    before_url: str = ""


@dataclass(frozen=True)
class PlatformSetting:
    """Something of a platform that changes over the years and a person may override.

    `pattern` is a regular expression the whole value must match, `takes` the same in words.
    """

    name: str
    label: str
    default: str
    help: str
    pattern: str
    takes: str


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
class NativeSchedule:
    """That the platform itself can put a post live later: it is handed over right away then.

    `option` is the flag by which a person chooses it, `least` and `most` how far ahead the
    platform takes it, `words` what a person reads once it is there ("YouTube publishes it").
    """

    option: str
    least: timedelta
    most: timedelta
    words: str


@dataclass(frozen=True)
class PlatformInfo:
    """Everything screens and checks need to know of a platform.

    `order` is the fixed place in every list; `glyph` the icon's file name; `colour` its own hex.
    `renews` False: nobody but its owner can lengthen a sign-in, so it ends at
    `Account.expires_at`. `words_below`: the words of a post stand under its files.
    `pulls` None: it takes the bytes of every file. `settings` are read by its publisher.
    `asks_anew`: what an account may choose is asked of it whenever its options are shown.
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
    profile_address: str = ""  # where a person sees an account, with {handle} or {name}, {host}
    renews: bool = True
    words_below: bool = False
    pulls: Pulls | None = None
    settings: tuple[PlatformSetting, ...] = ()
    native: NativeSchedule | None = None
    asks_anew: bool = False

    def profile_of(self, handle: str) -> str:
        """Where a person sees the account of this handle; `name@host` where servers are many."""
        handle = handle.lstrip("@")
        name, _, host = handle.partition("@")
        return self.profile_address.format(handle=handle, name=name, host=host)
