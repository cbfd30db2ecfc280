"""Icons, fields and components as the pages use them."""

import re
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from casework import clock
from casework.declaration import Ask
from casework.display import ClockChip
from casework.forms import ActForm
from casework.refusals import Denial
from casework.timers import CHINA

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def that_day(plain_files: None) -> Iterator[None]:
    with clock.moved_to(NOW):
        yield


def render(source: str, **context: Any) -> str:
    return Template("{% load angui %}" + source).render(Context(context))


class Sample(forms.Form):
    text = forms.CharField(label="整改情况", widget=forms.Textarea, help_text="至少20个字")
    outcome = forms.ChoiceField(
        label="结果", widget=forms.RadioSelect, choices=[("", "请选择"), ("a", "全部改完"), ("b", "没有改")]
    )
    agreed = forms.BooleanField(label="已公示", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_an_icon_points_into_the_sprite_and_is_silent() -> None:
    assert render('{% icon "alarm" %}') == (
        '<svg class="ag-icon" aria-hidden="true"><use href="/static/icons.svg#alarm"/></svg>'
    )


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    page = render("{% field form.text %}", form=Sample({"text": ""}))
    assert '<label class="ag-field-label" for="id_text">整改情况<span class="ag-required">必填</span></label>' in page
    assert 'aria-describedby="id_text_helptext id_text_error"' in page
    assert 'aria-invalid="true"' in page
    assert page.index('id="id_text_error"') < page.index("<textarea") < page.index('id="id_text_helptext"')


def test_a_choice_is_native_radios_with_nothing_chosen_and_no_empty_one() -> None:
    page = render("{% field form.outcome %}", form=Sample())
    assert page.count('type="radio"') == 2
    assert "checked" not in page
    assert "<fieldset" in page
    assert "请选择" not in page


def test_a_tick_stands_before_its_words() -> None:
    page = render("{% field form.agreed %}", form=Sample())
    assert re.search(r'<label class="ag-check"><input[^>]*type="checkbox"[^>]*><span>已公示</span></label>', page)


def test_a_hidden_field_has_no_label_and_a_missing_one_takes_no_room() -> None:
    assert "<label" not in render("{% field form.secret %}", form=Sample())
    assert render("{% field form.nothing %}", form=Sample()).strip() == ""


def test_rows_of_items_carry_the_names_the_form_reads() -> None:
    asks = (Ask("items", "事实", "items", columns=(Ask("fact", "事实", "text"), Ask("amount", "金额", "money"))),)
    form = ActForm({"items-0-fact": "电梯广告", "items-0-amount": "5.00"}, asks=asks, choices_of=lambda ask: [])
    assert form.is_valid(), form.errors
    page = render("{% field form.items %}", form=form)
    assert re.search(r'<textarea[^>]*name="items-0-fact"[^>]*>电梯广告</textarea>', page)
    assert 'name="items-0-amount" value="5.00"' in page
    assert 'name="items-1-fact"' in page


@pytest.mark.parametrize(("source", "words"), [
    ("{{ v|moment }}", "今天14:05"), ("{{ v|day }}", "11月23日"), ("{{ v|weekday }}", "周一"),
    ("{{ v|deadline }}", "11月23日（周一）14:05"), ("{{ none|moment }}", "—"), ("{{ none|deadline }}", "—"),
    ("{{ fen|money }}", "98,400.00元"), ("{{ none|money }}", "—"), ("{{ n|count }}", "1,246"),
])  # fmt: skip
def test_filters(source: str, words: str) -> None:
    context = {"v": NOW, "none": None, "fen": 9_840_000, "n": 1246}
    assert render(source, **context) == words


@pytest.mark.parametrize(("kind", "icon"), [
    ("late", "alarm"), ("soon", "clock"), ("plain", "clock"), ("susp", "player-pause"), ("done", "circle-check"),
])  # fmt: skip
def test_a_clock_has_its_colour_an_icon_and_its_words(kind: Any, icon: str) -> None:
    page = render_to_string(
        "casework/components/clock.html", {"clock": ClockChip(kind, "逾期2天", "整改期限"), "with_name": True}
    )
    assert f"ag-badge-{kind}" in page
    assert f"icons.svg#{icon}" in page
    assert "整改期限逾期2天" in page


def test_the_error_summary_links_to_each_field_and_to_the_remedy() -> None:
    form = Sample({"text": ""})
    refusals = [Denial("both_sides_heard", "还差物业一方的意见。", "去登记意见", "/cases/1/do/hear/")]
    page = render_to_string("casework/components/error_summary.html", {"form": form, "refusals": refusals})
    assert 'href="#field-text">整改情况：' in page
    assert '<a href="/cases/1/do/hear/">去登记意见</a>' in page
    assert 'tabindex="-1"' in page


def test_an_error_that_names_its_field_is_not_named_twice() -> None:
    form = Sample({"text": ""})
    form.fields["text"].error_messages["required"] = "请填写整改情况"
    page = render_to_string("casework/components/error_summary.html", {"form": form})
    assert '<a href="#field-text">请填写整改情况</a>' in page


def test_a_refused_action_is_a_button_that_names_its_reason() -> None:
    refusal = {
        "code": "extend",
        "label": "申请延期",
        "reasons": [Denial("x", "已延期2次，不能再延。", "申请验收", "/a/")],
    }
    page = render_to_string("casework/components/refused.html", {"refusal": refusal})
    assert 'aria-disabled="true" aria-describedby="why-extend"' in page
    assert re.search(r'id="why-extend" tabindex="-1">\s*<p>已延期2次，不能再延。 <a[^>]*href="/a/">申请验收</a>', page)


def act_page(*, htmx: bool, **more: Any) -> str:
    request = RequestFactory().get("/")
    request.htmx = htmx  # type: ignore[attr-defined]
    request.user = SimpleNamespace(is_authenticated=False, pk=None)  # type: ignore[assignment]
    act = {
        "title": "申请验收", "number": "WY-220302-2026-00137", "place": "锦绣花园", "url": "/do/", "back_url": "/c/",
        "version": 31, "key": "k", "consequences": ["案件转入“申请验收”。"], "warning": "送达后不能撤回。",
        "submit": "提交复核", "draft": "do:137:apply",
    }  # fmt: skip
    return render_to_string("casework/transition_form.html", {"act": act, "form": Sample(), **more}, request=request)


def test_an_act_is_a_page_of_its_own_and_a_fragment_for_the_drawer() -> None:
    assert "<html" in act_page(htmx=False)
    fragment = act_page(htmx=True)
    assert "<html" not in fragment
    assert 'hx-post="/do/"' in fragment


def test_consequences_stand_before_the_fields_and_the_irreversible_last() -> None:
    page = act_page(htmx=True)
    assert page.index("案件转入“申请验收”。") < page.index("<b>送达后不能撤回。</b>") < page.index("整改情况")
    assert page.index("整改情况") < page.index("提交复核")


def test_both_values_of_a_conflict_are_shown_and_neither_is_chosen() -> None:
    change = {"name": "text", "label": "整改情况", "mine": "已经改完", "current": "还有2项", "now": '"还有2项"'}
    page = act_page(htmx=True, conflict={"kind": "stale", "message": "王岩改了这里。", "changes": [change]})
    assert re.search(r'name="keep-text" value="mine"><span><b>用我的</b><br>已经改完', page)
    assert re.search(r'name="keep-text" value="current"><span><b>用现在的</b><br>还有2项', page)
    assert "checked" not in page
    assert "提交复核" in page


def test_when_the_case_went_on_the_act_can_no_longer_be_sent() -> None:
    options = [{"label": "开始验收", "url": "/do/check/"}]
    conflict = {"kind": "moved", "message": "案件已是“申请验收”，这一步不用办了。", "options": options}
    page = act_page(htmx=True, conflict=conflict)
    assert "提交复核" not in page
    assert 'href="/do/check/"' in page


def test_a_reviewer_gets_two_equal_buttons() -> None:
    review = {"rows": [], "changes": [], "agree_label": "同意", "return_label": "退回并说明"}
    page = act_page(htmx=True, review=review)
    buttons = re.findall(r'<button class="([^"]*)" type="submit" name="decision" value="(\w+)"', page)
    assert buttons == [("btn", "agree"), ("btn", "return")]


def test_a_reviewer_reads_who_did_what_since() -> None:
    review = {
        "rows": [],
        "changes": [{"who": "周样", "what": "添加材料"}],
        "agree_label": "同意",
        "return_label": "退回",
    }
    assert "<p>周样：添加材料</p>" in act_page(htmx=True, review=review)
