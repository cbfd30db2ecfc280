"""分类 and 权责清单: categories with their versions, and which organ holds which power for them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accounts, clock
from casework.actor import Actor
from casework.clock_words import length_words
from casework.refusals import InvalidData
from casework.timers import Length, Unit, local_day
from casework.web.manage import ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, LinesField, day_field, text_field
from casework.web.previewing import Preview, PreviewedPage
from property_rectification import category_change, codes
from property_rectification.category_change import NewVersion
from property_rectification.models import CategoryVersion, Competence
from property_rectification.models.competence import POWERS, SIDES, UNITS


class Categories(ManagePage):
    """All categories in force or to come."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts = may_act(self.reader())
        page = {
            "rows": [_row(version, acts) for version in category_change.versions()],
            "new_url": reverse("category-new") if acts else "", "duty_url": reverse("duty-map"),
        }  # fmt: skip
        return render(request, "property_rectification/manage/categories.html", {"categories": page})


def organ_words(organs: Any) -> str:
    """Names of organs, joined."""
    known = codes.lists()["organ"]
    return "、".join(str(known.get(code, code)) for code in organs)


def limit_words(limit: int | None, unit: str) -> str:
    """The time for rectification in words."""
    return length_words(Length(limit, Unit(unit))) if limit is not None else _("不定期限")


def _row(version: Any, acts: bool) -> dict[str, Any]:
    marks = [words for on, words in (
        (version.safety, _("安全")), (version.money, _("资金")), (version.police, _("先报110")),
        (version.suspected, _("涉嫌")),
    ) if on]  # fmt: skip
    return {
        "code": version.code, "name": version.name, "test": version.test, "side": dict(SIDES)[version.side],
        "marks": marks,
        "lead": organ_words(version.lead_organs), "limit": limit_words(version.limit, version.unit),
        "since": version.valid_from, "until": version.valid_to, "open": version.open_cases,
        "ahead": version.valid_from > local_day(clock.now()),
        "change_url": reverse("category-change", args=[version.pk]) if acts and version.valid_to is None else "",
        "duty_url": f"{reverse('duty-map')}?category={version.code}",
    }  # fmt: skip


