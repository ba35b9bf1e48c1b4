"""`brands show|set|recolour|unlink|activity`: one brand, closely."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli import documents
from brandcraft_desktop.cli.output import reporting, show, table
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import account_named, brand_named, opened
from brandcraft_desktop.domain.activity import Period, busiest_weekdays, last_year, whole_year
from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.campaign import weekly_slots
from brandcraft_desktop.domain.posting_times import WEEKDAYS, Slot, read_slot
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.services.activity import Activity
    from brandcraft_desktop.services.brands import Nothing
    from brandcraft_desktop.services.workspace import Workspace

NOTHING = "none"
WithPosts = Annotated[
    bool,
    typer.Option(
        "--with-posts", help="Its posts to come move along, where they go to it alone there."
    ),
]
_MONDAY = 0


def show_command(brand: str, json: Json = False) -> None:
    """One brand: colour, campaign, default hashtags and times, its accounts."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        _answer(workspace, brands.show(workspace, brand_named(workspace, brand)), json)


def set_command(
    brand: str,
    name: Annotated[str | None, typer.Option("--name", help="Another name.")] = None,
    colour: Annotated[str | None, typer.Option("--colour", help="Like #2F6FDE.")] = None,
    hashtags: Annotated[
        str | None, typer.Option("--hashtags", help="Offered for new posts; “none” for none.")
    ] = None,
    times: Annotated[
        str | None, typer.Option("--times", help="Like “Tue 09:30, Fri 18:00”; “none” for none.")
    ] = None,
    a_week: Annotated[
        int | None, typer.Option("--a-week", help="Suggest times for so many posts a week.")
    ] = None,
    campaign: Annotated[
        str | None, typer.Option("--campaign", metavar="DAY", help="YYYY-MM-DD, or “none”.")
    ] = None,
    picture: Annotated[
        str | None, typer.Option("--picture", metavar="FILE", help="A picture, or “none”.")
    ] = None,
    json: Json = False,
) -> None:
    """Change what is named; the posts that are there keep their words and times."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        brand_id = brand_named(workspace, brand)
        _colour_given(colour)
        one = brands.edit(
            workspace,
            brand_id,
            name=name,
            colour=colour,
            hashtags=None if hashtags is None else _words(hashtags),
            times=_wanted(times, a_week),
            campaign_start=(_day(campaign) or brands.NOTHING) if campaign else None,
            picture=_content(picture) if picture else None,
        )
        _answer(workspace, one, json)


def recolour_command(brand: str, colour: str, json: Json = False) -> None:
    """Give a brand another colour, like #2F6FDE."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brands

        _colour_given(colour)
        one = brands.recolour(workspace, brand_named(workspace, brand), colour)
        _answer(workspace, one, json)


def unlink_command(
    brand: str, account: str, with_posts: WithPosts = False, json: Json = False
) -> None:
    """Take an account out of a brand; it stays connected."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import brand_moves, brands

        brand_id, one = brand_named(workspace, brand), account_named(workspace, account)
        if one.brand_id != brand_id:
            raise BadInput(
                f"“{one.handle}” is not in this brand.",
                "Only an account of the brand can be taken out of it.",
                "See its accounts with: brandcraft brands show",
                field="account",
            )
        brand_moves.move(workspace, one.id, None, with_posts=with_posts)
        _answer(workspace, brands.show(workspace, brand_id), json)


def activity_command(
    brand: str,
    year: Annotated[
        int | None, typer.Option("--year", min=1970, max=9998, help="Else the last 53 weeks.")
    ] = None,
    platform: Annotated[str | None, typer.Option("--platform", help="Only this one.")] = None,
    zone: Annotated[
        str, typer.Option("--zone", help="Whose midnight ends a day; else this computer's.")
    ] = "",
    json: Json = False,
) -> None:
    """On which days a brand posted and will post, its streaks and busiest week days."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import activity
        from brandcraft_desktop.services.own_clocks import own_zone

        brand_id = brand_named(workspace, brand)
        if platform is not None:
            workspace.platforms.get(platform)  # an unknown name is no empty year
        clocks = zone or own_zone(workspace)
        found = activity.activity(
            workspace,
            _period(workspace, year, clocks),
            clocks,
            brand_id=brand_id,
            platform=platform,
        )
        document = _activity(found, activity.ahead(workspace, brand_id=brand_id))
        show(document, _activity_lines(found), as_json=json)


