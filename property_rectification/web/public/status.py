"""查进度: the page of a key, the form for a query code, and what the reporter can do there."""

import uuid
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from casework import accesslog, boundary, documents, engine, idempotency, kinds, photos, publickeys
from casework.actor import Actor
from casework.declaration import Act
from casework.files import disposition
from casework.forms import ActForm
from casework.idempotency import Answer as Given
from casework.masking import mask_text
from casework.models import AccessAction, Document, PublicKey
from casework.refusals import OutOfScope, Refusal
from casework.web import errors, limits, public
from casework.web.acts import STAY
from property_rectification.models import RectificationCase
from property_rectification.public import answers, status
from property_rectification.public.status import mediation_asked
from property_rectification.web.public.forms import photos_field
from property_rectification.web.public.report import busy, form_key

#: Tries of a code: an address may mistype, everybody together may not guess (40 random bits a code).
TRIES = (("code", "10/minute", False), ("codes", "300/minute", True))
ACTS = (("public-act", "20/hour", False), ("public-acts", "120/minute", True))
PURPOSE = "reporter"
RECEIPT = "F-01"
UNKNOWN = gettext_lazy("没有找到。请核对查询码，或拿回执到综治中心")
#: What the reporter never fills in, because the key says it.
_NOT_ASKED = frozenset({
    "objector", "method", "files", "cause", "side", "at", "mode", "witness", "court_no", "proof", "file", "applicant",
})  # fmt: skip
#: Free words of any of its forms.
_WORDS = ("answer", "defect", "new_fact", "text", "what", "reasons", "dispute", "reason")
OVER = gettext_lazy("这一步已经结束，案件的现状见下面。")
OVER_KEPT = gettext_lazy("案件已转入下一步。您写的还在，可以作为补充情况提交。")


class CodeForm(forms.Form):
    """The query code, as it was read out or copied."""

    code = forms.CharField(
        label=gettext_lazy("查询码"), max_length=40, help_text=gettext_lazy("回执上的8位，例如7K2M-94QD，大小写都可以"),
        error_messages={"required": gettext_lazy("请填写查询码"), "max_length": UNKNOWN},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class ByCode(View):
    """GET the form; POST a code, which never stands in an address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return _ask_code(request, CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        if not form.is_valid():
            return _ask_code(request, form, status=422)
        seconds = limits.wait(request, TRIES)
        if seconds:
            return _ask_code(request, form, notice=busy(seconds), status=429)
        key = publickeys.find_by_code(form.cleaned_data["code"])
        if key is None or not isinstance(kinds.full(key.record), RectificationCase):
            errors.log_refusal(request, OutOfScope(), code="query_code")
            return _ask_code(request, form, notice=UNKNOWN, status=404)
        return public.sealed(HttpResponseRedirect(reverse("public-receipt", args=[key.token.reveal()])))


def _ask_code(request: HttpRequest, form: CodeForm, *, notice: Any = "", status: int = 200) -> HttpResponse:
    return public.page(request, "casework/public/code.html", {"form": form, "notice": notice}, status=status)


class KeyPage(View):
    """Base: the key the address holds, its case, and its holder as an actor. An unknown or expired token ends at the
    form for the code, with the same sentence as a wrong code."""

    key: PublicKey
    case: RectificationCase
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = publickeys.find_by_token(kwargs.pop("token"))
        case = kinds.full(key.record) if key else None
        if key is None or not isinstance(case, RectificationCase):
            return _ask_code(request, CodeForm(), notice=UNKNOWN, status=404)
        self.key, self.case = key, case
        self.actor = Actor.reporter(key, ip=request.META.get("REMOTE_ADDR", ""))
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]
        except Refusal as refusal:
            self.log_refused(refusal, kwargs.get("code", ""))
            return self.show(refusal=refusal, status=refusal.status)

    @property
    def here(self) -> str:
        return reverse("public-receipt", args=[self.key.token.reveal()])

    def log_refused(self, refusal: Refusal, code: str) -> None:
        """The line in the access log: with the record and without the address, which holds the token."""
        accesslog.record_refusal(
            self.actor, record_id=self.case.pk, kind=self.case.kind, transition=code.replace("-", "_"),
            status=refusal.status, codes=refusal.codes,
        )  # fmt: skip

    def show(self, *, refusal: Refusal | None = None, done: str = "", status: int = 200) -> HttpResponse:
        """The page of the case."""
        return public.page(self.request, "casework/public/status.html", self._context(refusal, done), status=status)

    def _context(self, refusal: Refusal | None, done: str) -> dict[str, Any]:
        shown = status.of(self.case, self.actor)
        address = f"{settings.SITE_URL}{self.here}"
        return {
            "case": {"number": self.case.number, "where": kinds.kind_of(self.case).place(self.case)},
            "status": shown, "code": self.key.spoken_code, "qr": _qr(address), "refusal": refusal, "done": done,
            "acts": [{"label": a.label, "url": self.act_url(a.code), "code": a.code} for a in shown.acts],
            "paper_url": f"{self.here}receipt.pdf" if documents.latest(self.case, RECEIPT) else "",
            "answer_url": f"{self.here}answer.pdf" if answers.told(self.case) else "",
            "papers": [
                {"name": one.template.name, "when": one.requested_at, "url": f"{self.here}papers/{one.pk}.pdf"}
                for one in answers.papers(self.case, self.actor)
            ],
        }  # fmt: skip

    def act_url(self, code: str) -> str:
        """The address of one act's form."""
        return reverse("public-act", args=[self.key.token.reveal(), code.replace("_", "-")])


def _qr(address: str) -> str:
    """The address as a picture in the page itself: nothing is asked for elsewhere."""
    return mark_safe(segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4))


