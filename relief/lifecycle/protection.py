"""Beside the road: who is a minor, or may not decide alone, and who takes care of that (R-55 to R-57, R-61, R-62).

Nothing here stands in the way of a capable adult: who may leave is asked of the person alone (R-39).
"""

from django.utils.translation import gettext_lazy as _

from casework.declaration import SAME, State, region, row, stage
from relief import protection as p
from relief.effects import protection as do
from relief.effects import reports as tell
from relief.forms import protection as f
from relief.forms import reports as r
from relief.guards import protection as g
from relief.guards.reports import REPORT_DETAILS_COMPLETE
from relief.states import LEAD_RECORDED, OPEN, TRANSFERRED_CHILD

_WITNESS = "CSW DUT CAR RCP HLT"
_LATER = " ".join((
    p.NOT_APPLICABLE, p.REPORTED, p.TEMPORARY, p.CONTACTED, p.ASSESSMENT, p.FIT, p.UNFIT, p.COURT, p.LONG_TERM,
))  # fmt: skip

#: What of the hand-over to an agency happens here; the act itself is one of the road (TA34).
_HANDED = row("transfer_to_child_agency", _("移交未保机构"), f"{p.TEMPORARY} {p.UNFIT} {p.COURT} {p.LONG_TERM}",
    p.TRANSFERRED, by="DIR SUP", spec_id="TC08", needs=g.HANDED_OVER, stops="TM-32", prints="J-27",
    rules="R-55 R-56")  # fmt: skip

TO_CHILD_AGENCY = stage(
    row("transfer_to_child_agency", _("移交未保机构"), " ".join((LEAD_RECORDED, *OPEN)), TRANSFERRED_CHILD,
        by="DIR SUP", spec_id="TA34", optional=True, needs=g.HANDED_OVER, asks=f.HANDING_OVER, effect=do.hand_over,
        stops="TM-02a TM-02b TM-02c TM-03 TM-06 TM-30 TM-31", prints="J-27", rules="R-55 R-56",
        along="protection", warning=_("随案材料、随身物品一并移交；当面签字。")),
)  # fmt: skip

