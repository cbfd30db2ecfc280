"""The shift on the screen: where everybody is now, what falls due, and the hand-over to the next one."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display
from casework.ledger import PastView
from casework.masking import mask_text
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web.begin import BeginPage
from casework.web.records import PageView
from relief import codes
from relief.lifecycle import CASE
from relief.models import ShiftHandover
from relief.outage.lifecycle import RECORD
from relief.shift import figures
from relief.shift.lifecycle import BEGIN
from relief.shift.scopes import SHIFT_SCOPES
from relief.states import MISSING
from relief.web.lines import line, title_alone

_ENDS = ("since", "until")


class WriteHandover(BeginPage):
    """The leader of the shift that ends."""

    model, act, back = ShiftHandover, BEGIN, "shifts-list"
    lead = gettext_lazy("人数、期限和没报的强制报告由系统列出，这里只写系统不知道的。")
    done = gettext_lazy("已保存，核对后点“交班”。")


class Now(PageView):
    """The duty leader sees on one page how many are where, what falls due soon, what was not reported."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if actor.role not in SHIFT_SCOPES or actor.agency_id is None:
            raise NotYourRole
        found, now = figures.of(actor.agency_id, clock.now()).as_json(), clock.now()
        context = {
            "blocks": _blocks(found, now, running=True), "writes": actor.role in BEGIN.by,
            "notes_outage": actor.role in RECORD.by,
            "refused": _unreported_words(found) if found["reports"] else "",
        }  # fmt: skip
        return render(request, "relief/shift_now.html", context)


def parts(record: Any) -> dict[str, Any]:
    """What people wrote, and the figures: running until the signature, as signed from then on."""
    now = clock.now()
    found = record.figures or figures.of(record.owner_agency_id, now).as_json()
    told = [
        (_("班次"), codes.label("shift", record.shift)), (_("钥匙和设备"), record.keys),
        (_("备用金"), display.money(record.cash) if record.cash is not None else ""),
        (_("交班"), _signed(record.signed_by, record.signed_at, now)),
        (_("接班"), _signed(record.taken_by, record.taken_at, now)),
    ]  # fmt: skip
    notes = mask_text(record.notes.reveal()) if record.notes else ""
    overview = [line(label, value) for label, value in told if value]
    return {
        "overview": [*overview, line(_("要接着做的事"), notes, wide=True)] if notes else overview,
        "notes": [_unreported_words(found)] if found["reports"] else [],
        "blocks": _blocks(found, now, running=not record.figures), "files": None,
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return title_alone(_("班次"), past)


def _blocks(found: dict[str, Any], now: datetime, *, running: bool) -> list[dict[str, Any]]:
    """While it runs every number leads to its cases; what was signed tells of then, and they have gone on."""
    listed = reverse("relief-list") if running else ""
    people = [
        line(CASE.states[code].badge, str(n), url=listed and f"{listed}?state={code}") for code, n in found["states"]
    ]
    clocks = [_clock(one, now) for one in found["clocks"]]
    outages = [_outage(one, now) for one in found.get("outages", ())]  # what was signed before outages were kept
    gone = [{"code": "outages", "title": _("停用：%(n)d") % {"n": len(outages)}, "lines": outages}] if outages else []
    incidents = [
        line(_("事件"), number, url=reverse("relief-detail", kwargs={"key": number}))
        for number in found.get("incidents", ())
    ]
    return [
        *gone,
        {"code": "people", "title": _people_words(found), "lines": people},
        {"code": "due", "title": _due_words(found["due"], len(clocks)), "lines": clocks},
        *([{"code": "incidents", "title": _("没结的事件：%(n)d") % {"n": len(incidents)}, "lines": incidents}]
          if incidents else []),
    ]  # fmt: skip


def _people_words(found: dict[str, Any]) -> str:
    """Who is searched for is not here, but counts among those relief is not over for."""
    away = dict(found["states"]).get(MISSING, 0)
    here = _("人数：共%(n)d") % {"n": sum(n for _code, n in found["states"]) - away}
    return here + _("，另有%(n)d人走失查找中") % {"n": away} if away else here


def _due_words(due: int, shown: int) -> str:
    words = _("12小时内到期：%(n)d") % {"n": due}
    return words + _("，先列%(n)d") % {"n": shown} if due > shown else words


def _outage(one: dict[str, Any], now: datetime) -> dict[str, Any]:
    since, until = (display.moment(datetime.fromisoformat(one[name]), now) if one[name] else "" for name in _ENDS)
    words = {"what": codes.label("outage_service", one["service"]), "since": since, "until": until}
    told = _("%(what)s停用 %(since)s至%(until)s，已恢复") if until else _("%(what)s停用中，%(since)s起")
    return line(one["number"], told % words, url=reverse("outages-detail", kwargs={"key": one["number"]}))


def _clock(one: dict[str, Any], now: datetime) -> dict[str, Any]:
    at = datetime.fromisoformat(one["due"])
    midnight = display.local(at).time() == time()
    due = display.deadline(at, now) if midnight else display.moment(at, now)
    told = {"number": one["number"], "due": due}
    words = _("%(number)s　已到期 %(due)s") if one["late"] else _("%(number)s　%(due)s")
    return line(one["label"], words % told, url=reverse(f"{one['page']}-detail", kwargs={"key": one["number"]}))


def _unreported_words(found: dict[str, Any]) -> str:
    return _("强制报告%(n)d件没报：不能交班。请马上报告，或联系监护人、解除保护：%(numbers)s") % {
        "n": len(found["reports"]), "numbers": "、".join(found["reports"]),
    }  # fmt: skip


def _signed(user: Any, at: datetime | None, now: datetime) -> str:
    return f"{user.display_name} {display.moment(at, now)}" if user and at else ""
