"""What came from the reporter after the first words, on the page of a case: asked, answered, added, objected to; and
what came back after a closing."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from casework.masking import mask_text
from property_rectification import codes
from property_rectification.models import (
    ConductRecord,
    Interference,
    Mediation,
    Objection,
    PairedCase,
    RectificationCase,
    RecusalRequest,
    Relapse,
    ReporterNote,
    SupplementRequest,
    SuspectedDuplicate,
)
from property_rectification.web import side_roads


def there(case: RectificationCase) -> dict[str, bool]:
    """In one query which of the parts that most cases do not have this one has."""
    of_case = Q(case=OuterRef("pk"))
    parts = {
        "has_asked": SupplementRequest.objects.filter(of_case), "has_notes": ReporterNote.objects.filter(of_case),
        "has_objections": Objection.objects.filter(of_case),
        "has_interferences": Interference.objects.filter(source=OuterRef("pk")),
        "has_recusals": RecusalRequest.objects.filter(of_case),
        "has_mediation": Mediation.objects.filter(of_case),
        "has_suspected": SuspectedDuplicate.objects.filter(of_case | Q(other=OuterRef("pk"))),
        "has_paired": PairedCase.objects.filter(of_case | Q(other=OuterRef("pk"))),
        "has_lawful": ConductRecord.objects.filter(of_case).exclude(lawful_ways=[]),
    }  # fmt: skip
    found: Any = RectificationCase.objects.filter(pk=case.pk).values(
        **{name: Exists(rows) for name, rows in (parts | side_roads.PARTS).items()}
    )[0]
    return found


def section(case: RectificationCase, there: dict[str, bool]) -> list[dict[str, Any]]:
    """Oldest first: heading, when, and lines of words with numbers of people masked.

    The caller has seen to it that the actor may read what was said.
    """
    found: list[dict[str, Any]] = []
    if there["has_asked"]:
        found += [_supplement(one) for one in case.supplementrequests.all()]
    if there["has_notes"]:
        found += [_entry(_("反映人补充"), n.recorded_at, [(_("补充的情况"), n.text)]) for n in case.reporternotes.all()]
    if there["has_objections"]:
        found += [_objection(one) for one in case.objections.all()]
    if case.relapse_count:
        found += [_relapse(one) for one in case.relapses.all()]
    return sorted(found, key=lambda entry: entry["when"])


def _entry(title: str, when: Any, lines: list[tuple[str, Any]]) -> dict[str, Any]:
    said = [{"label": label, "text": mask_text(text.reveal())} for label, text in lines if text]
    return {"title": title, "when": when, "lines": said}


def _supplement(asked: SupplementRequest) -> dict[str, Any]:
    state = _("已补充") if asked.answered_at else _("逾期没有补充") if asked.lapsed_at else _("等反映人补充")
    title = _("要求补正：%(state)s") % {"state": state}
    return _entry(title, asked.recorded_at, [(_("补正清单"), asked.items), (_("补充的情况"), asked.answer)])


def _relapse(one: Relapse) -> dict[str, Any]:
    return _entry(_("反弹（第%(n)d次）") % {"n": one.number}, one.recorded_at, [(_("怎样重现"), one.what)])


def _objection(one: Objection) -> dict[str, Any]:
    title = _("异议（%(who)s）：%(outcome)s") % {
        "who": codes.label("objector", one.objector), "outcome": one.get_outcome_display(),
    }  # fmt: skip
    lines = [(_("没有整改到位的"), one.defect), (_("新的情况"), one.new_fact), (_("理由"), one.reasons)]
    return _entry(title, one.recorded_at, [*lines, (_("救济途径"), one.remedies)])
