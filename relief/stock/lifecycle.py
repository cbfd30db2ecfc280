"""The life of a thing in store: written down once, then received, issued, returned, counted and written off."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, Act, Ask, State, amendment, build, row, stage
from relief.stock import effects as do
from relief.stock import guards as g

KEPT = "kept"
STATES = (State(KEPT, _("在库"), _("在库"), "plain"),)
PIECES = Ask("pieces", _("数量"), "integer")
BATCH = Ask("batch", _("批次"), "choice", choices="batches")

RECORD = Act(
    code="record_stock_item", label=_("登记物品"), by=frozenset({"STK"}), effect=do.record_item,
    asks=(
        Ask("item", _("物品"), "choice", choices="item"),
        Ask("unit", _("单位"), max_length=8, help=_("例如件、床、盒")),
    ),
    rules="R-65",
)  # fmt: skip

AMENDMENTS = (
    amendment("receive_stock", _("入库"), by="STK", effect=do.receive, prints="J-34", rules="R-65",
        asks=(
            Ask("kind", _("来源"), "choice", choices="stock_in_kind"), PIECES,
            Ask("batch_no", _("批号"), max_length=40),
            Ask("expiry", _("有效期至"), "date", required=False, help=_("没有有效期的留空")),
            Ask("note", _("说明"), required=False, max_length=200, personal=True),
        )),
    amendment("issue_stock", _("站内发放"), by="STK", effect=do.issue,
        needs=[g.ITEM_ISSUE_LAWFUL, g.STOCK_ENOUGH], prints="J-34", rules="R-26 R-65 HB-18",
        asks=(
            PIECES,
            Ask("case_number", _("救助案件编号"), max_length=40, help=_("床头或工单上的编号；不写姓名")),
            Ask("received", _("签收"), "choice", choices="signature_kind", required=False),
            Ask("medical_order", _("医嘱"), "text", required=False, max_length=500, personal=True,
                help=_("处方药必须填：哪个医生、什么时候、怎样服用")),
        )),
    amendment("return_stock", _("归还"), by="STK", effect=do.give_back,
        needs=[g.ITEM_RETURNABLE, g.RETURN_WAS_ISSUED], asks=(PIECES,), prints="J-34",
        rules="R-65"),
)  # fmt: skip

CHECKS = stage(
    row("count_stock", _("盘点"), KEPT, SAME, asked_by="STK", by="DUT DIR", effect=do.count,
        asks=(
            BATCH, Ask("counted", _("实有数量"), "integer"),
            Ask("note", _("差异说明"), required=False, max_length=200, personal=True),
        ), prints="J-34", rules="R-65"),
    row("write_off_stock", _("报损或过期销毁"), KEPT, SAME, asked_by="STK", by="DUT DIR", effect=do.write_off,
        needs=[g.WRITE_OFF_WITHIN_BATCH, g.DESTROYED_WHEN_EXPIRED],
        asks=(
            BATCH, Ask("kind", _("种类"), "choice", choices="write_off_kind"), PIECES,
            Ask("note", _("原因"), max_length=200, personal=True),
        ), prints="J-34", rules="R-65"),
)  # fmt: skip

STOCK = build(
    "relief.stock", initial=KEPT, states=STATES, stages=(CHECKS,), amendments=AMENDMENTS, creation=RECORD,
)  # fmt: skip