class Receipt(KeyPage):
    """GET: receipt and progress in one page. The look is recorded, without the token."""

    def get(self, request: HttpRequest) -> HttpResponse:
        accesslog.record_access(self.actor, AccessAction.VIEW, record=self.case, subject=self.case.kind)
        return self.show(done=str(_DONE.get(request.GET.get("done", ""), "")))


class Paper(KeyPage):
    """GET: the receipt as it was frozen (F-01)."""

    name = gettext_lazy("回执.pdf")

    def found(self) -> Document | None:
        return documents.latest(self.case, RECEIPT)

    def get(self, request: HttpRequest) -> HttpResponse:
        document = self.found()
        if document is None:
            raise OutOfScope
        return _frozen(self, document, str(self.name))


class Answer(Paper):
    """GET: the written answer as it was frozen (F-36), once it may be told."""

    name = gettext_lazy("答复书.pdf")

    def found(self) -> Document | None:
        return answers.told(self.case)


class OnePaper(KeyPage):
    """GET: any other paper that is addressed to the reporter, as it was frozen."""

    def get(self, request: HttpRequest, document: uuid.UUID) -> HttpResponse:
        found = next((one for one in answers.papers(self.case, self.actor) if one.pk == document), None)
        if found is None:
            raise OutOfScope
        return _frozen(self, found, _("%(name)s.pdf") % {"name": found.template.name})


