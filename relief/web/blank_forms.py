"""空白表格: every form of the station to be printed empty, whatever else works. There is nothing personal in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import clock, files
from casework.actor import Actor
from casework.refusals import NotYourRole, OutOfScope
from casework.session import actor_of
from casework.timers import local_day
from casework.web.records import PageView
from relief.papers import blank
from relief.roles import STATION

#: Seconds for which a browser keeps a form, also when the server does not answer; its address names the wording.
KEPT = 30 * 24 * 3600


class FormsPage(PageView):
    """Base: for everybody who works in a station; printing a blank form is barred to none of them (Part 5.C)."""

    def station(self, request: HttpRequest) -> Actor:
        """Who asks. Raises NotYourRole for whoever works elsewhere."""
        actor = actor_of(request)
        if actor.role not in STATION:
            raise NotYourRole
        return actor


class Forms(FormsPage):
    """GET: the forms, what each is for, and all of them in one file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.station(request)
        listed = blank.listed(local_day(clock.now()))
        rows = [
            {"name": blank.name_of(form, template), "code": template.code, "version": f"v{template.version}",
             "when": form.when, "url": _address(form.key, str(template.version))}
            for form, template in listed
        ]  # fmt: skip
        whole = _address(blank.ALL, "-".join(str(template.version) for _form, template in listed))
        return render(request, "relief/forms.html", {"forms": {"rows": rows, "all_url": whole}})


def _address(key: str, version: str) -> str:
    return f"{reverse('relief-form', kwargs={'form': key})}?v={version}"


class Form(FormsPage):
    """GET: one form, or all, as PDF."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        actor = self.station(request)
        data = blank.printed(form, actor.person.agency, local_day(clock.now()))
        if data is None:
            raise OutOfScope
        answer = HttpResponse(data, content_type="application/pdf")
        answer["Content-Disposition"] = files.disposition(f"{form}.pdf", inline=True)
        answer["Cache-Control"] = f"private, max-age={KEPT}, stale-if-error={KEPT}"
        return answer
