"""New versions of categories and of the duty map (CG-3), dated ahead; cases on their way keep their own version.

What protects people is not set here: whether a category is a safety matter, goes to the police first, or is only
suspected conduct (§2.4, §5.3) comes with the product; so does the side it concerns.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from casework import accesslog, clock, reference
from casework.accounts import check
from casework.actor import Actor
from casework.models import AccessAction
from casework.refusals import Conflict, InvalidData
from casework.timers import local_day
from property_rectification import codes, words
from property_rectification.models import CategoryVersion, Competence, RectificationCase

#: Characters without which a test says nothing.
SHORTEST_TEST = 8
LONGEST = {"hour": 24 * 31, "calendar_day": 730, "working_day": 500}


@dataclass(frozen=True)
class NewVersion:
    """What a later version may change: name, test, organs, legal basis, remedies, and the time for rectification.

    Without a counted limit (None) there is no longer variant of it either; with one the longer variant stays.
    """

    name: str
    lead_organs: tuple[str, ...]
    assist_organs: tuple[str, ...]
    limit: int | None
    unit: str
    valid_from: date
    test: str
    basis: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


def tomorrow() -> date:
    """The earliest day on which a version may begin."""
    return local_day(clock.now()) + timedelta(days=1)


def versions() -> list[Any]:
    """The versions in force or to come, each with `open_cases`, the open cases of its code."""
    today = local_day(clock.now())
    rows: list[Any] = list(CategoryVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today)))
    counted = RectificationCase.objects.filter(closed_at__isnull=True).values_list("category").annotate(n=Count("pk"))
    open_cases = dict(counted.order_by())
    for row in rows:
        row.open_cases = open_cases.get(row.code, 0)
    return rows


def problems(new: NewVersion, since: date | None) -> dict[str, list[str]]:
    """What stands against a version by field; `since` is the first day of the one it follows, None for a first one."""
    found: dict[str, list[str]] = {}
    organs = codes.lists()["organ"]
    if new.valid_from < tomorrow():
        found["valid_from"] = [_("最早从明天起，今天登记的案件不改。")]
    elif since is not None and new.valid_from <= since:
        found["valid_from"] = [_("要晚于这一版的起始日%(day)s。") % {"day": since}]
    if not new.lead_organs:
        found["lead_organs"] = [_("请选牵头机关")]
    elif unknown := [code for code in (*new.lead_organs, *new.assist_organs) if code not in organs]:
        found["lead_organs"] = [_("没有这个机关：%(code)s") % {"code": "、".join(unknown)}]
    if len(new.test.strip()) < SHORTEST_TEST:
        found["test"] = [_("写清怎样才算这一类，至少%(n)d个字。") % {"n": SHORTEST_TEST}]
    if hit := words.found_in(f"{new.name} {new.test}"):
        found["name"] = [_("「%(word)s」不能用在类别里，建议写：%(instead)s") % {"word": hit[0], "instead": hit[1]}]
    if (new.limit is None) != (not new.unit):
        found["limit"] = [_("期限和单位要么都填，要么都不填")]
    elif new.limit is not None and not 1 <= new.limit <= LONGEST[new.unit]:
        found["limit"] = [_("长度在1到%(most)d之间。") % {"most": LONGEST[new.unit]}]
    return found


def change(version: CategoryVersion, new: NewVersion, *, actor: Actor) -> CategoryVersion:
    """Let a new version of a category begin. Raises NotYourRole, InvalidData, Conflict where one is set already."""
    check(actor, "U")
    with transaction.atomic():
        locked = CategoryVersion.objects.select_for_update().get(pk=version.pk)
        if locked.valid_to is not None:
            raise Conflict("category_has_successor", _("这个类别已有%(day)s起的新版本。") % {"day": locked.valid_to})
        if found := problems(new, locked.valid_from):
            raise InvalidData(found)
        CategoryVersion.objects.filter(pk=locked.pk).update(valid_to=new.valid_from)
        kept = {f.name: getattr(locked, f.name) for f in CategoryVersion._meta.concrete_fields if f.name != "id"}
        made: CategoryVersion = CategoryVersion.objects.create(**{**kept, **_values(new), "valid_to": None})
        _log(actor, "change", made)
    return made


def add(code: str, side: str, new: NewVersion, *, actor: Actor) -> CategoryVersion:
    """A category that did not exist. Raises NotYourRole, InvalidData."""
    check(actor, "U")
    found = problems(new, None)
    if len(code) != 4 or code[:2] not in ("WA", "WB", "WC") or not code[2:].isdecimal():
        found["code"] = [_("编号是WA、WB或WC加两位数字，例如WA25。")]
    elif CategoryVersion.objects.filter(code=code).exists():
        found["code"] = [_("编号已有类别在用，换一个。")]
    if found:
        raise InvalidData(found)
    with transaction.atomic():
        made: CategoryVersion = CategoryVersion.objects.create(code=code, side=side, **_values(new))
        _log(actor, "add", made)
    return made


def _values(new: NewVersion) -> dict[str, Any]:
    return {
        "name": new.name, "lead_organs": list(new.lead_organs), "assist_organs": list(new.assist_organs),
        "limit": new.limit, "unit": new.unit, "valid_from": new.valid_from, "test": new.test.strip(),
        "basis": list(new.basis), "remedies": list(new.remedies),
    } | ({"second_limit": None, "second_unit": ""} if new.limit is None else {})  # fmt: skip


# --- the duty map -------------------------------------------------------------------------------------------------


def grant(organ: str, category: str, power: str, basis: str, valid_from: date, *, actor: Actor) -> Competence:
    """Enter that an organ holds a power for a category from a day on. Raises NotYourRole, InvalidData, Conflict."""
    check(actor, "U")
    if valid_from < tomorrow():
        raise InvalidData({"valid_from": [_("最早从明天起。")]})
    lasting = Competence.objects.filter(organ=organ, category=category, power=power)
    if lasting.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).exists():
        raise Conflict("competence_held", _("权责清单里已有这一项。"))
    with transaction.atomic():
        made: Competence = Competence.objects.create(
            organ=organ, category=category, power=power, basis=basis, valid_from=valid_from
        )
        _log(actor, "grant", made)
    return made


def end(competence: Competence, day: date, *, actor: Actor) -> Competence:
    """Enter that an organ no longer holds a power from a day on. Raises NotYourRole, InvalidData, Conflict."""
    check(actor, "U")
    with transaction.atomic():
        locked: Competence = Competence.objects.select_for_update().get(pk=competence.pk)
        if locked.valid_to is not None:
            raise Conflict("competence_ended", _("这一项已定止期。"))
        if day < tomorrow() or day <= locked.valid_from:
            raise InvalidData({"valid_to": [_("最早从明天起。")]})
        locked.valid_to = day
        locked.save(update_fields=["valid_to"])
        _log(actor, "end", locked)
    return locked


def _log(actor: Actor, act: str, row: CategoryVersion | Competence) -> None:
    reference.forget()
    subject = f"{row._meta.model_name}:{act}"
    code = row.code if isinstance(row, CategoryVersion) else row.category
    accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject=subject, detail={"row": row.pk, "code": code})
