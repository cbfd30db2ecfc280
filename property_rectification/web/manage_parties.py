"""当事人账号: which unit stands for which firm or compounds. The auditor reads, the administrator binds.

Neither sees a case here: what a binding opens is told as a number.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accounts, jobs
from casework.actor import Actor
from casework.models import Agency, Post
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, LinesField, text_field
from casework.web.previewing import Preview, PreviewedPage
from property_rectification import party_accounts
from property_rectification.case_party import COMMITTEE, FIRM
from property_rectification.models import Firm
from property_rectification.party_accounts import CommitteePlan, FirmPlan
from property_rectification.roles import ROLES

LONGEST_PLACE = 60


class PartyAccounts(ManagePage):
    """The units, those that stand for nobody yet first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.reader()
        held = _held(actor)
        rows = [_row(unit, held.get(unit.pk, {}), actor) for unit in party_accounts.units(actor)]
        page = {
            "rows": sorted(rows, key=lambda row: not row["badge"]), "agencies_url": reverse("agencies"),
            "people_url": reverse("people"),
        }  # fmt: skip
        return render(request, "property_rectification/manage/parties.html", {"parties": page})


def _held(actor: Actor) -> dict[int, dict[str, int]]:
    """Unit → role → how many people hold it."""
    found: dict[int, dict[str, int]] = {}
    posts = Post.objects.filter(accounts.current(), agency__in=accounts.agencies_of(actor).order_by().values("pk"))
    for agency, role in posts.filter(role__in=(FIRM, COMMITTEE)).values_list("agency", "role"):
        found.setdefault(agency, {}).setdefault(role, 0)
        found[agency][role] += 1
    return found


def _firm_of(agency: Agency) -> Firm | None:
    return getattr(agency, "firm", None)


def _row(unit: Agency, held: dict[str, int], actor: Actor) -> dict[str, Any]:
    firm, bodies = _firm_of(unit), list(unit.represented_compounds.all())
    bound = f"{firm.name} {firm.uscc}" if firm else "、".join(body.compound.name for body in bodies)
    is_firm = firm is not None or (not bodies and FIRM in held)
    bind = "party-bind-firm" if is_firm else "party-bind-committee"
    acts = may_act(actor) and unit.active
    return {
        "unit": unit.name, "url": reverse("agency", args=[unit.pk]), "kind": ROLES[FIRM if is_firm else COMMITTEE],
        "bound": bound, "people": sum(held.values()),
        "badge": None if bound else {"tone": "wait", "text": _("未绑定"), "icon": "", "url": ""},
        "bind_url": reverse(bind, args=[unit.pk]) if acts else "",
        "verb": _("修改") if bound else _("绑定企业") if is_firm else _("绑定小区"),
        "unbind_url": reverse("party-unbind", args=[unit.pk]) if may_act(actor) and bound else "",
    }  # fmt: skip


class FirmForm(ActForm):
    """Code, name and compounds of a firm."""

    uscc = text_field(gettext_lazy("统一社会信用代码"), 18, help_text=gettext_lazy("18位，照营业执照填。"))
    name = text_field(gettext_lazy("企业名称"), party_accounts.LONGEST_NAME,
                      help_text=gettext_lazy("照营业执照填；用来核对代码。"))  # fmt: skip
    compounds = LinesField(
        label=gettext_lazy("服务的小区"), longest=LONGEST_PLACE, required=False,
        help_text=gettext_lazy("一行一个，写小区档案里的名称。"),
    )  # fmt: skip


class CommitteeForm(ActForm):
    """The compounds of a committee."""

    compounds = LinesField(
        label=gettext_lazy("代表的小区"), longest=LONGEST_PLACE,
        help_text=gettext_lazy("一行一个，写小区档案里的名称。"),
        error_messages={"required": gettext_lazy("请写至少一个小区；不再代表任何小区的，解除绑定。")},
    )  # fmt: skip


class PartyAct(PreviewedPage):
    """Base of binding one unit."""

    def unit(self, actor: Actor) -> Agency:
        rows = accounts.agencies_of(actor).select_related("firm")
        found: Agency = accounts.find(rows, self.kwargs["agency"])
        return found

    def back(self, actor: Actor) -> dict[str, Any]:
        return {"subject": self.unit(actor).name, "submit": _("看看影响"), "confirm": _("确认绑定"),
                "back_url": reverse("party-accounts")}  # fmt: skip


