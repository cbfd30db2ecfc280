"""What the report asks. Nothing is chosen beforehand; only the words and the place are required."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import photos
from casework.forms import PositionField
from property_rectification.guards.intake import NARRATIVE_LENGTH
from property_rectification.public.nearby import Matter

#: The answer that undoes another one, for who has no script.
NONE = "none"


class ManyFiles(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Pictures; each is looked at when it is stored."""

    widget = ManyFiles(attrs={"accept": "image/jpeg,image/png"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in data if one] if isinstance(data, list | tuple) else []


def photos_field() -> PhotosField:
    """The field every public form takes pictures with."""
    hint = _("最多%(n)d张，JPG或PNG；照片里的位置等信息会自动去掉") % {"n": photos.MOST}
    return PhotosField(label=_("照片"), required=False, help_text=hint)


def _text(label: Any, most: int, rows: int, **more: Any) -> forms.CharField:
    required: Any = _("请填写%(label)s") % {"label": label}
    words = {"required": required, "max_length": _("最多%(limit_value)d字")}
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, error_messages=words, **more)


class ReportForm(forms.Form):
    """One group of questions a part of the screen: what, the claim, how to reach you, who knows."""

    place = forms.CharField(
        label=_("在哪里"), required=False, max_length=120, help_text=_("路口、楼栋都可以，不用写门牌")
    )
    position = PositionField(label=_("地图位置"), required=False, max_length=80, widget=forms.HiddenInput)
    narrative = _text(_("发生了什么"), 10000, 6, help_text=_("什么时候、什么情况，照实写，不用写结论"))
    photos = photos_field()
    claim = _text(_("您希望怎样"), 2000, 3, required=False)
    same = forms.ChoiceField(label=_("也是我家的事，算上我"), required=False, widget=forms.RadioSelect)
    reporter_phone = forms.CharField(
        label=_("手机号"), required=False, max_length=20, help_text=_("可不留。留了会收到进度短信，短信不写具体内容"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    wants_secrecy = forms.BooleanField(label=_("不让物业知道是我"), required=False)
    group = forms.BooleanField(label=_("5户以上一起反映"), required=False)
    minor = forms.BooleanField(label=_("涉及未成年人"), required=False)
    guardian = forms.CharField(label=_("监护人姓名"), required=False, max_length=40, help_text=_("涉及未成年人的填写"))
    under_14 = forms.BooleanField(label=_("未满14周岁"), required=False)
    guardian_consent = forms.BooleanField(
        label=_("监护人同意留下联系方式"), required=False, help_text=_("未满14周岁的，没有同意请不要留电话")
    )
    interpreter = forms.CharField(
        label=_("需要翻译"), required=False, max_length=40, help_text=_("例如朝鲜语、满语、蒙古语、手语；不需要就空着")
    )
    website = forms.CharField(
        label=_("这一栏请空着"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(self, *args: Any, in_compound: bool, matters: list[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(m.number, f"{m.what}（{m.stage}）") for m in matters]
        self.fields["same"].choices = [*choices, (NONE, _("都不是"))]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["same"]
        if in_compound:
            self.fields["place"].label, self.fields["place"].help_text = _("哪一栋、哪里"), _("可不填，不用写门牌")

    def clean_narrative(self) -> str:
        text: str = self.cleaned_data["narrative"].strip()
        if len(text) < NARRATIVE_LENGTH:
            said = _t("至少%(least)d个字，现在%(n)d个字") % {"least": NARRATIVE_LENGTH, "n": len(text)}
            raise forms.ValidationError(said)
        return text

    def clean_same(self) -> str:
        chosen: str = self.cleaned_data["same"]
        return "" if chosen == NONE else chosen

    def clean_website(self) -> str:
        """Nobody sees this field; machines fill it in. A person whose browser did so is told, and nothing is lost."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_t("“这一栏请空着”里有字，请删去后再提交"))
        return ""
