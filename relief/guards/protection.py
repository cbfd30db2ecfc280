"""What must hold while somebody is protected: a doubt is enough to begin, proof is needed to end it (R-55)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from casework import vocabulary as v
from casework.context import Context
from casework.timers import local_day
from relief import age, protection, rows, standing
from relief.states import PICKED_UP

#: How long a foundling is searched for by notice before anybody adopts it (S21).
ADOPTION_NOTICE = timedelta(days=60)


def _doubted(ctx: Context) -> bool:
    person, data = ctx.record.person, ctx.data
    may_be_minor = bool(data.get("age_doubt")) and person.birth_verified is None
    return may_be_minor or bool(data.get("capacity_doubt")) or standing.is_protected(ctx.record, ctx.now)


MINORITY_OR_INCAPACITY_DOUBT = v.holds(
    "minority_or_incapacity_doubt", _doubted, _("未记录年龄或能力方面的疑问。"),
    _("只要看起来或自称未满18周岁，或有能力受限迹象，勾选即可。"), rules="R-55", on_data=True,
)  # fmt: skip


def _reported(ctx: Context) -> bool:
    case = ctx.record
    return case.reported_at is not None or bool(ctx.data.get("no_harm")) or protection.no_harm_stated(case)


REPORT_MADE_OR_NO_HARM = v.holds(
    "report_made_or_no_harm", _reported, _("尚未完成强制报告，也未说明无受侵害迹象。"),
    _("发现侵害迹象的请立即报告；没有的，请书面注明并签名。"), rules="R-57", on_data=True,
)  # fmt: skip
GUARDIANSHIP_GROUND_RECORDED = v.given(
    "guardianship_ground_recorded", {"ground": _("法定情形"), "placement": _("安置方式")},
    _("尚未记录临时监护的法定情形和安置方式。"), _("请选择法定情形并填写安置方式。"), rules="R-55",
)  # fmt: skip


def _identified(ctx: Context) -> bool:
    data = ctx.data
    known = next((one for one in rows.collectors(ctx.record) if str(one.pk) == data.get("guardian")), None)
    return bool(data.get("phone") and (known or data.get("name"))) or bool(known and known.phone)


GUARDIAN_IDENTIFIED = v.holds(
    "guardian_identified", _identified, _("尚未查明监护人。"), _("请登记监护人姓名和联系方式。"), rules="R-45",
    on_data=True,
)  # fmt: skip


def _assessed(ctx: Context) -> bool:
    """By village, community or township; the station says so, and the bureau agrees."""
    recorded = bool(ctx.data.get("unit")) and bool(ctx.data.get("note"))
    return recorded and (ctx.proposing or ctx.actor.role == protection.BUREAU)


HOME_ASSESSMENT_RECORDED = v.holds(
    "home_assessment_recorded", _assessed, _("家庭监护评估尚未完成。"),
    _("请取得流出地村（居）委会或乡镇的评估意见。"), rules="R-62", on_data=True,
)  # fmt: skip
RETURNED_IN_MAIN_FLOW = v.holds(
    "returned_in_main_flow", lambda ctx: ctx.record.outcome == PICKED_UP, _("主流程尚未完成接领或交接。"),
    _("请先办理亲属接领、护送交接或流出地接回。"), rules="R-45",
)  # fmt: skip
FAMILY_GUIDANCE_RECORDED = v.given(
    "family_guidance_recorded", {"note": _("家庭教育指导")}, _("尚未记录家庭教育指导。"),
    _("请对监护人进行指导并登记。"), rules="R-62",
)  # fmt: skip
COURT_APPLICATION_READY = v.given(
    "court_application_ready", {"facts": _("事实"), "evidence": _("证据"), "applicant": _("申请主体")},
    _("撤销监护申请材料不齐。"), _("请补齐事实、证据和申请主体。"), rules="R-56",
)  # fmt: skip
COURT_DISMISSAL_RECORDED = v.given(
    "court_dismissal_recorded", {"paper_no": _("裁判文书编号"), "note": _("裁判结果")}, _("尚未登记法院裁判。"),
    _("请登记文书编号和结果。"), rules="R-56",
)  # fmt: skip


def _long_term(ctx: Context) -> bool:
    """A ground of the law; a foundling is given to nobody before the notice has run (S21)."""
    data, today = ctx.data, local_day(ctx.now)
    waited = not data.get("adoption") or bool(data.get("notice_on") and data["notice_on"] + ADOPTION_NOTICE <= today)
    return bool(data.get("ground") and data.get("placement")) and waited


LONG_TERM_GROUND_RECORDED = v.holds(
    "long_term_ground_recorded", _long_term, _("尚未记录长期监护的法定情形。"),
    _("请选择法定情形；弃婴收养前须完成60日公告。"), rules="R-56", on_data=True,
)  # fmt: skip


def _came_of_age(ctx: Context, begun: object) -> bool:
    """A minor by a verified birth date when it began, and none any more."""
    born = ctx.record.person.birth_verified
    if born is None or begun is None:
        return False
    return age.years(born, local_day(begun.recorded_at)) < age.ADULT <= age.years(born, local_day(ctx.now))  # type: ignore[attr-defined]


def _assessed_by_two(ctx: Context) -> bool:
    second = ctx.data.get("second")
    return bool(ctx.data.get("note")) and second is not None and second != ctx.actor.user


def _proved(ctx: Context) -> bool:
    """Adult by proof where the age was in doubt, able to decide by the word of two; or of age by now."""
    person, begun = ctx.record.person, next(iter(rows.protection(ctx.record)), None)
    if standing.is_minor(ctx.record, ctx.now) or person.capacity == standing.COURT_FOUND:
        return False
    if _came_of_age(ctx, begun) and person.capacity in ("", standing.CAPABLE):
        return True
    age_proved = person.verified_at is not None or not any(one.age_doubt for one in rows.protection(ctx.record))
    return age_proved and (ctx.preview or _assessed_by_two(ctx))


IS_MINOR = v.holds(
    "is_minor", lambda ctx: standing.is_minor(ctx.record, ctx.now),
    _("当事人不是未成年人，不能移交未保或儿童福利机构。"), _("成年人请选择其他离站或转介方式。"), rules="R-55",
)  # fmt: skip
GUARDIANSHIP_DECIDED = v.holds(
    "guardianship_decided", lambda ctx: protection.decision(ctx.record) is not None,
    _("尚无临时监护或长期监护决定。"), _("请先由县民政局作出监护决定。"), rules="R-55 R-56",
)  # fmt: skip
AGENCY_ACCEPTED = v.given(
    "agency_accepted", {"unit": _("接收机构"), "paper_no": _("接收函")}, _("接收机构尚未书面同意接收。"),
    _("请取得接收函；紧急时由县民政局当日协调。"), rules="R-55",
)  # fmt: skip
#: Of the hand-over of a minor to an agency, on the road and here.
HANDED_OVER = (IS_MINOR, GUARDIANSHIP_DECIDED, AGENCY_ACCEPTED)
ADULT_CAPACITY_PROVED = v.holds(
    "adult_capacity_proved", _proved, _("成年或行为能力尚未证实。"),
    _("请取得证件、公安核实或骨龄结论，并由两人评估；存疑期间按未成年人保护。"), rules="R-55",
)  # fmt: skip
BUREAU_CLEARS = v.holds(
    "bureau_clears",
    lambda ctx: ctx.actor.role == protection.BUREAU or ctx.record.protection_state not in protection.BUREAU_CLEARS,
    _("已进入监护程序，由县民政局决定解除。"), _("请报县民政局解除保护；不影响成年人自行离站。"), rules="R-39 R-55",
)  # fmt: skip
