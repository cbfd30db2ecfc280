"""Requests that somebody step aside, on the page of a case."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.actor import Actor
from casework.masking import mask_text
from property_rectification import case_detail, codes
from property_rectification.guards.mediation import SIDE_OF_PARTY
from property_rectification.models import RectificationCase

FIRM = "firm"


def section(case: RectificationCase, actor: Actor) -> list[dict[str, Any]]:
    """All of them for who works on the case, a party those it made, and those taken down for the firm; oldest first.

    One of “the owners” may be the reporter's, which is nothing for the committee (§5.4).
    """
    found = case.recusalrequests.select_related("person")
    if not case_detail.may_read("recusalrequest/", actor):
        own = Q(recorded_by__agency=actor.agency_id)
        found = found.filter(own | Q(applicant=FIRM) if SIDE_OF_PARTY.get(actor.role) == FIRM else own)
    return [_entry(one) for one in found]


def _entry(one: Any) -> dict[str, Any]:
    decided = codes.label("recusal_decision", one.decision) if one.decision else _("等待决定")
    lines = [
        (_("谁提出"), codes.label("recusal_applicant", one.applicant)), (_("理由"), mask_text(one.reason.reveal())),
        (_("决定的理由"), mask_text(one.decision_reasons.reveal()) if one.decision_reasons else ""),
    ]  # fmt: skip
    title = _("%(who)s：%(decided)s") % {"who": one.person.display_name, "decided": decided}
    said = [{"label": label, "text": text} for label, text in lines if text]
    return {"title": title, "when": one.decided_at or one.recorded_at, "lines": said}
