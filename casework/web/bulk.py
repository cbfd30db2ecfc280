"""The pages of what is done to several records at once: the form, and the report of done and refused."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import bulk, engine, forms, idempotency
from casework.accesslog import record_refusal
from casework.idempotency import Answer
from casework.listing import BulkAct
from casework.refusals import InvalidData, NotYourRole
from casework.web import frames
from casework.web.lists import Listing
from casework.web.records import PageView, RecordPage


class _Bulk(PageView):
    """Base: POST only, the ticked records, and the way back to the list they were ticked in."""

    kind_name = ""

    def listing(self) -> Listing:
        listing = Listing.of(self.request, self.kind_name)
        if listing.kind.bulk is None:
            raise NotYourRole
        bulk.check_role(listing.actor, listing.kind)
        return listing

    def back(self, listing: Listing) -> str:
        query = self.request.POST.get("back", "")[:600]
        return f"{listing.base}?{query}" if query else listing.base

    def report(self, listing: Listing, title: str, report: bulk.Report) -> HttpResponse:
        context = {
            "title": title, "done": _linked(listing, report.done), "refused": _linked(listing, report.refused),
            "back_url": self.back(listing),
        }  # fmt: skip
        return render(self.request, "casework/bulk_report.html", context)


def _linked(listing: Listing, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    page = listing.kind.page
    return [line | {"url": reverse(f"{page}-detail", kwargs={"key": line["key"]})} for line in lines]


class Assign(_Bulk):
    """POST of ticks shows the form once for all; POST with `key` carries it out, each case on its own."""

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = self.listing()
        act: BulkAct = listing.kind.bulk  # type: ignore[assignment]
        if listing.actor.role not in listing.kind.lifecycle.rows[act.code].by:
            raise NotYourRole
        if "idempotency_key" in request.POST:
            return self._carry_out(listing, act)
        cases = self._cases(listing, act)
        return self._show(listing, act, cases, self._form(listing, act, cases[0], None))

    def _cases(self, listing: Listing, act: BulkAct) -> list[Any]:
        records = bulk.picked(listing.kind, listing.actor, self.request.POST.getlist("pick"), act.most)
        cases = bulk.full_of(listing.kind, records)
        bulk.check_alike(act, cases)
        return cases

    def _form(self, listing: Listing, act: BulkAct, case: Any, data: Any) -> forms.ActForm:
        asks = listing.kind.lifecycle.rows[act.code].asks
        return forms.ActForm(data, asks=asks, choices_of=engine.choices_for(case))

    def _show(self, listing: Listing, act: BulkAct, cases: list[Any], form: Any, status: int = 200) -> HttpResponse:
        row = listing.kind.lifecycle.rows[act.code]
        context = {
            "form": form, "cases": [{"pk": c.pk, "version": c.version, "number": c.number or _("未编号"),
                                     "url": frames.url(c), "title": c.title} for c in cases],
            "cannot": _linked(listing, bulk.refusals_beforehand(act, cases, listing.actor).refused), "title": act.label,
            "submit": _("%(act)s%(n)d件") % {"act": row.label, "n": len(cases)}, "back_url": self.back(listing),
            "alike": "，".join(str(value) for _label, value in act.same(cases[0]) if value),
            "key": str(uuid.uuid4()), "back": self.request.POST.get("back", ""), "address": self.request.path,
        }  # fmt: skip
        return render(self.request, "casework/bulk_assign.html", context, status=status)

    def _carry_out(self, listing: Listing, act: BulkAct) -> HttpResponse:
        """Once under the key made when the form opened; sent again it gives the same report."""
        post, actor, user = self.request.POST, listing.actor, listing.actor.person.user
        sent = sorted((n, post.getlist(n)) for n in post if n not in ("csrfmiddlewaretoken", "idempotency_key", "back"))

        def produce() -> Answer:
            cases = self._cases(listing, act)
            form = self._form(listing, act, cases[0], post)
            if not form.is_valid():
                raise InvalidData({name: [str(m) for m in words] for name, words in form.errors.items()})
            report = bulk.assign(act, cases, actor, post, self._versions())
            return Answer(200, {"done": report.done, "refused": report.refused})

        try:
            key = post.get("idempotency_key", "")
            answer = idempotency.run_once(user, self.request.path, key, repr(sent).encode(), produce)
        except InvalidData:
            cases = self._cases(listing, act)
            return self._show(listing, act, cases, self._form(listing, act, cases[0], post), status=422)
        report = bulk.Report(answer.body["done"], answer.body["refused"])
        if not answer.replayed:
            self._log(listing, act, report)
        return self.report(listing, str(act.label), report)

    def _versions(self) -> dict[str, int]:
        found = (pair.partition(":") for pair in self.request.POST.getlist("version"))
        return {pk: int(version) for pk, _colon, version in found if version.isdecimal() and len(version) < 10}

    def _log(self, listing: Listing, act: BulkAct, report: bulk.Report) -> None:
        for line in report.refused:
            record_refusal(
                listing.actor, record_id=uuid.UUID(line["pk"]), kind=listing.kind.name, transition=act.code,
                status=line["status"], codes=line["codes"], request=self.request,
            )  # fmt: skip


class Remind(_Bulk):
    """POST: a polite reminder to whoever has each of the ticked records."""

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = self.listing()
        records = bulk.picked(listing.kind, listing.actor, request.POST.getlist("pick"), bulk.MOST)
        return self.report(listing, _("提醒"), bulk.remind(records, listing.actor))


class Follow(_Bulk):
    """POST: follow the ticked records."""

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = self.listing()
        records = bulk.picked(listing.kind, listing.actor, request.POST.getlist("pick"), bulk.MOST)
        report = bulk.follow(records, listing.actor)
        messages.success(request, _("已关注%(n)d件，有变化会出现在工作台。") % {"n": len(report.done)})
        return HttpResponseRedirect(self.back(listing))


class FollowOne(RecordPage):
    """POST on a record's page: follow it, or hear no more of it."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        record = self.record()
        if bulk.follows(record, self.actor):
            bulk.unfollow(record, self.actor)
            messages.success(request, _("不再关注这件。"))
        else:
            bulk.follow([record], self.actor)
            messages.success(request, _("已关注，有变化会出现在工作台。"))
        query = request.GET.urlencode()
        return HttpResponseRedirect(f"{frames.url(record)}?{query}" if query else frames.url(record))
