"""Models of the rectification of property matters."""

from property_rectification.models.case import RectificationCase
from property_rectification.models.checking import CallBack, Check, CheckItem, LookBack, SelfReport
from property_rectification.models.competence import CategoryVersion, Competence, LegalBasis
from property_rectification.models.deciding import (
    Conclusion,
    LegalReview,
    OrderNotice,
    Recheck,
    ReturnRequest,
    Voucher,
)
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
from property_rectification.models.parties import RecusalDeclaration, Reporter, SuspectedDuplicate
from property_rectification.models.voices import Objection, ReporterNote, SupplementRequest

from property_rectification.models.exemplar import Exemplar  # isort: skip
from property_rectification.models.lead import Lead  # isort: skip

__all__ = [
    "CallBack",
    "CategoryVersion",
    "Check",
    "CheckItem",
    "Competence",
    "Conclusion",
    "ConductRecord",
    "Evidence",
    "Exemplar",
    "ExemplarComment",
    "ExemplarProof",
    "ExemplarSentence",
    "ExemplarSignature",
    "ExemplarText",
    "Fact",
    "FactEvidence",
    "Firm",
    "FirmService",
    "HotlineStatus",
    "Lead",
    "LegalBasis",
    "LegalReview",
    "LookBack",
    "Objection",
    "OrderNotice",
    "OwnersBody",
    "Recheck",
    "RectificationCase",
    "RecusalDeclaration",
    "Reporter",
    "ReporterNote",
    "ReturnRequest",
    "SelfReport",
    "Statement",
    "SupplementRequest",
    "SuspectedDuplicate",
    "Voucher",
]
