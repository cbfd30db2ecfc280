"""A problem that is back after closing (§1.1.2 #39, #40)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from property_rectification.models.firm import FirmService
from property_rectification.states import LOOKBACK

#: Where the files of a reporter without an account are filed.
OF_REPORTER = "reporter"
#: What a visitor writes down, in characters, before it proves anything.
SEEN = 10

RELAPSE_WINDOW_OPEN = v.within_timer(
    "relapse_window_open", ("T.RELAPSE",), _("销号已超过180日，不再按反弹办理。"), _("作为新案件登记，并关联原案"),
    rules="§1.1.2 #39",
)  # fmt: skip


def _same(ctx: Context) -> Any:
    """The same firm, compound and category: whoever records it says so, and another firm now serving says otherwise."""
    record = ctx.record
    if not ctx.data.get("same"):
        return {"field": "same"}
    if record.side != "firm" or not (record.firm_id and record.compound_id):
        return True
    serving = FirmService.objects.filter(compound=record.compound_id, valid_to__isnull=True).values_list(
        "firm", flat=True
    )
    firms = set(serving)
    return not firms or record.firm_id in firms


RELAPSE_SAME_PROBLEM = v.holds(
    "relapse_same_problem", _same, _("与原案不是同一企业、同一小区、同一类问题。"), _("作为新案件登记，并关联原案"),
    on_data=True, rules="§1.1.2 #39",
)  # fmt: skip


def _evidence(ctx: Context) -> bool:
    """A file, or the visit that is under way and says what it saw; from the reporter, what they sent after closing."""
    files = ctx.data.get("files")
    if files is not None and files.exists():
        return True
    if ctx.record.state == LOOKBACK and not ctx.actor.outside:
        return len((ctx.data.get("what") or "").strip()) >= SEEN
    if not ctx.actor.outside or ctx.record.closed_at is None:
        return False
    sent = ctx.record.files.filter(removed_at__isnull=True, purpose=OF_REPORTER, added_at__gt=ctx.record.closed_at)
    return sent.exists()


NEW_EVIDENCE_PRESENT = v.holds(
    "new_evidence_present", _evidence, _("还没有问题重新出现的材料。"), _("补充照片、录音、单据或回头看记录"),
    on_data=True, rules="§5.12",
)  # fmt: skip
RENEWED_NOTICE_SERVED = v.holds(
    "renewed_notice_served", lambda ctx: ctx.record.renewed_at is not None,
    _("有职权的部门还没有送达新的责令整改通知书。"), _("牵头部门重新作出并送达后再重启"), rules="§5.10",
)  # fmt: skip
