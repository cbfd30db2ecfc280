"""当事人账号: which unit with posts of a firm (R15) or a committee (R16) stands for which firm or compounds (§6).

A firm is bound by its unified social credit code and the compounds it serves, a committee by its compounds. A unit
stands for one of them and one of them for one unit; nobody in it holds a post elsewhere. What the unit may see of
running matters follows by the worker (`party_jobs`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from casework import accesslog, clock, jobs
from casework.accounts import OBJECT, agencies_of, check, current, find
from casework.actor import Actor
from casework.models import AccessAction, Agency, Event, Job, Post
from casework.refusals import Conflict, InvalidData
from casework.timers import local_day
from geo import compounds as known_compounds
from geo.models import Compound
from property_rectification import uscc as codes_of_firms
from property_rectification.case_party import COMMITTEE, FIRM
from property_rectification.effects.party_access import OPENING
from property_rectification.models import Firm, FirmService, OwnersBody, RectificationCase
from property_rectification.party_jobs import Align
from property_rectification.roles import ROLES

LONGEST_NAME = 120


@dataclass(frozen=True)
class FirmPlan:
    """What binding a unit to a firm would do: the firm, known or new, and the compounds that come, go or change."""

    agency: Agency
    uscc: str
    name: str
    known: Firm | None
    begun: Sequence[Compound]
    ended: Sequence[FirmService]
    #: Services of other firms that end with it.
    replaced: Sequence[FirmService] = field(default_factory=tuple)


@dataclass(frozen=True)
class CommitteePlan:
    """What binding a unit to compounds would do."""

    agency: Agency
    added: Sequence[Compound]
    removed: Sequence[OwnersBody]


# --- which units there are ----------------------------------------------------------------------------------------


def units(actor: Actor) -> QuerySet[Agency]:
    """The units in reach with a post of a firm or committee, or that are bound."""
    held = Post.objects.filter(current(), role__in=(FIRM, COMMITTEE)).values("agency")
    bound = Q(firm__isnull=False) | Q(pk__in=OwnersBody.objects.values("agency"))
    rows = agencies_of(actor).filter(Q(pk__in=held, active=True) | bound)
    return rows.select_related("firm").prefetch_related("represented_compounds__compound")


def served(firm: Firm, actor: Actor) -> QuerySet[FirmService]:
    """Where a firm serves today, in the actor's reach: what lies beyond is another administrator's."""
    rows = firm.services.filter(valid_to__isnull=True, compound__division__code__startswith=actor.division_code)
    return rows.select_related("compound").order_by("compound__name", "pk")


def represented(agency: Agency, actor: Actor) -> QuerySet[OwnersBody]:
    """The compounds whose owners a unit stands for, in the actor's reach."""
    rows = OwnersBody.objects.filter(agency=agency, compound__division__code__startswith=actor.division_code)
    return rows.select_related("compound").order_by("compound__name", "pk")


def matters_of_firm(firm: Firm | None) -> int:
    """How many cases of a firm parties may see; a number is all that an administrator learns."""
    return _opened(Q(firm=firm)) if firm else 0


def matters_of_compounds(compounds: Sequence[int]) -> int:
    """How many cases of compounds parties may see."""
    return _opened(Q(compound__in=compounds)) if compounds else 0


def _opened(which: Q) -> int:
    begun = Event.objects.filter(name=OPENING).values("record")
    return RectificationCase.objects.filter(which, pk__in=begun).count()


# --- a firm -------------------------------------------------------------------------------------------------------


def plan_firm(agency: Agency, *, actor: Actor, uscc: str, name: str, compounds: Sequence[str]) -> FirmPlan:
    """What binding would do. Raises InvalidData by field, Conflict where the unit cannot stand for a firm."""
    check(actor, "U")
    _require_party_unit(agency, FIRM)
    uscc, name = uscc.strip().upper(), " ".join(name.split())
    known = Firm.objects.filter(uscc=uscc).first()
    errors = _faults_of_firm(agency, uscc, name, known)
    found = _compounds(actor, compounds, errors)
    if errors:
        raise InvalidData(errors)
    standing = list(served(known, actor)) if known else []
    there = {service.compound_id for service in standing}
    begun = [compound for compound in found if compound.pk not in there]
    kept = {compound.pk for compound in found}
    elsewhere = FirmService.objects.filter(compound__in=begun, valid_to__isnull=True).select_related("firm", "compound")
    return FirmPlan(agency, uscc, name, known, begun, [s for s in standing if s.compound_id not in kept],
                    list(elsewhere.order_by("compound__name")))  # fmt: skip


