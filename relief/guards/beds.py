"""Which bed somebody may have. Being without one never keeps anybody from being admitted, and a bed keeps nobody."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import display
from casework import vocabulary as v
from casework.context import Context
from casework.declaration import Guard
from relief import codes, rooms, standing
from relief.beds import Ward
from relief.models.beds import Zone
from relief.rooms import Check, Guest

#: Beds that are named as a way out.
MOST_NAMED = 6

HAS_BED = v.holds(
    "has_bed", lambda ctx: ctx.record.bed_id is not None, _("还没有安排床位。"), _("先安排床位。"),
    rules="R-24",
)  # fmt: skip
WITHOUT_BED = v.holds(
    "without_bed", lambda ctx: ctx.record.bed_id is None, _("已有床位，一人一床。"), _("换床用“换床”。"),
    rules="R-24",
)  # fmt: skip
CHILD_IS_MINOR = v.holds(
    "child_is_minor", lambda ctx: standing.is_minor(ctx.record, ctx.now), _("本人是成年人。"),
    _("只给未成年人登记同来的父亲或母亲。"), rules="R-24",
)  # fmt: skip


def _looked(ctx: Context) -> tuple[Ward, Guest, Any]:
    """The ward, the person and the bed that was chosen. Its zone is held until commit: of two who give the last bed at
    once, the other looks when it is given."""
    return ctx.once("bed", lambda: _look(ctx))  # type: ignore[no-any-return]


def _look(ctx: Context) -> tuple[Ward, Guest, Any]:
    case, key = ctx.record, int(ctx.data["bed"])
    list(Zone.objects.filter(beds=key).select_for_update(no_key=True, of=("self",)))
    ward = Ward(case.owner_agency_id, ctx.now, also=[case])
    return ward, ward.guests[case.pk], next(bed for bed in ward.beds if bed.pk == key)


def _values(ward: Ward, guest: Guest, bed: Any) -> Mapping[str, str]:
    until = ward.cleaning_until(bed)
    return {
        "bed": bed.label, "zone": str(bed.zone), "sex": codes.label("gender", guest.sex),
        "until": display.moment(until, ward.now) if until else "",
    }  # fmt: skip


def _rule(code: str, check: Check, message: Any, remedy: Any, rules: str) -> Guard:
    def holds(ctx: Context) -> Any:
        ward, guest, bed = _looked(ctx)
        if check(guest, ward.place(bed, guest)):
            return True
        return {**_values(ward, guest, bed), "free": _named(ward, guest), "field": "bed"}

    _CHECKS[code] = (check, message)
    return v.holds(code, holds, message, remedy, rules=rules, on_data=True)


_CHECKS: dict[str, tuple[Check, Any]] = {}

BED_FREE = _rule(
    "bed_free", lambda _guest, place: not place.taken, _("{bed}刚被安排，请另选。"), _("可选：{free}"), "R-24",
)  # fmt: skip
BED_READY = _rule(
    "bed_ready", lambda _guest, place: not place.cleaning, _("{bed}正在消毒，到{until}。"),
    _("消毒好了的，照料员在床位图上点“消毒好了”；或选：{free}"), "R-25",
)  # fmt: skip
ROOM_MATCHES_SEX = _rule(
    "room_matches_sex", rooms.sex_matches, _("{bed}在{zone}，本人为{sex}。"), _("可选：{free}"), "R-23 R-24 HB-08",
)  # fmt: skip
ROOM_NOT_MIXED = _rule(
    "room_not_mixed", rooms.room_not_mixed, _("{bed}的房间住着异性或性别未明的人。"), _("可选：{free}"), "R-23 HB-08",
)  # fmt: skip
MINORS_APART = _rule(
    "minors_apart", rooms.ages_apart, _("{bed}在{zone}，未成年人不和成年人同住。"),
    _("6岁以下的孩子可以随母亲住女区；其他孩子住家庭间，或经父母同意住儿童区。可选：{free}"), "R-24 HB-08",
)  # fmt: skip
FAMILY_ROOM = _rule(
    "family_room_for_family", rooms.family_room, _("{bed}在家庭间，留给带孩子同来的人。"),
    _("和孩子同来的，先登记同来的父亲或母亲。可选：{free}"), "R-24",
)  # fmt: skip
BY_THEMSELVES = _rule(
    "room_to_themselves", rooms.by_themselves, _("{bed}的房间已有别人住。"),
    _("家庭间和隔离不与外人同住。可选：{free}"), "R-24",
)  # fmt: skip


def _named(ward: Ward, guest: Guest) -> str:
    """The beds that are open to somebody, in words; isolation is nobody's way out."""
    usual = [bed for bed in ward.beds if bed.zone.kind != rooms.ISOLATION]
    labels = [bed.label for bed in usual if not objection(ward, guest, bed)]
    if not labels:
        return _t("现在没有合适的空床；没有床位不影响入站")
    return "、".join(labels[:MOST_NAMED]) + ("…" if len(labels) > MOST_NAMED else "")


def objection(ward: Ward, guest: Guest, bed: Any) -> str:
    """Why a bed is not for somebody, in words; empty for one that is."""
    return next(_objections(ward, guest, bed), "")


def _objections(ward: Ward, guest: Guest, bed: Any) -> Iterator[str]:
    place = ward.place(bed, guest)
    for check, message in _CHECKS.values():
        if not check(guest, place):
            yield str(message).format_map(_values(ward, guest, bed))


def _in_zone(zone: str, wanted: Callable[[Context, Guest], bool]) -> Callable[[Context], Any]:
    """A condition on whoever gets a bed in one zone."""

    def holds(ctx: Context) -> bool:
        _ward, guest, bed = _looked(ctx)
        return bed.zone.kind != zone or wanted(ctx, guest)

    return holds


FEMALE_CARER = v.holds(
    "female_carer_for_women", _in_zone(rooms.WOMEN, lambda ctx, _guest: bool(ctx.data.get("female_carer"))),
    _("女性房间须由女性工作人员管理。"), _("请调整班次，安排女性照料员。"), rules="R-23 HB-08", on_data=True,
)  # fmt: skip
PARENT_CONSENTS = v.holds(
    "parent_consents",
    _in_zone(rooms.CHILDREN, lambda ctx, guest: not guest.parents or bool(ctx.data.get("consent"))),
    _("和父母同来的孩子住儿童区，须父亲或母亲同意。"), _("同意的请勾选；不同意的安排家庭间。"), rules="R-24",
    on_data=True,
)  # fmt: skip
MEDICAL_WORD = v.holds(
    "isolation_on_medical_word",
    _in_zone(rooms.ISOLATION, lambda ctx, _guest: bool((ctx.data.get("medical_word") or "").strip())),
    _("隔离须有医务意见。"), _("请写医务人员的意见；没有医务意见的安排其他床位。"), rules="R-24 HB-02", on_data=True,
)  # fmt: skip
#: What a bed is chosen by, in the order in which it is said.
PLACED = (
    BED_FREE, BED_READY, ROOM_MATCHES_SEX, ROOM_NOT_MIXED, MINORS_APART, FAMILY_ROOM, BY_THEMSELVES, FEMALE_CARER,
    PARENT_CONSENTS, MEDICAL_WORD,
)  # fmt: skip
