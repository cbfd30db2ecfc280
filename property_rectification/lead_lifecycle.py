"""A lead: a message that came in and waits for a person. It becomes a case, or is set aside with a reason and a way on.

Nothing is dropped: what is set aside stays findable and can be looked at again (§5.4).
"""

from django.utils.translation import gettext_lazy as _

from casework.context import Context
from casework.declaration import Ask, State, build, row, stage
from property_rectification.taking_up import CASE_NOT_FOUND, take_up

PENDING, TAKEN_UP, SET_ASIDE = "pending", "taken_up", "set_aside"

INTAKE = "R02 R04"

STATES = (
    State(PENDING, _("待确认"), _("待确认"), "wait"),
    State(TAKEN_UP, _("已登记为案件"), _("已登记"), "done", terminal=True),
    State(SET_ASIDE, _("未登记（已告知去处）"), _("未登记"), "plain"),
)


def note_where_to(ctx: Context) -> None:
    """Keep the reason and the door the citizen was shown."""
    ctx.record.set_aside_reason = ctx.data["reason"]
    ctx.record.pointed_to = ctx.data["pointed_to"]


def forget_where_to(ctx: Context) -> None:
    """The ledger keeps the earlier reason."""
    ctx.record.set_aside_reason = None
    ctx.record.pointed_to = ""


CONFIRMING = stage(
    row(
        "take_up",
        _("登记为案件"),
        PENDING,
        TAKEN_UP,
        by=INTAKE,
        usual=True,
        needs=(CASE_NOT_FOUND,),
        asks=(
            Ask("category", _("问题类别"), kind="choice", choices="category", required=False),
            Ask("compound", _("小区"), kind="compound", required=False, help=_("不填就用按名称找到的小区")),
            Ask("place", _("具体位置"), required=False, max_length=120, help=_("不在小区的，填具体位置")),
            Ask(
                "case_number",
                _("并到已有案件"),
                required=False,
                max_length=40,
                help=_("填案件编号；不填就登记为新案件"),
            ),
        ),
        effect=take_up,
        rules="§5.6",
    ),
    row(
        "set_aside",
        _("不登记，告知去处"),
        PENDING,
        SET_ASIDE,
        by=INTAKE,
        asks=(
            Ask("reason", _("理由"), kind="text", min_length=10, max_length=500),
            Ask("pointed_to", _("告知去处"), max_length=120, help=_("哪个部门、热线或窗口办理这件事")),
        ),
        effect=note_where_to,
        rules="§5.4",
    ),
    row("reconsider", _("重新确认"), SET_ASIDE, PENDING, by=INTAKE, effect=forget_where_to, rules="§5.4"),
)

LEAD = build("property.lead", initial=PENDING, states=STATES, stages=(CONFIRMING,))
