"""The beds of a station out of a list: new ones are added, those no longer on it are taken out of use."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from django.db import transaction
from django.utils.translation import gettext as _

from casework.models import Agency
from relief.models.beds import Bed, BedStay, Zone

HEADS = ("zone", "room", "bed")


class WrongList(ValueError):
    """A list that cannot be read; says where and why."""


@dataclass(frozen=True)
class Line:
    """One bed: zone by its code, room, and the label on the bed."""

    zone: str
    room: str
    bed: str


def read(file: TextIO) -> list[Line]:
    """The lines of a CSV with the columns zone, room, bed. Raises WrongList."""
    rows = csv.DictReader(file)
    if tuple(rows.fieldnames or ()) != HEADS:
        raise WrongList(_("第一行应为：%(heads)s") % {"heads": ",".join(HEADS)})
    lines: list[Line] = []
    for number, row in enumerate(rows, 2):
        line = Line(*((row[head] or "").strip() for head in HEADS))
        if problem := _problem(line, lines):
            raise WrongList(_("第%(n)d行：%(why)s") % {"n": number, "why": problem})
        lines.append(line)
    return lines


def _problem(line: Line, before: list[Line]) -> str:
    known = dict(Zone.KINDS)
    if line.zone not in known:
        return _("区域应为：%(known)s") % {"known": "、".join(known)}
    if not line.room or not line.bed:
        return _("房间和床位都要写")
    if any(line.bed == other.bed for other in before):
        return _("床位%(bed)s写了两次") % {"bed": line.bed}
    if any(line.room == other.room and line.zone != other.zone for other in before):
        return _("房间%(room)s在两个区域") % {"room": line.room}
    return ""


def load(agency: Agency, lines: Iterable[Line]) -> list[str]:
    """Make the station's beds those of the list. Gives back the beds that stay open because somebody lies in them."""
    with transaction.atomic():
        wanted = {(line.zone, line.bed): line for line in lines}
        zones = {kind: Zone.objects.get_or_create(agency=agency, kind=kind)[0] for kind, _bed in wanted}
        for (kind, label), line in wanted.items():
            Bed.objects.update_or_create(
                zone=zones[kind], label=label, defaults={"room": line.room, "closed": False}
            )  # fmt: skip
        gone = [
            bed
            for bed in Bed.objects.filter(zone__agency=agency, closed=False).select_related("zone")
            if (bed.zone.kind, bed.label) not in wanted
        ]
        lain_in = set(BedStay.objects.filter(until=None, bed__in=gone).values_list("bed", flat=True))
        Bed.objects.filter(pk__in={bed.pk for bed in gone} - lain_in).update(closed=True)
        return [bed.label for bed in gone if bed.pk in lain_in]
