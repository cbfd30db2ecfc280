"""What may be the same matter as a complaint that is still being typed: for the panel, and for both texts at full
height. In the actor's scope alone; nothing here merges anything (CASE 07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock
from casework.actor import Actor
from casework.masking import mask_text
from casework.timers import local_day
from casework.web import frames
from geo.models import Compound
from geo.places import near
from property_rectification import categories
from property_rectification.models import FirmService, RectificationCase
from property_rectification.suggest import duplicates, marks, nearby

#: Characters from which looking makes sense, cases of a compound it looks at, and how many are shown.
FROM, LOOKED_AT, SHOWN = 8, 200, 3
#: Metres within which compounds of one firm are neighbours, and how many of them are looked at.
NEAR, NEIGHBOURS = 1500.0, 8
#: Stands for the category of the complaint being typed, whichever of the chosen and the suggested it is.
_KIND = "same"


@dataclass(frozen=True)
class Typed:
    """The half-written complaint, as far as it says what matter it is."""

    text: str
    compound: int | None = None
    category: str = ""
    external_no: str = ""
    same: tuple[str, ...] = ()
    not_same: tuple[str, ...] = ()


def typed(post: Mapping[str, Any]) -> Typed:
    """What a form, whole or half-filled, says; every field may be missing or broken."""
    lists: Any = post
    return Typed(
        text=str(post.get("narrative", "")).replace("\x00", "").strip(),
        compound=key_of(str(post.get("compound", ""))),
        category=str(post.get("category", "")),
        external_no=str(post.get("external_no", "")).replace("\x00", "").strip()[:60],
        same=_numbers(lists.getlist("same")),
        not_same=_numbers(lists.getlist("not_same")),
    )


def key_of(text: str) -> int | None:
    """A primary key as a form or an address carries it; None for anything else."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else None


def _numbers(sent: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number[:40] for number in sent if number and "\x00" not in number))[:20]


def candidates(said: Typed, suggested: str, actor: Actor) -> list[dict[str, Any]]:
    """The likely ones as components/candidates.html shows them; those set aside for this entry are left out."""
    if len(said.text) < FROM:
        return []
    found = _likely(said, {said.category, suggested} - {""}, actor)
    number = said.external_no and _of_order(said.external_no, actor)
    shown = [_order_candidate(number, said)] if number else []
    shown += [_candidate(case, like, said) for case, like in found if case != number]
    return [one for one in shown if one["number"] not in said.not_same][:SHOWN]


def _of_order(external_no: str, actor: Actor) -> RectificationCase | None:
    """The case that the same work order began; None where there is none in scope."""
    mine: Any = RectificationCase.objects.visible_to(actor).filter(external_no=external_no, number__isnull=False)
    return mine.select_related("compound").first()  # type: ignore[no-any-return]


def _likely(said: Typed, kinds: set[str], actor: Actor) -> list[tuple[RectificationCase, Any]]:
    """The cases that are alike: of the compound, of its neighbours, or anywhere where the text is nearly the same.

    The chosen and the suggested category both count.
    """
    now = clock.now()
    cases: Any = RectificationCase.objects.visible_to(actor)
    visible = cases.filter(opened_at__gt=now - duplicates.WINDOW, number__isnull=False)
    others: dict[Any, Any] = {case.pk: case for case in nearby.same_text(said.text, visible, now)}
    close: set[Any] = set()
    if said.compound is not None:
        near_by = visible.filter(compound__in=[said.compound, *_neighbours(said.compound)])
        # those of the category first: they are the ones that would be missed behind many others
        of_kind = Case(When(category__in=kinds, then=Value(0)), default=Value(1))
        newest = near_by.select_related("compound").order_by(of_kind, "-opened_at")[:LOOKED_AT]
        others |= {case.pk: case for case in newest}
        close = {case.pk for case in newest}
    entry: duplicates.Entry[Any] = duplicates.Entry(None, (), now, said.compound, _KIND)
    compared = [
        (duplicates.Entry(pk, (), case.reported_at, said.compound if pk in close else None,
                          _KIND if case.category in kinds else None), text_of(case))
        for pk, case in others.items()
    ]  # fmt: skip
    for pk, case in others.items():
        case.close = pk in close
    return [(others[like.key], like) for like in duplicates.likely_duplicates(said.text, entry, compared, SHOWN * 2)]


def _neighbours(compound: int) -> list[int]:
    """Compounds near by that the same firm serves: what it does in one it mostly does in the next."""
    serving = FirmService.objects.filter(valid_to__isnull=True)
    firm = serving.filter(compound=compound).values("firm")
    others = Compound.objects.filter(pk__in=serving.filter(firm__in=firm).values("compound")).exclude(pk=compound)
    point = Compound.objects.values_list("location", flat=True).filter(pk=compound).first()
    return [one.pk for one in near(others, point, NEAR)[:NEIGHBOURS]] if point is not None else []


def text_of(case: RectificationCase) -> str:
    """What was said, numbers of people masked."""
    return mask_text(case.narrative.reveal()) if case.narrative else ""


def _candidate(case: RectificationCase, like: Any, said: Typed) -> dict[str, Any]:
    sentence = like.sentence or text_of(case)[:60]
    parts = marks.marked(sentence, said.text)
    words = duplicates.REASONS if case.compound_id == said.compound else duplicates.REASONS | {
        "same_place_and_kind": _("相邻小区、同一物业、同一类事项，相隔{days}天")
    }  # fmt: skip
    reasons = [_(words[code]).format(days=like.days) for code in like.reasons]
    common = marks.shared(parts)
    if common:
        reasons.append(_("都说到%(words)s") % {"words": "".join(f"“{piece}”" for piece in common)})
    return _shown(case, said, parts, reasons)


def _order_candidate(case: RectificationCase, said: Typed) -> dict[str, Any]:
    parts = marks.marked(text_of(case)[:60], said.text)
    return _shown(case, said, parts, [_("来源编号相同，可能已经登记过")])


def _shown(case: RectificationCase, said: Typed, parts: list[marks.Part], reasons: list[str]) -> dict[str, Any]:
    number, labels = case.number or "", categories.labels(local_day(clock.now()))
    return {
        "url": frames.url(case), "title": case.title or labels.get(case.category, ""),
        "number": number, "when": case.reported_at, "place": _place(case, said), "badge": frames.state_badge(case),
        "sentence": [{"text": text, "same": same} for text, same in parts], "reasons": reasons,
        "compare_url": reverse("cases-compare-typed", kwargs={"key": number}), "proposed": number in said.same,
    }  # fmt: skip


def _place(case: RectificationCase, said: Typed) -> str:
    if case.compound is None:
        return case.place
    if case.compound_id == said.compound:
        return _("同小区")
    if not getattr(case, "close", False):
        return case.compound.name
    return _("%(compound)s，相邻小区") % {"compound": case.compound.name}


def side_by_side(case: RectificationCase, said: Typed) -> dict[str, Any]:
    """The new text and the other's at full length, each with the words marked that stand in both."""
    theirs = text_of(case)
    return {
        "number": case.number, "title": case.title, "url": frames.url(case), "when": case.reported_at,
        "badge": frames.state_badge(case), "place": case.compound.name if case.compound else case.place,
        "mine": _parts(mask_text(said.text), theirs), "theirs": _parts(theirs, said.text),
        "claim": mask_text(case.claim.reveal()) if case.claim else "", "proposed": case.number in said.same,
    }  # fmt: skip


def _parts(text: str, other: str) -> list[dict[str, Any]]:
    return [{"text": piece, "same": same} for piece, same in marks.marked(text, other, least=4)]
