"""Models of relief."""

from relief.models.batch import Batch, StockMove
from relief.models.case import ReliefCase
from relief.models.complaint import Complaint
from relief.models.counts import Count
from relief.models.parts import Assessment, Collector, MedicalEvent, Screening, SecurityCheck
from relief.models.person import Person
from relief.models.refusal import RefusalDecision
from relief.models.report import StatReport

__all__ = [
    "Assessment", "Collector", "Complaint", "Count", "MedicalEvent", "Person", "RefusalDecision", "ReliefCase",
    "Screening", "SecurityCheck", "StatReport",
]  # fmt: skip
from relief.models.stock import StockItem

__all__ = [
    "Assessment",
    "Batch",
    "Collector",
    "Complaint",
    "MedicalEvent",
    "Person",
    "RefusalDecision",
    "ReliefCase",
    "Screening",
    "SecurityCheck",
    "StockItem",
    "StockMove",
]
