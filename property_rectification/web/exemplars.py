"""Pages of exemplary cases beside those every kind has: nominating a case, proving the text sentence by sentence."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import boundary, engine
from casework.refusals import NotYourRole, Refusal
from casework.web import acts, errors, frames
from casework.web.begin import BeginPage
from casework.web.records import RecordPage
from property_rectification.exemplar import detail
from property_rectification.exemplar.lifecycle import NOMINATE
from property_rectification.models import Exemplar

MAPPING = "map_evidence"


class Nominate(BeginPage):
    """A finished case becomes a candidate."""

    model, act, back = Exemplar, NOMINATE, "exemplars-list"
    lead = gettext_lazy("从已销号的案件里选；正面典型要先通过回头看。")
    done = gettext_lazy("已列为典型备选。")


class Mapping(RecordPage):
    """Sentences at the left, evidence at the right: what each of them rests on."""

    kind_name = Exemplar.lifecycle.name

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._show(request, self.record())

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        record = self.record()
        links = [
            {"sentence": position, "evidence": evidence}
            for position, _colon, evidence in (value.partition(":") for value in request.POST.getlist("link"))
        ]

        def act_once(version: int) -> Any:
            data = {"links": links}
            return boundary.with_follow_up(
                lambda: engine.amend(record, MAPPING, actor=self.actor, data=data, expected_version=version).record
            )

        try:
            acts.run_once(request, act_once)
        except Refusal as refusal:
            if refusal.status not in acts.STAY:
                raise
            errors.log_refusal(request, refusal, record=record, code=MAPPING)
            return self._show(request, self.record(), refusal)
        messages.success(request, _("对应已保存。"))
        return HttpResponseRedirect(frames.url(record))

    def _show(self, request: HttpRequest, record: Any, refusal: Refusal | None = None) -> HttpResponse:
        if not detail.reads_text(self.actor) or record.text is None:
            raise NotYourRole
        titles = detail.evidence(record.source)
        may = {o.act.code for o in engine.amendments(record, self.actor) if o.allowed}
        context = {
            "head": acts.head(record, self.kind, request.path) | {"title": record.title},
            "sentences": self._rows(record, titles), "open": MAPPING in may, "evidence": titles,
            "refusal": refusal, "key": str(uuid.uuid4()),
        }  # fmt: skip
        status = refusal.status if refusal else 200
        return render(request, "property_rectification/exemplar_evidence.html", context, status=status)

    def _rows(self, record: Any, titles: list[dict[str, str]]) -> list[dict[str, Any]]:
        rows = []
        for sentence in record.text.sentences.prefetch_related("proofs"):
            held = set(detail.proofs_of(sentence))
            rows.append({
                "position": sentence.position, "part": sentence.get_part_display(), "body": sentence.body.reveal(),
                "proved": bool(held & {one["id"] for one in titles}),
                "choices": [one | {"value": f"{sentence.position}:{one['id']}", "held": one["id"] in held}
                            for one in titles],
            })  # fmt: skip
        return rows
