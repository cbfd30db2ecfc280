"""The life of a year of outreach: its open day planned by the director and held, leaflets given out all the time."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, amendment, build, row, stage
from relief.forms import common
from relief.outreach import effects as do
from relief.outreach import guards as g

TO_PLAN, PLANNED, HELD, SKIPPED, OVER = "to_plan", "planned", "held", "skipped", "over"
STATES = (
    State(TO_PLAN, _("开放日待计划"), _("待计划"), "wait", "plan"),
    State(PLANNED, _("开放日已计划"), _("已计划"), "active", "plan"),
    State(HELD, _("开放日已举办"), _("已举办"), "done", "held"),
    State(SKIPPED, _("开放日未举办"), _("未举办"), "plain", branch=True),
    State(OVER, _("全年结束"), _("全年结束"), "plain", "over", terminal=True),
)
STEPS = (("plan", _("计划开放日")), ("held", _("举办开放日")), ("over", _("全年结束")))
_RUNNING, _ANY = f"{TO_PLAN} {PLANNED} {HELD} {SKIPPED}", " ".join(state.code for state in STATES)

_THEME = Ask("theme", _("主题"), max_length=80)
_WHERE = (
    Ask("place", _("地点"), "choice", choices="open_day_place"),
    Ask("place_name", _("托养机构名称"), required=False, max_length=80, help=_("在托养机构举办的填写")),
    Ask("agencies", _("参加单位"), "text", required=False, max_length=500),
)  # fmt: skip
PLAN = (Ask("day", _("日期"), "date", help=_("全国救助管理机构开放日是6月19日")), _THEME, *_WHERE)
EVENT = (
    Ask("day", _("举办日期"), "date"), _THEME, *_WHERE, Ask("visitors", _("参观人次"), "integer"),
    Ask("feedback", _("意见和建议"), "text", required=False, max_length=2000, personal=True, help=_("不写姓名")),
    Ask("no_recipients", _("没有展示、拍摄受助人员"), "flag", required=False, help=_("不安排参观受助人员，不拍其照片")),
)  # fmt: skip
LEAFLETS = (
    Ask("given_on", _("发放日期"), "date"), Ask("place", _("发放地点"), max_length=80),
    Ask("kind", _("资料种类"), max_length=40, help=_("例如救助政策折页、联系卡")),
    Ask("copies", _("份数"), "integer", least=1),
)  # fmt: skip

BEGIN = Act(
    code="begin_outreach", label=_("开始记录宣传"), by=frozenset({"DIR", "system"}), effect=do.begin, rules="R-65",
)  # fmt: skip
OPEN_DAYS = stage(
    row("plan_open_day", _("计划开放日"), TO_PLAN, PLANNED, by="DIR", usual=True, asks=PLAN, effect=do.plan,
        prints="J-36", rules="R-65"),
    row("hold_open_day", _("登记举办开放日"), f"{TO_PLAN} {PLANNED}", HELD, by="CSW DUT", usual=True, asks=EVENT,
        needs=[g.NO_REUSE_OF_IMAGES], effect=do.hold, stops="TM-28", prints="J-36", rules="R-52 R-65 HB-19",
        warning=_("不展示、不拍摄受助人员。")),
    row("skip_open_day", _("登记不举办"), f"{TO_PLAN} {PLANNED}", SKIPPED, by="DIR", optional=True,
        needs=[g.SKIP_REASON], asks=common.REASON, effect=do.skip, stops="TM-28", rules="R-65"),
    row("end_outreach_year", _("全年结束"), _RUNNING, OVER, by="system", effect=do.end_year, stops="TM-28",
        rules="R-65"),
)  # fmt: skip
AMENDMENTS = (
    amendment("update_open_day_plan", _("修改开放日计划"), by="DIR", states=PLANNED, asks=PLAN, effect=do.plan,
        prints="J-36", rules="R-65"),
    amendment("add_open_day", _("登记另一场开放日"), by="CSW DUT", states=f"{HELD} {SKIPPED} {OVER}", asks=EVENT,
        needs=[g.NO_REUSE_OF_IMAGES], effect=do.hold, prints="J-36", rules="R-52 R-65 HB-19"),
    amendment("record_leaflets", _("登记发放宣传资料"), by="CSW DUT", states=_ANY, asks=LEAFLETS, effect=do.give_out,
        prints="J-35", rules="R-65"),
)  # fmt: skip

OUTREACH = build(
    "relief.outreach", initial=TO_PLAN, states=STATES, stages=(OPEN_DAYS,), amendments=AMENDMENTS, steps=STEPS,
    creation=BEGIN,
)  # fmt: skip
