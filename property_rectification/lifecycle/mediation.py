"""调解: as long as both want it (§1.1.2 #21, §1.1.2 #22, §1.1.2 #23)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import PREVIOUS, Ask, row, stage
from property_rectification.effects import mediation as do
from property_rectification.guards import mediation as g
from property_rectification.states import CHECK_REQ, FACT_FINDING, MEDIATION, RECTIFYING

_SIGNED = (
    Ask("form", _("形式"), "choice", choices="agreement_form"),
    Ask("agreement_content", _("协议内容"), "text", min_length=10, max_length=5000, personal=True,
        help=_("纠纷事实、争议和责任，各方怎么做；只有调解员和双方看得到")),
    Ask("owner_signed", _("业主一方已签字或确认"), "flag", required=False),
    Ask("other_signed", _("另一方已签字或确认"), "flag", required=False),
    Ask("effective_at", _("生效时间"), "moment", help=_("双方和调解员都签完的时间；口头协议是达成的时间")),
    Ask("file", _("协议或口头协议记录"), "file", choices="files", required=False,
        help=_("用途选“调解材料”；书面协议必附")),
)  # fmt: skip

MEDIATING = stage(
    row("start_mediation", _("启动调解"), f"{FACT_FINDING} {RECTIFYING}", MEDIATION, by="R14", spec_id="1.1.2#21",
        needs=[g.BOTH_PARTIES_CONSENTED, g.MATTER_MEDIABLE, g.MEDIATOR_IMPARTIAL], effect=do.start_mediation,
        warning=_("调解自愿、免费，任何一方可以随时不调解。办理期限照常计算。"),
        starts="T.MED.COMMUNITY T.MED.PRE", prints="F-10", rules="L-70 L-72 §5.11"),
    row("record_agreement", _("达成协议"), MEDIATION, RECTIFYING, by="R14", spec_id="1.1.2#22",
        needs=[g.AGREEMENT_SIGNED, g.PERFORMANCE_PLAN_PRESENT], effect=do.record_agreement,
        asks=[
            *_SIGNED,
            Ask("agreement_plan", _("履行事项"), "text", required=False, max_length=2000, personal=True,
                help=_("逐项写谁做什么")),
            Ask("perform_by", _("履行期限"), "date", required=False),
            Ask("agreement_proof", _("履行凭证"), required=False, max_length=200, personal=True,
                help=_("凭什么算做完，例如收据、照片")),
            Ask("decides_ownership", _("协议确认物权归属"), "flag", required=False, help=_("这类协议不能申请司法确认")),
        ],
        warning=_("协议自生效之日起30日内，双方可共同申请司法确认。已送达的整改通知书照旧有效。"),
        starts="T.CONFIRM T.HANDLE.RECTIFY", stops="T.MED.COMMUNITY T.MED.PRE",
        counts=(("T.CONFIRM", "effective_at"),), prints="F-10 F-11", rules="L-70 L-71"),
    row("record_performed_agreement", _("协议已履行"), MEDIATION, CHECK_REQ, by="R14", spec_id="1.1.2#22",
        needs=[g.AGREEMENT_SIGNED, g.AGREEMENT_PERFORMED], effect=do.record_performed_agreement,
        asks=[
            *_SIGNED,
            Ask("performed_on", _("履行日期"), "date", required=False),
            Ask("owner_confirms", _("业主一方确认已履行"), "flag", required=False),
            Ask("other_confirms", _("另一方确认已履行"), "flag", required=False),
        ],
        stops="T.MED.COMMUNITY T.MED.PRE T.HANDLE.RECTIFY T.HANDLE.CONSULT T.HANDLE.ORDINARY",
        prints="F-10 F-16", rules="L-70"),
    # a right that stands open, not what the case waits for: nobody is led to it by the first button
    row("end_mediation", _("终止调解"), MEDIATION, PREVIOUS, by="R14 R15 R16 R17 system", spec_id="1.1.2#23",
        optional=True, effect=do.end_mediation,
        asks=[
            Ask("cause", _("怎样结束的"), "choice", choices="mediation_end", required=False,
                help=_("一方说不调解就选“不愿调解”，不问理由，不再做工作")),
            Ask("side", _("哪一方不愿调解"), "choice", choices="party", required=False),
        ],
        warning=_("案件回到调解前的步骤。一方自己重新提出，才能再调解。"),
        stops="T.MED.COMMUNITY T.MED.PRE", prints="F-10", rules="L-70"),
)  # fmt: skip