def _answer(workspace: Workspace, one: Brand, as_json: bool) -> None:
    from brandcraft_desktop.services import accounts

    own = [each for each in accounts.list_accounts(workspace) if each.brand_id == one.id]
    times = [slot.words for slot in one.times]
    start = one.campaign_start.isoformat() if one.campaign_start else None
    document = {
        **documents.brand(one),
        "campaign_start": start,
        "hashtags": list(one.hashtags),
        "times": times,
        "has_picture": one.avatar_sha256 is not None,
        "accounts": [
            {"id": each.id, "platform": each.platform, "handle": each.handle} for each in own
        ],
    }
    rows = [
        ("Name", one.name),
        ("Colour", one.colour),
        ("Campaign starts", start or "–"),
        ("Hashtags", one.tag_words or "–"),
        ("Times", ", ".join(times) or "–"),
        *(("Account", f"{each.platform}:{each.handle}") for each in own),
    ]
    show(document, table(rows, ("ID", one.id)), as_json=as_json)


def _activity(found: Activity, ahead: int) -> dict[str, object]:
    return {
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "total": found.total,
        "streak": found.streak.current,
        "best_streak": found.streak.best,
        "busiest": [WEEKDAYS[day] for day in busiest_weekdays(found.published)],
        "scheduled_ahead": ahead,
        "published": {day.isoformat(): n for day, n in sorted(found.published.items())},
        "scheduled": {day.isoformat(): n for day, n in sorted(found.scheduled.items())},
    }


def _activity_lines(found: Activity) -> str:
    busiest = ", ".join(WEEKDAYS[day] for day in busiest_weekdays(found.published))
    head = (
        f"{found.period.first} to {found.period.last}: {found.total} published,"
        f" streak {found.streak.current}, longest {found.streak.best}, busiest {busiest or '–'}"
    )
    days = sorted({*found.published, *found.scheduled})
    rows = [
        (str(day), str(found.published.get(day, 0)), str(found.scheduled.get(day, 0)))
        for day in days
    ]
    return "\n".join([head, table(rows, ("DAY", "PUBLISHED", "SCHEDULED"))] if rows else [head])


def _period(workspace: Workspace, year: int | None, zone: str) -> Period:
    from brandcraft_desktop.domain.schedule import zone_named

    if year is not None:
        return whole_year(year)
    return last_year(workspace.clock.now().astimezone(zone_named(zone)).date(), _MONDAY)


def _colour_given(colour: str | None) -> None:
    if colour == "":
        raise BadInput("A brand needs a colour.", action="Write it like #2F6FDE.", field="colour")


def _words(text: str) -> list[str]:
    return [] if text.strip().casefold() == NOTHING else text.split()


def _slots(text: str) -> tuple[Slot, ...]:
    if text.strip().casefold() == NOTHING:
        return ()
    return tuple(read_slot(one) for one in text.split(",") if one.strip())


def _wanted(times: str | None, a_week: int | None) -> tuple[Slot, ...] | None:
    if times is not None and a_week is not None:
        raise BadInput(
            "--times and --a-week say the same in two ways.",
            "--a-week suggests times, --times names them.",
            "Give one of them.",
            field="times",
        )
    if a_week is not None:
        return weekly_slots(a_week)
    return None if times is None else _slots(times)


def _day(text: str) -> date | None:
    if text.strip().casefold() == NOTHING:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(
            f"“{text}” is not a day.", "", "Write it like 2026-03-31.", field="campaign"
        ) from error


def _content(name: str) -> bytes | Nothing:
    from brandcraft_desktop.services import avatars, brands

    return brands.NOTHING if name == NOTHING else avatars.content(Path(name))
