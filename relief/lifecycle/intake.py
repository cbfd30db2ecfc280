"""In: reception, security check, the first look, hospital before admission, review, admission."""

from django.utils.translation import gettext_lazy as _

from casework.declaration import Act, row, stage
from relief.effects import intake as do
from relief.forms import intake as f
from relief.guards import intake as g
from relief.states import IN_STATION, PREADMIT_MEDICAL, RECEPTION, REVIEW, SCREENING, SECURITY_CHECK

RECEIVE = Act(
    code="receive_person", label=_("到站接待"), by=frozenset({"RCP"}), needs=(g.PERSON_PRESENT,), asks=f.RECEPTION,
    effect=do.receive_person, prints=("J-06", "J-07", "J-39"), rules="R-06 R-07 R-11 R-22",
)  # fmt: skip

INTAKE = stage(
    row("start_security_check", _("开始安检"), RECEPTION, SECURITY_CHECK, by="SEC", spec_id="TA05", usual=True,
        needs=[g.CONSENTS_TO_CHECK, g.CHECK_BY_SAME_SEX], asks=f.CHECK, effect=do.start_check,
        prints="J-08", rules="R-16"),
    row("prioritize_emergency", _("急救优先"), f"{RECEPTION} {SECURITY_CHECK}", SCREENING, by="RCP SEC DUT",
        spec_id="TA04", optional=True, needs=[g.VISIBLE_EMERGENCY], asks=f.EMERGENCY, prints="J-09", rules="R-19"),
    row("pass_security_check", _("安检通过"), SECURITY_CHECK, SCREENING, by="SEC", spec_id="TA08", usual=True,
        needs=[g.SECURITY_CHECK_RECORDED], asks=f.CHECKED, effect=do.pass_check,
        prints="J-08", rules="R-16 R-18"),
    row("complete_screening", _("检视完成"), SCREENING, REVIEW, by="CSW", spec_id="TA13", usual=True,
        needs=[g.SCREENING_RECORDED, g.NO_EMERGENCY], asks=f.SCREENING, effect=do.complete_screening,
        prints="J-01", rules="R-10 R-15 R-18"),
    row("send_to_hospital_before_admission", _("站前送医"),
        f"{RECEPTION} {SECURITY_CHECK} {SCREENING} {REVIEW}", PREADMIT_MEDICAL, by="RCP HLT DUT", spec_id="TA09",
        optional=True, needs=[g.MEDICAL_NEED_FOUND], asks=f.HOSPITAL, effect=do.go_to_hospital,
        prints="J-09", rules="R-19 R-28 R-63"),
    row("return_from_hospital", _("就医返站"), PREADMIT_MEDICAL, REVIEW, by="CSW", spec_id="TA11", usual=True,
        needs=[g.STABLE_OR_DISCHARGED], asks=f.BACK, effect=do.come_back, prints="J-09",
        rules="R-19 R-38"),
    row("admit_person", _("准予入站"), REVIEW, IN_STATION, by="CSW", spec_id="TA14", usual=True,
        needs=[g.ELIGIBLE_OR_PROTECTED, g.COUNTERSIGNED_IF_BEYOND_NARROW_TEST], effect=do.admit, starts="TM-03 TM-06",
        prints="J-01 J-08 J-39", rules="R-02 R-03 R-04 R-05 R-12"),
)  # fmt: skip
