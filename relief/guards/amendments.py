"""What must hold before something is written down that moves nothing."""

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from relief import rows
from relief.states import LEFT

RIGHTS_NOT_TOLD = v.holds(
    "rights_not_told", lambda ctx: ctx.record.rights_told_at is None, _("已登记过告知权利。"), _("不用再登记。"),
    rules="R-11",
)  # fmt: skip
DOUBT_OPEN = v.holds(
    "doubt_open", lambda ctx: bool(ctx.record.person.doubt), _("没有登记身份疑点。"), _("发现矛盾之处时先登记疑点。"),
    rules="R-13",
)  # fmt: skip
REVIEW_RECORDED = v.holds(
    "review_recorded", lambda ctx: ctx.record.reviewed_at is not None, _("还没有甄别意见。"),
    _("请甄别/社工先登记甄别意见。"), rules="R-04",
)  # fmt: skip
REVIEWED_BY_ANOTHER = v.not_same_person(
    "reviewed_by_another", lambda ctx: {ctx.record.reviewed_by_id}, _("甄别意见是您写的，不能由您加签。"),
    _("请另一位值班领导加签；兼任两岗的也要换人。"), rules="R-04",
)  # fmt: skip
COLLECTOR_KNOWN = v.some_of(
    "collector_known", lambda ctx: rows.collectors(ctx.record), _("还没有登记接领人。"), _("先登记接领人。"),
    rules="R-45",
)  # fmt: skip
LEFT_BY_ONESELF = v.holds(
    "left_by_oneself", lambda ctx: ctx.record.outcome == LEFT, _("本人不是自行离站。"), _("不用补记声明。"),
    rules="R-40",
)  # fmt: skip
