"""The dated versions of a paper's wording: which is in force, how one is tried, added and brought in from its file.

A version begins on a later day than today, so that papers of one day read alike; what was issued keeps its own.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from casework import clock, display, unused_words
from casework.actor import Actor
from casework.models import DocumentTemplate
from casework.papers import wording
from casework.reference import Kept
from casework.refusals import Denial, GuardsFailed, InvalidData
from casework.rules import FIRST_DAY
from casework.seeding import Report
from casework.timers import local_day

#: Characters of a body; a paper is a few pages.
LONGEST = 40_000

_all_versions: Kept[list[DocumentTemplate]] = Kept(lambda: list(DocumentTemplate.objects.all()))


def in_force(codes: Collection[str], day: date) -> dict[str, DocumentTemplate]:
    """The version of each of these papers on a day. Raises LookupError where one has none: seeds are not loaded."""
    begun = (row for row in _all_versions() if row.code in codes and row.valid_from <= day)
    found = {row.code: row for row in begun if row.valid_to is None or row.valid_to > day}
    if missing := set(codes) - found.keys():
        raise LookupError(f"no template in force for {sorted(missing)} on {day}: run manage.py seed_rules")
    return found


def versions(code: str) -> QuerySet[DocumentTemplate]:
    """Every version of a paper that came or will come into force, newest first."""
    rows = DocumentTemplate.objects.filter(code=code).exclude(valid_to=F("valid_from"))
    return rows.select_related("added_by__user").order_by("-version")


def tried(body: str, sample: dict[str, Any]) -> str:
    """The wording with a sample snapshot. Raises InvalidData under `body` with what has to change."""
    if len(body) > LONGEST:
        raise InvalidData({"body": [_("模板太长，最多%(n)d字") % {"n": LONGEST}]})
    if not body.strip():
        raise InvalidData({"body": [_("请填写模板正文")]})
    _refuse_unused(body, "body")
    try:
        drawn = [wording.rendered(body, one) for one in wording.variants(sample)]
    except wording.WordingRefused as refused:
        raise InvalidData({"body": [str(refused)]}) from None
    return drawn[0]


def _refuse_unused(text: str, field: str) -> None:
    if hit := unused_words.find(text):
        words = _("「%(word)s」不能用在文书里，建议写：%(instead)s") % {"word": hit[0], "instead": hit[1]}
        raise InvalidData({field: [words]})


def add(code: str, *, name: str, body: str, valid_from: date, sample: dict[str, Any],
        actor: Actor) -> DocumentTemplate:  # fmt: skip
    """Add a version that begins on a later day. Raises InvalidData, or GuardsFailed where another was added meanwhile.

    One that has not begun yet gives way where the new one begins on the same day.
    """
    body = body.replace("\r\n", "\n")
    tried(body, sample)
    _refuse_unused(name, "name")
    if not name.strip():
        raise InvalidData({"name": [_("请填写名称")]})
    tomorrow = local_day(clock.now()) + timedelta(days=1)
    last = _last(code)
    earliest = max(tomorrow, last.valid_from) if last else tomorrow
    if valid_from < earliest:
        words = _("最早从%(day)s起用") % {"day": display.day(earliest, clock.now())}
        raise InvalidData({"valid_from": [words]})
    try:
        return _append(
            last, code=code, name=name.strip(), body=body, valid_from=valid_from, added_at=clock.now(),
            origin=DocumentTemplate.LOCAL, added_by=actor.post,
        )  # fmt: skip
    except IntegrityError:
        raise GuardsFailed([
            Denial("template_version_taken", _("刚才有人加了另一个版本。"), _("刷新后再加"))
        ]) from None  # fmt: skip


def _last(code: str) -> DocumentTemplate | None:
    return DocumentTemplate.objects.filter(code=code).order_by("-version").first()


def _append(last: DocumentTemplate | None, *, valid_from: date, name: str, body: str, **more: Any) -> DocumentTemplate:
    """Let the last version end where this one begins."""
    with transaction.atomic():
        if last is not None:
            DocumentTemplate.objects.filter(pk=last.pk).update(valid_to=valid_from)
        return DocumentTemplate.objects.create(
            version=last.version + 1 if last else 1, valid_from=valid_from, name=name, body=body,
            sha256=digest(name, body), **more,
        )  # fmt: skip


def digest(name: str, body: str) -> str:
    """SHA-256 of a version's title and text."""
    return sha256(f"{name}\n{body}".encode()).hexdigest()


# --- from files -------------------------------------------------------------------------------------------------


def load(path: Path, at: datetime) -> Report:
    """Bring one file in: its first line is the title, the rest the body, its name the code.

    A text that differs from its file begins tomorrow as a new version; a version of the place's own is left alone.
    """
    title, _newline, body = path.read_text(encoding="utf-8").partition("\n")
    last = _last(path.stem)
    if last is not None and last.origin == DocumentTemplate.LOCAL:
        return Report(kept=1)
    if last is not None and last.sha256 == digest(title, body):
        return Report(unchanged=1)
    begins = max(local_day(at) + timedelta(days=1), last.valid_from) if last else FIRST_DAY
    _append(last, code=path.stem, name=title, body=body, valid_from=begins, added_at=at)
    return Report(changed=1) if last else Report(created=1)
