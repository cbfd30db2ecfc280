"""The papers of property cases; their wording lies beside, one readable file each, and is data from then on (§3)."""

from casework.documents import Paper
from property_rectification.papers.answer import ANSWER
from property_rectification.papers.assignment import ASSIGNMENT
from property_rectification.papers.check import CHECKED
from property_rectification.papers.closing import APPROVAL, VISIT
from property_rectification.papers.exemplar import EXEMPLAR_TEXT
from property_rectification.papers.interference import INTERFERENCE
from property_rectification.papers.mediation import CONFIRMATION_LIST, MEDIATION_PAPER
from property_rectification.papers.meeting import MINUTES
from property_rectification.papers.order import ORDER
from property_rectification.papers.privacy import PRIVACY_NOTICE
from property_rectification.papers.receipt import RECEIPT
from property_rectification.papers.recusal import RECUSAL
from property_rectification.papers.service import SERVICE
from property_rectification.papers.supervision import SUPERVISED
from property_rectification.papers.talk import TALK
from property_rectification.papers.transcript import TRANSCRIPT

PAPERS: tuple[Paper, ...] = (
    RECEIPT, ORDER, ASSIGNMENT, MEDIATION_PAPER, CONFIRMATION_LIST, TRANSCRIPT, CHECKED, APPROVAL, VISIT, SUPERVISED,
    TALK, EXEMPLAR_TEXT, MINUTES, ANSWER, SERVICE, PRIVACY_NOTICE, RECUSAL, INTERFERENCE,
)  # fmt: skip
