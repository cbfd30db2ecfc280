"""What the intake screen asks, and how its words become the asks of `create_case`."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock
from casework.forms import MomentField, PositionField
from casework.timers import local_day
from geo import compounds
from geo.models import Compound
from property_rectification import categories, codes, minors, words
from property_rectification.effects.taking_in import GROUP_FROM
from property_rectification.guards.intake import NARRATIVE_LENGTH

#: The sources of most complaints, with a short word each; the others stand behind 其他.
COMMON_SOURCES = (
    ("01", gettext_lazy("现场")),
    ("02", gettext_lazy("12345")),
    ("03", gettext_lazy("信访转送")),
    ("05", gettext_lazy("网格员")),
    ("06", gettext_lazy("社区街道")),
)
NO_SUCH_COMPOUND = gettext_lazy("没有这个小区。选一个，或选“不在小区”")
#: Characters of what a field keeps, as `create_case` takes them.
LONG, SHORT = 10_000, 120


def _line(label: Any, longest: int, **attrs: Any) -> forms.CharField:
    made = forms.CharField(label=label, required=False, max_length=longest, widget=forms.TextInput(attrs=attrs))
    made.error_messages["max_length"] = gettext_lazy("最多%(max)d字") % {"max": longest}
    return made


def _moment(label: Any) -> MomentField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"})
    return MomentField(
        label=label, required=False, widget=widget, error_messages={"invalid": gettext_lazy("这个时间不存在，请检查")}
    )


def _tick(label: Any, **attrs: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=forms.CheckboxInput(attrs=attrs))


class IntakeForm(forms.Form):
    """One complaint; nothing is chosen beforehand."""

    channel = forms.ChoiceField(
        label=gettext_lazy("来源"), widget=forms.RadioSelect, choices=(),
        error_messages={"required": gettext_lazy("请填写来源")},
    )  # fmt: skip
    compound_name = _line(gettext_lazy("小区"), 60)
    compound = forms.ModelChoiceField(
        Compound.objects.all(), required=False, widget=forms.HiddenInput(attrs={"data-kept": ""}),
        error_messages={"invalid_choice": NO_SUCH_COMPOUND},
    )  # fmt: skip
    no_compound = _tick(gettext_lazy("不在小区"))
    address = _line(gettext_lazy("楼栋或具体位置"), SHORT, placeholder=gettext_lazy("例如3号楼2单元电梯"))
    narrative = forms.CharField(
        label=gettext_lazy("说的什么事"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("请填写说的什么事")},
        help_text=gettext_lazy("原话记录，不要改成结论。可以粘贴12345工单全文，自动识别。"),
    )  # fmt: skip
    claim = _line(gettext_lazy("要求"), 2000)
    reporter_name = _line(gettext_lazy("反映人"), 40, placeholder=gettext_lazy("姓名可以不留"), autocomplete="off")
    reporter_phone = _line(
        gettext_lazy("联系电话"), 20, placeholder=gettext_lazy("留电话才能收到办理短信"), autocomplete="off",
        inputmode="tel",
    )  # fmt: skip
    confidential = _tick(gettext_lazy("不让物业知道是谁"))
    many_households = _tick(gettext_lazy("5户以上"), **{"data-shows": "households"})
    households = forms.IntegerField(
        label=gettext_lazy("户数"), required=False, min_value=1, max_value=9999,
        error_messages={"min_value": gettext_lazy("户数应在1到9999之间"),
                        "max_value": gettext_lazy("户数应在1到9999之间"),
                        "invalid": gettext_lazy("户数要写数字，例如12")},
    )  # fmt: skip
    involves_minor = _tick(gettext_lazy("涉及未成年人"), **{"data-shows": "guardian"})
    guardian = _line(gettext_lazy("监护人"), 40, autocomplete="off")
    under_14 = _tick(gettext_lazy("未满14周岁"))
    guardian_consent = _tick(gettext_lazy("监护人同意登记本人信息"))
    privacy_told = _tick(gettext_lazy("已告知个人信息怎么用"))
    oral = _tick(gettext_lazy("口头，已复述"))
    interpreter = _line(gettext_lazy("翻译"), 40, placeholder=gettext_lazy("民族语言、方言或手语，谁翻译"))
    external_no = _line(gettext_lazy("来源编号"), 60, placeholder=gettext_lazy("12345工单号或来文号"))
    reported_at = _moment(gettext_lazy("反映时间"))
    happened_at = _moment(gettext_lazy("发生时间"))
    title = _line(gettext_lazy("事由"), 60, placeholder=gettext_lazy("一行，中性；不填由系统拟"))
    position = PositionField(label=gettext_lazy("地图位置"), required=False, max_length=80, widget=forms.HiddenInput)
    category = forms.ChoiceField(
        label=gettext_lazy("推荐分类"), required=False, widget=forms.RadioSelect, choices=(),
        error_messages={"invalid_choice": gettext_lazy("没有这个类别，请从列表里选。")},
    )  # fmt: skip
    linked_to = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    police_told_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput(attrs={"data-kept": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["channel"].choices = codes.choices("channel")
        fields["category"].choices = categories.choices(local_day(clock.now()))

    def clean_narrative(self) -> str:
        """At least twenty characters (L-75): the same count as the guard's, told where it can be mended."""
        text = str(self.cleaned_data["narrative"])
        length = len(text.strip())
        if length < NARRATIVE_LENGTH:
            least = {"least": NARRATIVE_LENGTH, "n": length}
            raise forms.ValidationError(_("至少%(least)d个字，现在%(n)d个字"), params=least)
        return text

    def clean_title(self) -> str:
        """§5.3: the words not used, with the neutral ones offered."""
        title = str(self.cleaned_data["title"])
        hit = words.found_in(title)
        if hit:
            params = {"word": hit[0], "instead": hit[1]}
            raise forms.ValidationError(_("「%(word)s」不能用在标题和标签里，建议写：%(instead)s"), params=params)
        return title

    def clean_police_told_at(self) -> str:
        """The moment 先报110 was told, by the clerk's own machine: a clock that runs ahead counts as now."""
        try:
            told = dt.datetime.fromisoformat(str(self.cleaned_data["police_told_at"]))
        except ValueError:
            return ""
        aware = told if told.tzinfo else told.replace(tzinfo=clock.CHINA)
        return min(aware, clock.now()).isoformat()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self._check_place(data)
        number = data.get("households")
        if data.get("many_households") and number is not None and number < GROUP_FROM:
            self.add_error("households", _("勾了5户以上，户数应不少于5，现在%(n)d") % {"n": number})
        if data.get("involves_minor") and not data.get("guardian"):
            self.add_error("guardian", _("涉及未成年人，请填写监护人"))
        contact = {name: data.get(f"reporter_{name}") for name in ("name", "phone", "address")}
        ticked = {"under_14": bool(data.get("under_14")), "consent": bool(data.get("guardian_consent"))}
        if said := minors.named_without_consent(contact, **ticked):
            self.add_error("guardian_consent", said)
        return data

    def _check_place(self, data: dict[str, Any]) -> None:
        """A compound that is known, or 不在小区 with a place."""
        if data.get("no_compound"):
            data["compound"] = None
            if not data.get("address") and "address" not in self.errors:
                self.add_error("address", _("不在小区的，请填写具体位置"))
            return
        typed = data.get("compound_name")
        if typed and not data.get("compound"):
            data["compound"] = _only_one(typed)
            if data["compound"] is None:
                self.add_error("compound_name", NO_SUCH_COMPOUND)
        if not typed and not data.get("compound") and "compound" not in self.errors:
            self.add_error("compound_name", _("请填写小区；不在小区的勾“不在小区”，填具体位置"))


