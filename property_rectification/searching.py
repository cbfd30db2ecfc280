"""What the search box finds here: cases by number or matter, compounds, firms, papers. Never a person (§5.2)."""

from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework import documents, kinds, scopes, search
from casework.actor import Actor
from casework.listing import Reach
from casework.models import Document, Record
from casework.search import MOST, Hit
from casework.web import documents as papers
from casework.web import frames
from geo import compounds
from property_rectification import case_party, codes, uscc
from property_rectification.lifecycle import CASE
from property_rectification.masking_text import names
from property_rectification.models import Firm

#: From this many characters on a code of a firm is looked for by its beginning.
_CODE_FROM = 8
#: Words that end like these name a place, a firm or a thing, whatever they begin with.
_THINGS = (
    "小区", "物业", "公司", "花园", "家园", "小城", "公寓", "大厦", "广场", "电梯", "车位", "停车", "街道", "社区",
    "局", "处", "办", "园", "苑", "城", "府", "里", "庄", "村", "路", "街", "号", "楼",
)  # fmt: skip


def finders() -> tuple[tuple[Any, Reach, search.Finder], ...]:
    """The groups in the order in which they are shown."""
    return (
        (_("案件"), Reach.MATTER, _cases), (_("小区"), Reach.PLACE, _compounds),
        (_("企业"), Reach.ORGANISATION, _firms), (_("文书"), Reach.MATTER, _papers),
    )  # fmt: skip


def looks_like_name(words: str) -> bool:
    """Whether words that stand alone would be taken for somebody's name: a surname and one or two characters more."""
    bare = "".join(words.split())
    if bare.endswith(_THINGS) or bare in _vocabulary():
        return False
    return bool(names.find([bare], []))


@cache
def _vocabulary() -> str:
    """Words of the trade, in which a piece of two characters may look like a name: 高空, 安全, 石材."""
    return "\n".join(str(label) for name in codes.lists() for _code, label in codes.choices(name))


def _sees_cases(actor: Actor) -> bool:
    return actor.role in scopes.roles_seeing(CASE.name) and case_party.view_of(actor) is None


def _cases(words: str, actor: Actor) -> list[Hit]:
    """By number; by what the matter is called where the words name nothing else and could not be somebody's name."""
    if party := case_party.view_of(actor):
        own = search.records(words, actor, kinds.by_name(CASE.name))
        return [Hit(str(one.number), party.title(one), frames.url(one)) for one in own]
    if not _sees_cases(actor):
        return []
    found = search.records(words, actor, kinds.by_name(CASE.name))
    named = found or words.isascii() or looks_like_name(words) or _compounds(words, actor) or _firms(words, actor)
    if not named:
        visible = Record.objects.visible_to(actor).filter(kind=CASE.name, title__icontains=words)
        found = list(visible.order_by("-opened_at", "-pk")[:MOST])
    rows = kinds.by_name(CASE.name).list_rows(found, actor)
    return [
        Hit(str(row["number"]), f"{row['place']} {row['summary']} {row['badges'][0]['text']}".strip(), row["url"])
        for row in rows
    ]


def _compounds(words: str, actor: Actor) -> list[Hit]:
    """By name, alias, reading and initials, in the county the actor works in; each leads to its cases."""
    if not _sees_cases(actor):
        return []
    base = reverse("cases-list")
    return [
        Hit(m.compound.name, _aka(m) or m.compound.division.name, f"{base}?compound={m.compound.pk}")
        for m in compounds.find(words, division=actor.division_code[:6])
    ]


def _aka(match: compounds.Match) -> str:
    return "" if match.matched == match.compound.name else f"{match.matched} {match.compound.division.name}"


def _firms(words: str, actor: Actor) -> list[Hit]:
    if not _sees_cases(actor):
        return []
    code, found = words.upper().replace(" ", ""), Firm.objects.filter(active=True)
    by_code = len(code) >= _CODE_FROM and code.isascii()
    found = found.filter(uscc__startswith=code) if by_code else found.filter(name__icontains=words)
    base = reverse("cases-list")
    return [Hit(f.name, f.uscc, f"{base}?firm={f.pk}") for f in found.order_by("name")[:MOST]]


def _papers(words: str, actor: Actor) -> list[Hit]:
    """By the number of their case, or by what they are called; only what the actor may open."""
    if not _sees_cases(actor):
        return []
    own = search.records(words, actor, kinds.by_name(CASE.name))
    found = Document.objects.filter(erased_at__isnull=True).select_related("record", "template", "requested_by")
    if own:
        found = found.filter(record__in=own)
    elif len(words) > 1 and not words.isascii():
        found = found.filter(record__in=Record.objects.visible_to(actor), template__name__contains=words)
    else:
        return []
    shown = [d for d in found.order_by("-requested_at")[: 4 * MOST] if documents.may_open(d, actor)]
    return [Hit(d.template.name, d.record.number or "", papers.url(d)) for d in shown[:MOST]]


def is_code_of_firm(words: str) -> bool:
    """Whether the words are a social credit code, which may hold the digits of an identity number by chance."""
    return uscc.is_valid(words.upper())