PROTECTION = region(
    "relief.protection", _("未成年人/行为能力保护"), initial=p.NOT_APPLICABLE, carried=(_HANDED,),
    states=(
        State(p.NOT_APPLICABLE, _("不适用"), _("不适用"), "plain"),
        State(p.TO_BE_ASSESSED, _("年龄/能力待定"), _("年龄/能力待定"), "active"),
        State(p.REPORTED, _("已报告"), _("已报告"), "wait"),
        State(p.TEMPORARY, _("临时监护"), _("临时监护"), "active"),
        State(p.CONTACTED, _("监护人已联系"), _("监护人已联系"), "wait"),
        State(p.ASSESSMENT, _("监护评估"), _("监护评估"), "active"),
        State(p.FIT, _("监护合格"), _("监护合格"), "done"),
        State(p.UNFIT, _("监护不适"), _("监护不适"), "soon"),
        State(p.COURT, _("法院程序"), _("法院程序"), "wait"),
        State(p.LONG_TERM, _("长期监护"), _("长期监护"), "active"),
        State(p.RETURNED, _("已返回监护"), _("已返回监护"), "done", terminal=True),
        State(p.TRANSFERRED, _("已移交机构"), _("已移交机构"), "done", terminal=True),
    ),
    stages=[stage(
        row("open_assessment", _("启动评估"), p.NOT_APPLICABLE, p.TO_BE_ASSESSED, by="system CSW RCP DUT",
            spec_id="TC01", needs=[g.MINORITY_OR_INCAPACITY_DOUBT], asks=f.DOUBT, effect=do.open_assessment,
            starts="TM-11", prints="J-27", rules="R-55"),
        row("report_harm", _("强制报告"), p.TO_BE_ASSESSED, p.REPORTED, by=_WITNESS, spec_id="TC02", usual=True,
            needs=[REPORT_DETAILS_COMPLETE], asks=r.REPORT, effect=tell.record_report, stops="TM-11",
            prints="J-13 J-28", rules="R-57 R-61"),
        row("add_mandatory_report", _("补充报告"), _LATER, SAME, by=_WITNESS, spec_id="TC02-P",
            needs=[REPORT_DETAILS_COMPLETE], asks=r.REPORT, effect=tell.record_report, stops="TM-11",
            prints="J-13 J-28", rules="R-57 R-61"),
    ), stage(
        row("contact_guardian", _("联系监护人"), f"{p.TO_BE_ASSESSED} {p.REPORTED} {p.TEMPORARY}", p.CONTACTED,
            by="CSW", spec_id="TC04", needs=[g.GUARDIAN_IDENTIFIED, g.REPORT_MADE_OR_NO_HARM], asks=f.CONTACT,
            effect=do.contact_guardian, stops="TM-11", prints="J-22", rules="R-45"),
        row("take_temporary_guardianship", _("临时监护"),
            f"{p.TO_BE_ASSESSED} {p.REPORTED} {p.CONTACTED} {p.UNFIT}", p.TEMPORARY, by="SUP", spec_id="TC03",
            needs=[g.GUARDIANSHIP_GROUND_RECORDED, g.REPORT_MADE_OR_NO_HARM], asks=f.TEMPORARY, effect=do.write_down,
            starts="TM-32", stops="TM-11", prints="J-27", rules="R-55"),
        row("review_guardianship", _("监护复核"), p.TEMPORARY, SAME, by="SUP", spec_id="TC03-RV", usual=True,
            needs=[g.GUARDIANSHIP_GROUND_RECORDED], asks=f.GUARDIANSHIP, effect=do.write_down, starts="TM-32",
            stops="TM-32", prints="J-27", rules="R-55"),
        row("start_guardian_assessment", _("监护评估"), p.CONTACTED, p.ASSESSMENT, by="CSW SUP", spec_id="TC05",
            usual=True, asks=f.ENTRUSTED, effect=do.write_down, prints="J-27", rules="R-62"),
        row("find_guardian_fit", _("监护合格"), p.ASSESSMENT, p.FIT, by="CSW SUP", asked_by="CSW", spec_id="TC05-C6",
            needs=[g.HOME_ASSESSMENT_RECORDED], asks=f.HOME, effect=do.find_fit, prints="J-27", rules="R-62",
            warning=_("社工提出，县民政局同意。")),
        row("find_guardian_unfit", _("监护不适"), p.ASSESSMENT, p.UNFIT, by="CSW SUP", asked_by="CSW",
            spec_id="TC05-C7", needs=[g.HOME_ASSESSMENT_RECORDED], asks=f.HOME, effect=do.find_unfit, prints="J-27",
            rules="R-56 R-62", warning=_("社工提出，县民政局同意。")),
        row("return_to_guardian", _("返回监护"), p.FIT, p.RETURNED, by="DIR", spec_id="TC06",
            needs=[g.RETURNED_IN_MAIN_FLOW, g.FAMILY_GUIDANCE_RECORDED], asks=f.GUIDANCE, effect=do.write_down,
            stops="TM-32", prints="J-16 J-27", rules="R-45 R-62"),
    ), stage(
        row("open_court_proceeding", _("申请撤销监护"), p.UNFIT, p.COURT, by="SUP", spec_id="TC07",
            needs=[g.COURT_APPLICATION_READY], asks=f.APPLICATION, effect=do.to_court, prints="J-27",
            rules="R-56 R-61"),
        row("record_court_dismissal", _("法院驳回"), p.COURT, p.FIT, by="SUP", spec_id="TC11",
            needs=[g.COURT_DISMISSAL_RECORDED], asks=f.DISMISSAL, effect=do.court_decided, prints="J-27",
            rules="R-56"),
        row("take_long_term_guardianship", _("长期监护"), f"{p.TEMPORARY} {p.COURT}", p.LONG_TERM, by="SUP",
            spec_id="TC09", needs=[g.LONG_TERM_GROUND_RECORDED], asks=f.LONG_TERM, effect=do.take_long_term,
            stops="TM-32", prints="J-27", rules="R-56"),
        row("clear_protection", _("解除保护"),
            f"{p.TO_BE_ASSESSED} {p.REPORTED} {p.TEMPORARY} {p.CONTACTED} {p.ASSESSMENT} {p.FIT} {p.UNFIT} {p.COURT}",
            p.NOT_APPLICABLE, by="CSW SUP", spec_id="TC10", needs=[g.ADULT_CAPACITY_PROVED, g.BUREAU_CLEARS],
            asks=f.CLEARANCE, effect=do.clear, stops="TM-11 TM-30 TM-31 TM-32", prints="J-27", rules="R-39 R-55"),
    )],
)  # fmt: skip
