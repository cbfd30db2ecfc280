"""The language of paper templates reaches its fields and nothing else."""

from typing import Any

import pytest

from casework.papers.wording import WordingRefused, rendered

FIELDS: dict[str, Any] = {
    "name": "王某", "said": "a<b>&\n二", "empty": "", "list": ["一", "二"], "rows": [{"what": "交办", "when": ""}],
    "inner": {"deep": "x"}, "n": 3, "salt": "s",
}  # fmt: skip


def test_fields_conditions_and_loops() -> None:
    body = (
        "<p>{{ name }}{{ inner.deep }}{{ n }}</p>{% for one in list %}{{ forloop.counter }}{{ one }}"
        "{% if not forloop.last %}；{% endif %}{% empty %}无{% endfor %}{% if empty %}有{% else %}没有{% endif %}"
    )
    assert rendered(body, FIELDS) == "<p>王某x3</p>1一；2二没有"


def test_words_of_a_person_are_escaped_and_keep_their_lines() -> None:
    assert rendered("{{ said }}", FIELDS) == "a&lt;b&gt;&amp;\n二"
    assert rendered("{{ said|linebreaksbr }}", FIELDS) == "a&lt;b&gt;&amp;<br>二"


def test_what_is_unset_is_a_box_and_no_figure() -> None:
    answer = rendered("{% for one in rows %}{{ one.when|or_unset }}{% endfor %}", FIELDS)
    assert answer == '<span class="unset">待法制部门确定</span>'
    assert rendered("{{ said|or_unset }}", FIELDS).startswith("a&lt;b&gt;")


@pytest.mark.parametrize(
    "body",
    [
        "{% load static %}", "{% include 'casework/base.html' %}", "{% extends 'x' %}", "{% debug %}", "{% now 'Y' %}",
        "{% autoescape off %}{{ said }}{% endautoescape %}", "{{ said|safe }}", "{% with a=name %}{{ a }}{% endwith %}",
        "{% url 'desk' %}", "{% csrf_token %}", "{{ name|pprint }}", "{% regroup list by x as y %}",
    ],
)  # fmt: skip
def test_no_tag_or_filter_that_reaches_beyond(body: str) -> None:
    with pytest.raises(WordingRefused, match="模板写法有误"):
        rendered(body, FIELDS)


@pytest.mark.parametrize(
    "body",
    [
        "{{ name.upper }}", "{{ name.__class__ }}", "{{ inner.keys }}", "{{ inner.clear }}", "{{ inner._content }}",
        "{{ list.count }}", "{{ template.engine }}", "{{ flatten }}", "{{ dicts }}", "{{ autoescape }}", "{{ nobody }}",
        "{% if nobody and name %}x{% endif %}", "{% if name == nobody %}x{% endif %}", "{{ inner.nothing|or_unset }}",
        "{{ render_context }}", "{{ name.0 }}", "{{ settings.SECRET_KEY }}",
    ],
)  # fmt: skip
def test_no_attribute_and_no_unknown_field(body: str) -> None:
    with pytest.raises(WordingRefused):
        rendered(body, FIELDS)


@pytest.mark.parametrize("inside", ["forloop.parentloop", "forloop.clear", "forloop", "forloop.counter0"])
def test_of_a_loop_its_number_and_ends_only(inside: str) -> None:
    with pytest.raises(WordingRefused, match="循环里"):
        rendered(f"{{% for one in list %}}{{{{ {inside} }}}}{{% endfor %}}", FIELDS)


@pytest.mark.parametrize(
    "body",
    [
        "<script>1</script>", "<img src='file:///etc/passwd'>", "<style>p{}</style>", "<link rel=attachment href=x>",
        "<a href='http://x'>x</a>", "<p style='background:url(x)'>x</p>", "<p onclick='x'>x</p>", "<iframe></iframe>",
        "<svg></svg>", "<object data='x'></object>", "<!DOCTYPE html>", "<?php x ?>", "<SCRIPT>1</SCRIPT>",
        "<h1>x</h1>",
    ],
)  # fmt: skip
def test_plain_elements_only(body: str) -> None:
    with pytest.raises(WordingRefused, match="不能用"):
        rendered(body, FIELDS)


def test_a_field_cannot_bring_elements() -> None:
    assert "&lt;script&gt;" in rendered("{{ said }}", FIELDS | {"said": "<script>"})