def _faults_of_firm(agency: Agency, uscc: str, name: str, known: Firm | None) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    bound = Firm.objects.filter(agency=agency).first()
    if not codes_of_firms.is_valid(uscc):
        errors["uscc"] = [_("统一社会信用代码是18位数字和大写字母，第18位校验不对；请对照营业执照。")]
    elif bound is not None and bound.uscc != uscc:
        errors["uscc"] = [_("这个单位已绑定“%(firm)s”；换企业的，先解除绑定。") % {"firm": bound.name}]
    elif known is not None and known.agency is not None and known.agency_id != agency.pk:
        errors["uscc"] = [
            _("“%(firm)s”已绑定“%(unit)s”的账号，一家企业只绑定一个单位；先解除那一个。")
            % {"firm": known.name, "unit": known.agency.name}
        ]
    if not name or len(name) > LONGEST_NAME:
        errors["name"] = [_("请填写企业名称，不超过120个字。")]
    elif known is not None and bound is None and known.name != name:
        errors["name"] = [
            _("这个代码登记的是“%(firm)s”；请核对代码。确已改名的，先按原名绑定，再来修改。") % {"firm": known.name}
        ]
    return errors


@transaction.atomic
def bind_firm(
    agency: Agency, *, actor: Actor, uscc: str, name: str, compounds: Sequence[str]
) -> tuple[FirmPlan, Job]:  # fmt: skip
    """Let a unit stand for a firm, or change its name and compounds. Raises as `plan_firm`."""
    agency = _locked(agency, actor)
    Firm.objects.select_for_update().filter(uscc=uscc.strip().upper()).first()
    plan = plan_firm(agency, actor=actor, uscc=uscc, name=name, compounds=compounds)
    firm = plan.known or Firm(uscc=plan.uscc)
    firm.name, firm.agency = plan.name, agency
    firm.save()
    today = local_day(clock.now())
    _end([*plan.ended, *plan.replaced])
    FirmService.objects.bulk_create(FirmService(firm=firm, compound=c, valid_from=today) for c in plan.begun)
    _log(actor, "bind_firm", agency, firm=firm.pk, begun=[c.pk for c in plan.begun],
         ended=[s.compound_id for s in plan.ended], replaced=[s.firm_id for s in plan.replaced])  # fmt: skip
    return plan, _follow(agency, actor)


def _end(services: Iterable[FirmService]) -> None:
    """End them today; what began today ends on the same day."""
    today = local_day(clock.now())
    for service in services:
        service.valid_to = max(today, service.valid_from)
        service.save(update_fields=["valid_to"])


# --- a committee --------------------------------------------------------------------------------------------------


def plan_committee(agency: Agency, *, actor: Actor, compounds: Sequence[str]) -> CommitteePlan:
    """What binding would do. Raises InvalidData by field, Conflict where the unit cannot stand for a committee."""
    check(actor, "U")
    _require_party_unit(agency, COMMITTEE)
    errors: dict[str, list[str]] = {}
    found = _compounds(actor, compounds, errors)
    if not errors and not found:
        errors["compounds"] = [_("请写至少一个小区；不再代表任何小区的，解除绑定。")]
    others = OwnersBody.objects.filter(compound__in=found).exclude(agency=agency).select_related("agency", "compound")
    if not errors and (taken := list(others)):
        errors["compounds"] = [
            _("“%(place)s”已绑定“%(unit)s”的账号，一个小区只绑定一个单位；先解除那一个。")
            % {"place": one.compound.name, "unit": one.agency.name} for one in taken
        ]  # fmt: skip
    if errors:
        raise InvalidData(errors)
    standing = list(represented(agency, actor))
    there, kept = {body.compound_id for body in standing}, {compound.pk for compound in found}
    added = [compound for compound in found if compound.pk not in there]
    return CommitteePlan(agency, added, [body for body in standing if body.compound_id not in kept])


@transaction.atomic
def bind_committee(agency: Agency, *, actor: Actor, compounds: Sequence[str]) -> tuple[CommitteePlan, Job]:
    """Let a unit stand for the owners of compounds, or change which. Raises as `plan_committee`."""
    agency = _locked(agency, actor)
    # two units asking for one compound at once wait for each other here
    list(Compound.objects.select_for_update(no_key=True).filter(name__in=compounds).order_by("pk").values_list("pk"))
    plan = plan_committee(agency, actor=actor, compounds=compounds)
    OwnersBody.objects.filter(pk__in=[body.pk for body in plan.removed]).delete()
    OwnersBody.objects.bulk_create(OwnersBody(agency=agency, compound=compound) for compound in plan.added)
    _log(actor, "bind_committee", agency, begun=[c.pk for c in plan.added],
         ended=[b.compound_id for b in plan.removed])  # fmt: skip
    return plan, _follow(agency, actor)


