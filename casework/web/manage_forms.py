"""The forms of 组织与岗位. What may be chosen is narrowed to the administrator's reach; the services check it again."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework import accounts, clock, separation
from casework.actor import Actor
from geo.models import Division

_REQUIRED = {"required": _("请填写这一项"), "invalid_choice": _("请从列表里选一个")}
_DAY = {"required": _("请填写日期"), "invalid": _("没有这一天，请检查")}


def text_field(label: Any, longest: int, **options: Any) -> forms.CharField:
    """A required line of words."""
    return forms.CharField(label=label, max_length=longest, error_messages=_REQUIRED, **options)


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A required day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=_DAY, **options
    )


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **options)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        for line in lines:
            if len(line) > self.longest:
                raise forms.ValidationError(_("每行最多%(n)d个字。") % {"n": self.longest})
        return [line for line in lines if line]


def _division_field() -> forms.CharField:
    return text_field(_("管辖范围（区划代码）"), 12, help_text=_("区县6位、乡镇街道9位、村社区12位，例如220302001。"))


class ActForm(forms.Form):
    """Base: knows the administrator, and takes the errors of a refusal."""

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def take(self, errors: Any) -> None:
        """Put the sentences of a refusal beside their fields; what belongs to none stands at the top."""
        for name, said in errors.items():
            self.add_error(name if name in self.fields else None, list(said))


class DivisionForm(ActForm):
    """A form with a division named by its code."""

    def clean_division(self) -> Division:
        found = Division.objects.filter(pk=self.cleaned_data["division"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("没有这个区划代码。"))
        return found


class PersonForm(ActForm):
    """A new account."""

    username = text_field(_("登录名"), 40, help_text=_("3至40个小写字母、数字、点或横线，字母开头；定了不能改。"))
    name = text_field(_("姓名"), 60, help_text=_("复姓在姓后加一个空格，例如“欧阳 例”。"))


class AgencyForm(ActForm):
    """Another name, kind or superior of an agency."""

    name = text_field(_("单位名称"), 120)
    organ = forms.ChoiceField(label=_("机关类别"), required=False, error_messages=_REQUIRED)
    parent: Any = forms.ModelChoiceField(
        None, label=_("上级单位"), required=False, empty_label="—", error_messages=_REQUIRED
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["organ"].choices = [("", "—"), *separation.organs().items()]  # type: ignore[attr-defined]
        self.fields["parent"].queryset = accounts.agencies_of(actor).filter(active=True)  # type: ignore[attr-defined]


class ChangeAgencyForm(AgencyForm):
    """The same, and what the public pages say of the agency's counter."""

    public_phone = text_field(_("对外电话"), 40, required=False, help_text=_("公众页面和短信里用，不写个人电话"))
    public_address = text_field(_("窗口地址"), 120, required=False)
    public_hours = text_field(_("窗口时间"), 60, required=False)


class NewAgencyForm(AgencyForm, DivisionForm):
    """A new agency."""

    code = text_field(_("单位代码"), 40, help_text=_("字母、数字或横线；定了不能改。"))
    division = _division_field()
    field_order = ["code", "name", "organ", "division", "parent"]


class PostForm(DivisionForm):
    """A post for a person."""

    agency: Any = forms.ModelChoiceField(None, label=_("单位"), empty_label="—", error_messages=_REQUIRED)
    role = forms.ChoiceField(label=_("岗位角色"), error_messages=_REQUIRED)
    title = text_field(_("岗位名称"), 60, help_text=_("写在签名和经办栏里，例如“物业科经办”。"))
    head = forms.BooleanField(
        label=_("单位负责人"), required=False, help_text=_("主要负责人或主持工作的负责人：签署处罚决定，不兼经办。")
    )
    division = _division_field()
    valid_from = day_field(_("起"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["agency"].queryset = accounts.agencies_of(actor).filter(active=True)  # type: ignore[attr-defined]
        roles = [(code, f"{code} {label}") for code, label in separation.roles().items()]
        self.fields["role"].choices = [("", "—"), *roles]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today


class EndForm(ActForm):
    """The last day of a post."""

    valid_to = day_field(_("止（当天仍在岗）"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["valid_to"].initial = today


def today() -> date:
    """What the date fields begin with."""
    return clock.now().date()
