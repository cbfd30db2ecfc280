"""Disputes about whose duty a case is (§1.1.2 #12, #13)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context

LEADER = "01"


def _second_returned(ctx: Context) -> bool:
    units = ctx.record.returnrequests.values_list("agency", flat=True)
    return len(set(units)) > 1


SECOND_UNIT_RETURNED = v.holds(
    "second_unit_returned", _second_returned, _("只有一个单位申请退办，还不是职责争议。"),
    _("同意或驳回这次退办申请"), rules="L-76",
)  # fmt: skip
DESIGNATION_DOCUMENT_PRESENT = v.given(
    "designation_document_present", {"decision": _("决定文书")}, _("还没有指定承办的书面决定。"),
    _("上传决定文书后再指定"), rules="L-76",
)  # fmt: skip


def open_dispute(ctx: Context) -> Any:
    """The dispute that waits for a designation."""
    return ctx.once("dispute", lambda: ctx.record.disputes.filter(outcome="").first())


def _competent_decider(ctx: Context) -> Any:
    dispute = open_dispute(ctx)
    if dispute is None or not dispute.enforcement or ctx.data.get("authority") != LEADER:
        return True
    return {"field": "authority"}


ENFORCEMENT_DISPUTE_DECIDED_BY_GOVERNMENT = v.holds(
    "enforcement_dispute_decided_by_government", _competent_decider,
    _("行政执法职责争议由司法行政机关或政府决定，领导小组不直接指定。"),
    _("先提请司法行政机关或政府明确，再录入其决定"), on_data=True, rules="L-42 §5.9",
)  # fmt: skip
