"""从业查询: who of the station may care for minors, whose check runs out, who was never checked (R-58)."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, clock, display
from casework.ledger import PastView
from casework.models import AccessAction
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.timers import day_before
from casework.web import frames
from casework.web.begin import BeginPage
from casework.web.records import PageView
from relief import codes
from relief.models.staff import StaffMember
from relief.roles import ROLES
from relief.staff import accounts, checks
from relief.staff.lifecycle import RECORD, STAFF
from relief.web.lines import block, line

READERS = ("ADM", "DIR")


class Checks(PageView):
    """GET: everybody with a post in the own station, whoever is overdue on top."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, now = actor_of(request), clock.now()
        if actor.role not in READERS:
            raise NotYourRole("、".join(str(ROLES[role]) for role in READERS))
        posts = accounts.posts_of(actor.agency_id)
        known = checks.with_last(StaffMember.objects.filter(user__in={p.user_id for p in posts}, left_on=None))
        members = {member.user_id: member for member in known}
        rows = [
            _row(held, checks.standing(members.get(key), now), actor, now) for key, held in _by_person(posts).items()
        ]
        rows.sort(key=lambda row: (checks.URGENCY.index(row["code"]), row["due_at"]))
        accesslog.record_access(
            actor, AccessAction.LIST, subject="relief:staff", detail={"n": len(rows)}, request=request
        )
        page = {
            "rows": rows, "open": sum(row["code"] != checks.STANDS for row in rows),
            "all_url": reverse("staff-list"), "writes": actor.role in RECORD.by,
        }  # fmt: skip
        return render(request, "relief/staff.html", {"staff": page})


def _by_person(posts: list[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for post in posts:
        found.setdefault(post.user_id, []).append(post)
    return found


def _row(held: list[Any], found: checks.Standing, actor: Any, now: datetime) -> dict[str, Any]:
    member, person = found.member, held[0].user
    return {
        "name": person.display_name, "posts": "、".join(post.title for post in held), "code": found.code,
        "badge": found.badge, "url": frames.url(member) if member else "",
        **(_next(found, person) if actor.role in RECORD.by else {}),
        "checked": _day(member.last_on if member else None, now),
        "until": _day(day_before(member.due_at) if member and member.due_at else None, now),
        "due_at": member.due_at if member and member.due_at else now,
    }  # fmt: skip


def _day(value: date | None, now: datetime) -> str:
    return display.day(value, now) if value else ""


def _next(found: checks.Standing, person: Any) -> dict[str, Any]:
    """What the administrator does about it, one press away."""
    if found.member is None:
        return {"act": RECORD.label, "act_url": f"{reverse('staff-new')}?user={person.pk}"}
    check = STAFF.rows["record_staff_check"]
    code = check.code.replace("_", "-")
    return {} if found.code == checks.STANDS else {
        "act": check.label, "act_url": frames.url(found.member, "do", code=code)
    }  # fmt: skip


class NewMember(BeginPage):
    """Whoever keeps the accounts writes somebody down once; the check comes on their page."""

    model, act, back = StaffMember, RECORD, "relief-staff"
    lead = gettext_lazy("每人登记一次，之后在本人的页面登记每次从业查询和培训。")
    done = gettext_lazy("已登记，可以登记从业查询。")

    def given(self) -> dict[str, Any]:
        return {"user": self.request.GET.get("user", "")[:12]}

    def _choices(self, ask: Any) -> list[tuple[Any, Any]]:
        """The accounts of the own station alone."""
        if ask.choices == "accounts":
            return list(accounts.unrecorded(actor_of(self.request).agency_id or 0))
        return super()._choices(ask)


def parts(record: Any) -> dict[str, Any]:
    """Who it is, every check and every training."""
    now = clock.now()
    found = checks.of_user(record.user_id, now)
    told = [
        (_("工作人员"), record.user.display_name), (_("性别"), codes.label("gender", record.gender)),
        (_("用工形式"), codes.label("employment", record.employment)),
        (_("有效期至"), _day(day_before(record.due_at) if record.due_at else None, now)),
        (_("离岗"), _day(record.left_on, now)),
    ]  # fmt: skip
    blocks = [
        block("checks", _("从业查询"), _checks(record, now)),
        block("training", _("培训"), _training(record, now)),
    ]
    return {
        "overview": [line(label, value) for label, value in told if value],
        "notes": [] if record.left_on or checks.holds(found) else [_note(found)],
        "blocks": [one for one in blocks if one], "files": None, "documents": None,
    }  # fmt: skip


def past_parts(past: PastView) -> dict[str, Any]:
    """What was known on that day, from the ledger alone."""
    return {
        "overview": [line(_("记录"), str(past.values.get("title") or ""))],
        "notes": [],
        "blocks": [],
        "files": None,
    }


def _note(found: checks.Standing) -> str:
    words, _tone = checks.WORDS[found.code]
    return _("%(how)s：不能照料或护送未成年人，其他工作不受影响。") % {"how": words}


def _checks(record: Any, now: datetime) -> list[dict[str, Any]]:
    return [
        line(_day(one.checked_on, now), " ".join(filter(None, [
            codes.label("check_result", one.result), one.organ, one.reference]))) for one in record.staffchecks.all()
    ]  # fmt: skip


def _training(record: Any, now: datetime) -> list[dict[str, Any]]:
    return [
        line(_day(one.trained_on, now), _("%(topic)s %(hours)d学时") % {"topic": one.topic, "hours": one.hours})
        for one in record.stafftrainings.all()
    ]
