"""The language of paper templates: Django's, without anything that reaches beyond the snapshot. Pure but for Django.

There are `if`, `for` and a handful of filters; no loading, including or extending, no marking as safe. A template sees
the fields of its snapshot and nothing behind them: an unknown field, an attribute or a method is an error, never empty.
What it writes is plain marked-up text: no scripts, styles, pictures, links or addresses.
"""

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

from django.template import Context, Engine, Library, TemplateSyntaxError, defaultfilters, defaulttags
from django.template.base import Template
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _

TAGS = ("if", "for", "comment")
FILTERS = ("default", "join", "length", "linebreaksbr", "first", "last")
#: Elements a template may write, and the attributes they may bear.
_TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
_LISTS = frozenset({"ul", "ol", "li", "dl", "dt", "dd"})
ELEMENTS = _TABLES | _LISTS | {"section", "div", "p", "h2", "h3", "b", "strong", "span", "small", "br", "hr"}
ATTRIBUTES = frozenset({"class", "colspan", "rowspan"})
_INSIDE = re.compile(r"\{[{%](.*?)[%}]\}", re.S)
_LOOP = re.compile(r"\bforloop\.(?!(?:counter|first|last)\b)|\bforloop\b(?!\.)")


class UnknownField(Exception):
    """A template names a field its paper does not have."""


class WordingRefused(Exception):
    """A template that cannot be used; the text is a sentence for its author."""


class Fields:
    """A mapping of the snapshot as a template sees it: its fields, and no attribute or method."""

    def __init__(self, content: Mapping[str, Any], missed: list[str]) -> None:
        self._content = content
        self._missed = missed

    def __getitem__(self, name: str) -> Any:
        if name not in self._content:
            self._missed.append(name)
            raise UnknownField(name)
        return _shown(self._content[name], self._missed)

    def __bool__(self) -> bool:
        return bool(self._content)

    def __str__(self) -> str:
        return ""


class Text(str):
    """Words of the snapshot; a template cannot ask them for anything."""

    def __getitem__(self, name: Any) -> str:
        if isinstance(name, str):
            raise UnknownField(name)
        return super().__getitem__(name)


class Rows(tuple[Any, ...]):
    """A list of the snapshot: a template goes through it and asks it for nothing."""

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, str):
            raise UnknownField(place)
        return super().__getitem__(place)


def _shown(value: Any, missed: list[str]) -> Any:
    if isinstance(value, Mapping):
        return Fields(value, missed)
    if isinstance(value, list):
        return Rows(_shown(one, missed) for one in value)
    return Text(value) if isinstance(value, str) else value


class Facts(Context):
    """The context of one paper: a name that is no field is an error, and nothing of the engine can be reached."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.missed: list[str] = []
        super().__init__({name: _shown(value, self.missed) for name, value in content.items()})

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            self.missed.append(key)
            raise UnknownField(key) from None


def unset_box(value: Any) -> str:
    """The words of a basis or figure; where it is not set, a box that says who is to set it (§3, template rule)."""
    if value:
        return conditional_escape(value)
    return format_html('<span class="unset">{}</span>', _("待法制部门确定"))


def unset_of(text: str) -> list[str]:
    """What the boxes of a rendered text stand for: the head of their row, or the words just before them."""
    reader = _Boxes()
    reader.feed(text)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Boxes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._head = self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            return
        box = dict(attrs).get("class") == "unset"
        if box:
            self.found.append(self._head or self._before[-12:])
        if tag in ("tr", "p", "li"):
            self._head = self._before = ""
        self._open.append((tag, box))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ("", False)
        if inside[0] == "th":
            self._head += data.strip()
        elif not inside[1]:
            self._before = (self._before + data.strip())[-40:]


class PaperEngine(Engine):
    """Django's engine with our few tags and filters, and no way to a file."""

    default_builtins = [__name__]


register = Library()
for _name in TAGS:
    register.tag(_name, defaulttags.register.tags[_name])
for _name in FILTERS:
    _filter: Callable[..., Any] = defaultfilters.register.filters[_name]
    register.filters[_name] = _filter
register.filter("or_unset", unset_box)


def compiled(body: str) -> Template:
    """The template of a wording. Raises WordingRefused with the reason."""
    for inside in _INSIDE.findall(body):
        if _LOOP.search(inside):
            raise WordingRefused(_("循环里只能用 forloop.counter、forloop.first、forloop.last"))
    try:
        return _ENGINE.from_string(body)
    except TemplateSyntaxError as error:
        raise WordingRefused(_("模板写法有误：%(error)s") % {"error": str(error)[:200]}) from None


def rendered(body: str, content: Mapping[str, Any]) -> str:
    """The marked-up text of a paper. Raises WordingRefused for an unknown field or an element that is not allowed."""
    facts = Facts(content)
    template = compiled(body)
    try:
        text = template.render(facts)
    except UnknownField as error:
        raise WordingRefused(_("没有这个字段：%(field)s") % {"field": error}) from None
    if facts.missed:  # a comparison in an `if` swallows the error
        raise WordingRefused(_("没有这个字段：%(field)s") % {"field": facts.missed[0]})
    check_elements(text)
    return text


def variants(sample: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sample, and what else a paper of its shape may hold, so that every branch of a wording is tried."""
    full = _like(sample, lambda value: value or ("x" if isinstance(value, str) else True))
    return [dict(sample), full, _like(sample, lambda value: type(value)()), blank(sample)]


def blank(sample: Mapping[str, Any]) -> dict[str, Any]:
    """A paper of the sample's shape of which nothing is known yet: a form to be written in."""
    hollow = _like(sample, lambda value: type(value)())
    return {name: [] if isinstance(value, list) else value for name, value in hollow.items()}


def _like(value: Any, leaf: Callable[[Any], Any]) -> Any:
    if isinstance(value, Mapping):
        return {name: _like(one, leaf) for name, one in value.items()}
    return [_like(one, leaf) for one in value] if isinstance(value, list) else leaf(value)


def check_elements(text: str) -> None:
    """Raises WordingRefused for an element or attribute that is not in the list."""
    _Checker().check(text)


class _Checker(HTMLParser):
    def check(self, text: str) -> None:
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            raise WordingRefused(_("不能用<%(tag)s>，只能用文字、段落、表格和列表") % {"tag": tag})
        for name, _value in attrs:
            if name not in ATTRIBUTES:
                raise WordingRefused(_("不能用属性%(name)s") % {"name": name})

    def handle_decl(self, decl: str) -> None:
        raise WordingRefused(_("不能用<!%(decl)s>") % {"decl": decl[:20]})

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)


_ENGINE = PaperEngine(loaders=[("django.template.loaders.locmem.Loader", {})])