class BindFirm(PartyAct):
    """Bind a unit to a firm by its code, or change the firm's name and compounds."""

    code, form_class = "bind_firm", FirmForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("账号只看到这家企业开始核查以后的案件和已送达的处罚文书，看不到反映人。")]
        return {"title": _("绑定企业"), "lines": lines} | self.back(actor)

    def initial(self, actor: Actor) -> dict[str, Any]:
        firm = _firm_of(self.unit(actor))
        if firm is None:
            return {}
        places = [service.compound.name for service in party_accounts.served(firm, actor)]
        return {"uscc": firm.uscc, "name": firm.name, "compounds": places}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        return Preview(_firm_words(party_accounts.plan_firm(self.unit(actor), actor=actor, **data)))

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        _plan, job = party_accounts.bind_firm(self.unit(actor), actor=actor, **data)
        return HttpResponseRedirect(jobs.url(job))


def _firm_words(plan: FirmPlan) -> list[str]:
    words = {"name": plan.name, "code": plan.uscc, "old": plan.known.name if plan.known else ""}
    told = _("企业：%(name)s，%(code)s（新登记）。") if plan.known is None else _("企业：%(name)s，%(code)s。")
    said = [told % words]
    if plan.known is not None and plan.known.name != plan.name:
        said.append(_("企业名称由“%(old)s”改为“%(name)s”。") % words)
    taken = {service.compound_id for service in plan.replaced}
    said += [
        _("“%(place)s”今天起由“%(old)s”改为“%(name)s”服务。")
        % {"place": service.compound.name, "old": service.firm.name, "name": plan.name} for service in plan.replaced
    ]  # fmt: skip
    said += _places(_("今天起服务：%(places)s。"), [c.name for c in plan.begun if c.pk not in taken])
    said += _places(_("今天起不再服务：%(places)s。"), [service.compound.name for service in plan.ended])
    return [*said, _opened(party_accounts.matters_of_firm(plan.known))]


class BindCommittee(PartyAct):
    """Bind a unit to compounds, or change which."""

    code, form_class = "bind_committee", CommitteeForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("账号只看到这些小区开始核查以后的案件中公开和本方的部分，看不到反映人。")]
        return {"title": _("绑定小区"), "lines": lines} | self.back(actor)

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {"compounds": [body.compound.name for body in party_accounts.represented(self.unit(actor), actor)]}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        return Preview(_committee_words(party_accounts.plan_committee(self.unit(actor), actor=actor, **data)))

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        _plan, job = party_accounts.bind_committee(self.unit(actor), actor=actor, **data)
        return HttpResponseRedirect(jobs.url(job))


def _committee_words(plan: CommitteePlan) -> list[str]:
    said = _places(_("代表：%(places)s。"), [compound.name for compound in plan.added])
    said += _places(_("不再代表：%(places)s。"), [body.compound.name for body in plan.removed])
    return [*said, _opened(party_accounts.matters_of_compounds([compound.pk for compound in plan.added]))]


def _places(words: str, names: Sequence[str]) -> list[str]:
    return [words % {"places": "、".join(names)}] if names else []


def _opened(count: int) -> str:
    """What the binding opens, as a number only."""
    return _("已开始核查的%(n)d件，由后台逐件更新谁能查看，各记一笔。") % {"n": count}


class Unbind(FormPage):
    """End a binding: the account sees nothing any more."""

    code = "unbind_party"

    def unit(self, actor: Actor) -> Agency:
        found: Agency = accounts.find(party_accounts.units(actor), self.kwargs["agency"])
        return found

    def about(self, actor: Actor) -> dict[str, Any]:
        unit = self.unit(actor)
        row = _row(unit, {}, actor)
        lines = [
            _("解除与“%(bound)s”的绑定；账号随即看不到它的任何案件。") % {"bound": row["bound"]},
            _("服务的小区、已提交的陈述和证据都保留。"),
        ]
        return {"title": _("解除绑定"), "subject": unit.name, "submit": _("解除绑定"), "lines": lines,
                "back_url": reverse("party-accounts")}  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        return HttpResponseRedirect(jobs.url(party_accounts.unbind(self.unit(actor), actor=actor)))
