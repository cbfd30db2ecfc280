"""What the page of a case shows: overview, facts and evidence, both sides at equal weight, files, place.

A past day is shown from the ledger alone; what was erased reads 已依法删除, in place.
"""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, clock, display
from casework.actor import Actor
from casework.ledger import ERASED, PastView
from casework.masking import mask_text
from casework.timers import local_day
from casework.web import frames
from geo import maps
from property_rectification import case_detail, categories, codes, dossier, minors
from property_rectification.models import RectificationCase
from property_rectification.models.facts import Fact, Statement
from property_rectification.models.parties import Reporter
from property_rectification.web import (
    interferences,
    mediation,
    pairs,
    recusals,
    side_roads,
    standing,
    suspected,
    voices,
)

FACT_TONES = {"claimed": "plain", "found": "done", "refuted": "plain", "doubtful": "soon"}
KILOBYTE = 1024


def parts(case: RectificationCase, actor: Actor) -> dict[str, Any]:
    """The living page."""
    can = frames.possible_amendments(frames.amendments_of(case, actor))
    there = voices.there(case)
    said, later = case_detail.may_read("narrative", actor, case), case_detail.may_read("reporternote/", actor, case)
    return {
        "overview": [*overview(case, actor), *pairs.found_lawful(case, actor, there)],
        "paired": pairs.section(case, actor) if there["has_paired"] else [],
        "suspected": suspected.section(case, actor) if said and there["has_suspected"] else [],
        "side_roads": side_roads.section(case, there, actor) if later else [],
        "voices": voices.section(case, there) if later else [],
        "mediation": mediation.section(case, actor) if there["has_mediation"] else None,
        "recusals": recusals.section(case, actor) if there["has_recusals"] else [],
        "interferences": interferences.of_case(case, actor, there=there["has_interferences"]),
        "facts": _facts(case, can, actor),
        "sides": _sides(case, can, actor),
        "files": _files(case, can, actor),
        "place": _place(case, actor),
    }


