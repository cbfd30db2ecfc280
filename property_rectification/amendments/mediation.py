"""Around a mediation: who wants it, who mediates, what was said, whether it was kept (L-70, L-71)."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Ask, amendment
from property_rectification.effects import mediation as do
from property_rectification.guards import mediation as g

_BEFORE = "fact_finding rectifying"
_AFTER = "rectifying check_req checking check_failed pre_close closed lookback"
_CENTRE = "R04 R05 R06"
_SIDE = Ask("side", _("哪一方"), "choice", choices="party", required=False, help=_("代为登记时填"))
_AT = Ask("at", _("时间"), "moment", help=_("当事人表示的时间"))
#: A party that says it itself says it now.
_AT_OR_NOW = Ask("at", _("时间"), "moment", required=False, help=_("当事人表示的时间，代为登记时必填"))
_MODE = Ask("mode", _("方式"), "choice", choices="statement_mode", required=False)
_WITNESS = Ask("witness", _("见证人"), required=False, max_length=40, personal=True)

MEDIATION = (
    amendment("request_mediation", _("登记调解申请"), by=f"{_CENTRE} R15 R16 R17", states=_BEFORE,
        needs=[g.NO_ROUND_OPEN, g.MATTER_MEDIABLE, g.ASKED_ANEW_BY_PARTY], effect=do.request_mediation,
        asks=[
            Ask("side", _("哪一方提出"), "choice", choices="party", required=False, help=_("代为登记时填")),
            _AT_OR_NOW, _MODE, _WITNESS,
            Ask("dispute", _("争议事项和请求"), "text", min_length=4, max_length=2000, personal=True),
            Ask("proof", _("申请书或录音"), "file", choices="files", required=False,
                help=_("上一次有一方不愿调解的必附")),
            Ask("court_no", _("法院委派文号"), required=False, max_length=60, help=_("法院委派的才填，期限按30日")),
        ],
        warning=_("调解自愿、免费。不愿调解不影响这件继续办理，也不影响起诉、复议、信访。"), rules="L-70 L-72"),
    amendment("assign_mediator", _("确定调解员"), by="R04 R05", states=f"{_BEFORE} mediation",
        needs=[g.ROUND_OPEN, g.NAMED_MEDIATOR_IMPARTIAL], effect=do.assign_mediator,
        asks=[Ask("mediator", _("调解员"), "user", choices="mediator_candidates",
                  help=_("双方认可，与双方没有利害关系"))],
        rules="L-70 §5.11"),
    amendment("record_consent", _("登记调解意愿"), by=f"{_CENTRE} R14 R15 R16 R17", states=_BEFORE,
        needs=[g.ROUND_OPEN], effect=do.record_consent,
        asks=[
            _SIDE, Ask("answer", _("是否同意调解"), "choice", choices="consent"), _AT_OR_NOW, _MODE, _WITNESS,
            Ask("file", _("附件"), "file", choices="files", required=False),
        ],
        warning=_("一方说不同意，这一次调解就到此结束，不问理由。"), prints="F-10", rules="L-70"),
    amendment("record_refusal", _("登记不愿调解"), by=_CENTRE, states="mediation", needs=[g.ROUND_OPEN],
        effect=do.record_refusal, asks=[_SIDE, _AT, _MODE, _WITNESS],
        warning=_("登记后调解马上结束，不问理由。"), prints="F-10", rules="L-70"),
    amendment("record_session", _("登记调解记录"), by="R14", states="mediation", needs=[g.MEDIATOR_IMPARTIAL],
        effect=do.record_session,
        asks=[
            _AT, Ask("mode", _("方式"), "choice", choices="statement_mode"),
            Ask("session_present", _("参加人"), max_length=200, personal=True),
            Ask("session_record", _("调解记录"), "text", min_length=4, max_length=5000, personal=True,
                help=_("可能激化为治安或刑事案件的，马上报告公安机关")),
        ],
        rules="L-70 §5.11"),
    amendment("record_performance", _("登记协议履行"), by="R14", states=_AFTER, needs=[g.AGREEMENT_PERFORMED],
        effect=do.record_performance,
        asks=[
            Ask("performed_on", _("履行日期"), "date", required=False),
            Ask("owner_confirms", _("业主一方确认已履行"), "flag", required=False),
            Ask("other_confirms", _("另一方确认已履行"), "flag", required=False),
        ],
        rules="L-70"),
    amendment("record_confirmation", _("登记司法确认"), by="R14", states=_AFTER,
        needs=[g.OWNERSHIP_NOT_DECIDED, g.CONFIRMATION_WINDOW_OPEN], effect=do.record_confirmation,
        asks=[
            Ask("applied_on", _("共同申请日期"), "date"),
            Ask("court", _("法院"), max_length=60),
            Ask("confirmation", _("结果"), "choice", choices="confirmation", required=False,
                help=_("还没有结果的不填")),
        ],
        rules="L-71"),
)  # fmt: skip
