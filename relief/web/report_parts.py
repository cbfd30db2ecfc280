"""What the page of a monthly report shows: the form with its ways down to the cases, and what is still missing."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, clock, display
from casework.actor import Actor
from casework.ledger import PastView
from casework.models import Record
from casework.web import frames, paper_rows
from relief import codes
from relief.lifecycle import CASE
from relief.report import counting, quarters, showing
from relief.report.states import LOCKED, RUNNING
from relief.statistics import words
from relief.statistics.form import Gap
from relief.statistics.lines import Dimension

OBJECT = "statistics"
#: Says in an address that the quarter is meant that this month ends.
OF_QUARTER = "&of=quarter"
FORMS = (("xlsx", "XLSX"), ("csv", "CSV"))
#: The amendment that records a missing fact; how somebody left is said by the act that ends relief alone.
_PUT_RIGHT = {
    Dimension.SEX: "update_identity", Dimension.AGE: "update_identity", Dimension.HEALTH: "record_circumstances",
    Dimension.REGION: "record_circumstances", Dimension.RELIEF_TYPE: "record_circumstances",
}  # fmt: skip


def parts(report: Any, actor: Actor) -> dict[str, Any]:
    """The parts of the page."""
    found = showing.table(report)
    form = counting.of(report).form
    return {
        "overview": _overview(report, found), "notes": _notes(report), "form": _form(report, found, actor),
        "indicators": _indicators(report, actor),
        "gaps": _gaps(form.gaps, actor) if report.state != LOCKED else [],
        "files": None, "downloads": _files(report, actor), "documents": paper_rows.section(report, actor),
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What stood that day, from the ledger alone."""
    line = {
        "label": _("月报"),
        "value": str(past.values.get("title") or ""),
        "url": "",
        "reveal_url": "",
        "wide": False,
    }
    return {"overview": [line], "notes": [], "form": None, "indicators": [], "gaps": [], "files": None}


def _overview(report: Any, found: showing.Table) -> list[dict[str, Any]]:
    now = clock.now()
    lines = [
        (_("救助管理站"), report.owner_agency.name),
        (_("月份"), _("%(year)d年%(month)d月") % {"year": report.month.year, "month": report.month.number}),
        (_("平均在站"), showing.stay_words(report)),
        (_("亲属接领报在"), codes.label("departure_mode", report.collected)),
    ]
    if found.basis:
        lines.append((_("编制"), _by(found.basis, now)))
    if report.locked_at:
        lines.append((_("锁定"), display.moment(report.locked_at, now)))
    if found.correction:
        lines.append((_("更正"), _by(found.correction, now)))
    shown = [{"label": label, "value": value, "url": "", "reveal_url": "", "wide": False} for label, value in lines]
    if quarters.of(report) and quarters.is_whole(report):
        url = frames.url(report, "quarter")
        shown.append(
            {"label": _("季报"), "value": quarters.words_of(report), "url": url, "reveal_url": "", "wide": False}
        )
    return shown


def quarter(report: Any, actor: Actor) -> dict[str, Any]:
    """The page of the quarter that this month ends."""
    return {
        "title": _("%(quarter)s救助统计季报") % {"quarter": quarters.words_of(report)}, "form_title": _("季报表"),
        "station": report.owner_agency.name, "stay": showing.days_words(quarters.stay(report)),
        "back_url": frames.url(report), "form": _form(report, quarters.table(report), actor, OF_QUARTER),
        "downloads": _files(report, actor, OF_QUARTER),
    }  # fmt: skip


def _by(count: Any, now: Any) -> str:
    return f"{count.made_by.user.display_name} {display.moment(count.made_at, now)}"