def _only_one(typed: str) -> Compound | None:
    """The compound of exactly this name or alias, where it is one only: without script it was typed, not chosen."""
    named = [found.compound for found in compounds.find(typed) if typed in (found.compound.name, found.matched)]
    return named[0] if len(named) == 1 else None


#: The words of the screen → the asks of `create_case`.
_ASKS = {"address": "place", "confidential": "wants_secrecy", "many_households": "group", "involves_minor": "minor"}
_OF_SCREEN = {ask: name for name, ask in _ASKS.items()}
#: What the screen alone knows.
_ONLY_HERE = frozenset({"compound_name", "no_compound", "compound", "category"})


def as_asked(data: dict[str, Any], same: list[str]) -> dict[str, Any]:
    """The cleaned screen as the data of `create_case`, with the numbers proposed as the same matter."""
    asked = {_ASKS.get(name, name): value for name, value in data.items() if name not in _ONLY_HERE}
    if data.get("compound"):
        asked["compound"] = data["compound"].pk
    if same:
        asked["same_as"] = [{"number": number} for number in same]
    for name in ("reported_at", "happened_at"):
        if asked.get(name):
            asked[name] = asked[name].isoformat()
    return {name: value for name, value in asked.items() if value not in ("", None)}


def field_of(ask: str) -> str:
    """The field of the screen that an ask of `create_case` was filled from."""
    return _OF_SCREEN.get(ask, ask)
