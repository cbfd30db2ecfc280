"""One import from file to committed records: batches of 500, each with its ledger events in one commit.

What a row becomes is the domain's business, see `Importer`; what keeps a row from coming in twice is decided here.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework import clock, engine
from casework.actor import Actor
from casework.importing import FileRefused, Limits, Mapped, Profile, Report, Row, RowRefused, Target, open_table
from casework.importing.containers import MEGABYTE
from casework.importing.problems import FILE_TOO_LARGE, Problem
from casework.models import ImportedRow, ImportProfile, ImportRun, Record

BATCH = 500
SAME_NUMBER = gettext_noop("与第{line}行编号相同，内容不同")
Progress = Callable[[Report, int], None]


class Importer(Protocol):
    """What a domain gives: the fields a table can fill, and the record a row becomes."""

    targets: tuple[Target, ...]
    state: str

    def build(self, values: Mapping[str, Any], profile: Profile) -> Record:
        """An unsaved record of the kind. Raises RowRefused with the reason."""

    def kept(self, records: list[Any]) -> None:
        """Called when a batch has been committed."""


@dataclass(frozen=True)
class _Accepted:
    line: int
    mapped: Mapped


def sha256_of(path: Path) -> str:
    """The file's digest, as it stands in every event of the import."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def profile_named(name: str, importer: Importer) -> tuple[ImportProfile, Profile]:
    """The saved profile and its checked form. Raises ImportProfile.DoesNotExist or ProfileInvalid."""
    saved = ImportProfile.objects.get(name=name)
    return saved, Profile.read(saved.mapping, saved.options, importer.targets)


def start(saved: ImportProfile, path: Path, *, file_name: str, actor: Actor) -> ImportRun:
    """Note a run before its first row is read."""
    return ImportRun.objects.create(
        profile=saved, file_name=file_name[:200], file_sha256=sha256_of(path), post=actor.post, created_at=clock.now()
    )


def upload_path(run: ImportRun) -> Path:
    """Where an uploaded file waits for its run; it holds citizens' words and is deleted afterwards."""
    return Path(settings.VAR_DIR) / "imports" / str(run.pk)


def receive(saved: ImportProfile | None, chunks: Iterable[bytes], *, file_name: str, actor: Actor) -> ImportRun:
    """Put an uploaded file down for its run; without a profile its columns are still to be mapped.

    Raises FileRefused when it is too large.
    """
    run = ImportRun.objects.create(
        profile=saved, file_name=file_name[:200], file_sha256="", post=actor.post, created_at=clock.now(),
        state=ImportRun.State.WAITING if saved else ImportRun.State.MAPPING,
    )  # fmt: skip
    path, size = upload_path(run), 0
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.IMPORT_MAX_BYTES:
                break
            stream.write(chunk)
    if size > settings.IMPORT_MAX_BYTES:
        path.unlink()
        run.delete()
        raise FileRefused(FILE_TOO_LARGE, limit=settings.IMPORT_MAX_BYTES // MEGABYTE)
    _note(run, file_sha256=sha256_of(path))
    return run


def carry_out(
    run: ImportRun, path: Path, importer: Importer, *, actor: Actor, progress: Progress | None = None
) -> Report:
    """Read the file and commit its rows. Raises FileRefused; good rows before a damaged part stay."""
    if run.profile is None:
        raise ValueError("the columns of this file are not mapped yet")
    whole = _Import(run, run.profile, importer, actor, progress)
    _note(run, state=ImportRun.State.RUNNING, started_at=clock.now())
    try:
        report = whole.of(path)
    except FileRefused as refusal:
        _note(run, state=ImportRun.State.REFUSED, finished_at=clock.now(), problem=refusal.problem.text(_)[:200])
        raise
    except BaseException:
        _note(run, state=ImportRun.State.FAILED, finished_at=clock.now())
        raise
    _note(run, state=ImportRun.State.DONE, finished_at=clock.now())
    return report


def rehearse(saved: ImportProfile, path: Path, importer: Importer, *, progress: Progress | None = None) -> Report:
    """The report a run would give; nothing is written."""
    run = ImportRun(profile=saved, created_at=clock.now())
    return _Import(run, saved, importer, Actor.system(), progress, writing=False).of(path)


# --- a file whose columns are to be mapped ------------------------------------------------------------------------


def look(path: Path, rows: int = 5) -> tuple[tuple[str, ...], list[Row]]:
    """The columns of an uploaded file and its first rows. Raises FileRefused."""
    with open_table(path, limits=Limits(bytes=settings.IMPORT_MAX_BYTES)) as table:
        return table.columns, list(islice(table.rows, rows))


def check_readable(run: ImportRun) -> None:
    """Read the head of an uploaded file. Raises FileRefused; the run then says why and the file is gone."""
    try:
        look(upload_path(run))
    except FileRefused as refusal:
        upload_path(run).unlink()
        _note(run, state=ImportRun.State.REFUSED, finished_at=clock.now(), problem=refusal.problem.text(_)[:200])
        raise


def fitting(kind: str, columns: Iterable[str], targets: Iterable[Target]) -> ImportProfile | None:
    """The saved profile that reads most of these columns; None where none reads this file."""
    there, known, best, most = set(columns), tuple(targets), None, 0
    for saved in ImportProfile.objects.filter(kind=kind):
        profile = Profile.read(saved.mapping, saved.options, known)
        wanted = {column for source in profile.mapping.values() for column in source.columns}
        if wanted <= there and len(wanted) > most:
            best, most = saved, len(wanted)
    return best


def profile_of(kind: str, mapping: Mapping[str, Any], options: Mapping[str, Any], label: str) -> ImportProfile:
    """The profile with this mapping, kept for the next file like it: the same rows are then known again."""
    content = json.dumps([kind, mapping, options], ensure_ascii=False, sort_keys=True)
    saved = ImportProfile.objects.filter(kind=kind, mapping=mapping, options=options).first()
    if saved is not None:
        return saved
    name = f"table-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    made, _new = ImportProfile.objects.get_or_create(
        name=name, defaults={"label": label[:80], "kind": kind, "mapping": mapping, "options": options}
    )
    return made


