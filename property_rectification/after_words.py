"""What the page says once an act was carried out (words of the buttons and their results)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from property_rectification import due
from property_rectification.public.words import HANDLING_CLOCKS


def said(case: Any, code: str) -> str:
    """The sentence after this act of the case as it now is; empty for the plain one."""
    made = _SAID.get(code)
    return made(case) if made else ""


def _due(case: Any, *keys: str) -> str:
    """The moment of the first of these clocks that runs, in words."""
    timer = case.timers.filter(key__in=keys, stopped_at__isnull=True).order_by("due_at").first()
    return due.until(timer)


def _with_due(words: str, plain: str, *keys: str) -> Callable[[Any], str]:
    """`words` with the deadline in place, or `plain` where no such clock runs."""

    def made(case: Any) -> str:
        moment = _due(case, *keys)
        agency = case.owner_agency.name if case.owner_agency else ""
        return _(words) % {"due": moment, "agency": agency} if moment else _(plain)

    return made


def _heard(case: Any) -> str:
    sides = set(case.statements.values_list("side", flat=True))
    if {"owner", "firm"} <= sides:
        return _("双方均已听取。")
    missing = _("物业一方") if "firm" not in sides else _("业主一方")
    return _("已登记。还差%(side)s的意见。") % {"side": missing}


def _willing(case: Any) -> str:
    last = case.mediations.order_by("-round").first()
    if last.result == last.REFUSED:
        return _("一方不愿调解，这一次到此结束，案件继续办理。其他途径见“调解”。")
    return _("已登记调解意愿。")


def _failed(case: Any) -> str:
    last = case.checks.order_by("-round").first()
    wanted = last.items.filter(passed=False).count() if last else 0
    return _("已退回整改，%(n)s项要改。") % {"n": wanted}


def _registered(case: Any) -> str:
    return _("已登记%(number)s。") % {"number": case.number}


_SAID: dict[str, Callable[[Any], str]] = {
    "register_case": _registered,
    "request_supplement": lambda case: _("已发出一次性补正清单。"),
    "object_to_closure": _with_due(
        gettext_noop("已登记异议，%(due)s前答复。"), gettext_noop("已登记异议。"), "T.OBJECTION.REVIEW"
    ),
    "renew_public_key": lambda case: _("已补发查询码，原来的不能用了。请打印新回执。"),
    "dispatch_case": _with_due(gettext_noop("已交%(agency)s，%(due)s前签收。"), gettext_noop("已交办。"), "T.SIGN"),
    "sign_receipt": _with_due(gettext_noop("已签收，%(due)s前办结。"), gettext_noop("已签收。"), *HANDLING_CLOCKS),
    "request_return": _with_due(
        gettext_noop("已申请退办，%(due)s前答复您。"), gettext_noop("已申请退办。"), "T.RETURN.DECIDE"
    ),
    "divert_case": lambda case: _("已导入法定途径，只跟踪结果。"),
    "merge_case": lambda case: _("已并案，反映人另行答复。"),
    "split_case": lambda case: _("已分案，请继续研判。"),
    "dispute_competence": _with_due(
        gettext_noop("已提交争议，%(due)s前开会研判。"), gettext_noop("已提交争议。"), "T.DISPUTE.MEET"
    ),
    "designate_unit": _with_due(
        gettext_noop("已指定%(agency)s，%(due)s前签收。"), gettext_noop("已指定承办。"), "T.SIGN"
    ),
    "record_statement": _heard,
    "find_violation": _with_due(
        gettext_noop("已送达，%(due)s前改完。"), gettext_noop("已责令整改。"), "T.HANDLE.RECTIFY"
    ),
    "answer_consultation": _with_due(
        gettext_noop("已答复，公示到%(due)s。"), gettext_noop("已答复。"), "T.CLOSE.PUBLIC"
    ),
    "extend_deadline": _with_due(gettext_noop("已延期，%(due)s前改完。"), gettext_noop("已延期。"), "T.HANDLE.RECTIFY"),
    "suspend_case": lambda case: _("已中止，期限暂停计算。"),
    "resume_case": _with_due(gettext_noop("已恢复，%(due)s前改完。"), gettext_noop("已恢复整改。"), "T.HANDLE.RECTIFY"),
    "shelve_case": _with_due(gettext_noop("已挂账，%(due)s复核。"), gettext_noop("已挂账。"), "T.HUNG.REVIEW"),
    "place_supervision": lambda case: _("已挂牌，每周五12:00前报进展。"),
    "lift_supervision": lambda case: _("已摘牌，回头看必查。"),
    "decide_escalation": lambda case: _("已记下决定。"),
    "record_talk": lambda case: _("已登记约谈记录，可打印后由双方签名。"),
    "report_supervision": lambda case: _("已报进展。"),
    "reassign_case": lambda case: _("已改派，期限照常计算。"),
    "request_mediation": lambda case: _("已登记调解申请。还要登记另一方的意愿、确定调解员。"),
    "record_consent": _willing,
    "start_mediation": _with_due(
        gettext_noop("已启动调解，%(due)s前结束。"), gettext_noop("已启动调解。"), "T.MED.COMMUNITY", "T.MED.PRE"
    ),
    "record_agreement": _with_due(
        gettext_noop("已达成协议。%(due)s前双方可共同申请司法确认。"), gettext_noop("已达成协议。"), "T.CONFIRM"
    ),
    "end_mediation": lambda case: _("调解已结束，案件继续办理。其他途径见“调解”。"),
    "record_refusal": lambda case: _("调解已结束，案件继续办理。其他途径见“调解”。"),
    "request_check": lambda case: _("已申请验收，等待专班组织。"),
    "start_check": _with_due(gettext_noop("已组织验收，%(due)s前验完。"), gettext_noop("已组织验收。"), "T.CHECK"),
    "pass_check": _with_due(gettext_noop("验收通过，公示到%(due)s。"), gettext_noop("验收通过。"), "T.CLOSE.PUBLIC"),
    "fail_check": _failed,
    "record_relapse": lambda case: _("已认定反弹，编号后加-R%(n)d。") % {"n": case.relapse_count},
    "record_renewed_order": _with_due(
        gettext_noop("已送达，%(due)s前改完。"), gettext_noop("已重新责令整改。"), "T.HANDLE.RECTIFY"
    ),
    "reopen_case": lambda case: _("已按新的通知书重启整改。"),
    "close_case": _with_due(gettext_noop("已销号，%(due)s前回头看。"), gettext_noop("已销号。"), "T.LOOKBACK.FIRST"),
}
