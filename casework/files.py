"""The file store: content kept once, encrypted under its SHA-256, given out through a record only.

A file lies at `VAR_DIR/files/<first two>/<sha256>`, its thumbnail beside it. It is on the disk, synced and renamed
into place, before the row that speaks of it commits: a crash leaves a file without a row (found by `sweep_orphans`),
never a row without a file.
"""

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casework import access, clock, crypto, filetypes, kinds
from casework.accesslog import record_access
from casework.actor import Actor
from casework.masking import mask_text
from casework.models import AccessAction, Record, RecordFile, StoredFile
from casework.refusals import InvalidData, OutOfScope

THUMBNAIL = ".thumb"
#: shown in the browser; everything else is saved
INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
#: a file younger than this may belong to a transaction that has not committed yet
ORPHAN_AGE = dt.timedelta(hours=24)


class Upload(Protocol):
    """What is stored: a name and bytes to read, as Django's uploaded files are."""

    name: str | None

    def read(self, size: int = ..., /) -> bytes: ...


class DamagedStore(Exception):
    """A stored file that is missing or no longer what its name says. Names the file, never its content."""


def store(upload: Upload, *, actor: Actor) -> StoredFile:
    """Keep the content of `upload`, or find it kept already.

    Accepts PDF, JPG, PNG, DOCX and XLSX by content, up to FILE_UPLOAD_MAX_BYTES. Raises InvalidData with the sentence
    under the field `file`.
    """
    data = read_limited(upload)
    try:
        media = filetypes.media_type(data)
        small = filetypes.thumbnail(data) if media in filetypes.IMAGES else None
    except filetypes.FileRefused as refused:
        raise InvalidData({"file": [str(refused)]}) from None
    sha256 = hashlib.sha256(data).hexdigest()
    _keep(sha256, data)
    if small is not None:
        _keep(sha256 + THUMBNAIL, small)
    stored, _made = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": len(data),
            "media_type": media,
            "has_thumbnail": small is not None,
            "created_at": clock.now(),
            "created_by": actor.post,
        },
    )
    return stored


def place(
    record: Record,
    stored: StoredFile,
    *,
    name: str,
    purpose: str,
    actor: Actor,
    title: str = "",
    source_note: str = "",
) -> RecordFile:
    """The place of a stored file in `record`, not saved yet: the effect hands it to `ctx.add` for the ledger to know.

    `name` is the upload's own; numbers of people in the title are masked. Raises InvalidData under the field `file`
    for an impossible name and where the same content has the same purpose here already.
    """
    try:
        safe = filetypes.safe_name(name, stored.media_type)
    except filetypes.FileRefused as refused:
        raise InvalidData({"file": [str(refused)]}) from None
    if RecordFile.objects.filter(record=record, file=stored, purpose=purpose, removed_at=None).exists():
        raise InvalidData({"file": [_("这份文件已在案卷里")]})
    return RecordFile(
        record=record,
        file=stored,
        purpose=purpose,
        title=mask_text(title)[:120] or _("未命名文件"),
        name=safe,
        source_note=source_note,
        added_at=clock.now(),
        added_by=actor.post,
    )


#: Purpose of a file → the object of the matrix that opens it, for what is not read with the evidence.
_APART: dict[str, str] = {}


def keep_apart(purposes: Mapping[str, str]) -> None:
    """Name purposes of files that only the readers of another object of the matrix open. Called by a domain."""
    _APART.update(purposes)


def may_open(record_file: RecordFile, actor: Actor) -> bool:
    """Whether the actor's role reads the files of this kind, or the file came from the actor's own agency.

    A firm hands in files and never sees those of the reporter (§5.4).
    """
    if kinds.keeps_from(record_file.record, "recordfile/", actor):
        return False
    kept_apart = _APART.get(record_file.purpose)
    if kept_apart:
        return access.may(actor, kept_apart, "R") or _added_by(record_file, actor)
    if any(access.may(actor, kinds.files_object(record_file.record), letter) for letter in "RUr"):
        return True
    return record_file.added_by is not None and record_file.added_by.agency_id == actor.agency_id


def _added_by(record_file: RecordFile, actor: Actor) -> bool:
    return record_file.added_by is not None and record_file.added_by.user_id == actor.user_id