def _notes(report: Any) -> list[str]:
    found = counting.of(report)
    notes = []
    if report.state == RUNNING:
        notes.append(_("本月还没有过完，数字随案件变化；月末自动截止。"))
    if report.state != LOCKED and found.form.gaps:
        n = len({gap.case for gap in found.form.gaps})
        notes.append(_("%(n)d件案件缺统计事实，缺的不计入，见“待补”。") % {"n": n})
    if found.disagreeing:
        words_ = {"numbers": "、".join(found.disagreeing)}
        notes.append(_("期末在册人数按入离站和按状态对不上，请核对：%(numbers)s。") % words_)
    if report.state == LOCKED and counting.changed(report):
        notes.append(_("锁定以后案件里的事实有变化，统计员可以登记更正。"))
    return notes


def _form(report: Any, found: showing.Table, actor: Actor, of: str = "") -> dict[str, Any]:
    """The table with its ways down; `of` says of which period, the month where it is empty."""
    return {
        "corrected": found.correction is not None,
        "blocks": [
            {"code": block.code, "label": block.label, "balanced": block.balanced,
             "lines": [_line(report, line, actor, of) for line in of_block]}
            for block, of_block in found.blocks
        ],
    }  # fmt: skip


def _line(report: Any, line: showing.Line, actor: Actor, of: str) -> dict[str, Any]:
    url = (
        f"{frames.url(report, 'cases')}?line={line.code}{of}"
        if line.figure and showing.leads_down(line.code, actor)
        else ""
    )
    return {
        "label": line.label, "part": line.part, "figure": line.figure, "url": url,
        "corrected": "" if line.corrected is None else str(line.corrected),
    }  # fmt: skip


def _indicators(report: Any, actor: Actor) -> list[dict[str, Any]]:
    """Each indicator with its formula, and from each figure the way down to its cases."""
    base = frames.url(report, "cases")
    return [
        {"id": one.id, "name": one.name, "formula": one.formula, "cells": [
            {"label": cell.label, "value": cell.shown(), "wrong": cell.wrong,
             "url": f"{base}?line={one.id}.{place}" if cell.cases and showing.leads_down(one.id, actor) else ""}
            for place, cell in enumerate(cells)
        ]}
        for one, cells in showing.indicators(report, actor)
    ]  # fmt: skip


def _gaps(gaps: tuple[Gap, ...], actor: Actor) -> list[dict[str, Any]]:
    """One row a case, with the form that puts it right for whom that is; others see which case it is."""
    missing: dict[str, list[Dimension]] = {}
    for gap in gaps:
        missing.setdefault(gap.case, []).append(gap.dimension)
    seen = visible(list(missing), actor)
    return [
        {"number": case, "url": _put_right(seen[case], facts, actor) if case in seen else "",
         "facts": "、".join(str(words.BLOCKS[fact]) for fact in facts)}
        for case, facts in missing.items()
    ]  # fmt: skip


def visible(numbers: list[str], actor: Actor) -> dict[str, Record]:
    """The cases with these numbers that this actor may see; one statement."""
    return {str(r.number): r for r in Record.objects.visible_to(actor, CASE.name).filter(number__in=numbers)}


def _put_right(case: Record, facts: list[Dimension], actor: Actor) -> str:
    code = _PUT_RIGHT.get(facts[0], "")
    if code and actor.role in CASE.amendments[code].by:
        return frames.url(case, "amend", code=code.replace("_", "-"))
    return frames.url(case)


def _files(report: Any, actor: Actor, of: str = "") -> list[dict[str, Any]] | None:
    """The table as a file, as it is and for whoever is outside the civil-affairs chain."""
    if not access.may(actor, OBJECT, "X"):
        return None
    key = {"key": frames.key_of(report)}
    at = [(label, reverse("statistics-table", kwargs=key | {"form": form})) for form, label in FORMS]
    own = [{"label": label, "url": f"{url}?{of[1:]}" if of else url} for label, url in at]
    outside = [{"label": _("%(form)s（对外）") % {"form": label}, "url": f"{url}?for=outside{of}"} for label, url in at]
    return own + outside
