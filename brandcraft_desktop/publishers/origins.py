"""Where requests may go: the practice map of origins, and the rules for addresses from outside."""

from __future__ import annotations

import ipaddress
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from brandcraft_desktop.errors import BadInput, ContentRefused, NotSent, OutOfReach
from brandcraft_desktop.publishers.json_value import parse

ORIGINS_VARIABLE = "BRANDCRAFT_ORIGINS"
_LARGEST = 1024 * 1024  # bytes of a map
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address behind a translator
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")


class Origins:
    """A map `{official origin: loopback origin}`; an origin is scheme, host and port.

    Raises `BadInput` for anything that is no origin and for a target beyond this machine.
    """

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets: dict[str, str] = {}
        for official, target in targets.items():
            if not is_loopback(_host(target)):
                raise _bad(f"“{target}” is not on this machine; only loopback targets are taken.")
            self._targets[_whole_origin(official)] = _whole_origin(target)

    def map(self, url: str) -> str:
        """The address to really use; path and query stay as they are.

        Raises `errors.OutOfReach` for an origin that is neither mapped nor on this machine.
        """
        origin = origin_of(url)
        target = self._targets.get(origin)
        if target is not None:
            return target + _rest(url)
        if is_loopback(_host(url)):
            return url
        raise OutOfReach(
            f"This practice workspace may not reach {origin}.",
            f"{ORIGINS_VARIABLE} is set, and this origin is not in its map.",
            "Add it to the map, or use a workspace that publishes for real.",
        )

    def knows(self, url: str) -> bool:
        """Whether the origin of `url` is in the map."""
        return origin_of(url) in self._targets


def read_origins(environment: Mapping[str, str] | None = None) -> Origins | None:
    """The map that BRANDCRAFT_ORIGINS names (SURFACES, "Environment"); None when it is not set.

    `environment` is the process's own unless given. Raises `BadInput`.
    """
    named = (os.environ if environment is None else environment).get(ORIGINS_VARIABLE, "")
    if not named:
        return None
    try:
        value = parse(_content(Path(named)))
    except OSError as error:
        raise _bad(f"“{named}” can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise _bad(f"“{named}” is no JSON.") from error
    if not isinstance(value, dict):
        raise _bad(f"“{named}” holds no JSON object.")
    targets = {official: target for official, target in value.items() if isinstance(target, str)}
    if len(targets) != len(value):
        raise _bad(f"“{named}” may hold texts only.")
    return Origins(targets)


def _content(file: Path) -> bytes:
    """What a map's file holds; a device or a pipe could go on for ever. Raises `BadInput`."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise _bad(f"“{file}” is not an ordinary file.")
    with file.open("rb") as opened:
        content = opened.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise _bad(f"“{file}” is too large for a map of origins.")
    return content


def origin_of(url: str) -> str:
    """Scheme, host and port in lower case, without the scheme's usual port. Raises `BadInput`."""
    parts = _split(url)
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host
    port = parts.port
    usual = port is None or port == _PORTS[parts.scheme]
    return f"{parts.scheme}://{shown}" if usual else f"{parts.scheme}://{shown}:{port}"


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine itself.

    A name below "localhost" should be (RFC 6761, 6.3), but not every resolver knows that: asked of
    a name server it may lead anywhere.
    """
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def check_outside_address(url: str) -> None:
    """Refuse an address from outside content that points into a private network.

    Judged on the official address, before any mapping. Raises `errors.ContentRefused`.
    """
    try:
        parts = _split(url)
    except BadInput as error:
        raise ContentRefused("This address can't be used.", error.title) from None
    host = parts.hostname or ""
    address = _address(host)
    named_private = address is None and (
        "." not in host or is_loopback(host) or host.endswith(_LOCAL_ENDINGS)
    )
    if parts.username is not None or named_private:
        raise _private(host)
    if address is not None:
        check_outside_hosts(host, [host])


def check_outside_hosts(host: str, addresses: Iterable[str]) -> None:
    """Refuse a host one of whose addresses is not on the open internet."""
    for text in addresses:
        address = _address(text)
        if address is None or not address.is_global or address.is_multicast:
            raise _private(host)


def check_outside_names(url: str) -> None:
    """Refuse a host whose name leads into a private network.

    Raises `errors.ContentRefused`, and `errors.NotSent` for a name that can't be found.
    """
    import socket

    host = _host(url)
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent(
            f"{host} could not be found.", "No server has this name.", "Check the address."
        ) from None
    check_outside_hosts(host, [str(entry[4][0]) for entry in found])


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address in a host, an IPv4 one also where IPv6 carries it; None for a name."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return _odd_ipv4(host)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _odd_ipv4(host: str) -> ipaddress.IPv4Address | None:
    """IPv4 in the other spellings resolvers take: "2130706433", "0x7f.1", "0177.0.0.1"."""
    if not host or not host[-1].isalnum() or not host.rpartition(".")[2][:1].isdigit():
        return None
    import socket

    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        # What parsers disagree about must not reach a second one.
        plain = not any(character <= " " or character in "\\\x7f" for character in url)
        fine = plain and parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise _bad(f"“{url[:200]}” is no http address.")
    return parts


def _host(url: str) -> str:
    return _split(url).hostname or ""


def _rest(url: str) -> str:
    """Everything behind the origin, exactly as it was."""
    parts = urlsplit(url)
    return url[url.index("//") + 2 + len(parts.netloc) :]


def _whole_origin(url: str) -> str:
    parts = _split(url)
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise _bad(f"“{url}” is more than an origin (scheme, host and port).")
    return origin_of(url)


def _bad(cause: str) -> BadInput:
    return BadInput(cause, "", "", field=ORIGINS_VARIABLE)


def _private(host: str) -> ContentRefused:
    return ContentRefused(
        f"{host or 'This address'} is not on the open internet.",
        "An address that comes from outside may not lead into a private network.",
    )