def expire_uploads(older_than: datetime) -> int:
    """Delete files that were put down and never imported; returns how many."""
    left = ImportRun.objects.filter(
        created_at__lt=older_than, state__in=(ImportRun.State.MAPPING, ImportRun.State.REHEARSED)
    )
    deleted = 0
    for run in left:
        deleted += upload_path(run).exists()
        upload_path(run).unlink(missing_ok=True)
        _note(run, state=ImportRun.State.FAILED, problem=_("放了7天没有导入，文件已删除"), finished_at=clock.now())
    return deleted


def _note(run: ImportRun, **values: Any) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))


class _Import:
    def __init__(self, run: ImportRun, saved: ImportProfile, importer: Importer, actor: Actor,
                 progress: Progress | None, *, writing: bool = True) -> None:  # fmt: skip
        self.run, self.saved, self.importer, self.actor = run, saved, importer, actor
        self.profile = Profile.read(saved.mapping, saved.options, importer.targets)
        self.progress, self.writing = progress, writing
        self.report = Report()
        self.met: dict[str, tuple[int, str]] = {}

    def of(self, path: Path) -> Report:
        limits = Limits(bytes=settings.IMPORT_MAX_BYTES)
        with open_table(path, encoding=self.profile.encoding, header=self.profile.header, limits=limits) as table:
            self.profile.check_columns(table.columns)
            rows = iter(table.rows)
            while batch := list(islice(rows, BATCH)):
                self._batch(batch)
        return self.report

    def _batch(self, rows: list[Row]) -> None:
        refused: list[tuple[int, Problem]] = []
        accepted = list(self._accepted(rows, refused))
        with transaction.atomic():
            # two runs of one profile take turns, or both would find a row missing
            ImportProfile.objects.select_for_update(no_key=True).get(pk=self.saved.pk)
            fresh = self._fresh(accepted)
            built = list(self._built(fresh, refused))
            self._count(rows, built, refused)
            if self.writing:
                self._write(built, refused, rows[-1].line)
        if self.writing:
            self.importer.kept([record for _item, record in built])
        if self.progress is not None:
            self.progress(self.report, rows[-1].line)

    def _accepted(self, rows: Iterable[Row], refused: list[tuple[int, Problem]]) -> Iterator[_Accepted]:
        for row in rows:
            try:
                if row.problem is not None:
                    raise RowRefused(row.problem.message, **row.problem.values)
                mapped = self.profile.apply(row.cells)
                if self._first_time(row.line, mapped):
                    yield _Accepted(row.line, mapped)
            except RowRefused as refusal:
                refused.append((row.line, refusal.problem))

    def _first_time(self, line: int, mapped: Mapped) -> bool:
        content = hashlib.sha256(str(mapped.values.get("narrative")).encode()).hexdigest()
        first = self.met.setdefault(mapped.key, (line, content))
        if first[0] == line:
            return True
        if first[1] != content:
            raise RowRefused(SAME_NUMBER, line=first[0])
        self.report.repeated += 1
        return False

    def _fresh(self, accepted: list[_Accepted]) -> list[_Accepted]:
        known = set(
            ImportedRow.objects.filter(
                profile=self.saved, key__in=[item.mapped.key for item in accepted], record__isnull=False
            ).values_list("key", flat=True)
        )
        self.report.already += sum(item.mapped.key in known for item in accepted)
        return [item for item in accepted if item.mapped.key not in known]

    def _built(self, items: list[_Accepted], refused: list[tuple[int, Problem]]) -> Iterator[tuple[_Accepted, Any]]:
        for item in items:
            try:
                yield item, self.importer.build(item.mapped.values, self.profile)
            except RowRefused as refusal:
                refused.append((item.line, refusal.problem))

    def _count(self, rows: list[Row], built: list[Any], refused: list[tuple[int, Problem]]) -> None:
        self.report.rows += len(rows)
        self.report.new += len(built)
        for line, problem in sorted(refused, key=lambda pair: pair[0]):
            self.report.refuse(line, problem)

    def _write(self, built: list[tuple[_Accepted, Any]], refused: list[tuple[int, Problem]], last_line: int) -> None:
        run = self.run
        engine.import_as(
            [
                engine.Historical(
                    record, self.importer.state, {"file": run.file_sha256, "line": item.line, "run": run.pk}
                )
                for item, record in built
            ],
            actor=self.actor,
        )
        ImportedRow.objects.bulk_create(
            [
                ImportedRow(run=run, profile=self.saved, line=item.line, key=item.mapped.key, record_id=record.pk)
                for item, record in built
            ]
            + [
                ImportedRow(run=run, profile=self.saved, line=line, reason=problem.text(_)[:200])
                for line, problem in refused
            ]
        )
        counts = {name: getattr(self.report, name) for name in ("rows", "new", "already", "repeated", "refused")}
        _note(run, progress=last_line, **counts)
