"""What changes a case without moving it: who the person is, what was found, who would collect, what is on file."""

from django.utils.translation import gettext_lazy as _

from casework.attaching import attach_file
from casework.declaration import amendment
from relief.effects import departure as go
from relief.effects import identity as who
from relief.effects import intake as do
from relief.effects import leaving as out
from relief.forms import departure, intake, leaving, person
from relief.guards import amendments as g
from relief.states import LIVE, MISSING, OPEN, PENDING_ARCHIVE, POST_DEATH, PREADMIT_MEDICAL, REVIEW, STAYING

#: Relatives are found for whoever is searched for as well, and who the dead was is still asked.
_LIVE, _OPEN, _STAYING = " ".join(LIVE), " ".join((*OPEN, POST_DEATH)), " ".join((*STAYING, MISSING))

AMENDMENTS = (
    amendment("tell_rights", _("登记已告知权利"), by="RCP CSW", states=f"{_LIVE} {PENDING_ARCHIVE}",
        asks=[person.RIGHTS], needs=[g.RIGHTS_NOT_TOLD], effect=do.tell_rights, rules="R-11"),
    amendment("update_identity", _("补充身份信息"), by="RCP CSW", states=_OPEN, asks=person.IDENTITY,
        effect=who.update_identity, rules="R-10 R-12"),
    amendment("verify_identity", _("核实身份"), by="CSW", states=_OPEN, asks=person.VERIFIED,
        effect=who.verify_identity, rules="R-10"),
    amendment("record_capacity", _("登记行为能力"), by="CSW HLT", states=_OPEN, asks=person.CAPACITY,
        effect=who.record_capacity, rules="R-39 R-41"),
    amendment("record_identity_doubt", _("登记身份疑点"), by="CSW", states=_OPEN, asks=person.DOUBT,
        effect=who.record_doubt, rules="R-13"),
    amendment("settle_identity_doubt", _("核查身份疑点"), by="DIR", states=_OPEN, asks=person.SETTLED,
        needs=[g.DOUBT_OPEN], effect=who.settle_doubt, rules="R-10 R-13"),
    amendment("record_review", _("登记甄别意见"), by="CSW", states=f"{REVIEW} {PREADMIT_MEDICAL}", asks=intake.REVIEW,
        effect=do.record_review, rules="R-02 R-03 R-04 R-12"),
    amendment("countersign_admission", _("加签同意入站"), by="DUT", states=REVIEW,
        needs=[g.REVIEW_RECORDED, g.REVIEWED_BY_ANOTHER], effect=do.countersign, rules="R-02 R-04"),
    amendment("record_collector", _("登记接领人"), by="RCP CSW", states=_STAYING, asks=departure.NEW_COLLECTOR,
        effect=go.record_collector, rules="R-45"),
    amendment("update_collector", _("更新接领人材料和风险"), by="CSW", states=_STAYING, asks=departure.COLLECTOR_PAPERS,
        needs=[g.COLLECTOR_KNOWN], effect=go.update_collector, rules="R-45 R-61"),
    amendment("hear_true_wish", _("单独询问真实意愿"), by="CSW", states=_STAYING, asks=departure.WISH,
        needs=[g.COLLECTOR_KNOWN], effect=go.hear_wish, rules="R-61"),
    amendment("record_leaving_statement", _("补记离站声明"), by="RCP CSW", states=PENDING_ARCHIVE,
        asks=leaving.STATEMENT, needs=[g.LEFT_BY_ONESELF], effect=out.record_statement, rules="R-40"),
    attach_file("RCP CSW ARC", "file_purpose"),
)  # fmt: skip
