"""规则与版本: every timer rule with the clocks that run under it; a new version is previewed before it is set."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accounts, clock, kinds, rule_change
from casework.actor import Actor
from casework.clock_words import length_words
from casework.models import TimerRule
from casework.models.rules import ROLLS
from casework.refusals import InvalidData
from casework.rule_change import NewLength
from casework.timers import Length, Unit, local_day
from casework.web.manage import ManagePage
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, day_field, text_field
from casework.web.previewing import Preview, PreviewedPage

TAGS = {"V": gettext_lazy("已核实"), "M": gettext_lazy("待确认"), "D": gettext_lazy("待确认")}
ABROAD = gettext_lazy("外地参考")
UNIT_WORDS = [("minute", gettext_lazy("分钟")), ("hour", gettext_lazy("小时")),
              ("working_day", gettext_lazy("工作日")), ("calendar_day", gettext_lazy("日")),
              ("month", gettext_lazy("月"))]  # fmt: skip


class Rules(ManagePage):
    """The rules by lifecycle."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts = rule_change.may_change(self.reader())
        groups = [
            {"title": _lifecycle_words(lifecycle), "rows": [_row(rule, acts) for rule in rules]}
            for lifecycle, rules in groupby(rule_change.versions(), key=lambda rule: rule.lifecycle)
        ]
        return render(request, "casework/manage/rules.html", {"rules": {"groups": groups}})


def _lifecycle_words(lifecycle: str) -> str:
    known = {kind.name: str(kind.label) for kind in kinds.all_kinds()}
    return known.get(lifecycle, lifecycle)


def rule_words(rule: TimerRule) -> str:
    """The name of the clock on the screens."""
    known = {kind.name: kind for kind in kinds.all_kinds()}
    kind = known.get(rule.lifecycle)
    return kind.timer_label(rule.key) if kind else rule.key


def how_long(rule: TimerRule) -> str:
    """The length in words; from the record where the rule has none; before the moment due where it is negative."""
    if rule.amount is None:
        return _("按类别")
    if not rule.amount:
        return _("到期时") if rule.key.startswith("T.ESC.") else _("当天")
    fixed = (rule.fixed_month, rule.fixed_day) if rule.fixed_month and rule.fixed_day else None
    words = length_words(Length(abs(rule.amount), Unit(rule.unit), fixed=fixed))
    if rule.key.startswith("T.ESC."):
        return _("到期前%(words)s") % {"words": words} if rule.amount < 0 else _("到期后%(words)s") % {"words": words}
    return words


def tag(rule: TimerRule) -> str:
    """How sure the length is, in one word."""
    if rule.origin == TimerRule.LOCAL:
        return _("本地设定")
    return str(TAGS.get(rule.confidence, ABROAD))


def _row(rule: Any, acts: bool) -> dict[str, Any]:
    ahead = rule.valid_from > local_day(clock.now())
    counted = rule.amount is not None and rule.amount >= 0 and not rule.fixed_month
    changeable = acts and counted and rule.valid_to is None
    return {
        "name": rule_words(rule), "key": rule.key, "length": how_long(rule),
        "roll": dict(ROLLS)[rule.roll], "basis": rule.basis or "—", "tag": tag(rule), "since": rule.valid_from,
        "until": rule.valid_to, "open": rule.open_clocks, "ahead": ahead,
        "change_url": reverse("rule-change", args=[rule.pk]) if changeable else "",
        "withdraw_url": reverse("rule-withdraw", args=[rule.pk])
        if acts and ahead and rule.origin == TimerRule.LOCAL else "",
    }  # fmt: skip


class LengthForm(ActForm):
    """A new length."""

    amount = forms.IntegerField(label=gettext_lazy("长度"), error_messages={
        "required": gettext_lazy("请填写长度"), "invalid": gettext_lazy("长度是整数")})  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("单位"), choices=UNIT_WORDS, widget=forms.RadioSelect)
    roll = forms.ChoiceField(label=gettext_lazy("末日遇节假日"), choices=ROLLS, widget=forms.RadioSelect)
    basis = text_field(gettext_lazy("依据"), 60, help_text=gettext_lazy("本地文件的名称和文号。"))
    valid_from = day_field(gettext_lazy("从哪天起"))


class OneRule(FormPage):
    """Base of the acts on one rule."""

    def rule(self) -> TimerRule:
        found: TimerRule = accounts.find(TimerRule.objects.all(), self.kwargs["rule"])
        return found

    def head(self) -> dict[str, Any]:
        rule = self.rule()
        subject = _("%(name)s　现在%(length)s　%(tag)s") % {
            "name": rule_words(rule), "length": how_long(rule), "tag": tag(rule)}  # fmt: skip
        return {"subject": subject, "back_url": reverse("rules")}


class ChangeRule(PreviewedPage, OneRule):
    """A new version from a day on."""

    code, form_class = "change_rule", LengthForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("新版本只管那天起开始的期限，在走的不变；原来的版本保留。")]
        words = {"title": _("定新版本"), "submit": _("看看影响"), "confirm": _("定下新版本"), "lines": lines}
        return words | self.head()

    def initial(self, actor: Actor) -> dict[str, Any]:
        rule = self.rule()
        return {"amount": rule.amount, "unit": rule.unit, "roll": rule.roll, "valid_from": rule_change.first_day()}

    def preview(self, actor: Actor, data: dict[str, Any]) -> Preview:
        rule, new = self.rule(), NewLength(**data)
        if found := rule_change.problems(rule, new):
            raise InvalidData(found)
        words = length_words(Length(new.amount, Unit(new.unit)))
        running = rule.timers.filter(stopped_at__isnull=True).count()
        return Preview([
            _("%(day)s起新开始的“%(name)s”按%(words)s。")
            % {"day": new.valid_from, "name": rule_words(rule), "words": words},
            _("在走的%(n)d个仍按%(words)s。") % {"n": running, "words": how_long(rule)},
        ])  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        made = rule_change.change(self.rule(), NewLength(**data), actor=actor)
        messages.success(self.request, _("已定新版本，%(day)s起按%(words)s。") % {
            "day": made.valid_from, "words": how_long(made)})  # fmt: skip
        return HttpResponseRedirect(reverse("rules"))


class WithdrawRule(OneRule):
    """Take back a version that is not in force yet."""

    code = "withdraw_rule"

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("这一版不再生效，原来的版本接着用。")]
        return {"title": _("撤回未生效的版本"), "submit": _("撤回"), "lines": lines} | self.head()

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        rule_change.withdraw(self.rule(), actor=actor)
        messages.success(self.request, _("已撤回，原来的版本接着用。"))
        return HttpResponseRedirect(reverse("rules"))
