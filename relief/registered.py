"""The kinds of records of this domain with who sees them, and every paper: what `apps.py` plugs into the kernel."""

from casework.documents import Paper
from casework.kinds import Kind
from casework.scopes import Scope
from relief.case_kind import CaseKind
from relief.complaints.kind import ComplaintKind
from relief.complaints.paper import ANSWER
from relief.complaints.scopes import COMPLAINT_SCOPES
from relief.forwarding.kind import ForwardingKind
from relief.forwarding.scopes import FORWARDING_SCOPES
from relief.outage.kind import OutageKind
from relief.outage.scopes import OUTAGE_SCOPES
from relief.outreach.kind import OutreachKind
from relief.outreach.papers import LEAFLETS, VISITORS
from relief.outreach.scopes import OUTREACH_SCOPES
from relief.papers import PAPERS
from relief.papers.hotline import HOTLINE
from relief.report.kind import ReportKind
from relief.report.paper import MONTHLY
from relief.report.scopes import REPORT_SCOPES
from relief.scopes import CASE_SCOPES
from relief.shift.kind import ShiftKind
from relief.shift.paper import RECORD
from relief.shift.scopes import SHIFT_SCOPES
from relief.staff.kind import StaffKind
from relief.staff.scopes import STAFF_SCOPES
from relief.stock.kind import StockKind
from relief.stock.paper import SHEET
from relief.stock.scopes import STOCK_SCOPES

KINDS: tuple[tuple[Kind, dict[str, Scope]], ...] = (
    (CaseKind(), CASE_SCOPES),
    (ComplaintKind(), COMPLAINT_SCOPES),
    (ReportKind(), REPORT_SCOPES),
    (ForwardingKind(), FORWARDING_SCOPES),
    (OutageKind(), OUTAGE_SCOPES),
    (OutreachKind(), OUTREACH_SCOPES),
    (ShiftKind(), SHIFT_SCOPES),
    (StaffKind(), STAFF_SCOPES),
    (StockKind(), STOCK_SCOPES),
)
#: Those of a case, then those of other records and of nobody.
PRINTED: tuple[Paper, ...] = (*PAPERS, MONTHLY, LEAFLETS, VISITORS, HOTLINE, ANSWER, RECORD, SHEET)
