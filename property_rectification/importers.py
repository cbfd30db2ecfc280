"""A row of somebody's table becomes a lead: its words kept, a category and likely duplicates suggested, its compound
found by name or place. What the system suggests decides nothing (§5.6)."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from casework import clock
from casework.importing import Profile, RowRefused, Target
from casework.importing.problems import shown
from casework.masking import mask_text
from casework.models import ImportProfile
from geo import compounds
from geo.models import Compound
from geo.places import ImpossiblePosition, Position, ServedArea, parse_position
from property_rectification import codes, words
from property_rectification.lead_lifecycle import PENDING
from property_rectification.models import Lead
from property_rectification.suggest import categories, duplicates

IN_THE_FUTURE = gettext_noop("时间不能晚于现在：{moment}")
CHANNEL_UNKNOWN = gettext_noop("没有这个来源代码：{value}")
DEFAULT_CHANNEL = "10"
OUTSIDE = "outside_served"
TITLE_LENGTH = 60
SEED = Path(__file__).parent / "seed"

TARGETS: tuple[Target, ...] = (
    Target("external_no", _("来源编号"), limit=60, heads=("工单编号", "工单号", "留言编号", "受理编号", "编号")),
    Target("subject", _("主题"), limit=500, heads=("诉求标题", "留言主题", "标题")),
    # with its subject it fits a case
    Target("narrative", _("内容"), required=True, limit=9_400, heads=("诉求内容", "留言详情", "反映内容", "描述")),
    Target(
        "received_at",
        _("收到时间"),
        kind="moment",
        required=True,
        heads=("来电时间", "受理时间", "留言时间", "登记时间", "时间"),
    ),
    Target("channel", _("来源"), limit=2),
    Target("source_class", _("来源分类"), limit=120, heads=("诉求类型", "一级分类", "问题分类", "分类")),
    Target("compound_name", _("小区"), limit=60, heads=("事发小区", "小区名称")),
    Target("address", _("地址"), limit=300, heads=("事发地址", "地点", "位置")),
    Target("longitude", _("经度"), kind="number", heads=("longitude", "lng", "lon")),
    Target("latitude", _("纬度"), kind="number", heads=("latitude", "lat")),
    Target("reporter_name", _("反映人"), limit=40, heads=("来电人", "留言用户", "诉求人", "联系人", "姓名")),
    Target("reporter_contact", _("联系方式"), limit=20, heads=("联系电话", "来电号码", "手机号", "电话")),
    Target("reply", _("原答复"), limit=20_000, heads=("答复意见", "答复内容")),
    Target("replied_at", _("原答复时间"), kind="moment", heads=("答复时间",)),
)


class LeadImporter:
    """Builds leads. One instance serves one run: it holds compound names, the served area and the index of texts."""

    targets: tuple[Target, ...] = TARGETS
    state = PENDING

    def __init__(self) -> None:
        self._names = compounds.known_names(settings.SERVED_DIVISION)
        self._divisions = dict(Compound.objects.values_list("pk", "division_id"))
        self._area = ServedArea.load()
        self._likely = LikelyDuplicates()

    def build(self, values: Mapping[str, Any], profile: Profile) -> Lead:
        """An unsaved lead from one mapped row. Raises RowRefused with the reason."""
        _check(values)
        narrative, subject = values["narrative"], values.get("subject") or ""
        lead = Lead(
            title=title_of(subject, narrative),
            opened_at=values["received_at"],
            received_at=values["received_at"],
            channel=values.get("channel") or DEFAULT_CHANNEL,
            external_no=values.get("external_no") or "",
            source_class=values.get("source_class") or "",
            narrative=narrative,
            replied_at=values.get("replied_at"),
            **{name: values.get(name) for name in ("subject", "address", "reporter_name", "reporter_contact", "reply")},
        )
        lead.record_ptr_id = lead.id  # known before the row is written: event, row and likeness name it
        self._place(lead, values, profile)
        _suggest(lead, narrative, subject)
        self._likely.note_in(lead)
        return lead

    def kept(self, records: list[Any]) -> None:
        """Nothing to do after a commit: the index already knows the leads of this run."""

    def _place(self, lead: Lead, values: Mapping[str, Any], profile: Profile) -> None:
        written = " ".join(filter(None, (values.get("compound_name"), values.get("subject"), values["narrative"])))
        mention = compounds.in_text(written, self._names)
        lead.compound_id = mention.key if mention else None
        lead.division_id = self._divisions[mention.key] if mention else settings.SERVED_DIVISION
        position = self._position(values, profile)
        if position is not None:
            for name, value in position.as_fields().items():
                setattr(lead, name, value)
            lead.flags = [OUTSIDE] if position.outside_served else []

    def _position(self, values: Mapping[str, Any], profile: Profile) -> Position | None:
        if values.get("longitude") is None:
            return None
        try:
            return parse_position(values["longitude"], values["latitude"], profile.datum, area=self._area)
        except ImpossiblePosition as impossible:
            raise RowRefused(str(impossible.message).replace("{", "{{").replace("}", "}}")) from None


def title_of(subject: str, narrative: str) -> str:
    """A title for lists: the subject without numbers of people, or the first words; a banned word leaves it neutral."""
    text = mask_text(subject or narrative.split("\n", 1)[0])
    if words.found_in(text):
        return str(_("来信"))
    return text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1]}…"


def seed_profiles() -> None:
    """Put in the profiles that come with the product; a changed one stays as it is."""
    for row in json.loads((SEED / "import_profiles.json").read_text(encoding="utf-8")):
        ImportProfile.objects.get_or_create(name=row["name"], defaults={k: v for k, v in row.items() if k != "name"})


def _check(values: Mapping[str, Any]) -> None:
    received: datetime = values["received_at"]
    if received > clock.now():
        raise RowRefused(IN_THE_FUTURE, moment=received.strftime("%Y-%m-%d %H:%M"))
    channel = values.get("channel")
    if channel and channel not in codes.lists()["channel"]:
        raise RowRefused(CHANNEL_UNKNOWN, value=shown(channel))


def _suggest(lead: Lead, narrative: str, subject: str) -> None:
    suggestion = categories.suggest(narrative, subject, in_compound=lead.compound_id is not None)
    lead.suggested = suggestion.code or ""
    lead.suggestion = {
        "code": suggestion.code,
        "words": list(suggestion.words),
        "clear": suggestion.clear,
        "suspected": suggestion.suspected,
        "alternatives": [{"code": other.code, "words": list(other.words)} for other in suggestion.alternatives],
    }


class LikelyDuplicates:
    """Everything met so far, by sketch; texts of the last few thousand at hand, older ones read when needed."""

    INDEXED = 60_000
    AT_HAND = 4_000

    def __init__(self) -> None:
        self._index: duplicates.SketchIndex[UUID] = duplicates.SketchIndex()
        self._texts: OrderedDict[UUID, str] = OrderedDict()
        known = Lead.objects.order_by("-received_at").values_list(
            "pk", "sketch", "received_at", "compound_id", "suggested"
        )[: self.INDEXED]
        for pk, numbers, received_at, compound, category in reversed(known):
            self._index.add(_entry(pk, tuple(numbers), received_at, compound, category))

    def note_in(self, lead: Lead) -> None:
        """Set the lead's sketch and its likely duplicates, and remember it for the next."""
        text = text_of(lead)
        numbers = duplicates.sketch(text)
        lead.sketch = list(numbers)
        entry = _entry(lead.id, numbers, lead.received_at, lead.compound_id, lead.suggested)
        near = self._index.near(entry)
        if near:
            lead.duplicates = as_saved(duplicates.likely_duplicates(text, entry, self._with_texts(near)))
        self._index.add(entry)
        self._texts[lead.id] = text
        while len(self._texts) > self.AT_HAND:
            self._texts.popitem(last=False)

    def _with_texts(self, near: list[duplicates.Entry[UUID]]) -> list[tuple[duplicates.Entry[UUID], str]]:
        missing = [entry.key for entry in near if entry.key not in self._texts]
        read = {lead.pk: text_of(lead) for lead in Lead.objects.filter(pk__in=missing)} if missing else {}
        return [(entry, self._texts.get(entry.key) or read[entry.key]) for entry in near]


def text_of(lead: Lead) -> str:
    """Subject and narrative in plain, for comparing; it never leaves the process."""
    subject = lead.subject.reveal() if lead.subject else ""
    return f"{subject}\n{lead.narrative.reveal()}"


def as_saved(candidates: list[duplicates.Candidate[UUID]]) -> list[dict[str, Any]]:
    """Ids, reason codes and days: the matching sentence is a citizen's words and is found again when shown."""
    return [{"lead": str(c.key), "reasons": list(c.reasons), "days": c.days} for c in candidates]


def _entry(
    key: UUID, numbers: tuple[int, ...], received_at: datetime, compound: int | None, category: str
) -> duplicates.Entry[UUID]:
    return duplicates.Entry(key, numbers, received_at, compound, category or None)
