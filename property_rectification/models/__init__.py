"""Models of the rectification of property matters."""

from property_rectification.models.case import RectificationCase
from property_rectification.models.checking import CallBack, Check, CheckItem, LookBack, Relapse, SelfReport
from property_rectification.models.competence import CategoryVersion, Competence, LegalBasis
from property_rectification.models.deciding import (
    Conclusion,
    LegalReview,
    OrderNotice,
    Recheck,
    ReturnRequest,
    Voucher,
)
from property_rectification.models.disputes import Dispute, DisputeMeeting
from property_rectification.models.escalation import Escalation
from property_rectification.models.exemplar_text import (
    ExemplarComment,
    ExemplarProof,
    ExemplarSentence,
    ExemplarSignature,
    ExemplarText,
)
from property_rectification.models.facts import ConductRecord, Evidence, Fact, FactEvidence, Statement
from property_rectification.models.firm import Firm, FirmService, OwnersBody
from property_rectification.models.hotline import HotlineStatus
from property_rectification.models.mediation import (
    Mediation,
    MediationAgreement,
    MediationConsent,
    MediationSession,
)
from property_rectification.models.paired import PairedCase
from property_rectification.models.parties import RecusalDeclaration, RecusalRequest, Reporter, SuspectedDuplicate
from property_rectification.models.penalty_parts import (
    EvidenceHold,
    PenaltyDecision,
    PenaltyHearing,
    PenaltyOpinion,
    PenaltyPayment,
    PenaltyProposal,
    PenaltyRemedy,
    PenaltyStatement,
)
from property_rectification.models.rating import RatingLink
from property_rectification.models.side_roads import LinkedCase, Merging, StatutoryRoute
from property_rectification.models.standing import Extension, Shelving, Suspension
from property_rectification.models.supervision import Supervision, SupervisionReport
from property_rectification.models.talk import Talk
from property_rectification.models.voices import Objection, ReporterNote, SupplementRequest

from property_rectification.models.exemplar import Exemplar  # isort: skip
from property_rectification.models.interference import Interference  # isort: skip
from property_rectification.models.lead import Lead  # isort: skip
from property_rectification.models.penalty import Penalty  # isort: skip

__all__ = [
    "CallBack",
    "CategoryVersion",
    "Check",
    "CheckItem",
    "Competence",
    "Conclusion",
    "ConductRecord",
    "Dispute",
    "DisputeMeeting",
    "Escalation",
    "Evidence",
    "EvidenceHold",
    "Exemplar",
    "ExemplarComment",
    "ExemplarProof",
    "ExemplarSentence",
    "ExemplarSignature",
    "ExemplarText",
    "Extension",
    "Fact",
    "FactEvidence",
    "Firm",
    "FirmService",
    "HotlineStatus",
    "Interference",
    "Lead",
    "LegalBasis",
    "LegalReview",
    "LinkedCase",
    "LookBack",
    "Mediation",
    "MediationAgreement",
    "MediationConsent",
    "MediationSession",
    "Merging",
    "Objection",
    "OrderNotice",
    "OwnersBody",
    "PairedCase",
    "Penalty",
    "PenaltyDecision",
    "PenaltyHearing",
    "PenaltyOpinion",
    "PenaltyPayment",
    "PenaltyProposal",
    "PenaltyRemedy",
    "PenaltyStatement",
    "RatingLink",
    "Recheck",
    "RectificationCase",
    "RecusalDeclaration",
    "RecusalRequest",
    "Relapse",
    "Reporter",
    "ReporterNote",
    "ReturnRequest",
    "SelfReport",
    "Shelving",
    "Statement",
    "StatutoryRoute",
    "Supervision",
    "SupervisionReport",
    "SupplementRequest",
    "SuspectedDuplicate",
    "Suspension",
    "Talk",
    "Voucher",
]
