"""Every template: its contract is written at its top, its words can be translated, and the content policy holds."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from casework.web import desk

ROOT = Path(settings.BASE_DIR)
FOLDERS = [ROOT / app / "templates" for app in ("casework", "property_rectification", "relief")]
TEMPLATES = {str(path.relative_to(folder)): path for folder in FOLDERS for path in sorted(folder.rglob("*.html"))}
HANZI = "\u4e00-\u9fff"
ICONS = set(json.loads((ROOT / "frontend/src/icons.json").read_text()))
# words of the voice the pages do not speak in
BANNED = (
    "请勿", "非法", "无效", "系统错误", "操作失败", "恭喜", "温馨提示", "无权限", "匹配成功", "命中", "物闹",
    "闹访", "缠访", "确定要", "AI判定", "智能识别",
)  # fmt: skip

every_template = pytest.mark.parametrize("name", TEMPLATES)


def without_comments(text: str) -> str:
    return re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.S)


def messages(text: str) -> list[str]:
    """The words given to gettext."""
    simple = [m[1] for m in re.findall(r"""\{% translate (["'])(.*?)\1""", text)]
    blocks = re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text, re.S)
    return simple + blocks


@every_template
def test_it_compiles(name: str) -> None:
    assert get_template(name)


@every_template
def test_its_contract_stands_at_its_top(name: str) -> None:
    lines = TEMPLATES[name].read_text().splitlines()
    first = lines[1] if lines[0].startswith("{% extends") else lines[0]
    assert first.startswith("{% comment %}")


@every_template
def test_its_words_go_through_gettext(name: str) -> None:
    text = without_comments(TEMPLATES[name].read_text())
    text = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", text, flags=re.S)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    assert not re.findall(rf"[{HANZI}]+", text)


@every_template
def test_nothing_the_content_policy_refuses(name: str) -> None:
    text = TEMPLATES[name].read_text()
    assert not re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", text)
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert all('src="{% static' in one or 'type="application/json"' in one for one in scripts)


@every_template
def test_no_typed_space_between_hanzi_and_digits(name: str) -> None:
    for message in messages(TEMPLATES[name].read_text()):
        assert not re.search(rf"[{HANZI}] [0-9]|[0-9] [{HANZI}]", message), message


@every_template
def test_no_word_that_is_not_used(name: str) -> None:
    said = "".join(messages(TEMPLATES[name].read_text()))
    assert not [word for word in BANNED if word in said]


@every_template
def test_its_icons_are_in_the_sprite(name: str) -> None:
    assert set(re.findall(r'\{% icon "([\w-]+)"', TEMPLATES[name].read_text())) <= ICONS


def test_scripts_say_nothing_that_gettext_has_not_seen() -> None:
    for source in sorted((ROOT / "frontend/src/app").glob("*.ts")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", source.read_text(), flags=re.S)
        assert not re.findall(rf"[{HANZI}]+", code), source.name


def test_scripts_ask_only_for_words_the_page_brings() -> None:
    brought = set(re.findall(r'"(\w+)": "\{\{', TEMPLATES["casework/components/words.html"].read_text()))
    sources = "".join(path.read_text() for path in (ROOT / "frontend/src/app").glob("*.ts"))
    assert set(re.findall(r'\bword\("(\w+)"', sources)) == brought


def test_icons_named_by_python_are_in_the_sprite() -> None:
    sources = [path for app in ("casework", "property_rectification") for path in (ROOT / app).rglob("*.py")]
    code = "".join(path.read_text() for path in sources)
    named = re.findall(r'"icon": "([\w-]+)"|\bEntry\(_\("[^"]+"\), "[^"]+", "([\w-]+)"', code)
    assert {one or other for one, other in named} | {icon for _code, _label, icon in desk.GROUPS} <= ICONS
    assert any(other for _one, other in named)
