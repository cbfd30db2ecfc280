"""What the kernel asks about records of staff that their declaration does not say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from casework import clock, notices
from casework.actor import Actor
from casework.alarms import Alarm
from casework.context import Context
from casework.declaration import Act, Ask
from casework.kinds import Badge, Kind
from casework.ledger import PastView
from casework.listing import Column, Facet, Reach
from casework.models import Notice, Record, User
from casework.web import clocks, facets, lists
from relief import codes
from relief.models.staff import StaffMember
from relief.models.staff_rows import StaffCheck
from relief.roles import ROLES
from relief.staff import accounts, checks
from relief.staff.effects import CLOCK
from relief.staff.lifecycle import RECORD, SERVING

COLUMNS = (
    Column("number", gettext_lazy("编号"), "link", "opened", fixed=True, reach=Reach.MATTER),
    Column("who", gettext_lazy("工作人员"), fixed=True, reach=Reach.OFFICER),
    Column("badges", gettext_lazy("状态"), "badges", reach=Reach.MATTER),
    Column("clock", gettext_lazy("查询到期"), "clock", "due", reach=Reach.TIME),
    Column("owner", gettext_lazy("救助管理站"), reach=Reach.ORGANISATION),
    Column("updated", gettext_lazy("更新"), "moment", "updated", reach=Reach.TIME),
)
LABELS = {CLOCK: gettext_lazy("从业查询")}
_KEPT = ("gender", "employment")


class StaffKind(Kind):
    """Records of staff 工作人员从业查询."""

    model = StaffMember
    api = "relief-staff"
    page = "staff"
    label = gettext_lazy("从业查询")
    roles = ROLES
    related = ("owner_agency", "user")
    alarms = {CLOCK: Alarm(checks.SOON, warned=("DIR", "ADM"), told=("DIR", "ADM"))}
    detail_template = "casework/plain_detail.html"
    columns = COLUMNS
    nothing_found = gettext_lazy("没有符合条件的记录。")
    nothing_yet = gettext_lazy("还没有登记工作人员。")

    def choices(self, name: str, record: Any) -> list[tuple[Any, Any]]:
        return accounts.unrecorded() if name == "accounts" else list(codes.choices(name))

    def initial(self, record: Any, act: Act) -> Mapping[str, Any]:
        return {name: getattr(record, name) for name in _KEPT} if act.code == "update_staff" else {}

    def form_words(self, ask: Ask, raw: str, record: Any) -> str:
        return codes.label(ask.choices, raw.strip('"'))

    def timer_label(self, key: str) -> str:
        return str(LABELS.get(key, key))

    def alarmed(self, record: Record) -> Sequence[User]:
        """Whoever it is about."""
        return list(User.objects.filter(staff_records=record.pk))

    def tell(self, ctx: Context) -> None:
        """Something was found: the director has to act at once."""
        if ctx.data.get("result") == StaffCheck.FOUND:
            notices.notify(ctx.record, Notice.SUPERVISE, "staff_check_found", roles=("DIR",))

    def told(self, record: Any, act: Act) -> Sequence[Any]:
        return [ROLES["DIR"]] if act.code == "record_staff_check" else []

    def badges(self, record: Any) -> list[Badge]:
        if record.state != SERVING:
            return []
        return [checks.of_user(record.user_id, clock.now()).badge]

    def detail(self, record: Any, actor: Actor) -> dict[str, Any]:
        return {
            "user": record.user.display_name, "gender": record.gender, "employment": record.employment,
            "checks": [
                {"checked_on": one.checked_on.isoformat(), "result": one.result, "organ": one.organ}
                for one in record.staffchecks.all()
            ],
            "training": [
                {"trained_on": one.trained_on.isoformat(), "topic": one.topic, "hours": one.hours}
                for one in record.stafftrainings.all()
            ],
        }  # fmt: skip

    def page_parts(self, record: Any, actor: Actor, past: PastView | None) -> dict[str, Any]:
        from relief.web import staff

        return staff.past_parts(past) if past else staff.parts(record)

    def list_rows(self, records: Sequence[Record], actor: Actor) -> list[dict[str, Any]]:
        now = clock.now()
        shown = clocks.of_list(records, now)
        found = checks.with_last(StaffMember.objects.select_related("user")).in_bulk([r.pk for r in records])
        return [self._row(r, shown.get(r.pk), found[r.pk], now) for r in records]

    def _row(self, record: Record, chip: Any, member: Any, now: Any) -> dict[str, Any]:
        line = lists.row(record, chip, place="", category="")
        badges = [checks.standing(member, now).badge] if record.state == SERVING else line["badges"]
        return line | {"who": member.user.display_name, "badges": badges}

    def facets(self) -> Sequence[Facet]:
        return [facets.states(self), facets.DUE]

    def begin(self, actor: Actor) -> tuple[str, Any] | None:
        return (reverse("staff-new"), RECORD.label) if actor.role in RECORD.by else None

    def mine(self, actor: Actor) -> Q | None:
        """Checks that are over, or soon will be, or never were."""
        if actor.role != "ADM":
            return None
        return Q(owner_agency=actor.agency_id) & (Q(due_at=None) | Q(due_at__lte=clock.now() + checks.SOON))