# --- both ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def unbind(agency: Agency, *, actor: Actor) -> Job:
    """The unit stands for nobody any more; its people see nothing of any matter. Raises Conflict where it is free."""
    check(actor, "U")
    agency = _locked(agency, actor)
    firms = Firm.objects.filter(agency=agency).update(agency=None)
    bodies, _rows = OwnersBody.objects.filter(agency=agency).delete()
    if not firms and not bodies:
        raise Conflict("not_bound", _("“%(unit)s”没有绑定企业或小区。") % {"unit": agency.name})
    _log(actor, "unbind_party", agency)
    return _follow(agency, actor)


def _locked(agency: Agency, actor: Actor) -> Agency:
    """The unit, locked: two administrators cannot bind it to two firms. Raises OutOfScope."""
    found: Agency = find(agencies_of(actor).select_for_update(of=("self",)), agency.pk)
    return found


def _require_party_unit(agency: Agency, role: str) -> None:
    """Raises Conflict unless all posts of the unit are of this role and their people hold none elsewhere (§6)."""
    if not agency.active:
        raise Conflict("agency_closed", _("“%(unit)s”已撤销，不能绑定。") % {"unit": agency.name})
    posts = Post.objects.filter(current(), agency=agency)
    other = posts.exclude(role=role).order_by("pk").first()
    if other is not None:
        raise Conflict(
            "not_a_party_unit",
            _("“%(unit)s”有%(held)s岗位，不能作%(role)s账号；请为%(role)s单设单位。")
            % {"unit": agency.name, "held": ROLES.get(other.role, other.role), "role": ROLES[role]},
        )
    if role == FIRM and OwnersBody.objects.filter(agency=agency).exists():
        raise Conflict("bound_already", _("这个单位绑定了小区，先解除绑定。"))
    if role == COMMITTEE and Firm.objects.filter(agency=agency).exists():
        raise Conflict("bound_already", _("这个单位绑定了物业企业，先解除绑定。"))
    elsewhere = Post.objects.filter(current(), user__in=posts.values("user")).exclude(agency=agency)
    shared = elsewhere.select_related("user", "agency").order_by("pk").first()
    if shared is not None:
        raise Conflict(
            "account_shared",
            _("“%(name)s”的账户还在“%(unit)s”任职，账户不能合用；先结束那个岗位，或换人。")
            % {"name": shared.user.display_name, "unit": shared.agency.name},
        )


def _compounds(actor: Actor, names: Sequence[str], errors: dict[str, list[str]]) -> list[Compound]:
    """The compounds with these names in the actor's reach; what is unknown or unclear goes to `errors`."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    rows = Compound.objects.filter(name__in=wanted, division__code__startswith=actor.division_code)
    found: dict[str, list[Compound]] = {}
    for compound in rows.defer("boundary", "name_search").order_by("name", "pk"):
        found.setdefault(compound.name, []).append(compound)
    said = [_unclear(actor, name, len(found.get(name, ()))) for name in wanted if len(found.get(name, ())) != 1]
    if said:
        errors["compounds"] = said
    return [compounds[0] for compounds in found.values()]


def _unclear(actor: Actor, name: str, count: int) -> str:
    if count:
        return _("几个区县都有“%(name)s”，请由所在区县的系统管理员绑定。") % {"name": name}
    close = [match.compound.name for match in known_compounds.find(name, division=actor.division_code)]
    if close:
        return _("没有小区“%(name)s”，是不是：%(close)s。") % {"name": name, "close": "、".join(close)}
    return _("没有小区“%(name)s”，请写小区档案里的名称。") % {"name": name}


def _log(actor: Actor, act: str, agency: Agency, **detail: Any) -> None:
    accesslog.record_access(
        actor, AccessAction.ACCOUNT_CHANGED, subject=f"{OBJECT}:{act}", detail={"agency": agency.pk, **detail}
    )


def _follow(agency: Agency, actor: Actor) -> Job:
    return jobs.submit(Align.code, actor=actor, params={"agency": agency.pk})
