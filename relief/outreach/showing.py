"""A year of outreach on the screen: the plan, what was held, what was given out."""

from typing import Any

from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.ledger import PastView
from casework.masking import mask_text
from casework.web import paper_rows
from relief import codes
from relief.models.outreach_rows import OpenDay
from relief.web.lines import block, known, line, title_alone


def place(found: Any) -> str:
    """本站, or the name of the foster institution."""
    return found.place_name if found.place == OpenDay.FOSTER else codes.label("open_day_place", found.place)


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """The parts of the page."""
    leaflets, held = list(record.leaflets.all()), list(record.open_days.all())
    told = [
        (_("年度"), str(record.year)), (_("计划日期"), record.planned_on.isoformat() if record.planned_on else ""),
        (_("主题"), record.theme), (_("地点"), place(record) if record.place else ""), (_("参加单位"), record.agencies),
        (_("宣传资料"), _("%(n)d份") % {"n": sum(one.copies for one in leaflets)}),
        (_("开放日"), _("%(n)d场，%(visitors)d人次") % {
            "n": len(held), "visitors": sum(one.visitors for one in held)}),
    ]  # fmt: skip
    blocks = [known("open-days", _("开放日"), [one for day in held for one in _day(day)]),
              block("leaflets", _("宣传资料发放"), [_leaflets(one) for one in reversed(leaflets)])]  # fmt: skip
    return {
        "overview": [line(label, value) for label, value in told if value],
        "notes": [_("开放日不展示、不拍摄受助人员；这里不收照片。")], "blocks": [one for one in blocks if one],
        "files": None, "documents": paper_rows.section(record, actor),
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("年度"), past)


def as_data(record: Any) -> dict[str, Any]:
    """What the API adds."""
    return {
        "year": record.year, "planned_on": record.planned_on and record.planned_on.isoformat(), "theme": record.theme,
        "open_days": [
            {"day": one.day.isoformat(), "theme": one.theme, "place": one.place, "visitors": one.visitors,
             "agencies": one.agencies} for one in record.open_days.all()
        ],
        "leaflets": [
            {"given_on": one.given_on.isoformat(), "place": one.place, "kind": one.kind, "copies": one.copies}
            for one in record.leaflets.all()
        ],
    }  # fmt: skip


def _day(found: Any) -> list[dict[str, Any]]:
    told = _("%(theme)s　%(place)s　%(n)d人次") % {"theme": found.theme, "place": place(found), "n": found.visitors}
    return [
        line(found.day.isoformat(), told, wide=True), line(_("参加单位"), found.agencies, wide=True),
        line(_("意见和建议"), mask_text(found.feedback.reveal()) if found.feedback else "", wide=True),
    ]  # fmt: skip


def _leaflets(found: Any) -> dict[str, Any]:
    told = _("%(place)s　%(kind)s　%(n)d份") % {"place": found.place, "kind": found.kind, "n": found.copies}
    return line(found.given_on.isoformat(), told, wide=True)