def open_for(record_file: RecordFile, *, actor: Actor, request: HttpRequest | None = None) -> tuple[bytes, str, str]:
    """Content, media type and name of a file, with a line in the access log.

    The caller found `record_file` through records in the actor's scope. A removed file, and one the actor may not
    open, refuses with OutOfScope; DamagedStore where the content is gone or was changed.
    """
    if record_file.removed_at is not None or not may_open(record_file, actor):
        raise OutOfScope()
    stored = record_file.file
    data = content(stored.sha256)
    with transaction.atomic():
        record_access(
            actor,
            AccessAction.DOWNLOAD,
            record=record_file.record,
            subject=f"file:{record_file.purpose}",
            detail={"file": str(record_file.pk)},
            request=request,
        )
    return data, stored.media_type, record_file.name.reveal()


def content(sha256: str) -> bytes:
    """The bytes of a stored file; the caller has checked the right to them. Raises DamagedStore."""
    data = _load(sha256)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedStore(f"stored file {sha256} has another content")
    return data


def discard(stored: StoredFile) -> None:
    """Let go of a content that was lawfully erased, unless it has another place: the row now, the bytes on commit."""
    if stored.places.exists() or stored.documents.exists():
        return
    sha256 = stored.sha256
    stored.delete()
    transaction.on_commit(lambda: _path(sha256).unlink(missing_ok=True))


def response(record_file: RecordFile, *, actor: Actor, request: HttpRequest) -> HttpResponse:
    """The file as an answer: never sniffed, never run, under its own safe name."""
    data, media_type, name = open_for(record_file, actor=actor, request=request)
    answer = HttpResponse(data, content_type=media_type)
    inline = media_type in INLINE
    answer["Content-Disposition"] = disposition(name, inline=inline)
    answer["Cache-Control"] = "private, no-store"
    return answer


def thumbnail_of(record_file: RecordFile, *, actor: Actor) -> bytes | None:
    """The small JPEG of a picture; None for anything else, a removed file and one the actor may not open."""
    if record_file.removed_at is not None or not record_file.file.has_thumbnail or not may_open(record_file, actor):
        return None
    return _load(record_file.file.sha256 + THUMBNAIL)


def disposition(name: str, *, inline: bool = False) -> str:
    """The Content-Disposition header for a file name, safe against quotes and line breaks."""
    return content_disposition_header(not inline, name) or ""


def sweep_orphans(*, now: dt.datetime | None = None) -> list[str]:
    """Delete files that no row speaks of and that are older than a day. Returns their names."""
    limit = ((now or clock.now()) - ORPHAN_AGE).timestamp()
    old = [path for path in _folder().glob("??/*") if _written_before(path, limit)]
    known = set(StoredFile.objects.filter(sha256__in={path.name[:64] for path in old}).values_list("sha256", flat=True))
    orphans = [path for path in old if path.name[:64] not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return sorted(path.name for path in orphans)


def _written_before(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:  # another upload renamed it meanwhile
        return False


def read_limited(upload: Upload) -> bytes:
    """The content of an upload. Raises InvalidData under the field `file` for an empty or too large one."""
    limit = settings.FILE_UPLOAD_MAX_BYTES
    data = upload.read(limit + 1)
    if len(data) > limit:
        raise InvalidData({"file": [_("超过%(limit)d MB，压缩或分开上传") % {"limit": limit // (1024 * 1024)}]})
    if not data:
        raise InvalidData({"file": [str(filetypes.damaged())]})
    return data


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "files"


def _path(name: str) -> Path:
    return _folder() / name[:2] / name


def _context(name: str) -> str:
    return f"casework.StoredFile:{name}"


def _keep(name: str, data: bytes) -> None:
    """Write encrypted, synced, and renamed into place; the folder is synced so that the name survives a power cut."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(crypto.encrypt_bytes(data, _context(name)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _load(name: str) -> bytes:
    try:
        return crypto.decrypt_bytes(_path(name).read_bytes(), _context(name))
    except FileNotFoundError:
        raise DamagedStore(f"stored file {name} is missing") from None
    except crypto.CannotDecrypt as error:
        raise DamagedStore(f"stored file {name} does not open: {error}") from None
