"""反映问题: where first, then what happened; the receipt follows at once. Everything works without script."""

import re
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from casework import idempotency
from casework.refusals import Refusal
from casework.web import errors, limits, pins, public
from casework.web.acts import STAY
from geo import compounds
from geo.models import Compound
from property_rectification.public import nearby, reporting
from property_rectification.web.public.forms import ReportForm

#: Scope, rate, and whether everybody counts together.
REPORTS = (("report", "20/hour", False), ("reports", "120/minute", True))
LOOKUPS = (("compounds", "120/minute", False), ("compounds-all", "1200/minute", True))
ELSEWHERE = "0"
_KEY = re.compile(r"[0-9a-f-]{36}")
#: Asks of `create_case` by the names of the form.
_ASKED = ("place", "position", "narrative", "claim", "reporter_phone", "wants_secrecy", "group", "minor", "guardian",
          "under_14", "guardian_consent", "interpreter")  # fmt: skip


def busy(seconds: int) -> str:
    """Why not now, and for how long."""
    return _("人多，正在排队，大约%(n)d秒。您写的还在，稍后再按一次；急事请打电话或到窗口。") % {"n": seconds}


def form_key(request: HttpRequest) -> str:
    """The key made when the form opened; another one where it came without."""
    key = request.POST.get("idempotency_key", "")
    return key if _KEY.fullmatch(key) else str(uuid.uuid4())


class Where(View):
    """GET: which compound. `?q=` lists what is known; a choice is a link to the questions."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("q", "").replace("\x00", "").strip()
        found = [] if not typed or limits.wait(request, LOOKUPS) else compounds.find(typed)
        context = {"typed": typed, "found": found, "elsewhere": reverse("public-report-what", args=[ELSEWHERE])}
        return public.page(request, "casework/public/where.html", context)


class Names(View):
    """GET ?q=: the same list for the picker with script. Names of compounds are no secret."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if limits.wait(request, LOOKUPS):
            return public.sealed(JsonResponse({"results": []}, status=429))
        found = compounds.find(request.GET.get("q", "").replace("\x00", ""))
        results = [{"id": m.compound.pk, "name": m.compound.name, "hint": m.compound.division.name} for m in found]
        return public.sealed(JsonResponse({"results": results}))


class What(View):
    """The questions; POST sends the report and goes on to its receipt."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        compound = kwargs["compound"]
        self.compound = None if compound == int(ELSEWHERE) else Compound.objects.filter(pk=compound).first()
        if self.compound is None and compound != int(ELSEWHERE):
            return HttpResponseRedirect(reverse("public-report"))
        self.matters = list(nearby.matters(self.compound.pk)) if self.compound else []
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def form(self, *given: Any, **more: Any) -> ReportForm:
        return ReportForm(*given, in_compound=self.compound is not None, matters=self.matters, **more)

    def get(self, request: HttpRequest, compound: int) -> HttpResponse:
        return self._show(request, self.form())

    def post(self, request: HttpRequest, compound: int) -> HttpResponse:
        if pins.pressed(request.POST):  # only the map was pressed: nothing is missing yet
            return self._show(request, self.form(initial=request.POST.dict()))
        form = self.form(request.POST, request.FILES)
        if self.compound is None and not request.POST.get("place", "").strip():
            form.add_error("place", _("请填写在哪里"))
        if not form.is_valid():
            return self._show(request, form, status=422)
        seconds = limits.wait(request, REPORTS)
        if seconds:
            return self._show(request, form, notice=busy(seconds), status=429)
        try:
            key = self._send(request, form)
        except Refusal as refusal:
            return self._refused(request, form, refusal)
        receipt = reverse("public-receipt", args=[key.token.reveal()])
        return public.sealed(HttpResponseRedirect(f"{receipt}?done=report"))

    def _send(self, request: HttpRequest, form: ReportForm) -> Any:
        data = {name: form.cleaned_data[name] for name in _ASKED if form.cleaned_data.get(name)}
        if self.compound is not None:
            data["compound"] = self.compound.pk
        pictures = form.cleaned_data["photos"]
        report = reporting.Report(data, pictures, form.cleaned_data.get("same", ""))
        sent = repr((sorted(data.items()), report.joins, [(p.name, p.size) for p in pictures])).encode()
        return reporting.send(report, ip=request.META.get("REMOTE_ADDR", ""), key=form_key(request), fingerprint=sent)

    def _refused(self, request: HttpRequest, form: ReportForm, refusal: Refusal) -> HttpResponse:
        if refusal.status not in STAY:
            raise refusal
        errors.log_refusal(request, refusal, code="create_case")
        if refusal.code == idempotency.MISMATCH:
            form.add_error(None, _("这份内容刚才已经提交过，您又改了。再按一次，会作为另一件提交。"))
            return self._show(request, form, key=str(uuid.uuid4()), status=refusal.status)
        for name, words in refusal.errors.items():
            known = name if name in form.fields else None
            form.add_error(known, list(words))
        if not refusal.errors:
            form.add_error(None, str(refusal.message))
        return self._show(request, form, status=refusal.status)

    def _show(self, request: HttpRequest, form: ReportForm, *, notice: str = "", key: str = "",
              status: int = 200) -> HttpResponse:  # fmt: skip
        context = {
            "form": form, "compound": self.compound, "matters": self.matters, "notice": notice,
            "key": key or form_key(request), "pin_open": pins.pressed(request.POST),
            "pin": pins.read(request.POST, compound=self.compound).context(),
        }  # fmt: skip
        return public.page(request, "casework/public/report.html", context, status=status)