def overview(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """Who, where, what; the reporter by code name, opened only for a purpose."""
    labels = categories.labels(local_day(clock.now()))
    lines = [
        _line(_("小区"), _where(case, actor)),
        _line(_("物业企业"), case.firm.name if case.firm else ""),
        _line(_("来源"), f"{codes.label('channel', case.channel)} {display.moment(case.reported_at, clock.now())}"),
        _line(_("来源编号"), case.external_no),
        _line(_("类别"), categories.named(case.category, labels.get(case.category, ""), suspected=case.suspected)),
        *_category(case, actor),
        _line(_("户数"), _("%(n)d户共同反映") % {"n": case.households} if case.households else ""),
        *_penalty(case, actor),
        *_words(case, actor),
        *_reporter(case, actor),
        *_money(case),
        _line(_("承办"), handling(case)),
        *(_line(label, words) for label, words in standing.lines(case, actor)),
    ]
    return [line for line in lines if line["value"]]


def _category(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """The test of the version the case goes by, and for whoever finds the facts what it rests on (§2.3)."""
    held = categories.of_record(case, case.category, clock.now()) if case.category else None
    if held is None:
        return []
    lines = [_line(_("判定"), held.test, wide=True)]
    if access.may(actor, "facts_evidence", "U"):
        lines.append(_line(_("法律依据"), "、".join(held.basis), wide=True))
        lines.append(_line(_("处理方式"), "、".join(held.remedies), wide=True))
    return lines


def _words(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """What was said and is asked for, numbers of people masked; nothing for who sees the status only."""
    if not case_detail.may_read("narrative", actor, case):
        return []
    said = ((_("说的什么事"), case.narrative), (_("要求"), case.claim))
    return [_line(label, mask_text(text.reveal()), wide=True) for label, text in said if text]


def _line(label: str, value: Any, *, wide: bool = False, reveal_url: str = "", url: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "wide": wide, "reveal_url": reveal_url, "url": url}


#: Who sees where a penalty procedure stands, of whatever organ; the organ itself sees its own.
_SEE_PENALTIES = ("R01", "R02", "R03")


def _penalty(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """The way to the penalty procedure, for who may see it; the party learns of it by the papers served on it."""
    own = actor.role in ("R07", "R08", "R09") and actor.agency_id == case.owner_agency_id
    if not case.penalty_number or not (own or actor.role in _SEE_PENALTIES):
        return []
    url = reverse("penalties-detail", kwargs={"key": case.penalty_number})
    return [_line(_("立案查处"), case.penalty_number, url=url)]


def _where(case: RectificationCase, actor: Actor) -> str:
    if not minors.sees_person(case, actor):
        return minors.coarse_place(case)
    if case.compound is None:
        return case.place
    spot = f" {case.place}" if case.place else ""
    return f"{case.compound.name}（{case.compound.division.name}）{spot}"


def _reporter(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """Nothing for roles that may not know; masked for the others, with the way to open it."""
    if not any(access.may(actor, "reporter_identity", letter) for letter in "Rr"):
        return []
    if not minors.sees_person(case, actor):
        return [_line(_("反映人"), _("涉及未成年人，只有承办人和隐私审查看得到"))]
    reporter = Reporter.objects.filter(case=case).first()
    opens = access.may_unmask(actor, "reporter_identity")
    lines = []
    for name, label in (("name", _("反映人")), ("phone", _("电话")), ("address", _("住址"))):
        value = getattr(reporter, name, None)
        if value:
            url = reverse("cases-reveal", kwargs={"key": frames.key_of(case), "field": name}) if opens else ""
            lines.append(_line(label, str(value), reveal_url=url))
    return lines or [_line(_("反映人"), _("没有留姓名"))]


def _money(case: RectificationCase) -> list[dict[str, Any]]:
    amounts = ((_("主张"), case.amount_claimed), (_("认定"), case.amount_confirmed), (_("已退"), case.amount_refunded))
    told = "，".join(f"{word}{display.money(fen)}" for word, fen in amounts if fen is not None)
    return [_line(_("金额"), told)] if told else []


def handling(case: RectificationCase) -> str:
    """The unit in charge and, where one is named, the person."""
    agency = case.owner_agency.name if case.owner_agency else ""
    return f"{agency} {case.handler.display_name}" if case.handler else agency


def _facts(case: RectificationCase, can: set[str], actor: Actor) -> dict[str, Any]:
    opens = case_detail.may_read("fact/", actor, case)
    rows = [_fact(f) for f in dossier.facts(case)] if opens else []
    words = dict(Fact.STATUSES)
    counts = {status: sum(r["status"] == status for r in rows) for status in words}
    told = " ".join(f"{words[status]}{n}" for status, n in counts.items() if n)
    return {"summary": told, "add_url": _amend(case, "add-fact") if "add_fact" in can else "", "rows": rows,
            "closed": not opens}  # fmt: skip


def _fact(fact: Fact) -> dict[str, Any]:
    support = [link.evidence.title for link in fact.links.all() if not link.contrary]
    against = [link.evidence.title for link in fact.links.all() if link.contrary]
    return {
        "status": fact.status,
        "badge": {"tone": FACT_TONES[fact.status], "text": fact.get_status_display(), "icon": "", "url": ""},
        "text": _("第%(n)d条　%(text)s") % {"n": fact.number, "text": mask_text(fact.statement.reveal())},
        "evidence": support, "against": against, "missing": [] if support else [_("证据")],
    }  # fmt: skip


def _sides(case: RectificationCase, can: set[str], actor: Actor) -> dict[str, Any]:
    opens = case_detail.may_read("statement/", actor, case)
    statements = list(case.statements.all()) if opens else []
    fill = _amend(case, "record-statement") if "record_statement" in can else ""
    owner = _side(_("业主一方"), [s for s in statements if s.side == "owner"], fill)
    firm = _side(_("物业一方"), [s for s in statements if s.side == "firm"], fill)
    return {"heard": bool(owner["entries"] and firm["entries"]), "owner": owner, "firm": firm, "closed": not opens}


def _side(title: str, statements: list[Statement], fill: str) -> dict[str, Any]:
    now = clock.now()
    entries = [
        {"when": display.day(s.at, now), "how": s.get_kind_display(),
         "text": mask_text(s.content.reveal()) if s.content else s.get_kind_display()}
        for s in statements
    ]  # fmt: skip
    return {"title": title, "entries": entries, "fill_label": _("去登记意见"), "fill_url": fill}


def _files(case: RectificationCase, can: set[str], actor: Actor) -> dict[str, Any]:
    closing, opens = case.state in ("pre_close", "closed", "lookback"), minors.sees_person(case, actor)
    return {
        "add_url": _amend(case, "attach-file") if "attach_file" in can else "",
        "missing": [str(m) for m in dossier.missing(case)] if closing else [],
        "rows": [_file(case, f) for f in dossier.files(case)] if opens else [],
    }  # fmt: skip


def _file(case: RectificationCase, f: Any) -> dict[str, Any]:
    return {
        "name": f.title, "url": reverse("cases-file", kwargs={"key": frames.key_of(case), "file": f.pk}),
        "kind": codes.label("file_purpose", f.purpose), "size": f"{max(1, f.file.size // KILOBYTE)} KB",
        "added": f.added_at, "by": f.added_by.user.display_name if f.added_by else "", "tail": f.file.sha256[-8:],
    }  # fmt: skip


def _amend(case: RectificationCase, code: str) -> str:
    return frames.url(case, "amend", code=code)


def _place(case: RectificationCase, actor: Actor) -> dict[str, Any]:
    """In words, and on a map; the exact point for who may read what was said."""
    pointed = bool(case.location) and case_detail.may_read("location", actor, case)
    shown = pointed or (case.compound and minors.sees_person(case, actor) and maps.compound_view(case.compound))
    return {"lines": place_lines(case, actor, pointed=pointed), "map_url": frames.url(case, "map") if shown else ""}


def place_lines(case: RectificationCase, actor: Actor, *, pointed: bool) -> list[str]:
    """The place in words: compound, address, coordinates and whether they lie outside the served area."""
    lines = [_where(case, actor)]
    if not minors.sees_person(case, actor):
        return lines
    if case.compound and case.compound.address:
        lines.append(case.compound.address)
    if pointed and case.location:
        lines.append(f"{case.location.y:.5f}, {case.location.x:.5f}")
    if case.outside_served:
        lines.append(_("不在辖区：已记下并标出，请核对"))
    return [line for line in lines if line]


# --- a past day -------------------------------------------------------------------------------------------------


def past_parts(case: RectificationCase, view: PastView, actor: Actor) -> dict[str, Any]:
    """The page as the ledger had it; the same sections, nothing to do."""
    values, labels = view.values, categories.labels(local_day(clock.now()))
    category = values.get("category") or ""
    lines = [
        _line(_("小区"), _where(case, actor)),
        _line(_("类别"), f"{category} {labels.get(category, '')}".strip()),
        _line(_("说的什么事"), _text(values.get("narrative")), wide=True),
        _line(_("要求"), _text(values.get("claim")), wide=True),
    ]
    statements = view.children("statement")
    return {
        "overview": [line for line in lines if line["value"]],
        "facts": {"summary": "", "add_url": "", "rows": [_past_fact(f) for f in view.children("fact")]},
        "sides": {
            "heard": False,
            "owner": _past_side(_("业主一方"), [s for s in statements if s.get("side") == "owner"]),
            "firm": _past_side(_("物业一方"), [s for s in statements if s.get("side") == "firm"]),
        },
        "files": {"add_url": "", "missing": [], "rows": _past_files(case, view)},
        "place": {"lines": [], "map_url": ""},
    }


def _text(value: Any) -> str:
    return str(value) if value is ERASED else mask_text(value or "")


def _past_fact(fact: dict[str, Any]) -> dict[str, Any]:
    status = fact.get("status") or Fact.CLAIMED
    words = dict(Fact.STATUSES)[status]
    return {
        "badge": {"tone": FACT_TONES[status], "text": words, "icon": "", "url": ""}, "evidence": [], "against": [],
        "text": _text(fact.get("statement")), "missing": [],
    }  # fmt: skip


def _past_files(case: RectificationCase, view: PastView) -> list[dict[str, Any]]:
    """The files that were there on that day, of those that are still kept."""
    there = {child["id"] for child in view.children("recordfile")}
    return [_file(case, f) for f in dossier.files(case) if str(f.pk) in there]


def _past_side(title: str, statements: list[dict[str, Any]]) -> dict[str, Any]:
    words = dict(Statement.KINDS)
    entries = [
        {"when": _past_day(s.get("at")), "how": words.get(s.get("kind", ""), ""), "text": _text(s.get("content"))}
        for s in statements
    ]
    return {"title": title, "entries": entries, "fill_label": "", "fill_url": ""}


def _past_day(at: Any) -> str:
    return display.day(dt.datetime.fromisoformat(at), clock.now()) if at and at is not ERASED else ""