class VersionForm(ActForm):
    """What a version says."""

    name = text_field(gettext_lazy("名称"), 60)
    test = forms.CharField(
        label=gettext_lazy("判定"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("怎样才算这一类，什么不算。"),
        error_messages={"required": gettext_lazy("写清怎样才算这一类")},
    )  # fmt: skip
    lead_organs = forms.MultipleChoiceField(
        label=gettext_lazy("牵头机关"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请选牵头机关")},
    )  # fmt: skip
    assist_organs = forms.MultipleChoiceField(
        label=gettext_lazy("协助机关"), widget=forms.CheckboxSelectMultiple, required=False
    )
    basis = LinesField(
        label=gettext_lazy("法律依据"), longest=80, required=False, help_text=gettext_lazy("一行一部，写到条。"),
    )  # fmt: skip
    remedies = LinesField(
        label=gettext_lazy("处理方式"), longest=40, required=False, help_text=gettext_lazy("一行一种。")
    )
    limit = forms.IntegerField(
        label=gettext_lazy("整改期限"), required=False, help_text=gettext_lazy("不定期限的，两项都不填。"),
        error_messages={"invalid": gettext_lazy("期限是整数")},
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("单位"), choices=[("", gettext_lazy("不填")), *UNITS], required=False)
    valid_from = day_field(gettext_lazy("从哪天起"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        for name in ("lead_organs", "assist_organs"):
            self.fields[name].choices = codes.choices("organ")  # type: ignore[attr-defined]


class NewCategoryForm(VersionForm):
    """A category that did not exist."""

    code = text_field(gettext_lazy("编号"), 4, help_text=gettext_lazy("WA物业企业、WB业主、WC其他方，加两位数字。"))
    side = forms.ChoiceField(label=gettext_lazy("责任方"), choices=SIDES, widget=forms.RadioSelect)
    field_order = ["code", "side", "name"]


def _version(data: dict[str, Any]) -> NewVersion:
    return NewVersion(
        data["name"], tuple(data["lead_organs"]), tuple(data["assist_organs"]), data["limit"], data["unit"],
        data["valid_from"], data["test"], tuple(data["basis"]), tuple(data["remedies"]),
    )  # fmt: skip


def _longer(version: CategoryVersion, new: NewVersion) -> list[str]:
    """What becomes of the longer variant of the limit, where there is one."""
    if version.second_limit is None:
        return []
    words = _("长期限%(limit)s随之取消。") if new.limit is None else _("长期限仍是%(limit)s。")
    return [words % {"limit": limit_words(version.second_limit, version.second_unit)}]


def _lines(new: NewVersion) -> list[str]:
    words = {"day": new.valid_from, "lead": organ_words(new.lead_organs), "limit": limit_words(new.limit, new.unit)}
    return [_("%(day)s起登记的案件：由%(lead)s牵头，整改期限%(limit)s。") % words]


class ChangeCategory(PreviewedPage):
    """A new version from a day on."""

    code, form_class = "change_category", VersionForm

    def version(self) -> Any:
        return accounts.find(CategoryVersion.objects.all(), self.kwargs["version"])

    def about(self, actor: Actor) -> dict[str, Any]:
        version = self.version()
        return {"title": _("定新版本"), "subject": f"{version.code} {version.name}", "submit": _("看看影响"),
                "confirm": _("定下新版本"), "lines": [_("在办案件按登记时的版本办完；原来的版本保留。")],
                "back_url": reverse("categories")}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        version = self.version()
        names = ("name", "test", "lead_organs", "assist_organs", "limit", "unit", "basis", "remedies")
        return {name: getattr(version, name) for name in names} | {"valid_from": category_change.tomorrow()}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        version, new = self.version(), _version(data)
        if found := category_change.problems(new, version.valid_from):
            raise InvalidData(found)
        old = next((row for row in category_change.versions() if row.pk == version.pk), None)
        words = _("在办的%(n)d件仍按原版本：%(lead)s牵头，%(limit)s。") % {
            "n": old.open_cases if old else 0, "lead": organ_words(version.lead_organs),
            "limit": limit_words(version.limit, version.unit),
        }  # fmt: skip
        return Preview([*_lines(new), *_longer(version, new), words])

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        made = category_change.change(self.version(), _version(data), actor=actor)
        messages.success(self.request, _("已定新版本，%(day)s起。") % {"day": made.valid_from})
        return HttpResponseRedirect(reverse("categories"))


class NewCategory(PreviewedPage):
    """A category that did not exist."""

    code, letter, form_class = "add_category", "C", NewCategoryForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("起始日起可以选用，由牵头机关承办；谁有权责令、处罚，还要在权责清单里登记。")]
        return {"title": _("新增类别"), "submit": _("看看影响"), "confirm": _("新增类别"), "lines": lines,
                "back_url": reverse("categories")}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {"valid_from": category_change.tomorrow()}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        new = _version(data)
        if found := category_change.problems(new, None):
            raise InvalidData(found)
        return Preview([*_lines(new), _("已登记的案件不受影响。")])

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        made = category_change.add(data["code"], data["side"], _version(data), actor=actor)
        messages.success(self.request, _("已新增%(code)s。") % {"code": made.code})
        return HttpResponseRedirect(f"{reverse('duty-map')}?category={made.code}")


# --- the duty map -------------------------------------------------------------------------------------------------


class DutyMap(ManagePage):
    """Who holds which power. ?category= narrows."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts, today = may_act(self.reader()), local_day(clock.now())
        wanted = request.GET.get("category", "")
        rows = Competence.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
        rows = rows.filter(category=wanted) if wanted else rows
        names = dict(CategoryVersion.objects.order_by("valid_from").values_list("code", "name"))
        page = {
            "category": wanted,
            "rows": [_duty(row, names, acts) for row in rows.order_by("category", "power", "organ")],
            "all_url": reverse("duty-map") if wanted else "", "categories_url": reverse("categories"),
            "grant_url": f"{reverse('duty-grant')}?category={wanted}" if acts else "",
        }  # fmt: skip
        return render(request, "property_rectification/manage/duty_map.html", {"duties": page})


def _duty(row: Competence, names: dict[str, str], acts: bool) -> dict[str, Any]:
    return {
        "category": f"{row.category} {names.get(row.category, '')}", "organ": organ_words([row.organ]),
        "power": dict(POWERS)[row.power], "basis": row.basis, "since": row.valid_from, "until": row.valid_to,
        "end_url": reverse("duty-end", args=[row.pk]) if acts and row.valid_to is None else "",
    }  # fmt: skip


class GrantForm(ActForm):
    """An organ, a power and its ground."""

    category = forms.ChoiceField(label=gettext_lazy("类别"))
    organ = forms.ChoiceField(label=gettext_lazy("机关"))
    power = forms.ChoiceField(label=gettext_lazy("权限"), choices=POWERS, widget=forms.RadioSelect)
    basis = text_field(gettext_lazy("依据"), 120, help_text=gettext_lazy("权责清单的名称、文号和条目。"))
    valid_from = day_field(gettext_lazy("从哪天起"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        names = dict(CategoryVersion.objects.order_by("valid_from").values_list("code", "name"))
        self.fields["category"].choices = [(c, f"{c} {n}") for c, n in sorted(names.items())]  # type: ignore[attr-defined]
        self.fields["organ"].choices = codes.choices("organ")  # type: ignore[attr-defined]


class Grant(FormPage):
    """Enter a power."""

    code, letter, form_class = "grant_power", "C", GrantForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("起始日起，系统按这一项校验交办和文书；登记前请由司法局核对。")]
        return {"title": _("登记权责"), "submit": _("登记权责"), "lines": lines, "back_url": reverse("duty-map")}

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {"category": self.request.GET.get("category", ""), "valid_from": category_change.tomorrow()}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        made = category_change.grant(**data, actor=actor)
        messages.success(self.request, _("已登记。"))
        return HttpResponseRedirect(f"{reverse('duty-map')}?category={made.category}")


class EndDutyForm(ActForm):
    """The first day without the power."""

    valid_to = day_field(gettext_lazy("从哪天起不再有"))


class EndDuty(FormPage):
    """Enter that a power ended."""

    code, form_class = "end_power", EndDutyForm

    def row(self) -> Competence:
        found: Competence = accounts.find(Competence.objects.all(), self.kwargs["duty"])
        return found

    def about(self, actor: Actor) -> dict[str, Any]:
        row = self.row()
        subject = f"{organ_words([row.organ])}　{row.category}　{dict(POWERS)[row.power]}"
        lines = [_("那天起不能再向它交办这一类，也不能由它出这类文书；在办的请先改派。")]
        return {"title": _("结束权责"), "subject": subject, "submit": _("结束权责"), "lines": lines,
                "back_url": f"{reverse('duty-map')}?category={row.category}"}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {"valid_to": category_change.tomorrow()}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        row = category_change.end(self.row(), data["valid_to"], actor=actor)
        messages.success(self.request, _("已定止期。"))
        return HttpResponseRedirect(f"{reverse('duty-map')}?category={row.category}")
