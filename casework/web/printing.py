"""The case sheet: every section of a record on paper, without the shell, masked as on the screen, its ledger last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework import accesslog, clock, display
from casework.web import detail, frames, records


class Sheet(records.RecordPage):
    """GET: the record as it is printed; the look is recorded."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        record, now, actor = self.record(), clock.now(), self.actor
        accesslog.record_access(actor, "view", record=record, subject=f"{record.kind}:print", request=request)
        post = actor.person
        sheet = {
            "back_url": frames.url(record), "printed_at": display.on_paper(now),
            "printed_by": f"{post.agency.name} {post.title} {post.user.display_name}",
        }  # fmt: skip
        context = detail.page(record, self.kind, actor, now) | {"sheet": sheet}
        return render(request, "casework/sheet.html", context)
