"""Who must step aside in one case: asked for by a party or an official, decided by somebody else (§5.11, F-39)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import vocabulary as v
from casework.actor import Actor
from casework.context import Context
from casework.refusals import Denial

RECUSAL_ASKED = v.holds(
    "recusal_asked", lambda ctx: ctx.record.recusal_requests > 0, gettext_lazy("没有待决定的回避申请。"),
    gettext_lazy("先登记回避申请"), rules="§5.11",
)  # fmt: skip


def request_of(ctx: Context) -> Any:
    """The request that the form names, read once an act; None before one is named."""
    key = ctx.data.get("request")
    found = ctx.record.recusalrequests.select_related("person", "recorded_by__user").filter(pk=key)
    return ctx.once("recusal", found.first) if key else None


def _by_another(ctx: Context) -> Any:
    one = request_of(ctx)
    if one is None or ctx.actor.is_system:
        return True
    concerned = {one.person_id, one.recorded_by.user_id if one.recorded_by else None}
    return {"field": "request"} if ctx.actor.user_id in concerned else True


RECUSAL_DECIDED_BY_ANOTHER = v.holds(
    "recusal_decided_by_another", _by_another, gettext_lazy("被申请回避的人和提出申请的人不能作决定。"),
    gettext_lazy("请其他有权限的人员决定"), on_data=True, rules="§5.11 §5.16",
)  # fmt: skip


def bar(case: Any, actor: Actor) -> Denial | None:
    """Why this person acts no more on a case, whatever the act; None where nothing stands against it."""
    if actor.is_system or actor.user_id not in case.recused:
        return None
    return Denial("recused", _("已决定您回避这件，不能再办理。"), _("请交由同单位其他人员办理"))
