"""Models of relief."""

from relief.models.case import ReliefCase
from relief.models.complaint import Complaint
from relief.models.parts import Assessment, Collector, MedicalEvent, Screening, SecurityCheck
from relief.models.person import Person
from relief.models.refusal import RefusalDecision

__all__ = [
    "Assessment", "Collector", "Complaint", "MedicalEvent", "Person", "RefusalDecision", "ReliefCase", "Screening",
    "SecurityCheck",
]  # fmt: skip
