"""导出: which columns, as what file, and why where it holds what people said; then the worker makes it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, bulk, exporting, jobs
from casework.models import AccessAction, Purpose
from casework.refusals import NotYourRole
from casework.web.lists import Listing
from casework.web.records import PageView

WORDS_MIN = 4


class ExportForm(forms.Form):
    """What the file shall hold. A reason is asked where it holds what people said."""

    columns = forms.ChoiceField(label=gettext_lazy("哪些列"), widget=forms.RadioSelect, initial=exporting.LEDGER)
    form = forms.ChoiceField(
        label=gettext_lazy("文件"), widget=forms.RadioSelect, initial="xlsx",
        choices=[("xlsx", gettext_lazy("Excel表格（XLSX）")), ("csv", gettext_lazy("文本表格（CSV）"))],
    )  # fmt: skip
    said = forms.BooleanField(
        label=gettext_lazy("加上反映的情况（遮盖）"), required=False,
        help_text=gettext_lazy("含个人信息，要说明用途，会留记录。"),
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=gettext_lazy("用途（加上个人信息时必填）"), widget=forms.RadioSelect, choices=Purpose.choices,
        required=False,
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("说明"), max_length=100, required=False, help_text=gettext_lazy("写一句为什么要用")
    )

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        title = listing.kind.ledger_title
        choices = [(exporting.LEDGER, _("%(title)s（F-03）") % {"title": title})] if title else []
        self.fields["columns"].choices = [*choices, (exporting.SCREEN, _("列表上的列"))]  # type: ignore[attr-defined]
        if not listing.kind.said_heads(listing.actor):
            for name in ("said", "purpose", "words"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("said"):
            if not data.get("purpose"):
                self.add_error("purpose", _("查看个人资料要先说明用途。"))
            if len(data.get("words", "").strip()) < WORDS_MIN:
                self.add_error("words", _("写一句为什么要用，至少%(n)d个字。") % {"n": WORDS_MIN})
        return data


class Export(PageView):
    """GET asks; POST starts the work and leads to its progress."""

    kind_name = ""

    def listing(self) -> Listing:
        listing = Listing.of(self.request, self.kind_name)
        if listing.kind.bulk is None:
            raise NotYourRole
        bulk.check_role(listing.actor, listing.kind, internal=False)
        return listing

    def get(self, request: HttpRequest) -> HttpResponse:
        listing = self.listing()
        return self._show(request, listing, ExportForm(listing=listing))

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = self.listing()
        form = ExportForm(request.POST, listing=listing)
        if not form.is_valid() or exporting.too_many(listing.counts["total"]):
            return self._show(request, listing, form, status=422)
        data, total = form.cleaned_data, listing.counts["total"]
        screen = [column.code for column in listing.columns()]
        params = {
            "kind": listing.kind.name, "query": listing.query(), "words": [str(w) for w in listing.words()],
            "form": data["form"], "said": bool(data.get("said")),
            "columns": exporting.LEDGER if data["columns"] == exporting.LEDGER else screen,
        }  # fmt: skip
        job = jobs.submit(exporting.ListExport.code, actor=listing.actor, params=params, total=total)
        accesslog.record_access(
            listing.actor, AccessAction.EXPORT, subject=f"list:{listing.kind.name}", request=request,
            purpose=data.get("purpose", "") if data.get("said") else "",
            words=data.get("words", "") if data.get("said") else "",
            detail={"job": str(job.pk), "n": total, "said": params["said"]},
        )  # fmt: skip
        return HttpResponseRedirect(jobs.url(job))

    def _show(self, request: HttpRequest, listing: Listing, form: ExportForm, status: int = 200) -> HttpResponse:
        total = listing.counts["total"]
        context = {
            "form": form, "total": total, "words": listing.words(), "back_url": listing.address(),
            "too_many": exporting.too_many(total), "address": request.get_full_path(), "title": listing.kind.label,
            "nothing": listing.kind.nothing_found, "days": jobs.KEPT_FOR.days,
        }  # fmt: skip
        return render(request, "casework/export.html", context, status=status)
