"""Two leads side by side: a person judges by both texts at full length."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework import accesslog, boundary
from casework.refusals import OutOfScope
from casework.web.records import RecordPage
from property_rectification.web import lead_parts


class Compare(RecordPage):
    """GET: the lead and one of its likely duplicates. Other pairs are nobody's question and answer 404."""

    kind_name = "property.lead"

    def get(self, request: HttpRequest, key: str, other: UUID) -> HttpResponse:
        lead: Any = self.record()
        if str(other) not in {item["lead"] for item in lead.duplicates}:
            raise OutOfScope
        beside = boundary.find(self.kind_name, self.actor, pk=other)
        for seen in (lead, beside):
            accesslog.record_access(self.actor, "view", record=seen, subject=seen.kind, request=request)
        return render(request, self.kind.detail_template, lead_parts.parts(lead, self.actor, beside))
