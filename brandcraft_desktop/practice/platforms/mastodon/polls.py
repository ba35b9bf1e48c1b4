"""Polls, and what is refused of them (app/validators/poll_*_validator.rb of mastodon/mastodon)."""

from __future__ import annotations

from brandcraft_desktop.practice.graphemes import count_graphemes
from brandcraft_desktop.practice.platforms.mastodon.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.mastodon.forms import flag_at, text_at, texts_at
from brandcraft_desktop.practice.platforms.mastodon.servers import Server
from brandcraft_desktop.practice.values import Json, Object

_KNOWN = {"options", "expires_in", "multiple", "hide_totals"}


def poll_of(value: Json, server: Server) -> Object | None:
    """A poll with its values checked; None where none is asked. Raises `Refusal`."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refusal(422, "Validation failed: Poll is invalid")
    if unknown := sorted(set(value) - _KNOWN):
        raise invalid(f"Poll {unknown[0]} is not known")
    answers, lasting = texts_at(value, "options"), text_at(value, "expires_in")
    if len(answers) < 2:
        raise invalid("Options must have more than one item")
    if len(answers) > server.answers:
        raise invalid(f"Options can't contain more than {server.answers} items")
    if any(not one.strip() for one in answers):
        raise invalid("Options can't be blank")
    if any(count_graphemes(one) > server.answer_length for one in answers):
        raise invalid(f"Options can't be longer than {server.answer_length} characters each")
    if len(set(answers)) < len(answers):
        raise invalid("Options contain duplicate items")
    if not lasting.isdecimal() or int(lasting) < server.shortest_poll:
        raise invalid("Expires at is too soon")
    if int(lasting) > server.longest_poll:
        raise invalid("Expires at is too far into the future")
    flag_at(value, "multiple")
    flag_at(value, "hide_totals")
    return value
