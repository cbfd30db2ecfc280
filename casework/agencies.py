"""Agencies: opening, renaming and closing them, by an administrator within the own division."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from casework import accesslog, separation
from casework.accounts import OBJECT, agencies_of, check, current, find
from casework.actor import Actor
from casework.models import AccessAction, Agency, Post, Record
from casework.refusals import Conflict, InvalidData
from geo.models import Division

#: Where people may turn to, as the foot of every public page says it.
PUBLIC = ("public_phone", "public_address", "public_hours")
CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")


@transaction.atomic
def open_agency(
    *, actor: Actor, code: str, name: str, organ: str, division: Division, parent: Agency | None = None
) -> Agency:
    """A new agency. Raises InvalidData."""
    check(actor, "C")
    errors = _faults(name, organ)
    if not CODE.fullmatch(code):
        errors["code"] = [_("单位代码用1至40个字母、数字或横线。")]
    elif Agency.objects.filter(code=code).exists():
        errors["code"] = [_("单位代码已有，换一个。")]
    if not division.pk.startswith(actor.division_code):
        errors["division"] = [_("没有找到，或不在您的范围内。")]
    if errors:
        raise InvalidData(errors)
    agency = Agency.objects.create(code=code, name=name.strip(), organ=organ, division=division, parent=parent)
    _log(actor, "open_agency", agency)
    return agency


def _faults(name: str, organ: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if not name.strip() or len(name.strip()) > 120:
        errors["name"] = [_("请填写单位名称，不超过120个字。")]
    if organ and organ not in separation.organs():
        errors["organ"] = [_("没有这个机关类别。")]
    return errors


@transaction.atomic
def change_agency(
    agency: Agency, *, actor: Actor, name: str, organ: str, parent: Agency | None = None,
    public: Mapping[str, str] | None = None,
) -> Agency:  # fmt: skip
    """Another name, kind or superior; code and division stay. Raises InvalidData.

    `public` is what the public pages say of its counter, by the names in `PUBLIC`; None leaves it as it is.
    """
    check(actor, "U")
    agency = find(agencies_of(actor).select_for_update(), agency.pk)
    errors = _faults(name, organ)
    if parent is not None and _is_within(parent, agency):
        errors["parent"] = [_("上级单位不能是本单位或本单位的下级。")]
    if errors:
        raise InvalidData(errors)
    agency.name, agency.organ, agency.parent = name.strip(), organ, parent
    for name_of, value in (public or {}).items():
        setattr(agency, name_of, value.strip())
    agency.save(update_fields=["name", "organ", "parent", *(public or {})])
    _log(actor, "change_agency", agency)
    return agency


def _is_within(agency: Agency, above: Agency) -> bool:
    """Whether `agency` is `above` or lies below it."""
    step: Agency | None = agency
    while step is not None and step.pk != above.pk:
        step = step.parent
    return step is not None


@transaction.atomic
def close_agency(agency: Agency, *, actor: Actor) -> Agency:
    """An agency that is no more. Raises Conflict while it has people, agencies below or open matters."""
    check(actor, "U")
    agency = find(agencies_of(actor).select_for_update(), agency.pk)
    posts = Post.objects.filter(current(), agency=agency).count()
    if posts:
        raise Conflict("agency_has_posts", _("还有%(n)d个岗位没有结束。") % {"n": posts})
    below = agency.children.filter(active=True).count()
    if below:
        raise Conflict("agency_has_children", _("还有%(n)d个下级单位。") % {"n": below})
    matters = Record.objects.filter(owner_agency=agency, closed_at__isnull=True).count()
    if matters:
        raise Conflict("agency_has_matters", _("还有%(n)d件在办，先请主管部门改派。") % {"n": matters})
    agency.active = False
    agency.save(update_fields=["active"])
    _log(actor, "close_agency", agency)
    return agency


def _log(actor: Actor, act: str, agency: Agency) -> None:
    accesslog.record_access(
        actor, AccessAction.ACCOUNT_CHANGED, subject=f"{OBJECT}:{act}", detail={"agency": agency.pk}
    )
