"""Where else a case is dealt with, on its page: statutory route, master case and what is merged into it, disputes,
linked cases, talks. Other cases are named in the actor's scope alone."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from casework.masking import mask_text
from casework.web import frames
from property_rectification import case_detail, codes
from property_rectification.models import Dispute, LinkedCase, Merging, RectificationCase, StatutoryRoute, Talk

_THIS = OuterRef("pk")
#: What most cases do not have, to be asked for in the one query of `voices.there`.
PARTS: dict[str, Any] = {
    "has_routes": StatutoryRoute.objects.filter(case=_THIS),
    "has_merged": Merging.objects.filter(Q(case=_THIS) | Q(master=_THIS)),
    "has_disputes": Dispute.objects.filter(case=_THIS),
    "has_talks": Talk.objects.filter(case=_THIS),
    "has_linked": LinkedCase.objects.filter(Q(case=_THIS) | Q(other=_THIS)),
}


def section(case: RectificationCase, there: dict[str, bool], actor: Actor) -> list[dict[str, Any]]:
    """Entries of title, when, lines of label and text, and the cases it leads to; oldest first."""
    found: list[dict[str, Any]] = []
    if there["has_routes"]:
        found += [_route(one) for one in case.statutoryroutes.all()]
    mergings = _about(Merging, "master", case) if there["has_merged"] else []
    links = _about(LinkedCase, "other", case) if there["has_linked"] else []
    if mergings or links:
        visible = _visible([*mergings, *links], case, actor)
        found += filter(None, [_merging(one, case, visible) for one in mergings])
        found += filter(None, [_linked(one, case, visible) for one in links])
    if there["has_disputes"]:
        disputes = case.disputes.select_related("unit", "decision").prefetch_related("meetings")
        for dispute in disputes:
            found += _dispute(dispute)
    if there["has_talks"] and case_detail.may_read("talk/", actor):
        found += [_talk(one) for one in case.talks.all()]
    return sorted(found, key=lambda entry: entry["when"])


def _talk(one: Talk) -> dict[str, Any]:
    """What was said in it, the other side's words beside the problems."""
    promised = "；".join(" ".join(filter(None, (t["what"], t["owner"], t["day"]))) for t in one.commitments)
    party, when = codes.label("talk_party", one.party), display.moment(one.held_at, clock.now())
    return _entry(
        _("约谈%(party)s %(when)s") % {"party": party, "when": when}, one.recorded_at,
        [
            (_("参加人"), mask_text(one.persons.reveal())), (_("问题清单"), mask_text(one.problems.reveal())),
            (_("对方的说明"), mask_text(one.explanation.reveal())), (_("承诺"), mask_text(promised)),
        ],
    )  # fmt: skip


def _about(model: Any, other: str, case: RectificationCase) -> list[Any]:
    """The rows on either side of which this case stands."""
    return list(model.objects.filter(Q(case=case) | Q(**{other: case})))


def _other(one: Any, case: RectificationCase) -> Any:
    """The key of the case on the other side."""
    far = one.master_id if isinstance(one, Merging) else one.other_id
    return far if one.case_id == case.pk else one.case_id


def _visible(rows: Iterable[Any], case: RectificationCase, actor: Actor) -> dict[Any, RectificationCase]:
    keys = {_other(one, case) for one in rows}
    found: dict[Any, RectificationCase] = RectificationCase.objects.visible_to(actor).in_bulk(keys)
    return found


def _entry(title: str, when: Any, lines: list[tuple[str, Any]], other: RectificationCase | None = None) -> Any:
    said = [{"label": label, "text": text} for label, text in lines if text]
    case = {"url": frames.url(other), "number": frames.key_of(other), "title": other.title,
            "badge": frames.state_badge(other)} if other else None  # fmt: skip
    return {"title": title, "when": when, "lines": said, "case": case}


def _told(one: Any) -> str:
    return f"{codes.label('told_how', one.told_how)} {display.moment(one.told_at, clock.now())}"


def _route(one: StatutoryRoute) -> dict[str, Any]:
    ended = f"{codes.label('route_result', one.result)} {one.result_no}" if one.result else _("还在办理")
    return _entry(
        _("法定途径：%(route)s") % {"route": codes.label("statutory_route", one.route)}, one.recorded_at,
        [
            (_("办理机关"), one.organ), (_("案号、件号"), one.number),
            (_("为什么专属"), mask_text(one.explanation.reveal()) if one.explanation else ""),
            (_("告知反映人"), _told(one)), (_("结果"), ended),
        ],
    )  # fmt: skip


def _merging(one: Merging, case: RectificationCase, visible: dict[Any, Any]) -> dict[str, Any] | None:
    """From the merged case its master, from the master what was merged into it; one that was split stays told."""
    other = visible.get(_other(one, case))
    if other is None:
        return None
    mine = one.case_id == case.pk
    title = _("并入主案") if mine else _("并入这件的案件")
    lines = [(_("相同的核心事实"), mask_text(one.core_fact.reveal()))]
    if mine:
        lines.append((_("告知反映人"), _told(one)))
    if one.split_at:
        lines.append((_("已分案"), display.moment(one.split_at, clock.now())))
        lines.append((_("不同在哪里"), mask_text(one.difference.reveal()) if one.difference else ""))
    return _entry(title, one.recorded_at, lines, other)


def _linked(one: LinkedCase, case: RectificationCase, visible: dict[Any, Any]) -> dict[str, Any] | None:
    other = visible.get(_other(one, case))
    if other is None:
        return None
    title = _("因这件另登记") if one.case_id == case.pk else _("有新的事实，另登记")
    return _entry(title, one.recorded_at, [], other)


def _dispute(one: Dispute) -> list[dict[str, Any]]:
    """The dispute, and each meeting about it."""
    lines: list[tuple[str, Any]] = [
        (_("争议的问题"), mask_text(one.issue.reveal())),
        (_("性质"), _("行政执法职责，由司法行政机关或政府决定") if one.enforcement else ""),
        (_("承办单位"), one.unit.name if one.unit else ""),
        (_("谁作的决定"), codes.label("designated_by", one.authority) if one.authority else ""),
        (_("决定文书"), f"{one.decision_no} {one.decision.title}".strip() if one.decision else ""),
    ]
    found = [_entry(_("职责争议：%(how)s") % {"how": one.get_outcome_display()}, one.recorded_at, lines)]
    for meeting in one.meetings.all():
        tasks = "；".join(" ".join(filter(None, (t["task"], t["owner"], t["day"]))) for t in meeting.tasks)
        found.append(_entry(
            _("研判会 %(when)s") % {"when": display.moment(meeting.held_at, clock.now())}, meeting.recorded_at,
            [(_("参加"), mask_text(meeting.attendees.reveal())), (_("研判意见"), mask_text(meeting.judgement.reveal())),
             (_("任务"), mask_text(tasks))],
        ))  # fmt: skip
    return found
