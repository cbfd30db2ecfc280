"""评价: one page for one answer, behind a link that opens once (L-76a). No account, no name, nothing chosen before."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views import View

from casework import accesslog, publickeys
from casework.actor import Actor
from casework.models import AccessAction
from casework.refusals import Refusal
from casework.web import errors, limits, public
from property_rectification import codes, ratings
from property_rectification.guards.voices import SUBSTANCE
from property_rectification.models.rating import RatingLink
from property_rectification.web.public.report import busy

TEMPLATE = "property_rectification/public/rate.html"
TRIES = (("rate", "20/minute", False), ("rates", "300/minute", True))
#: What the reporter may answer; “not reached” and “unreasonable” are the office's words.
SOLVED, SATISFIED = ("01", "02", "03"), ("01", "02", "03", "05")
GONE = _("这个链接已经用过或过了期限。要看进度、补充情况，请凭查询码办理。")
THANKS = _("已收到您的评价，谢谢。")
OBJECTED = _("已收到您的评价，并按异议登记，由没有参加验收的人复核。")


def _options(name: str, allowed: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, label) for code, label in codes.choices(name) if code in allowed]


class RateForm(forms.Form):
    """Solved or not, content or not, in their own words what is not; and whether somebody is to look again."""

    solved = forms.ChoiceField(
        label=_("解决了吗"), widget=forms.RadioSelect, error_messages={"required": _("请选择是否解决")}
    )
    satisfaction = forms.ChoiceField(
        label=_("您满意吗"), widget=forms.RadioSelect, error_messages={"required": _("请选择是否满意")}
    )
    reason = forms.CharField(
        label=_("哪里没有办好"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("可不填。哪一处、从什么时候起，照实写"), error_messages={"max_length": _("最多%(limit_value)d字")},
    )  # fmt: skip
    again = forms.BooleanField(label=_("请另一个人复核（按异议办理）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["solved"].choices = _options("solved", SOLVED)  # type: ignore[attr-defined]
        self.fields["satisfaction"].choices = _options("satisfaction", SATISFIED)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever wants it looked at again says what is wrong."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("again") and len(found.get("reason", "").strip()) < SUBSTANCE:
            self.add_error("reason", _t("请写明哪里没有办好，至少%(n)d个字") % {"n": SUBSTANCE})
        return found


class Rate(View):
    """GET the questions; POST the one answer. A wrong, used or expired link is told the same."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self._link(request, token)
        if link is None:
            return _show(request, said=GONE, status=404)
        accesslog.record_access(
            Actor.reporter(publickeys.open_for(link.case), request.META.get("REMOTE_ADDR", "")), AccessAction.VIEW,
            record=link.case, subject="rating",
        )  # fmt: skip
        return _show(request, link=link, form=RateForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self._link(request, token)
        if link is None:
            return _show(request, said=GONE, status=404)
        form = RateForm(request.POST)
        if seconds := limits.wait(request, TRIES):
            return _show(request, link=link, form=form, notice=busy(seconds), status=429)
        if not form.is_valid():
            return _show(request, link=link, form=form, status=422)
        try:
            objected = ratings.answer(link, dict(form.cleaned_data), ip=request.META.get("REMOTE_ADDR", ""))
        except Refusal as refusal:
            errors.log_refusal(request, refusal, code="rate_result")
            return _show(request, said=GONE, status=refusal.status)
        return _show(request, said=OBJECTED if objected else THANKS)

    def _link(self, request: HttpRequest, token: str) -> RatingLink | None:
        """The link, unless this address asks too often."""
        return None if request.method == "GET" and limits.wait(request, TRIES) else ratings.find(token)


def _show(request: HttpRequest, *, link: RatingLink | None = None, form: RateForm | None = None, said: Any = "",
          notice: str = "", status: int = 200) -> HttpResponse:  # fmt: skip
    case = (
        {"number": link.case.number, "where": link.case.compound.name if link.case.compound else ""} if link else None
    )
    context = {"case": case, "form": form, "said": said, "notice": notice, "until": link.expires_at if link else None}
    return public.page(request, TEMPLATE, context, status=status)
