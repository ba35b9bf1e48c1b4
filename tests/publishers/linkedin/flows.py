"""LinkedIn's kinds of posts, and what its sheet promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brandcraft_desktop.domain.account import Account
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer
from brandcraft_desktop.practice.values import child
from brandcraft_desktop.publishers.linkedin.own_posts import PAGE
from tests.publishers.flow import MARK, PICTURE, VIDEO, File, FileKind, Flow, Sheet, Where
from tests.publishers.linkedin.spec import Rest

CREATE = "POST /rest/posts"
TOKEN = "POST /oauth/v2/accessToken"
PICTURES = (File(FileKind.PICTURE, "A sketch"), PICTURE, PICTURE)


def is_person(account: Account) -> bool:
    """The profile, whose posts nobody may read."""
    return not is_page(account)


def is_page(account: Account) -> bool:
    """A company page."""
    return account.remote_id.startswith(PAGE)


def _slow(server: PracticeServer) -> None:
    server.tell("linkedin/settings", video_polls=3, image_polls=1, part_bytes=150_000)


def _of_person(
    name: str,
    text: str,
    files: tuple[File, ...] = (),
    options: Mapping[str, str] | None = None,
    *,
    slow: bool = False,
) -> Flow:
    """A post of the person: nobody can tell whether it arrived."""
    return Flow(
        name,
        text,
        files,
        options=lambda account: options or {},
        account=is_person,
        can_tell=False,
        can_tell_absence=False,
        prepare=_slow if slow else None,
    )


_TEXT = f"{MARK} Hello (you) @[Acme](urn:li:organization:12) #tag a_b *c* {{d}}"
FLOWS = (
    _of_person("words", _TEXT),
    _of_person(
        "for connections",
        f"{MARK} Closed",
        options={"visibility": "CONNECTIONS", "reshares": "false"},
    ),
    _of_person("a picture", f"{MARK} Picture", PICTURES[:1]),
    _of_person("several pictures", f"{MARK} Pictures", PICTURES),
    _of_person(
        "a document",
        f"{MARK} Swipe",
        PICTURES,
        {"document": "true", "document_title": "Pages to swipe"},
    ),
    _of_person("a video", f"{MARK} Film", (VIDEO,), slow=True),
    _of_person("a link card", f"{MARK} Read https://practice-site.example/article"),
    _of_person(
        "a poll",
        f"{MARK} Which?",
        options={
            "poll": "true",
            "poll_question": "Tea or coffee?",
            "poll_answer_1": "Tea",
            "poll_answer_2": "Coffee",
        },
    ),
    Flow(
        "pictures of a page",
        f"{MARK} From the page",
        PICTURES[:2],
        account=is_page,
        can_tell_absence=False,
        prepare=_slow,
    ),
)


def _answers(person: PracticeAccount) -> Mapping[str, str]:
    return {"pages": "true"}


def _quiet(server: PracticeServer) -> None:
    server.tell(
        "linkedin/settings",
        daily_limit=0,
        image_polls=0,
        video_polls=1,
        part_bytes=4_194_304,
        # A day that is used up is over at midnight: the suites skip many of them.
        access_days=10_000,
    )


def _messages(server: PracticeServer) -> Sequence[str]:
    """The journal has every post that was accepted, and not only what lies there now."""
    journal = server.ask("linkedin/journal")["journal"]
    assert isinstance(journal, list)
    made = [one for one in journal if child(one, "action") == "create"]
    return [str(child(one, "body", "commentary")) for one in made]


SHEET = Sheet(
    platform="linkedin",
    lagging={"list_delay": 20},
    features={
        "taking the sign-in back": ("disconnect",),
        "sign-in": ("connect",),
        "who it is": ("connect", "profile"),
        "company pages": ("connect",),
        "text": ("words",),
        "little text": ("words",),
        "visibility": ("for connections",),
        "no resharing": ("for connections",),
        "picture": ("a picture",),
        "alt text": ("a picture",),
        "several pictures": ("several pictures",),
        "documents": ("a document",),
        "pictures as a document": ("a document",),
        "poll": ("a poll",),
        "asking a question": ("a poll",),
        "video": ("a video",),
        "closing a video": ("a video",),
        "waiting for a video": ("a video",),
        "link card": ("a link card",),
        "posting as a page": ("pictures of a page",),
        "reconciling on pages": ("pictures of a page, answer lost",),
        "deleting": ("delete",),
        "version is a setting": (
            "tests/publishers/linkedin/test_publishing.py"
            "::test_a_version_that_was_retired_names_the_setting",
        ),
        "60 days without renewal": (
            "tests/publishers/linkedin/test_signing_in.py::test_a_person_signs_in",
        ),
    },
    operations=frozenset(
        {
            TOKEN,
            "POST /oauth/v2/revoke",
            "GET /oauth/v2/authorization",
            "GET /v2/userinfo",
            "GET /rest/organizationAcls?q=roleAssignee",
            "GET /rest/organizations/{id}",
            "GET /rest/images/{urn}",
            "GET /rest/videos/{urn}",
            CREATE,
            "GET /rest/posts?q=author",
            "DELETE /rest/posts/{urn}",
            "POST /rest/images?action=initializeUpload",
            "POST /rest/documents?action=initializeUpload",
            "POST /rest/videos?action=initializeUpload",
            "POST /rest/videos?action=finalizeUpload",
            "PUT uploadUrl",
        }
    ),
    left_out={
        "GET /rest/posts/{urn}": "the list of a page tells the same, and of members it is closed",
        "GET /rest/documents/{urn}": "of a page's documents alone; members get 403",
        "POST /oauth/v2/introspectToken": "a look at who signed in tells whether it still holds",
    },
    answers=_answers,
    quiet=_quiet,
    messages=_messages,
    secrets=("access", "client_secret"),
    spec=Rest,
    writes=frozenset({CREATE}),
    errors={
        "any": Where("words", CREATE),
        "create": Where("a picture", CREATE),
        "upload": Where("a picture", "PUT /dms-uploads"),
        "refresh": Where("connect", TOKEN),
    },
)
