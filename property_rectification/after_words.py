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
    "record_statement": _heard,
    "find_violation": _with_due(
        gettext_noop("已送达，%(due)s前改完。"), gettext_noop("已责令整改。"), "T.HANDLE.RECTIFY"
    ),
    "request_check": lambda case: _("已申请验收，等待专班组织。"),
    "start_check": _with_due(gettext_noop("已组织验收，%(due)s前验完。"), gettext_noop("已组织验收。"), "T.CHECK"),
    "pass_check": _with_due(gettext_noop("验收通过，公示到%(due)s。"), gettext_noop("验收通过。"), "T.CLOSE.PUBLIC"),
    "fail_check": _failed,
    "close_case": _with_due(gettext_noop("已销号，%(due)s前回头看。"), gettext_noop("已销号。"), "T.LOOKBACK.FIRST"),
}
