"""The life of a hand-over: written, signed by who goes, taken over by who comes."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, Ask, State, amendment, build, row, stage
from relief.forms import common
from relief.shift import effects as do
from relief.shift import guards as g

OPEN, SIGNED, TAKEN = "open", "signed", "taken"
STATES = (
    State(OPEN, _("正在写交接"), _("待交班"), "active", "write"),
    State(SIGNED, _("已交班待接班"), _("待接班"), "wait", "sign"),
    State(TAKEN, _("已接班"), _("已接班"), "done", "take", terminal=True),
)
STEPS = (("write", _("写交接")), ("sign", _("交班")), ("take", _("接班")))
NOTES = (
    Ask("shift", _("班次"), "choice", choices="shift"),
    Ask("keys", _("钥匙和设备"), required=False, max_length=200, help=_("例如钥匙5把、对讲机2台，齐")),
    Ask("cash", _("备用金"), "money", required=False),
    Ask("notes", _("要接着做的事"), "text", required=False, max_length=4000, personal=True,
        help=_("写编号，不写姓名；系统已知的人数和期限不用抄")),
)  # fmt: skip

BEGIN = Act(
    code="begin_shift_handover", label=_("写交接班"), by=frozenset({"DUT"}), asks=NOTES, effect=do.begin,
    rules="R-08 R-54",
)  # fmt: skip
HANDOVER = stage(
    row("sign_over_shift", _("交班"), OPEN, SIGNED, by="DUT", usual=True, needs=[g.NO_OPEN_MANDATORY_REPORT],
        effect=do.sign, rules="R-54 R-57"),
    row("take_over_shift", _("接班"), SIGNED, TAKEN, by="DUT", usual=True, needs=[g.INCOMING_IS_ANOTHER],
        effect=do.take, prints="J-43", rules="R-54"),
    row("reopen_shift_handover", _("退回补充"), SIGNED, OPEN, by="DUT", optional=True, needs=[g.REASON_GIVEN],
        asks=common.REASON, effect=do.reopen, rules="R-54"),
)  # fmt: skip
AMENDMENTS = (
    amendment("update_shift_handover", _("修改交接内容"), by="DUT", states=OPEN, asks=NOTES, effect=do.fill,
        rules="R-54"),
)  # fmt: skip

SHIFT = build(
    "relief.shift", initial=OPEN, states=STATES, stages=(HANDOVER,), amendments=AMENDMENTS, steps=STEPS,
    creation=BEGIN,
)  # fmt: skip