def _frozen(page: KeyPage, document: Document, name: str) -> HttpResponse:
    """A paper to save; the look is recorded, without the token."""
    subject = f"document:{document.code}"
    accesslog.record_access(page.actor, AccessAction.DOWNLOAD, record=page.case, subject=subject)
    answer = HttpResponse(documents.pdf(document), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(name)
    return public.sealed(answer)


class Do(KeyPage):
    """One act of the reporter: its form, and carrying it out once."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        act = self._act(code)
        return self._form(act) if act else self.show(done=str(OVER))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        act = self._act(code)
        if act is None:
            return self._too_late()
        sent = PublicActForm(self.case, _asks(act), request.POST, request.FILES)
        seconds = limits.wait(request, ACTS)
        if seconds:
            return self._form(act, sent, notice=busy(seconds), status=429)
        if not sent.is_valid():
            return self._form(act, sent, status=422)
        try:
            self._once(act, sent)
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            return self._refused(act, sent, refusal)
        return public.sealed(HttpResponseRedirect(f"{self.here}?done={act.code}"))

    def _act(self, code: str) -> Act | None:
        """The act, where the reporter can do it now."""
        return next((a for a in status.possible(self.case, self.actor) if a.code == code.replace("-", "_")), None)

    def _too_late(self) -> HttpResponse:
        """The case went on while the form was open: what was typed can be sent as an addition, and is not lost."""
        note = self._act("add-note")
        posted = (self.request.POST.get(name, "") for name in _WORDS)
        typed = [words for words in posted if words.strip() not in ("", "yes", "no")]
        if note is None or not typed:
            return self.show(done=str(OVER))
        kept = PublicActForm(self.case, _asks(note), {"text": "\n".join(typed)})
        return self._form(note, kept, notice=str(OVER_KEPT), status=409)

    def _once(self, act: Act, sent: "PublicActForm") -> None:
        pictures = sent.cleaned_data.pop("photos")
        filled = {name: value for name, value in sent.cleaned_data.items() if value not in (None, "")}
        typed = {name: getattr(value, "pk", value) for name, value in filled.items()}

        def carried_out() -> Given:
            case = photos.attach(self.case, pictures, actor=self.actor, purpose=PURPOSE)
            rows = case.lifecycle.rows
            do = engine.perform if act.code in rows else engine.amend
            boundary.follow_up(do(case, act.code, actor=self.actor, data=typed).record)
            return Given(200, {})

        fingerprint = repr((sorted(typed.items()), [(p.name, p.size) for p in pictures])).encode()
        route = f"public:{self.case.pk}:{act.code}"
        idempotency.run_once(None, route, form_key(self.request), fingerprint, carried_out)

    def _refused(self, act: Act, sent: "PublicActForm", refusal: Refusal) -> HttpResponse:
        self.log_refused(refusal, act.code)
        for name, words in refusal.errors.items():
            sent.add_error(name if name in sent.fields else None, list(words))
        if not refusal.errors and not refusal.denials:
            sent.add_error(None, str(refusal.message))
        return self._form(act, sent, refusal=refusal, status=refusal.status)

    def _form(self, act: Act, sent: "PublicActForm | None" = None, *, notice: str = "", status: int = 200,
              refusal: Refusal | None = None) -> HttpResponse:  # fmt: skip
        fresh = refusal is not None and refusal.code == idempotency.MISMATCH
        missing = self.case.supplementrequests.get().lines if act.code == "submit_supplement" else []
        mediation = mediation_asked(self.case) if act.code == "record_consent" else None
        context = {
            "act": act, "form": sent or PublicActForm(self.case, _asks(act)), "missing": missing, "notice": notice,
            "dispute": mask_text(mediation.dispute.reveal()) if mediation else "",
            "refusals": refusal.denials if refusal else (), "back": self.here, "url": self.act_url(act.code),
            "key": str(uuid.uuid4()) if fresh else form_key(self.request), "draft": f"{act.code}",
        }  # fmt: skip
        return public.page(self.request, "casework/public/act.html", context, status=status)


def _asks(act: Act) -> Any:
    return tuple(ask for ask in act.asks if ask.name not in _NOT_ASKED)


class PublicActForm(ActForm):
    """The asks of an act as the reporter sees them, with pictures."""

    def __init__(self, case: RectificationCase, asks: Any, *given: Any) -> None:
        super().__init__(*given, asks=asks, choices_of=lambda ask: status.choices(case, ask))
        self.fields["photos"] = photos_field()


#: What the page says after an act: code → sentence.
_DONE = {
    "submit_supplement": gettext_lazy("已收到您补充的情况，继续办理。"),
    "object_to_closure": gettext_lazy("已收到您的异议，由没有参加验收的人复核。"),
    "end_mediation": gettext_lazy("调解已结束，案件继续办理。起诉、复议、信访的权利不受影响。"),
    "record_consent": gettext_lazy("已登记您的意愿。不愿调解的，案件照常办理。"),
    "request_mediation": gettext_lazy("已登记您的调解申请，会征询另一方。案件照常办理。"),
    "request_recusal": gettext_lazy("已收到回避申请，由其他负责人决定，结果写在这一页。决定前案件照常办理。"),
    "ask_withdrawal": gettext_lazy("已收到。受理人员会联系您确认，确认前案件照常办理。"),
    "add_note": gettext_lazy("已收到您补充的情况，承办单位会看到。"),
    "record_relapse": gettext_lazy("已登记问题重新出现，案件重新办理。编号后加了反弹次数，查询码不变。"),
    "withdraw_case": gettext_lazy("已按您的意愿撤回。改变主意的，可以再次反映。"),
    "report": gettext_lazy("已收到。请记下查询码，或保存这一页。"),
}
