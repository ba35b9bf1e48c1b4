"""Looking for secrets in bytes: plain, in base64, in addresses, in hexadecimal, inside archives."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus


@dataclass(frozen=True, repr=False)
class Hunted:
    """A secret and the bytes that would betray it; its name may be shown."""

    name: str
    spellings: tuple[tuple[str, bytes], ...]


def hunted(name: str, secret: str | bytes) -> Hunted:
    """All spellings of one secret."""
    data = secret.encode() if isinstance(secret, str) else secret
    found = [("plain", data), ("hexadecimal", data.hex().encode())]
    found.append(("HEXADECIMAL", data.hex().upper().encode()))
    found += [("UTF-16", data.decode("latin-1").encode("utf-16-le"))]
    for before in range(3):
        # Its place among the neighbours decides which characters of base64 are wholly its own.
        for kind, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            spelt = encode(bytes(before) + data).rstrip(b"=")
            cut = (before + len(data)) % 3 != 0
            found.append((kind, spelt[(0, 2, 3)[before] : len(spelt) - cut]))
    if isinstance(secret, str):
        found.append(("address", quote(secret, safe="").encode()))
        found.append(("form", quote_plus(secret).encode()))
        found.append(("JSON", json.dumps(secret)[1:-1].encode()))
    found.append(("backwards", data[::-1]))
    return Hunted(name, tuple(found))


def hunt(what: str, data: bytes, wanted: Iterable[Hunted]) -> list[str]:
    """Where which secret stands, never the secret itself."""
    return [
        f"{one.name} ({kind}) in {what}"
        for one in wanted
        for kind, spelling in one.spellings
        if spelling in data
    ]


def hunt_files(root: Path, wanted: Iterable[Hunted]) -> list[str]:
    """Every name and every byte below a folder, and what lies in its archives."""
    every = tuple(wanted)
    found: list[str] = []
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        found += hunt(f"the name {name}", str(path).encode(), every)
        if path.is_file():
            for inner, data in _contents(name, path.read_bytes()):
                found += hunt(inner, data, every)
    return found


def _contents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield f"{name}/{inner}", packed.read(inner)


def open_to_others(root: Path) -> list[str]:
    """Everything below (and) a folder that anybody but its owner could enter, read or change."""
    found = []
    for path in (root, *sorted(root.rglob("*"))):
        try:
            mode = path.lstat().st_mode & 0o7777
        except FileNotFoundError:
            continue  # a lock or a journal that went meanwhile
        kept = root / "media" in path.parents
        right = {0o700} if path.is_dir() else {0o600, 0o400} if kept else {0o600}
        if mode not in right:
            found.append(f"{mode:04o} {path.relative_to(root)}")
    return found
