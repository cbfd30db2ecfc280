"""The daily seal: one Merkle root over the heads of all records, kept as a file and a printed sheet outside.

A database restored from an older backup still verifies within itself; only a seal from outside shows that events are
missing. The seal names the highest event it covers, so that it can be recomputed at any later day.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from casework import clock
from casework.models import Seal

#: Advisory lock that every writer of events holds in shared mode until it commits (see `casework.engine`).
WRITERS_LOCK = 0x616E67756901


@dataclass(frozen=True)
class SealFile:
    """What leaves the database each day."""

    day: str
    last_event: int
    records: int
    root: str


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Root of a binary hash tree; leaves and nodes are hashed with different prefixes, an odd node moves up alone."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256(b"\x00").hexdigest()
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + b"".join(p)).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0].hex()


def heads(last_event: int) -> list[bytes]:
    """`record:seq:hash` of each record's last event among the events up to `last_event`, in record order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (record_id) record_id::text || ':' || seq || ':' || hash "
            "FROM casework_event WHERE id <= %s ORDER BY record_id, seq DESC",
            [last_event],
        )
        return [line.encode() for (line,) in cursor.fetchall()]


def make(day: date) -> Seal:
    """Seal everything written so far under `day`; a day already sealed keeps its seal."""
    with transaction.atomic(), connection.cursor() as cursor:
        # waits for the writers under way and holds new ones for a moment: no event can appear below the mark later
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        existing = Seal.objects.filter(day=day).first()
        if existing:
            return existing
        cursor.execute("SELECT coalesce(max(id), 0) FROM casework_event")
        last_event = cursor.fetchone()[0]
        leaves = heads(last_event)
        return Seal.objects.create(
            day=day, last_event=last_event, records=len(leaves), root=merkle_root(leaves), made_at=clock.now()
        )


def seal_yesterday() -> Path:
    """What the worker does after midnight: seal the day that ended and put the seal down outside the database."""
    return write(make(clock.now().date() - clock.DAY))


def write(seal: Seal, folder: Path | None = None) -> Path:
    """Put the seal down as a JSON file, and beside it the sheet to print and sign."""
    folder = folder or Path(settings.VAR_DIR) / "seals"
    folder.mkdir(parents=True, exist_ok=True)
    body = SealFile(seal.day.isoformat(), seal.last_event, seal.records, seal.root)
    path = folder / f"seal-{body.day}.json"
    path.write_text(json.dumps(asdict(body), indent=1) + "\n")
    (folder / f"seal-{body.day}.txt").write_text(sheet(body))
    return path


def sheet(body: SealFile) -> str:
    """The printed sheet: the root in groups of eight, room for two signatures."""
    groups = " ".join(body.root[i : i + 8] for i in range(0, 64, 8))
    lines = (
        _("安归 账本封签"), "",
        _("日期 %(day)s"), _("记录 %(records)d件"), _("末条事项 %(last)d"), _("封签 %(root)s"), "",
        _("封存人 ____________  监督人 ____________"), "",
    )  # fmt: skip
    values = {"day": body.day, "records": body.records, "last": body.last_event, "root": groups}
    return "\n".join(line % values for line in lines)


def read(path: Path) -> SealFile:
    """A seal file from outside. Raises ValueError when it is none."""
    try:
        body = SealFile(**json.loads(path.read_text()))
    except (TypeError, ValueError, OSError) as error:
        raise ValueError(f"{path}: not a seal file") from error
    if {name: type(value) for name, value in vars(body).items()} != SealFile.__annotations__:
        raise ValueError(f"{path}: not a seal file")
    return body


def check(body: SealFile) -> Iterable[str]:
    """Yield what the database no longer has of what was sealed: older_database, heads_differ."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM casework_event")
        if cursor.fetchone()[0] < body.last_event:
            yield "older_database"
    leaves = heads(body.last_event)
    if len(leaves) != body.records or merkle_root(leaves) != body.root:
        yield "heads_differ"
