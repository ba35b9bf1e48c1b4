"""`status`, `pause`, `resume`: what the tray says and does, for scripts."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from brandcraft_desktop.cli.answers import handed_words
from brandcraft_desktop.cli.output import Document, reporting, show
from brandcraft_desktop.cli.posts import Json
from brandcraft_desktop.cli.workspace import brand_named, opened
from brandcraft_desktop.errors import BadInput

if TYPE_CHECKING:
    from brandcraft_desktop.domain.overview import Overview
    from brandcraft_desktop.services.workspace import Workspace

LONGEST = timedelta(days=366)
_LENGTH = re.compile(r"(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?")


def status_command(
    brand: Annotated[str, typer.Option("--brand", help="Only this brand.")] = "",
    json: Json = False,
) -> None:
    """What goes out next, what needs you, whether posting is paused, and who publishes."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services.overview import overview
        from brandcraft_desktop.services.own_clocks import own_clocks

        found = overview(workspace, brand_id=brand_named(workspace, brand) if brand else None)
        post, there = found.next_post, ""
        if post is not None:
            there = handed_words(workspace, post.handed_to, post.at, workspace.clock.now())
        show(
            _document(found, there),
            "\n".join(_lines(found, there, own_clocks(workspace))),
            as_json=json,
        )


def pause_command(
    length: Annotated[
        str, typer.Option("--for", metavar="LENGTH", help="How long, such as 1h or 90m.")
    ] = "",
    until_tomorrow: Annotated[
        bool, typer.Option("--until-tomorrow", help="Until midnight on this computer's clock.")
    ] = False,
    json: Json = False,
) -> None:
    """Send nothing, until resumed or for a while."""
    with reporting(as_json=json):
        if length and until_tomorrow:
            raise BadInput(
                "A pause has one end.",
                "Both --for and --until-tomorrow were given.",
                "Give one of them, or none to pause until you resume.",
                field="for",
            )
        wanted = read_length(length) if length else None
        with opened() as workspace:
            from brandcraft_desktop.services import pausing

            if wanted is not None:
                pausing.pause_for(workspace, wanted)
            elif until_tomorrow:
                pausing.pause_until_tomorrow(workspace)
            else:
                pausing.pause(workspace)
            _show_pause(workspace, json)


def resume_command(json: Json = False) -> None:
    """Send again; what became due meanwhile goes out or is missed, as set."""
    with reporting(as_json=json), opened() as workspace:
        from brandcraft_desktop.services import pausing

        pausing.resume(workspace)
        _show_pause(workspace, json)


def read_length(words: str) -> timedelta:
    """A length such as "1h", "90m" or "1d12h". Raises `BadInput`."""
    found = _LENGTH.fullmatch(words.strip().lower())
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not timedelta() < length <= LONGEST:
        raise BadInput(
            f"“{words}” is no length of a pause.",
            "It takes days, hours and minutes, at most a year.",
            "Write it like 1h, 90m or 1d12h.",
            field="for",
        )
    return length


def _show_pause(workspace: Workspace, json: bool) -> None:
    from brandcraft_desktop.services.overview import overview
    from brandcraft_desktop.services.own_clocks import own_clocks

    found = overview(workspace)
    show(
        {"paused": found.paused, "paused_until": _moment(found)},
        _pause_words(found, own_clocks(workspace)),
        as_json=json,
    )


def _moment(found: Overview) -> str | None:
    return found.paused_until.isoformat() if found.paused_until is not None else None


def _document(found: Overview, there: str) -> Document:
    post = found.next_post
    return {
        "next": None
        if post is None
        else {
            "post_id": post.post_id,
            "title": post.title,
            "at": post.at.isoformat(),
            "platforms": list(post.platforms),
            "handed_over": list(post.handed_to),
            "words": there or None,
        },
        "due_in_24h": found.due_in_a_day,
        "attention": [asdict(one) for one in found.attention],
        "paused": found.paused,
        "paused_until": _moment(found),
        "publishers": list(found.publishers),
        "waiting": None if found.waiting is None else asdict(found.waiting),
    }


def _pause_words(found: Overview, clocks: tzinfo | None) -> str:
    if not found.paused:
        return "Posting is not paused."
    if found.paused_until is None:
        return "Posting is paused until you resume it."
    return f"Posting is paused until {found.paused_until.astimezone(clocks):%Y-%m-%d %H:%M}."


def _lines(found: Overview, there: str, clocks: tzinfo | None) -> list[str]:
    post = found.next_post
    lines = ["Nothing is scheduled."]
    if post is not None:
        where = ", ".join(post.platforms)
        lines = [f"Next: {post.at.astimezone(clocks):%Y-%m-%d %H:%M} · {where} · {post.title}"]
        lines += [f"  {there}"] if there else []
    lines.append(_pause_words(found, clocks))
    count = len(found.publishers)
    if count:
        ids = ", ".join(str(one) for one in found.publishers)
        lines.append(f"{count} publishing on this computer (process {ids}).")
    elif found.waiting is not None:
        lines.append(f"{found.waiting.message} {found.waiting.action}")
    lines += [f"Needs you: {item.text}" for item in found.attention]
    return lines
