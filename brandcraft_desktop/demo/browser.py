"""Somebody at a browser in the practice world: opens the page, decides, follows where it leads."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

from brandcraft_desktop.errors import BrandcraftError

_MOST_MOVES = 10
_SECONDS = 30.0
_HERE = ("127.0.0.1", "localhost")


def decide(
    address: str, person: str, *, allow: bool = True, without: str = "", back: bool = True
) -> str:
    """Agree (or not) as `person`, the platform's own id, on the practice page at `address`.

    Gives the address the browser ends at; with `back` it goes there too, where that is on this
    computer. `without` names permissions that are not given. Raises `BrandcraftError` where the
    page leads nowhere.
    """
    for _ in range(_MOST_MOVES):
        status, moved = _open("GET", address)
        if not moved:
            break
        address = urljoin(address, moved)
    form = {"decision": "allow" if allow else "deny", "person": person, "without": without}
    status, end = _open("POST", address, urlencode(form))
    if not end:
        raise BrandcraftError(f"The practice page did not lead back (it answered {status}).")
    if back and leads_here(end):
        _open("GET", end)
    return end


def leads_here(address: str) -> bool:
    """Whether it is on this computer; the practice world has no other pages to end at."""
    return urlsplit(address).hostname in _HERE


def _open(method: str, address: str, form: str | None = None) -> tuple[int, str]:
    """The status, and where the page leads on ("": nowhere)."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_SECONDS)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, f"{parts.path or '/'}?{parts.query}", form, headers)
        answer = connection.getresponse()
        answer.read()
        moved = 300 <= answer.status < 400
        return answer.status, answer.getheader("Location", "") if moved else ""
    finally:
        connection.close()
