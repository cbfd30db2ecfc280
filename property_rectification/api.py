"""当事人账号 for a machine: the same services as the pages, guarded by the matrix."""

from typing import Any

from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response

from casework import accounts
from casework.actor import Actor
from casework.api.accounts import AccountView, Act, Body, OneAct
from casework.models import Agency
from property_rectification import party_accounts
from property_rectification.models import Firm


def unit_json(agency: Agency, actor: Actor) -> dict[str, Any]:
    """A unit as the API gives it: the firm or the compounds it stands for."""
    firm = Firm.objects.filter(agency=agency).first()
    rows = party_accounts.served(firm, actor) if firm else party_accounts.represented(agency, actor)
    return {"agency": agency.code, "uscc": firm.uscc if firm else None, "firm": firm.name if firm else None,
            "compounds": [row.compound.name for row in rows]}  # fmt: skip


class Parties(AccountView):
    """GET: the units of firms and committees in reach, with what each is bound to."""

    def get(self, request: Request) -> Response:
        actor = self.reader()
        return self.page(request, party_accounts.units(actor), lambda agency: unit_json(agency, actor))


def _unit(actor: Actor, key: Any) -> Agency:
    found: Agency = accounts.find(accounts.agencies_of(actor), key, by="code")
    return found


def _bind_firm(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    plan, job = party_accounts.bind_firm(
        _unit(actor, key), actor=actor, uscc=body.text("uscc"), name=body.text("name"),
        compounds=body.lines("compounds"),
    )  # fmt: skip
    replaced = [{"compound": s.compound.name, "firm": s.firm.name} for s in plan.replaced]
    return unit_json(plan.agency, actor) | {"replaced": replaced, "job": str(job.pk)}


def _bind_committee(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    unit = _unit(actor, key)
    plan, job = party_accounts.bind_committee(unit, actor=actor, compounds=body.lines("compounds"))
    return unit_json(plan.agency, actor) | {"job": str(job.pk)}


def _unbind(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    unit = _unit(actor, key)
    job = party_accounts.unbind(unit, actor=actor)
    return unit_json(unit, actor) | {"job": str(job.pk)}


ACTS: dict[str, OneAct] = {
    "bind_firm": ("U", 200, _bind_firm),
    "bind_committee": ("U", 200, _bind_committee),
    "unbind_party": ("U", 200, _unbind),
}


def patterns() -> list[URLPattern]:
    """The list, and an address for each act."""
    acts = (("bind-firm", "bind_firm"), ("bind-committee", "bind_committee"), ("unbind", "unbind_party"))
    return [path("accounts/parties", Parties.as_view(), name="accounts-parties")] + [
        path(f"accounts/parties/<slug:key>/{rest}", Act.as_view(acts=ACTS), {"code": code}, name=f"accounts-{code}")
        for rest, code in acts
    ]
