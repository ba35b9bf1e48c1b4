"""The string formats of the protocol: identifiers, keys, dates, languages.

Source: atproto.com/specs (did, handle, nsid, tid, record-key, at-uri-scheme, lexicon).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

_TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_RECORD_KEY = re.compile(r"[A-Za-z0-9_~.:-]{1,512}")
_DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]")
_HANDLE = re.compile(
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_NSID = re.compile(
    r"[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
    r"\.[A-Za-z][A-Za-z0-9]{0,62}"
)
_CID = re.compile(r"bafy[a-z2-7]{55}|bafkrei[a-z2-7]{52}")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,20})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,80}:[^\s]+")
_LANGUAGE = re.compile(
    r"(?P<grandfathered>i-[a-z]+|zh-hakka|zh-min-nan|sgn-BE-NL|sgn-BE-FR|sgn-CH-DE|en-GB-oed)"
    r"|(?P<private>[xX](-[A-Za-z0-9]{1,8})+)"
    r"|(?P<language>[a-z]{2,3}(-[A-Za-z]{3}){0,3})"
    r"(-(?P<script>[A-Za-z]{4}))?(-(?P<region>[A-Za-z]{2}|\d{3}))?"
    r"(?P<variants>(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*)"
    r"(?P<extensions>(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*)(-[xX](-[A-Za-z0-9]{1,8})+)?"
)


def is_tid(text: str) -> bool:
    """A timestamp identifier: 13 characters that sort by time."""
    return _TID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    """Letters, digits and ``_~.:-``, 1 to 512 of them."""
    return text not in (".", "..") and _RECORD_KEY.fullmatch(text) is not None


def is_did(text: str) -> bool:
    """A decentralized identifier."""
    return len(text) <= 2048 and _DID.fullmatch(text) is not None


def is_handle(text: str) -> bool:
    """A domain name."""
    return len(text) <= 253 and _HANDLE.fullmatch(text) is not None


def is_identifier(text: str) -> bool:
    """A DID or a handle."""
    return is_did(text) if text.startswith("did:") else is_handle(text)


def is_nsid(text: str) -> bool:
    """A reversed domain name with a method or record name."""
    return len(text) <= 317 and _NSID.fullmatch(text) is not None


def is_cid(text: str) -> bool:
    """A CIDv1 of a blob or a record in base32."""
    return _CID.fullmatch(text) is not None


def is_datetime(text: str) -> bool:
    """RFC 3339 in the narrow form of the protocol: `T`, seconds, `Z` or an offset, a real date."""
    if len(text) > 64 or _DATETIME.fullmatch(text) is None or text.endswith("-00:00"):
        return False
    if text.startswith("000"):
        return False
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", text))
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """BCP 47, well-formed, no variant or extension named twice."""
    found = _LANGUAGE.fullmatch(text)
    if found is None:
        return False
    variants = (found["variants"] or "").lower().split("-")[1:]
    singles = [part for part in (found["extensions"] or "").lower().split("-") if len(part) == 1]
    return len(set(variants)) == len(variants) and len(set(singles)) == len(singles)


def is_uri(text: str) -> bool:
    """A scheme and something behind it, without white space."""
    return len(text) <= 8192 and _URI.fullmatch(text) is not None


def is_at_uri(text: str) -> bool:
    """`at://` and a DID or handle, perhaps with collection and record key."""
    if not text.startswith("at://") or len(text) > 8192:
        return False
    parts = text[5:].split("/")
    if len(parts) > 3 or not is_identifier(parts[0]):
        return False
    if len(parts) > 1 and not is_nsid(parts[1]):
        return False
    return len(parts) < 3 or is_record_key(parts[2])


def split_at_uri(uri: str) -> tuple[str, str, str]:
    """Authority, collection and record key of a full at-uri; missing ones are empty."""
    parts = [*uri.removeprefix("at://").split("/"), "", ""]
    return parts[0], parts[1], parts[2]


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "at-uri": is_at_uri,
    "AT identifier": is_identifier,
    "CID": is_cid,
    "datetime": is_datetime,
    "DID": is_did,
    "handle": is_handle,
    "language": is_language,
    "NSID": is_nsid,
    "record key": is_record_key,
    "TID string": is_tid,
    "uri": is_uri,
}
"""Checks by the name the servers use in their messages."""
