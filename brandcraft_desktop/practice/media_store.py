"""The media storage of this world: an S3 bucket, for the platforms that fetch their files.

Source: Amazon S3 API Reference (2026-11): PutObject, GetObject, HeadObject, DeleteObject,
ListObjectsV2 and the calls of an upload in parts; what else is asked for is not known here.
Whoever has any signature may read and write: nothing in it is worth a lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import escape

from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.values import Object

STORE = "https://practice-storage.example"
DOMAIN = "https://practice-media.example"
BUCKET = "practice-media"
ACCESS_KEY = "practice-access-key"
SECRET = "practice-secret-media"
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(frozen=True)
class _Kept:
    """An object: where its bytes are, and what they are."""

    path: Path
    mime: str
    tag: str


class MediaStore:
    """Objects by key, path-style addresses, kept in a folder for as long as the world runs."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder
        self._lock = threading.Lock()
        self._objects: dict[str, _Kept] = {}
        self._uploads: dict[str, tuple[str, str, dict[int, _Kept]]] = {}

    def endpoint(self, method: str, path: str) -> str:
        return "practice-media"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return _refused(status, error or "InternalError")

    def answer(self, request: Request) -> Answer:
        bucket, _, key = unquote(request.path).strip("/").partition("/")
        signed = "authorization" in request.headers or request.parameter("X-Amz-Signature")
        if bucket != BUCKET:
            return _refused(404, "NoSuchBucket")
        if not signed and key != "robots.txt":
            return _refused(403, "AccessDenied")
        named = dict(request.parameters())
        with self._lock:
            if not key:
                return self._listed(named.get("prefix", "")) if request.method == "GET" else _OK
            if "uploads" in named or "uploadId" in named:
                return self._in_parts(request, key, named)
            return self._whole(request, key)

    def public(self, request: Request) -> Answer:
        """What anybody sees at the owner's domain, which leads to the bucket's root."""
        key = unquote(request.path).strip("/")
        if request.method not in ("GET", "HEAD") or not key:
            return _refused(403, "AccessDenied")
        with self._lock:
            return self._whole(request, key)

    def contents(self) -> Object:
        """What lies there: bytes by key."""
        with self._lock:
            return {key: one.path.stat().st_size for key, one in self._objects.items()}

    def _whole(self, request: Request, key: str) -> Answer:
        if request.method == "PUT":
            made = self._objects[key] = self._keep(request)
            return Answer(200, {"ETag": made.tag})
        if request.method == "DELETE":
            self._objects.pop(key, None)
            return Answer(204)
        found = self._objects.get(key)
        if found is None:
            return _refused(404, "NoSuchKey")
        data = found.path.read_bytes()
        headers = {"Content-Type": found.mime, "ETag": found.tag, "Accept-Ranges": "bytes"}
        if request.method == "HEAD":
            return Answer(200, headers, data)  # its length is told, its bytes are not sent
        part = _RANGE.fullmatch(request.headers.get("range", ""))
        if part is None:
            return Answer(200, headers, data)
        first, last = int(part[1]), min(int(part[2] or len(data) - 1), len(data) - 1)
        headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        return Answer(206, headers, data[first : last + 1])

    def _in_parts(self, request: Request, key: str, named: dict[str, str]) -> Answer:
        if "uploads" in named:
            upload = hashlib.sha256(f"{key} {len(self._uploads)}".encode()).hexdigest()
            mime = request.headers.get("content-type", "application/octet-stream")
            self._uploads[upload] = key, mime, {}
            told = f"<Bucket>{BUCKET}</Bucket><Key>{escape(key)}</Key><UploadId>{upload}</UploadId>"
            return _told("InitiateMultipartUploadResult", told)
        upload = named["uploadId"]
        found = self._uploads.get(upload)
        if found is None:
            return _refused(404, "NoSuchUpload")
        _, mime, parts = found
        if request.method == "PUT":
            made = parts[int(named["partNumber"])] = self._keep(request)
            return Answer(200, {"ETag": made.tag})
        if request.method == "GET":
            shown = "".join(
                f"<Part><PartNumber>{number}</PartNumber><ETag>{escape(one.tag)}</ETag>"
                f"<Size>{one.path.stat().st_size}</Size></Part>"
                for number, one in sorted(parts.items())
            )
            return _told("ListPartsResult", f"{shown}<IsTruncated>false</IsTruncated>")
        del self._uploads[upload]
        if request.method == "DELETE":
            return Answer(204)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as whole:
            for _, one in sorted(parts.items()):
                whole.write(one.path.read_bytes())
        made = self._objects[key] = _Kept(Path(whole.name), mime, f'"{upload[:32]}-{len(parts)}"')
        return _told("CompleteMultipartUploadResult", f"<ETag>{escape(made.tag)}</ETag>")

    def _keep(self, request: Request) -> _Kept:
        request.body.seek(0)
        with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
            shutil.copyfileobj(request.body, file)
        digest = hashlib.sha256(Path(file.name).read_bytes()).hexdigest()
        mime = request.headers.get("content-type", "application/octet-stream")
        return _Kept(Path(file.name), mime, json.dumps(digest[:32]))

    def _listed(self, prefix: str) -> Answer:
        shown = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{one.path.stat().st_size}</Size>"
            "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
            for key, one in sorted(self._objects.items())
            if key.startswith(prefix)
        )
        return _told("ListBucketResult", f"{shown}<IsTruncated>false</IsTruncated>")


class MediaDomain:
    """The owner's domain before the bucket, for platforms that want one."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store

    def endpoint(self, method: str, path: str) -> str:
        return "practice-media"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return self._store.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        return self._store.public(request)


_OK = Answer(200)


def _told(name: str, inside: str, status: int = 200) -> Answer:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}>{inside}</{name}>'
    return Answer(status, {"Content-Type": "application/xml"}, body.encode())


def _refused(status: int, code: str) -> Answer:
    return _told("Error", f"<Code>{escape(code)}</Code><Message>Practice</Message>", status)
